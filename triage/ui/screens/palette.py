"""The palette: every command by its name, found by typing parts of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from triage.commands import CHOICES, COMMANDS, TAGGED, Argument, Mode, title_of
from triage.core.codebook import Codebook
from triage.core.plain import plain
from triage.keymap import Bound, Keymap
from triage.ui.keynames import key_name, labels, soonest
from triage.ui.look import Look
from triage.ui.screens.layer import Layer
from triage.ui.widgets.field import Field
from triage.ui.widgets.sheet_lines import Piece, SheetLines

_STEPS = {
    "down": 1,
    "ctrl+n": 1,
    "tab": 1,
    "up": -1,
    "ctrl+p": -1,
    "shift+tab": -1,
    "pagedown": 10,
    "pageup": -10,
}

_LABEL = 12
"""Cells for keys; where two do not fit, one is shown."""


def every_command(codebook: Codebook) -> list[Bound]:
    """Return each command, once for each argument that it can take."""
    bound = []
    for command in COMMANDS:
        words = codebook.names() if command.argument is Argument.TAG else CHOICES.get(command.argument, ("",))
        if command.argument is Argument.STEP:
            words = (*words, *(TAGGED + name for name in codebook.names()))
        if command.optional and "" not in words:
            words = ("", *words)
        bound += [Bound(command, word) for word in words]
    return bound


class Palette(Layer):
    """Lists commands that have every typed word in their name, id or help; enter runs the chosen one."""

    def __init__(
        self,
        codebook: Codebook,
        keymap: Keymap,
        mode: Mode,
        look: Look,
        run: Callable[[Sequence[Bound]], Awaitable[None]],
    ) -> None:
        self._all = every_command(codebook)
        self._shown = self._all
        self._keymap, self._mode, self._look = keymap, mode, look
        self._run = run
        self._rows: dict[Bound, list[Piece]] = {}
        """Rows that were made before: finding its keys takes a command longer than finding it."""
        self._line = Field()
        self._lines = SheetLines([])
        self._lines.chosen = 0
        self._lines.mark = look.chosen
        self._lines.has_cursor = False
        super().__init__(self._line, self._lines)

    def compose(self) -> ComposeResult:
        """Return the field above the list."""
        with Vertical(id="palette") as box:
            box.border_title = "Commands"
            box.border_subtitle = "type to find, Enter to run, Esc to leave"
            yield self._line
            yield self._lines

    def on_mount(self) -> None:
        """List everything."""
        self._list("")

    async def take(self, key: events.Key) -> None:
        """Move the choice, run it, leave, or look for what is typed."""
        name = key_name(key)
        if name in _STEPS and self._shown:
            self._lines.chosen = max(0, min((self._lines.chosen or 0) + _STEPS[name], len(self._shown) - 1))
        elif name == "enter":
            chosen = self._lines.chosen
            self.dismiss()
            if chosen is not None and chosen < len(self._shown):
                await self._run((self._shown[chosen],))
        elif name == "escape":
            self.dismiss()
        elif self._line.take(key):
            self._list(self._line.value)

    def paste(self, text: str) -> None:
        """Look for what was pasted."""
        self._line.paste(text)
        self._list(self._line.value)

    def _list(self, typed: str) -> None:
        words = typed.casefold().split()
        self._shown = [bound for bound in self._all if all(word in _where(bound) for word in words)]
        # What is called just so comes first, then what begins with the typed words, then what has them in
        # its name and not only in its help; the table's order holds otherwise.
        self._shown.sort(
            key=lambda bound: (
                typed.casefold() not in _names(bound),
                not any(name.startswith(typed.casefold()) for name in _names(bound)),
                not all(word in " ".join(_names(bound)) for word in words),
            )
        )
        self._lines.rows = [self._row(bound) for bound in self._shown]
        self._lines.chosen = 0

    def _row(self, bound: Bound) -> list[Piece]:
        if bound not in self._rows:
            self._rows[bound] = self._made(bound)
        return self._rows[bound]

    def _made(self, bound: Bound) -> list[Piece]:
        keys = self._keymap.keys_for(bound, self._mode)
        label = labels(keys[:2])
        if len(label) > _LABEL:
            label = soonest(keys)
        title = plain(title_of(bound.command, bound.argument))
        return [
            (f"{label:>{_LABEL}}  ", self._look.strong),
            (f"{title:<31} ", None),
            (bound.command.help, self._look.dim),
        ]


def _where(bound: Bound) -> str:
    return " ".join((*_names(bound), bound.command.help.casefold()))


def _names(bound: Bound) -> tuple[str, str]:
    return title_of(bound.command, bound.argument).casefold(), bound.text
