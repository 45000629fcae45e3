"""Moving an edge of a span by a unit of the text, never into a grapheme cluster; one unit stays at least."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from triage.core.graphemes import is_within
from triage.core.units import Units, words

Move: TypeAlias = Callable[[str, int, int, Units], int]
"""From a text and a span in it (code points) to where one of its edges is then."""

_REACH = 400
"""How far back (code points) a unit is looked for first."""
_FARTHEST = 64_000
"""How far back it is looked for at most."""


def end_right(text: str, start: int, end: int, by: Units = words) -> int:
    """Return the end one unit further right, or `end` at the end of the text."""
    del start
    stops = (stop for _, stop in by(text, end, len(text)) if stop > end)
    return next((stop for stop in stops if not is_within(text, stop)), end)


def end_left(text: str, start: int, end: int, by: Units = words) -> int:
    """Return the end one unit further left; one unit stays at least."""
    for lowest in _back_from(end, start):
        stops = [stop for _, stop in by(text, lowest, end) if start < stop < end]
        stops = [stop for stop in stops if not is_within(text, stop)]
        if stops:
            return max(stops)
    return end


def start_right(text: str, start: int, end: int, by: Units = words) -> int:
    """Return the start one unit further right; one unit stays at least."""
    begins = (begin for begin, _ in by(text, start, end) if start < begin < end)
    return next((begin for begin in begins if not is_within(text, begin)), start)


def start_left(text: str, start: int, end: int, by: Units = words) -> int:
    """Return the start one unit further left, or `start` at the beginning of the text."""
    del end
    for lowest in _back_from(start, 0):
        begins = [
            begin
            for begin, _ in by(text, lowest, start)
            # what begins where it was begun to look may have begun before
            if begin < start and (begin != lowest or lowest in (0, start - _FARTHEST))
        ]
        begins = [begin for begin in begins if not is_within(text, begin)]
        if begins:
            return max(begins)
    return start


def _back_from(at: int, first: int) -> Iterator[int]:
    """Yield from where on to look for what is nearest before `at`: further and further back."""
    reach = _REACH
    while at - reach > first and reach < _FARTHEST:
        yield at - reach
        reach *= 4
    yield max(first, at - _FARTHEST)
