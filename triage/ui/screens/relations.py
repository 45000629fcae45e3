"""The claims that the current one has to do with, as a list: enter goes to one, x takes the relation off."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult

from triage.core.plain import plain
from triage.session.relating import Link
from triage.session.session import Session
from triage.ui.keynames import key_name
from triage.ui.look import Look
from triage.ui.screens.layer import Layer
from triage.ui.widgets.sheet_lines import Piece, SheetLines

_STEPS = {"down": 1, "tab": 1, "up": -1, "shift+tab": -1, "pagedown": 10, "pageup": -10}


class RelationsList(Layer):
    """One line for each related claim, on whichever side the relation stands."""

    opened_by = "claim.relate"

    def __init__(self, session: Session, look: Look, chosen: Callable[[Link], None]) -> None:
        self._session, self._look, self._take_choice = session, look, chosen
        self._links: list[Link] = []
        self._lines = SheetLines([])
        self._lines.id = "relations"
        self._lines.mark = look.chosen
        self._lines.border_title = "Related claims"
        self._lines.border_subtitle = "Enter goes there, x takes off, Esc leaves"
        super().__init__(self._lines)

    def compose(self) -> ComposeResult:
        """Return the list."""
        yield self._lines

    def on_mount(self) -> None:
        """Choose the first line."""
        self._lines.chosen = 0
        self.show()

    def show(self) -> None:
        """List what is known now."""
        self._links = self._session.relations.links()
        if not self._links:
            self.dismiss()
            return
        self._lines.rows = [self._row(link) for link in self._links]
        self._lines.chosen = max(0, min(self._lines.chosen or 0, len(self._links) - 1))
        self.redraw()

    async def take(self, key: events.Key) -> None:
        """Move the choice, go there, take it off, or leave."""
        name = key_name(key)
        chosen = self._lines.chosen or 0
        if name in _STEPS:
            self._lines.chosen = max(0, min(chosen + _STEPS[name], len(self._links) - 1))
        elif name in ("home", "end"):
            self._lines.chosen = 0 if name == "home" else len(self._links) - 1
        elif name == "enter" and chosen < len(self._links):
            self.dismiss()
            self._take_choice(self._links[chosen])
        elif name in ("x", "delete") and chosen < len(self._links):
            self._session.relations.unrelate(self._links[chosen])
            self.show()
        elif name == "escape":
            self.dismiss()

    def _row(self, link: Link) -> list[Piece]:
        words = plain(link.words) or "…"
        return [
            (f"{link.said:<14} ", self._look.strong),
            (f"{plain(link.path)}  ", self._look.dim),
            (words, None),
        ]
