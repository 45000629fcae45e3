"""Laying an article out in rows: each passage begins a row, each paragraph is set off by an empty one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rich.cells import cell_len

from triage.core.outline import Outline
from triage.core.segment import Segment
from triage.core.values import dataclass

_PIECE = re.compile(r"\s+|\S+")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the drawn text: a span of the canonical text, or nothing."""

    start: int
    """First code point; for an empty row, the position it stands before."""
    end: int
    """One past the last code point drawn; equal to `start` in an empty row."""
    begins: int | None = None
    """Index of the passage that begins in this row, if one does."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The rows of an article at one width."""

    rows: tuple[Row, ...]
    width: int
    """Cells that a row may fill."""

    def row_at(self, position: int) -> int:
        """Return the index of the row that code point `position` is drawn in, or would be."""
        return max(0, bisect_right(self.rows, position, key=lambda row: row.start) - 1)

    def rows_of(self, start: int, end: int) -> tuple[int, int]:
        """Return the first and the last row that show something of the span."""
        first, last = self.row_at(start), self.row_at(max(start, end - 1))
        while first < last and self.rows[first].start == self.rows[first].end:
            first += 1
        return first, last


def lay_out(text: str, segments: Sequence[Segment], outline: Outline, width: int) -> Layout:
    """Wrap `text` (canonical, one cell or two per character once made plain) to `width` cells."""
    width = max(1, width)
    starts: dict[int, int] = {}
    for index, passage in enumerate(outline.passages):
        starts.setdefault(passage.start, index)
    cuts = sorted(starts)
    rows: list[Row] = []
    for number, segment in enumerate(segments):
        if number and not segment.follows:
            rows.append(Row(segment.start, segment.start))
        inside = [cut for cut in _between(cuts, segment.start, segment.end) if cut != segment.start]
        edges = [segment.start, *inside, segment.end]
        for start, end in pairwise(edges):
            first = True
            for row_start, row_end in _wrap(text, start, end, width):
                rows.append(Row(row_start, row_end, starts.get(start) if first else None))
                first = False
    return Layout(tuple(rows), width)


def _between(cuts: Sequence[int], start: int, end: int) -> Sequence[int]:
    return cuts[bisect_right(cuts, start - 1) : bisect_right(cuts, end - 1)]


def _wrap(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    """Yield spans of `text` that fill at most `width` cells, broken at white space where there is any."""
    row_start, row_end, used = start, start, 0
    for match in _PIECE.finditer(text, start, end):
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
