"""The lines of the dashboard, of which only those that are seen are made: there may be very many."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual.strip import Strip

from triage.session.entry import Entry
from triage.session.session import Session
from triage.ui.dashboard_rows import Row, Rows, Target
from triage.ui.look import Look
from triage.ui.widgets.lines import Lines


class DashboardLines(Lines):
    """Draws the visible lines, the chosen one among them."""

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        self._rows = Rows(session, look)
        self.look = look
        self.chosen = 0
        self._top = 0
        self._above: list[Row] = []
        """The lines above those of the articles."""
        self._begun = False
        self._drawn: dict[int, tuple[Sequence[Segment], bool, int, Strip]] = {}

    @property
    def count(self) -> int:
        """How many lines there are."""
        here = self._session.desk.path is not None
        return len(self._above) + here + len(self._session.overview.places)

    def target(self, number: int) -> Target | None:
        """Return where line `number` leads; None for one that leads nowhere."""
        if number < len(self._above):
            return self._above[number].target
        entry = self._entry(number - len(self._above))
        return None if entry is None else Target(entry.path)

    def move(self, lines: int) -> None:
        """Choose a line so many further that leads somewhere (negative: back)."""
        at = max(0, min(self.chosen + lines, self.count - 1))
        onwards, back = range(at, self.count), range(at, -1, -1)
        for number in (*onwards[:_NEAR], *back) if lines > 0 else (*back[:_NEAR], *onwards[:_NEAR]):
            if self.target(number) is not None:
                self.chosen = number
                return

    def next_part(self) -> None:
        """Choose the first line of the articles; from there the first of all."""
        self.chosen = len(self._above) if self.chosen < len(self._above) else 0
        self.move(0)

    def draw(self, width: int, height: int) -> Sequence[Strip]:
        """Return the visible lines."""
        self._list_above(width)
        above = len(self._above)
        first = next((number for number in range(above + 1) if self.target(number) is not None), 0)
        top = 0 if self.chosen <= first else min(self._top, self.chosen)
        self._top = max(0, min(max(top, self.chosen - height + 1), self.count - height))
        shown = range(self._top, min(self.count, self._top + height))
        self.put_cursor(0, self.chosen - self._top)
        entries = {number: self._entry(number - above) for number in shown if number >= above}
        self._session.overview.see(entry.path for entry in entries.values() if entry is not None)
        return [
            self._strip(
                number,
                self._above[number].segments
                if number < above
                else self._rows.article(entries[number], width),
                width,
            )
            for number in shown
        ]

    def _list_above(self, width: int) -> None:
        """List anew what is above the articles; what is chosen stays so."""
        before, target = len(self._above), self.target(self.chosen) if self._begun else None
        self._above = [*self._rows.above(width)]
        if self._begun and self.chosen >= before:
            self.chosen += len(self._above) - before
        elif target is not None:
            same = (number for number, row in enumerate(self._above) if row.target == target)
            self.chosen = next(same, self.chosen)
        self.chosen = max(0, min(self.chosen, self.count - 1))
        if self.target(self.chosen) is None:
            self.move(0 if self._begun else 1)
        self._begun = True

    def _entry(self, number: int) -> Entry | None:
        """Return the article on the line of this number among those of articles; first the open one."""
        listing, path = self._session.listing, self._session.desk.path
        if path is not None and number == 0:
            return listing.entry(path) if path in listing else None
        return self._session.overview.entry(number - (path is not None))

    def _strip(self, number: int, segments: Sequence[Segment], width: int) -> Strip:
        """Return a line, the very same as before where nothing of it is another."""
        chosen = number == self.chosen
        known = self._drawn.get(number)
        if (
            known is not None
            and (known[0] is segments or known[0] == segments)
            and known[1:3] == (chosen, width)
        ):
            return known[3]
        mark = Segment("▌" if chosen else " ", self.look.accent)
        strip = Strip([mark, *segments]).adjust_cell_length(width)
        strip = strip.apply_style(self.look.chosen) if chosen else strip
        if len(self._drawn) >= _KEPT:
            self._drawn.clear()
        self._drawn[number] = segments, chosen, width, strip
        return strip


_KEPT = 256
"""Lines kept as they were drawn."""

_NEAR = 64
"""Lines within which one that leads somewhere is looked for."""
