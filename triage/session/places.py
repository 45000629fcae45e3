"""Where paths stand in a list in natural order, found without a table of them all."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from triage.store.paths import order_of

_STEP = 64
"""Paths that are compared at once to begin with."""


class Kept(NamedTuple):
    """A run of paths that are in an older and in a newer list."""

    old: int
    """Where it begins in the older one."""
    new: int
    """Where it begins in the newer one."""
    length: int


def place_of(path: str, paths: Sequence[str], end: int) -> int | None:
    """Return where `path` is among the first `end` of `paths`, in natural order; None if nowhere."""
    at = bisect_left(paths, order_of(path), 0, end, key=order_of)
    return at if at < end and paths[at] == path else None


def kept_runs(old: Sequence[str], new: Sequence[str]) -> Iterator[Kept]:
    """Yield the runs of paths that two lists in natural order share, in that order."""
    here = there = 0
    while here < len(old) and there < len(new):
        length = same(old, here, new, there)
        if length:
            yield Kept(here, there, length)
            here, there = here + length, there + length
        elif order_of(old[here]) < order_of(new[there]):
            here = bisect_left(old, order_of(new[there]), here + 1, key=order_of)
        else:
            there = bisect_left(new, order_of(old[here]), there + 1, key=order_of)


def same(one: Sequence[str], at: int, other: Sequence[str], place: int) -> int:
    """Return how many paths from `at` on in `one` are those from `place` on in `other`."""
    most, length, step = min(len(one) - at, len(other) - place), 0, _STEP
    while length < most and step:
        step = min(step, most - length)
        here, there = at + length, place + length
        if one[here : here + step] == other[there : there + step]:
            length += step
            step *= 2
        elif step == 1:
            break
        else:
            most, step = length + step - 1, (step + 1) // 2
    return length


def gaps(runs: Iterable[tuple[int, int]], end: int) -> Iterator[tuple[int, int]]:
    """Yield from where to where there is nothing between `runs` (start, length), up to `end`."""
    at = 0
    for start, length in runs:
        if start > at:
            yield at, start
        at = start + length
    if end > at:
        yield at, end
