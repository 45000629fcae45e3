"""What stood around a claim, held against what stands around a place that might be it."""

from __future__ import annotations

from collections.abc import Sequence

from triage.core.align import minima
from triage.core.claim import CONTEXT
from triage.core.search import Place, Searched, likeness_of
from triage.core.values import dataclass

TWIN = 0.75
"""Likeness from which on another passage could be mistaken for the claim."""
_HEAD = 32
"""Signs of a claim's beginning or end by which another one like it is seen in its context."""
_TELLING = 24
"""Signs of context from which on they tell of a place wherever they stand."""


@dataclass(frozen=True, slots=True)
class Around:
    """What stood before and behind a claim, normal and in small letters."""

    before: str
    behind: str

    def sides(self, text: Searched, place: Place) -> tuple[float, float]:
        """Return how much of it stands around a place: before, behind, each from 0 to 1."""
        folded = text.normal.folded
        left = folded[max(0, place.start - _reach(self.before)) : place.start]
        right = folded[place.end : place.end + _reach(self.behind)]
        return _side(self.before, left), _side(self.behind, right)

    def score(self, text: Searched, place: Place) -> float:
        """Return how good a place is: half for its words, a quarter for each side."""
        return place.likeness / 2 + sum(self.sides(text, place)) / 4

    def has_lost(self, quote: str, place: Place, others: Sequence[Place]) -> bool:
        """Whether another passage like the claim stood close to it, and none of the `others` is there now.

        Then the place may be that of the other passage, moved up to where the claim was: one side of it
        is as the claim's was, and proves nothing.
        """
        head, tail = quote[:_HEAD], quote[-_HEAD:]
        most = int(len(head) * (1 - TWIN))
        followed = any(place.end <= other.start <= place.end + CONTEXT for other in others)
        preceded = any(place.start - CONTEXT <= other.end <= place.start for other in others)
        return bool(
            (not followed and minima(head, self.behind, most))
            or (not preceded and minima(tail[::-1], self.before[::-1], most))
        )


def _reach(known: str) -> int:
    """Return how many signs beside a place are held against the `known` context.

    There is little of it at the edge of the text; that little is found anywhere, the edge is not.
    """
    return len(known) if len(known) >= _TELLING else CONTEXT


def _side(known: str, found: str) -> float:
    """Return how much of the `known` context there is in `found`; at the text's edge none is enough.

    Two texts that have nothing to do with each other are still alike by a third.
    """
    return 1.0 if known == found else max(0.0, (likeness_of(known, found) - 0.4) / 0.6)
