"""Rows of a long list that are made only where they are seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import overload

from triage.ui.widgets.sheet_lines import Piece

Row = Sequence[Piece]


class Rows(Sequence[Row]):
    """So many rows, each made when it is asked for."""

    def __init__(self, count: int, row: Callable[[int], Row]) -> None:
        self._count = count
        self._row = row

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, number: int) -> Row: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Row]: ...
    def __getitem__(self, number: int | slice) -> Row | Sequence[Row]:
        """Return one, or some."""
        if isinstance(number, slice):
            return [self._row(each) for each in range(*number.indices(self._count))]
        return self._row(number)
