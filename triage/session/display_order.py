"""Another order of a list than that of names: which entry stands where, and where each is."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import compress

from triage.session.places import Kept, gaps
from triage.session.titles import rearranged

_FEW = 4096
"""Entries from which on it is quicker to go through the whole order than to sort those that are seen."""

_NONE = 0xFFFFFFFF
"""In the place of a place: it is not there any more."""


class Ordering:
    """Places of a list, as it is by name, in another order; those that are seen are among them."""

    def __init__(self, order: array[int], ranks: array[int]) -> None:
        """`order` has all places; `ranks` has for each place a number that rises in this order."""
        self._order, self._ranks = order, ranks
        self.shown = order
        """The places that are seen, in order."""

    def position(self, place: int) -> int | None:
        """Return where `place` is among those that are seen; None if nowhere."""
        at = self.position_for(place)
        return at if at < len(self.shown) and self.shown[at] == place else None

    def position_for(self, place: int) -> int:
        """Return where `place` is, or would be, among those that are seen."""
        return bisect_left(self.shown, self._ranks[place], key=self._ranks.__getitem__)

    def show(self, visible: array[int] | None, chosen: bytearray | None = None) -> None:
        """Let these be seen; None means all. It takes some milliseconds for a hundred thousand.

        `chosen` says of each place whether it is one of them, where that is known.
        """
        if visible is None:
            self.shown = self._order
        elif len(visible) < _FEW:
            self.shown = array("I", sorted(visible, key=self._ranks.__getitem__))
        else:
            flags = chosen
            if flags is None:
                flags = bytearray(len(self._ranks))
                for place in visible:
                    flags[place] = 1
            self.shown = array("I", compress(self._order, map(flags.__getitem__, self._order)))

    def see(self, place: int, *, seen: bool) -> None:
        """Let one be seen, or not; not to be asked where all are."""
        at = self.position_for(place)
        is_seen = at < len(self.shown) and self.shown[at] == place
        if seen and not is_seen:
            self.shown.insert(at, place)
        elif is_seen and not seen:
            del self.shown[at]

    def others(self, place: int | None) -> Iterator[int]:
        """Yield those that are seen after `place`, then those before it; all, where it is None."""
        at = -1 if place is None else self.position_for(place)
        behind = at if place is not None and self.position(place) is None else at + 1
        yield from self.shown[behind:]
        yield from self.shown[: max(at, 0)]

    def rearrange(self, kept: Sequence[Kept], count: int) -> None:
        """Follow what became of the places, of which there are `count` now; new ones stand at the end."""
        now = array("I", [_NONE]) * len(self._ranks)
        for run in kept:
            now[run.old : run.old + run.length] = array("I", range(run.new, run.new + run.length))
        order = array("I", map(now.__getitem__, self._order))
        if sum(run.length for run in kept) < len(now):
            order = array("I", filter(_NONE.__ne__, order))
        rank = self._ranks[self._order[-1]] if self._order else 0
        self._ranks = rearranged(self._ranks, kept, count)
        for start, end in gaps(sorted((run.new, run.length) for run in kept), count):
            for place in range(start, end):
                rank += 1
                self._ranks[place] = rank
                order.append(place)
        self._order = self.shown = order


def backwards(count: int) -> Ordering:
    """Return the order of `count` names the other way round."""
    order = array("I", range(count - 1, -1, -1))
    return Ordering(order, array("I", order))
