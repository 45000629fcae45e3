"""The last lines: what the last key did, and the few keys that matter now."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from triage.commands import COMMANDS, Argument, Mode
from triage.core.plain import plain
from triage.keymap import Keymap
from triage.session.session import Session
from triage.session.state import Tone
from triage.ui.cells import cut
from triage.ui.keynames import soonest
from triage.ui.widgets.lines import Lines

_ALWAYS = ("help", "quit")


class StatusLine(Lines):
    """Two lines where there is room, the message alone on one."""

    def __init__(self, session: Session, keymap: Keymap) -> None:
        super().__init__()
        self._session = session
        self._keymap = keymap
        self.mode = Mode.TEXT
        self.begun = ""
        """The count and the keys of a sequence that is not ended."""
        self._said: tuple[object, ...] = ()
        self._shown: tuple[object, ...] = ()
        self._message_drawn = self._keys_drawn = Strip([])

    def draw(self, width: int, height: int) -> Sequence[Strip]:
        """Return the message, then the keys."""
        said = (self._session.said, self._session.save_state.error, self.begun, width, self.look)
        if said != self._said:
            self._said, self._message_drawn = said, self._message(width)
        footer = (self.mode, self._keymap, width, self.look)
        if footer != self._shown:
            self._shown, self._keys_drawn = footer, self._keys(width)
        message, keys = self._message_drawn, self._keys_drawn
        if height > 1:
            return [message, keys]
        return [message if self.begun or self._session.said.text or self._session.save_state.error else keys]

    def use(self, keymap: Keymap) -> None:
        """Show other keys from now on."""
        self._keymap = keymap

    def _message(self, width: int) -> Strip:
        if not self.begun:
            return self._told(width)
        begun = f" {self.begun}… "
        message = self._told(max(4, width - cell_len(begun)))
        room = max(0, width - cell_len(begun) - message.cell_length)
        return Strip([*message, Segment(" " * room), Segment(begun, self.look.strong)]).crop(0, width)

    def _told(self, width: int) -> Strip:
        said, error = self._session.said, self._session.save_state.error
        styles = {Tone.INFO: None, Tone.WARNING: self.look.warning, Tone.ERROR: self.look.error}
        if error and said.tone is not Tone.ERROR:
            text = f"cannot save, kept and tried again: {error}"
            return Strip([Segment(" "), Segment(cut(plain(text), width - 2), self.look.error)])
        return Strip([Segment(" "), Segment(cut(plain(said.text), width - 2), styles[said.tone])])

    def _keys(self, width: int) -> Strip:
        """Return as many keys as there is room for; how to get help and how to leave are always there."""
        pairs = self._footer()
        last = [pair for pair in pairs if pair[1] in _ALWAYS]
        room = width - 1 - sum(map(_cells, last))
        shown = []
        for pair in pairs:
            if pair in last:
                continue
            if _cells(pair) > room:
                break
            room -= _cells(pair)
            shown.append(pair)
        segments = [Segment(" ")]
        for keys, word in [*shown, *last]:
            segments += [Segment(keys, self.look.strong), Segment(f" {word}  ", self.look.dim)]
        return Strip(segments)

    def _footer(self) -> list[tuple[str, str]]:
        shown = []
        for command in COMMANDS:
            if command.argument is Argument.TAG:
                for tag in self._session.codebook.tags:
                    keys = self._keymap.keys_of(command.id, self.mode, tag.name)
                    shown += [(soonest(keys), plain(tag.name))] if keys else []
            elif command.footer:
                keys = self._keymap.keys_of(command.id, self.mode)
                if keys:
                    word = "text" if command.footer == "list" and self.mode is Mode.LIST else command.footer
                    shown.append((soonest(keys), word))
        return shown


def _cells(pair: tuple[str, str]) -> int:
    return cell_len(pair[0]) + cell_len(pair[1]) + 3
