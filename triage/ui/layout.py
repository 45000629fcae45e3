"""Laying an article out in rows as far as it is looked at: passages begin rows, paragraphs are set off."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rich.cells import cell_len

from triage.core.lazy import lazy
from triage.core.outline import Outline
from triage.core.plain import plain_lines
from triage.core.segment import Segment
from triage.core.segments import Segments
from triage.core.values import dataclass

_PIECE = lazy(r"\s+|\S+")

_KEPT = 4096
"""Segments whose rows are kept."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the drawn text: a span of the canonical text, or nothing."""

    start: int
    """First code point; for an empty row, the position it stands before."""
    end: int
    """One past the last code point drawn; equal to `start` in an empty row."""
    begins: int | None = None
    """Where a stretch begins in this row that may be a passage, if one does: a code point."""
    text: str = ""
    """What is drawn: one printable character for each code point."""


class Place(NamedTuple):
    """Where a row stands; places are in the order of the rows."""

    segment: int
    row: int
    """Which of the rows of that segment."""


@dataclass(slots=True)
class _Wrapped:
    """The rows of a segment."""

    edges: Sequence[int]
    """Where the segment and passages in it begin, and its end."""
    rows: Sequence[Row]
    version: int = -1
    """Of the passages for which these edges were last found to hold."""


class Layout:
    """The rows of an article at one width, wrapped segment by segment when they are asked for."""

    def __init__(self, text: str, segments: Sequence[Segment], outline: Outline, width: int) -> None:
        """`text` is canonical; its characters, made plain, take one or two of a row's `width` cells each."""
        self._text = text
        self._segments = Segments.of(segments)
        self._width = max(1, width)
        self._outline = outline
        self._version = 0
        self._wrapped: dict[int, _Wrapped] = {}

    def follow(self, outline: Outline) -> bool:
        """Let the passages of `outline` begin rows; return whether rows may be others for that."""
        others = not outline.has_spans_of(self._outline)
        self._version += others
        self._outline = outline
        return others

    def at(self, position: int) -> Place:
        """Return the place of the row that code point `position` is drawn in, or would be."""
        segment = max(0, bisect_right(self._segments.starts, position) - 1)
        rows = self._rows(segment)
        return Place(segment, max(0, bisect_right(rows, position, key=lambda row: row.start) - 1))

    def last(self) -> Place:
        """Return the place of the last row."""
        segment = max(0, len(self._segments) - 1)
        return Place(segment, max(0, len(self._rows(segment)) - 1))

    def moved(self, place: Place, rows: int) -> Place:
        """Return the place so many rows on (negative: back), as far as there are rows."""
        segment, row = place.segment, place.row + rows
        while row < 0 and segment > 0:
            segment -= 1
            row += len(self._rows(segment))
        while (count := len(self._rows(segment))) <= row and segment < len(self._segments) - 1:
            segment += 1
            row -= count
        return Place(segment, max(0, min(row, count - 1)))

    def from_here(self, place: Place) -> Iterator[Row]:
        """Yield the row at `place` and those after it."""
        yield from self._rows(place.segment)[place.row :]
        for segment in range(place.segment + 1, len(self._segments)):
            yield from self._rows(segment)

    def row(self, place: Place) -> Row | None:
        """Return the row at `place`; None in an article without any."""
        return next(self.from_here(place), None)

    def distance(self, first: Place, last: Place, most: int) -> int:
        """Return how many rows `last` is after `first`, or `most` if that is less."""
        rows, segment = -first.row, first.segment
        while segment < last.segment and rows < most:
            rows += len(self._rows(segment))
            segment += 1
        return min(most, rows + last.row)

    def _rows(self, number: int) -> Sequence[Row]:
        if not self._segments:
            return ()
        known = self._wrapped.get(number)
        if known is not None and known.version == self._version:
            return known.rows
        segment = self._segments[number]
        edges = (segment.start, *self._outline.starts_within(segment.start, segment.end), segment.end)
        if known is None or known.edges != edges:
            known = _Wrapped(edges, self._wrap(segment, edges, apart=number > 0 and not segment.follows))
        if len(self._wrapped) >= _KEPT:
            self._wrapped.clear()
        self._wrapped[number] = known
        known.version = self._version
        return known.rows

    def _wrap(self, segment: Segment, edges: Sequence[int], *, apart: bool) -> Sequence[Row]:
        rows = [Row(segment.start, segment.start)] if apart else []
        shown = plain_lines(self._text[segment.start : segment.end])
        for start, end in pairwise(edges):
            begins: int | None = start
            for row_start, row_end in _wrap(shown, start - segment.start, end - segment.start, self._width):
                words = shown[row_start:row_end].replace("\n", " ")
                rows.append(Row(row_start + segment.start, row_end + segment.start, begins, words))
                begins = None
        return rows


def _wrap(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    """Yield spans of `text` that fill at most `width` cells, broken at white space where there is any."""
    row_start, row_end, used = start, start, 0
    for match in _PIECE().finditer(text, start, end):
        piece_start, piece_end = match.span()
        piece = match.group()
        cells = len(piece) if piece.isascii() else cell_len(piece)
        if piece.isspace():
            if row_end > row_start:
                used += cells
            else:
                row_start = row_end = piece_end
            continue
        if used + cells > width and row_end > row_start:
            yield row_start, row_end
            row_start, used = piece_start, 0
        if cells > width:
            for cut in _cuts(piece, width):
                yield piece_start, piece_start + cut
                piece_start += cut
            row_start = piece_start
            cells = cell_len(text[piece_start:piece_end])
        row_end = piece_end
        used += cells
    if row_end > row_start:
        yield row_start, row_end


def _cuts(word: str, width: int) -> Iterator[int]:
    """Yield how many characters of a word too long for a row go into each row but the last."""
    used = taken = 0
    for at, character in enumerate(word):
        cells = cell_len(character)
        if used + cells > width and at > taken:
            yield at - taken
            taken, used = at, 0
        used += cells
