"""A page laid over the review that is read and left: the help, the codebook."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult

from triage.ui.keynames import key_name
from triage.ui.screens.layer import Layer
from triage.ui.widgets.sheet_lines import Piece, SheetLines

_LEAVE = frozenset({"escape", "enter"})

_FAR = 1_000_000
"""Lines; no page is so long, also where its rows are wrapped."""


class Sheet(Layer):
    """Shows rows to scroll through."""

    def __init__(self, title: str, rows: Sequence[Sequence[Piece]], opened_by: str = "cancel") -> None:
        """`opened_by` is the id of a command whose key leaves, beside that of `cancel`."""
        self.opened_by = opened_by
        self._lines = SheetLines(rows)
        super().__init__(self._lines)
        self._lines.wrapping = self._lines.has_cursor = True
        self._lines.border_title = title
        self._lines.border_subtitle = "↑ ↓ to scroll, Esc to leave"

    def compose(self) -> ComposeResult:
        """Return the page."""
        yield self._lines

    async def take(self, key: events.Key) -> None:
        """Scroll, or leave."""
        page = max(1, self._lines.size.height - 2)
        rows = {"down": 1, "up": -1, "pagedown": page, "space": page, "pageup": -page}
        name = key_name(key)
        if name in rows:
            self._lines.scroll_rows(rows[name])
        elif name == "home":
            self._lines.scroll_rows(-_FAR)
        elif name == "end":
            self._lines.scroll_rows(_FAR)
        elif name in _LEAVE:
            self.dismiss()
