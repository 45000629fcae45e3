"""Where the reviewer jumped from, to go back there and forward again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from triage.core.spot import Spot
from triage.session.desk import Desk
from triage.session.listing import Listing
from triage.session.spot import go_to, spot_of

MOST = 100
"""Places that are kept; the oldest are forgotten."""


class Jumps:
    """Two rows of places, as a browser has them: those left by jumps, and those left by going back.

    A place that cannot be gone to any more is dropped when its turn comes.
    """

    def __init__(self, listing: Listing, desk: Desk) -> None:
        self._listing, self._desk = listing, desk
        self._before: list[Spot] = []
        self._after: list[Spot] = []
        self._browsed = ""
        """The article that was gone to by turning over one article after the other."""

    @contextmanager
    def jumping(self) -> Iterator[None]:
        """Within this, the reviewer may jump: if they are elsewhere at the end, they can come back."""
        origin = spot_of(self._desk)
        try:
            yield
        finally:
            self.left(origin)

    def left(self, origin: Spot | None) -> None:
        """Keep `origin`, unless that is where the reviewer is."""
        self._browsed = ""
        if origin is None or _same(origin, spot_of(self._desk)):
            return
        self._keep(origin)

    def to_end(self, direction: int) -> None:
        """Go to the first (-1) or the last (1) claim of the article."""
        with self.jumping():
            self._desk.move_to_end(direction)

    def turn_article(self, count: int) -> bool:
        """Open the article `count` lines on (negative: back); return whether there was another.

        Of many such steps in a row only the first is a jump; what is passed by is not read.
        """
        desk, browsed = self._desk, self._browsed
        origin = None if desk.path == browsed else spot_of(desk)
        if not desk.move_article(count):
            return False
        if origin is not None:
            self._keep(origin)
        self._browsed = desk.path or ""
        return True

    def back(self, count: int = 1) -> bool:
        """Go back by `count` jumps; return whether there was anywhere to go."""
        return self._go(self._before, self._after, count)

    def forward(self, count: int = 1) -> bool:
        """Go forward again by `count`."""
        return self._go(self._after, self._before, count)

    def follow_renames(self, renamed: Iterable[tuple[str, str]]) -> None:
        """Articles have other names now."""
        names = dict(renamed)
        if names:
            for row in (self._before, self._after):
                row[:] = [spot.renamed(names.get(spot.path, spot.path)) for spot in row]

    def _keep(self, origin: Spot) -> None:
        if not self._before or not _same(self._before[-1], origin):
            self._before.append(origin)
        del self._before[:-MOST]
        self._after.clear()

    def _go(self, from_: list[Spot], to: list[Spot], count: int) -> bool:
        has_moved = False
        self._browsed = ""
        while count > 0 and from_:
            spot = from_.pop()
            here = spot_of(self._desk)
            if _same(spot, here) or spot.path not in self._listing or not go_to(self._desk, spot):
                continue
            if here is not None:
                to.append(here)
                del to[:-MOST]
            has_moved, count = True, count - 1
        return has_moved


def _same(one: Spot, other: Spot | None) -> bool:
    return other is not None and one.is_claim_of(other)
