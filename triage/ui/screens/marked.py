"""The list of what is marked: go there, or take single marks off."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from triage.core.plain import plain
from triage.session.marks import Mark
from triage.session.session import Session
from triage.ui.cells import fill
from triage.ui.keynames import key_name
from triage.ui.look import Look
from triage.ui.screens.layer import Layer
from triage.ui.screens.rows import Row, Rows
from triage.ui.widgets.sheet_lines import SheetLines

_STEPS = {"down": 1, "tab": 1, "up": -1, "shift+tab": -1, "pagedown": 10, "pageup": -10}
_PATH = 30
"""Cells for the path at most."""


class MarkedList(Layer):
    """One line for each mark."""

    opened_by = "mark.list"
    own_keys = frozenset({"space"})

    def __init__(
        self, session: Session, look: Look, command_of: Callable[[str], str], chosen: Callable[[Mark], None]
    ) -> None:
        """`command_of` tells the id of the command that a key runs in the review."""
        self._session, self._look, self._command_of = session, look, command_of
        self._take_choice = chosen
        self._marks: list[Mark] = []
        self._version = -1
        self._lines = SheetLines([])
        self._lines.mark = look.chosen
        self._lines.chosen = 0
        super().__init__(self._lines)

    def compose(self) -> ComposeResult:
        """Return the list."""
        with Vertical(id="marked") as box:
            box.border_title = "What is marked"
            box.border_subtitle = "Enter goes there, Space takes the mark off, Esc leaves"
            yield self._lines

    def on_mount(self) -> None:
        """List what is marked."""
        self.show()

    def show(self) -> None:
        """List what is marked now."""
        self.redraw()

    def redraw(self) -> None:
        """Paint the lines that are seen."""
        marks = self._session.marks
        if marks.version != self._version:
            self._version = marks.version
            self._marks = marks.listed()
            self._lines.rows = Rows(len(self._marks), self._row)
        self._lines.chosen = max(0, min(self._lines.chosen or 0, len(self._marks) - 1))
        super().redraw()

    async def take(self, key: events.Key) -> None:
        """Move the choice, go there, take a mark off, or leave."""
        name, chosen = key_name(key), self._lines.chosen or 0
        mark = self._marks[chosen] if chosen < len(self._marks) else None
        if name in _STEPS:
            self._lines.chosen = max(0, min(chosen + _STEPS[name], len(self._marks) - 1))
        elif name in ("home", "end"):
            self._lines.chosen = 0 if name == "home" else max(0, len(self._marks) - 1)
        elif name == "enter" and mark is not None:
            self.dismiss()
            self._take_choice(mark)
        elif name == "space" or self._command_of(name) == "mark.toggle":
            self._take_off(mark)
        elif self._command_of(name) == "mark.clear":
            self._session.marking.clear()
            self.dismiss()
        elif name == "escape":
            self.dismiss()

    def _take_off(self, mark: Mark | None) -> None:
        if mark is not None:
            self._session.marks.remove(mark.path, mark.key)
            self._session.say(self._session.marks.told or "nothing is marked")
        if not self._session.is_marked:
            self.dismiss()

    def _row(self, number: int) -> Row:
        mark = self._marks[number]
        width = min(_PATH, max(12, self.size.width // 4))
        path = (fill(plain(mark.path), width) + " ", self._look.dim)
        if mark.key is None:
            listing = self._session.listing
            title = listing.entry(mark.path).title if mark.path in listing else ""
            return [("article  ", self._look.strong), path, (plain(title), self._look.strong)]
        return [("claim    ", None), path, (plain(" ".join(mark.words.split())), None)]
