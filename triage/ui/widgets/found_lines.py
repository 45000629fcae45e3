"""What a search found: two lines for each article, its title and the line with the words, these marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from triage.core.plain import plain
from triage.session.hits import Hit
from triage.session.session import Session
from triage.ui.cells import cut
from triage.ui.look import Look
from triage.ui.widgets.lines import Lines

_LINES = 2
_INDENT = "   "

_KEPT = 256
"""Hits whose lines are kept as they were drawn."""


class FoundLines(Lines):
    """Draws the visible hits, the chosen one among them."""

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        self.look = look
        self.chosen = 0
        self._top = 0
        self._drawn: dict[int, tuple[tuple[object, ...], Sequence[Strip]]] = {}
        """By the number of the hit: what its lines were made of, and the lines."""

    @property
    def fit(self) -> int:
        """How many hits are visible at once."""
        return max(1, self.size.height // _LINES)

    def draw(self, width: int, height: int) -> Sequence[Strip]:
        """Return the visible lines."""
        hits = self._session.searching.hits
        self.chosen = max(0, min(self.chosen, len(hits) - 1))
        self._top = min(max(self._top, self.chosen - self.fit + 1), self.chosen)
        lines: list[Strip] = []
        for number in range(self._top, min(len(hits), self._top + self.fit + 1)):
            lines += self._lines_of(hits[number], number, width)
        return lines[:height]

    def _lines_of(self, hit: Hit, number: int, width: int) -> Sequence[Strip]:
        """Return the lines of a hit, the very same as before where nothing of them is another."""
        listing = self._session.listing
        known = listing.entry(hit.path).title if hit.path in listing else ""
        made_of = hit, known, number == self.chosen, width, self.look
        before, lines = self._drawn.get(number, ((), ()))
        if before != made_of:
            base = self.look.chosen if number == self.chosen else Style()
            pair = self._heading(hit, known, width), self._excerpt(hit, width - len(_INDENT))
            lines = [Strip(each).adjust_cell_length(width).apply_style(base) for each in pair]
            if len(self._drawn) >= _KEPT:
                self._drawn.clear()
            self._drawn[number] = made_of, lines
        return lines

    def _heading(self, hit: Hit, known: str, width: int) -> Iterator[Segment]:
        title, path = plain(known or hit.title), plain(hit.path)
        yield Segment(" " + cut(title, max(width // 2, width - len(path) - 5)), self.look.strong)
        yield Segment(f"  {path}", self.look.dim)

    def _excerpt(self, hit: Hit, width: int) -> Iterator[Segment]:
        shown = plain(hit.line)
        yield Segment(_INDENT)
        done = max(0, min(hit.marks[0][0], hit.marks[0][1] - width * 3 // 4)) if hit.marks else 0
        for start, end in hit.marks:
            if start >= done:
                yield Segment(shown[done:start], self.look.dim)
                yield Segment(shown[start:end], self.look.match)
                done = end
        yield Segment(shown[done:], self.look.dim)
