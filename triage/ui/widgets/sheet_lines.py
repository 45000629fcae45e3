"""Lines of text that are only read, with a place to scroll to."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from triage.ui.cells import cut
from triage.ui.widgets.lines import Lines

Piece = tuple[str, Style | None]


class SheetLines(Lines):
    """Shows rows of styled pieces; what they hold has been made plain."""

    def __init__(self, rows: Sequence[Sequence[Piece]]) -> None:
        super().__init__()
        self.rows = rows
        self.wrapping = False
        """Whether the last piece of a row goes on in the next line, rather than being cut."""
        self.top = 0
        self.chosen: int | None = None
        """The row that is marked, if one is."""
        self.mark = Style(reverse=True)
        self.has_cursor: bool | None = None
        """Whether the terminal's own cursor is in here; None where that depends on whether a row is chosen.

        Not where something is typed besides.
        """

    def scroll_rows(self, rows: int) -> None:
        """Scroll by so many rows (negative: up)."""
        lines = self._lines(self.size.width)
        self.top = max(0, min(self.top + rows, len(lines) - self.size.height))

    def draw(self, width: int, height: int) -> Sequence[Strip]:
        """Return the visible rows, the chosen one among them."""
        if self.chosen is not None:
            self.top = min(max(self.top, self.chosen - height + 1), self.chosen)
        lines = self._lines(width)
        if self.chosen is not None if self.has_cursor is None else self.has_cursor:
            self.put_cursor(0, max(0, (self.chosen or self.top) - self.top))
        shown = range(self.top, min(len(lines), self.top + height))
        return [self._strip(lines[number], width, number == self.chosen) for number in shown]

    def _lines(self, width: int) -> Sequence[Sequence[Piece]]:
        return [line for row in self.rows for line in _wrapped(row, width)] if self.wrapping else self.rows

    def _strip(self, row: Sequence[Piece], width: int, chosen: bool) -> Strip:
        segments, room = [], width
        for text, style in row:
            shown = cut(text, room)
            room -= cell_len(shown)
            segments.append(Segment(shown, style))
        strip = Strip(segments)
        return strip.adjust_cell_length(width).apply_style(self.mark) if chosen else strip


def _wrapped(row: Sequence[Piece], width: int) -> Iterator[Sequence[Piece]]:
    """Yield the lines of a row whose last piece is wrapped beneath its own beginning."""
    *before, (last, style) = row
    indent = sum(cell_len(text) for text, _ in before)
    first, *rest = textwrap.wrap(last, max(16, width - indent)) or [""]
    yield [*before, (first, style)]
    for line in rest:
        yield [(" " * indent, None), (line, style)]
