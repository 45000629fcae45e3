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

_ALWAYS = ("help", "quit", "leave")

_MOVING = tuple(
    ((f"select.previous {unit}", f"select.next {unit}"), unit) for unit in ("word", "clause", "character")
)
_LEAVING = ((("cancel",), "leave"), (("help",), "help"))
_CHOOSING = (
    (("select.make",), "make it a claim"),
    (("select.swap",), "other end"),
    *_MOVING,
    (("select.previous sentence", "select.next sentence"), "sentence"),
    (("claim.fit sentence",), "whole sentence"),
    *_LEAVING,
)
_SPLITTING = ((("select.make",), "split here"), *_MOVING, *_LEAVING)
"""What the footer shows while a stretch is chosen: commands, and the word for them."""


class StatusLine(Lines):
    """Two lines where there is room, the message alone on one."""

    def __init__(self, session: Session, keymap: Keymap) -> None:
        super().__init__()
        self._session = session
        self._keymap = keymap
        self.mode = Mode.TEXT
        self.begun = ""
        """The count and the keys of a sequence that is not ended."""
        self.choosing = ""
        """What is being chosen, while something is."""
        self.recording = ""
        """The letter of the macro that is being recorded."""
        self._said: tuple[object, ...] = ()
        self._shown: tuple[object, ...] = ()
        self._message_drawn = self._keys_drawn = Strip([])

    def draw(self, width: int, height: int) -> Sequence[Strip]:
        """Return the message, then the keys."""
        said = (
            self._session.said,
            self._session.save_state.error,
            self.begun,
            self.choosing,
            self.recording,
            self._marked,
            width,
            self.look,
        )
        if said != self._said:
            self._said, self._message_drawn = said, self._message(width)
        footer = (self.mode, self._is_splitting, self._keymap, width, self.look)
        if footer != self._shown:
            self._shown, self._keys_drawn = footer, self._keys(width)
        message, keys = self._message_drawn, self._keys_drawn
        if height > 1:
            return [message, keys]
        told = (
            self.begun
            or self.choosing
            or self.recording
            or self._marked
            or self._session.said.text
            or self._session.save_state.error
        )
        return [message if told else keys]

    def use(self, keymap: Keymap) -> None:
        """Show other keys from now on."""
        self._keymap = keymap

    def _message(self, width: int) -> Strip:
        if not (self.begun or self.choosing or self.recording or self._marked):
            return self._told(width)
        recording = f"recording {self.recording}" if self.recording else ""
        keys = f"{self.begun}…" if self.begun else ""
        begun = " · ".join(filter(None, (recording, self._marked, self.choosing, keys)))
        begun = f" {begun} "
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
        """Return keys and what they do; while a stretch is chosen, those that choose."""
        if self.mode is Mode.SELECT:
            rows = _SPLITTING if self._is_splitting else _CHOOSING
            return [(found, word) for names, word in rows if (found := self._keys_for(names))]
        shown: list[tuple[str, str]] = []
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

    @property
    def _marked(self) -> str:
        """Return how many are marked; empty where none is."""
        return self._session.marks.told if self._session.is_marked else ""

    @property
    def _is_splitting(self) -> bool:
        chosen = self._session.desk.selection
        return chosen is not None and chosen.of is not None

    def _keys_for(self, names: Sequence[str]) -> str:
        """Return the keys of commands with their arguments, as far as there are any."""
        found = []
        for name in names:
            command_id, _, argument = name.partition(" ")
            keys = self._keymap.keys_of(command_id, self.mode, argument)
            found += [soonest(keys)] if keys else []
        return " ".join(found)


def _cells(pair: tuple[str, str]) -> int:
    return cell_len(pair[0]) + cell_len(pair[1]) + 3
