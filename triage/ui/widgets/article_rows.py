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

Where the words changed since they were judged, ``!`` stands for what others tagged. Where several
claims begin, the last cell says how many; where the claim is marked there is a star.
"""

_SEVERAL = {2: "²", 3: "³"}
_MANY = "⁺"

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
        self._marked = 0
        """Which marks were drawn."""

    def strips(
        self, opened: Opened, rows: Iterable[Row], current: Passage | None, look: Look
    ) -> Iterator[Strip]:
        """Yield the rows as they look while the cursor is on the passage `current`."""
        desk = self._session.desk
        surroundings = (look, desk.found, desk.carried, opened.article.sha256)
        if surroundings != self._surroundings or len(self._drawn) > _KEPT:
            self._drawn.clear()
        self._surroundings, self._look = surroundings, look
        marked = self._session.marks.version if self._session.has("marks") else 0
        self._version += opened is not self._opened or marked != self._marked
        self._marked = marked
        self._opened = opened
        for row in rows:
            yield _EMPTY if row.start == row.end else self._strip(opened, row, current)

    def _strip(self, opened: Opened, row: Row, current: Passage | None) -> Strip:
        key: tuple[object, ...] = row.start, row.end, row.begins
        if current is not None and row.start < current.end and row.end > current.start:
            key = (*key, current.start, current.end)
        else:
            current = None
        chosen = self._session.desk.selection
        if chosen is not None and row.start < chosen.end and row.end > chosen.start:
            key = (*key, chosen)
        here = self._session.desk.found_here
        if here is not None and row.start < here[1] and row.end > here[0]:
            key = (*key, "here", *here)
        drawn = self._drawn.get(key)
        if drawn is None or drawn.version != self._version:
            seen = _seen(opened, row), self._marks_on(opened, row)
            if drawn is None or drawn.seen != seen:
                drawn = self._drawn[key] = _Drawn(self._draw(opened, row, current), seen, 0)
            drawn.version = self._version
        return drawn.strip

    def _draw(self, opened: Opened, row: Row, current: Passage | None) -> Strip:
        segments = self._gutter(opened, row, current)
        for start, end, style in self._pieces(opened, row, current):
            segments.append(Segment(row.text[start - row.start : end - row.start], style))
        return Strip(segments, GUTTER + (len(row.text) if row.text.isascii() else cell_len(row.text)))

    def _gutter(self, opened: Opened, row: Row, current: Passage | None) -> list[Segment]:
        bar = Segment(" " if current is None else "▌", self._look.accent)
        begun = () if row.begins is None else opened.outline.all_from(row.begins)
        claims = [passage for passage in begun if passage.claim]
        if not claims:
            return [bar, Segment(" " * (GUTTER - 1))]
        passage = current if current in claims and current is not None else claims[0]
        room = Segment(" " if len(claims) == 1 else _SEVERAL.get(len(claims), _MANY), self._look.dim)
        if self._session.is_marked and self._session.marks.has_claim(opened, passage):
            room = Segment("*", self._look.strong)
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
            return [bar, symbol, Segment("!", self._look.warning), room]
        if self._session.lacks(opened, passage):
            return [bar, symbol, Segment("?", self._look.warning), room]
        return [bar, symbol, Segment(mark, self._look.dim), room]

    def _marks_on(self, opened: Opened, row: Row) -> tuple[bool, ...]:
        """Return which of the claims that begin in a row are marked."""
        if row.begins is None or not self._session.is_marked:
            return ()
        marks = self._session.marks
        return tuple(marks.has_claim(opened, passage) for passage in opened.outline.all_from(row.begins))

    def _pieces(
        self, opened: Opened, row: Row, current: Passage | None
    ) -> Iterator[tuple[int, int, Style | None]]:
        """Yield the row's text in pieces of one style each."""
        chosen, here = self._session.desk.selection, self._session.desk.found_here
        spans = [*self._found(row)]
        claims = [passage for passage in opened.outline.over(row.start, row.end) if passage.claim]
        edges = {row.start, row.end}
        for start, end in (*spans, *((each.start, each.end) for each in (*claims, current, chosen) if each)):
            edges.update(at for at in (start, end) if row.start < at < row.end)
        for start, end in pairwise(sorted(edges)):
            style: Style | None = None
            over = sum(claim.start <= start < claim.end for claim in claims)
            if over == 0:
                style = self._look.dim
            elif over > 1:
                style = self._look.several
            if current is not None and current.start <= start < current.end:
                style = (style or Style()) + self._look.current
            if any(first <= start < last for first, last in spans):
                at_it = here is not None and here[0] <= start < here[1]
                style = (style or Style()) + (self._look.match_here if at_it else self._look.match)
            if chosen is not None and chosen.start <= start < chosen.end:
                style = (style or Style()) + self._look.selected
            yield start, end, style

    def _found(self, row: Row) -> Iterator[tuple[int, int]]:
        """Yield what was looked for, and the place that is offered for what was taken up."""
        desk = self._session.desk
        if desk.found is not None:
            yield from desk.found.within(row.start, row.end)
        if desk.carried is not None and desk.carried.offer is not None:
            yield desk.carried.offer


def _seen(opened: Opened, row: Row) -> tuple[object, ...]:
    """Return what the row shows: the passages over it, and what is recorded on them."""
    passages = opened.outline.over(row.start, row.end)
    return passages, [opened.annotations.claims[claim_id] for passage in passages for claim_id in passage.ids]
