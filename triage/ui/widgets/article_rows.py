"""Drawing the rows of an article: their words in the styles of what lies over them, the tags beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from triage.core.outline import Passage, record_of
from triage.core.values import dataclass
from triage.session.opened import Opened
from triage.session.session import Session
from triage.ui.layout import Row
from triage.ui.look import Look

GUTTER = 4
"""Cells left of the text: the bar of the current claim, its tag's symbol, what others tagged, a blank.

Where the words changed since they were judged, ``!`` stands for what others tagged.
"""

_KEPT = 2048
"""Rows kept as they were drawn."""

_EMPTY = Strip([], 0)


@dataclass(slots=True)
class _Drawn:
    """A row as it was drawn."""

    strip: Strip
    seen: tuple[object, ...]
    """All that it shows of the article."""
    version: int
    """Of the article for which that was last found to hold."""


class ArticleRows:
    """Draws rows, each once for as long as nothing that is seen in it changes."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._drawn: dict[tuple[object, ...], _Drawn] = {}
        self._look: Look
        self._surroundings: tuple[object, ...] = ()
        """What all rows depend on."""
        self._opened: Opened | None = None
        self._version = 0

    def strips(
        self, opened: Opened, rows: Iterable[Row], current: Passage | None, look: Look
    ) -> Iterator[Strip]:
        """Yield the rows as they look while the cursor is on the passage `current`."""
        desk = self._session.desk
        surroundings = (look, desk.found, desk.carried, opened.article.sha256)
        if surroundings != self._surroundings or len(self._drawn) > _KEPT:
            self._drawn.clear()
        self._surroundings, self._look = surroundings, look
        self._version += opened is not self._opened
        self._opened = opened
        for row in rows:
            yield _EMPTY if row.start == row.end else self._strip(opened, row, current)

    def _strip(self, opened: Opened, row: Row, current: Passage | None) -> Strip:
        key: tuple[object, ...] = row.start, row.end, row.begins
        if current is not None and row.start < current.end and row.end > current.start:
            key = (*key, current.start, current.end)
        else:
            current = None
        drawn = self._drawn.get(key)
        if drawn is None or drawn.version != self._version:
            seen = _seen(opened, row)
            if drawn is None or drawn.seen != seen:
                drawn = self._drawn[key] = _Drawn(self._draw(opened, row, current), seen, 0)
            drawn.version = self._version
        return drawn.strip

    def _draw(self, opened: Opened, row: Row, current: Passage | None) -> Strip:
        segments = self._gutter(opened, row, current is not None)
        for start, end, style in self._pieces(opened, row, current):
            segments.append(Segment(row.text[start - row.start : end - row.start], style))
        return Strip(segments, GUTTER + (len(row.text) if row.text.isascii() else cell_len(row.text)))

    def _gutter(self, opened: Opened, row: Row, here: bool) -> list[Segment]:
        bar = Segment("▌" if here else " ", self._look.accent)
        passage = None if row.begins is None else opened.outline.first_from(row.begins)
        if passage is None or not passage.claim:
            return [bar, Segment(" " * (GUTTER - 1))]
        mine = record_of(opened.annotations, passage, self._session.reviewer)
        others = {
            record.tag
            for claim in opened.recorded_claims(passage)
            for reviewer, record in claim.tags.items()
            if reviewer != self._session.reviewer and record.tagged
        }
        if mine is None or not mine.tagged:
            symbol = Segment("·", self._look.dim)
        else:
            definition = self._session.codebook.get(mine.tag)
            symbol = Segment(definition.symbol if definition else "?", self._look.tags.get(mine.tag))
        agree = not others or (mine is not None and others == {mine.tag})
        mark = " " if not others else "=" if agree else "≠" if mine and mine.tagged else "+"
        if opened.is_changed(passage):
            return [bar, symbol, Segment("!", self._look.warning), Segment(" ")]
        return [bar, symbol, Segment(mark, self._look.dim), Segment(" ")]

    def _pieces(
        self, opened: Opened, row: Row, current: Passage | None
    ) -> Iterator[tuple[int, int, Style | None]]:
        """Yield the row's text in pieces of one style each."""
        cuts = {row.start, row.end}
        if current is not None:
            cuts.update(at for at in (current.start, current.end) if row.start < at < row.end)
        found = self._session.desk.found
        matches = [] if found is None else [*found.within(row.start, row.end)]
        carried = self._session.desk.carried
        if carried is not None and carried.offer is not None:
            matches.append(carried.offer)
        cuts.update(at for span in matches for at in span if row.start < at < row.end)
        cuts.update(at for at in self._claim_ends(opened, row) if row.start < at < row.end)
        ordered = sorted(cuts)
        for start, end in pairwise(ordered):
            style: Style | None = None
            over = opened.outline.at(start)
            if over is None or not opened.outline.passages[over].claim:
                style = self._look.dim
            if current is not None and current.start <= start < current.end:
                style = (style or Style()) + self._look.current
            if any(first <= start < last for first, last in matches):
                style = (style or Style()) + self._look.match
            yield start, end, style

    def _claim_ends(self, opened: Opened, row: Row) -> Iterator[int]:
        over = opened.outline.at(row.start)
        if over is not None:
            yield opened.outline.passages[over].end


def _seen(opened: Opened, row: Row) -> tuple[object, ...]:
    """Return what the row shows: the passages over it, and what is recorded on them."""
    passages = opened.outline.over(row.start, row.end)
    return passages, [opened.annotations.claims[claim_id] for passage in passages for claim_id in passage.ids]
