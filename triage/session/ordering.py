"""The order in which a dashboard lists articles: found by counting, since there may be very many."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple


class Order(StrEnum):
    """What comes first."""

    BEGUN = "begun first"
    LEAST = "least done first"
    LISTED = "as listed"


class Shares(NamedTuple):
    """How far each article is, by its place."""

    claims: Sequence[int]
    tagged: Sequence[int]
    unfinished: bytes
    """Whether there is, or may be, a claim left."""


_WHOLE = 100
"""Parts that the claims of an article are divided into."""


def ordered(shares: Shares, order: Order, here: int | None) -> array[int]:
    """Return the places of all articles in this order, but for `here`, which comes first by itself.

    Those that are equal stay as they are listed.
    """
    count = len(shares.unfinished)
    if order is Order.LISTED:
        found = array("I", range(count))
    else:
        rank = _begun if order is Order.BEGUN else _least
        rows = [array("I") for _ in range(_WHOLE + 3)]
        for place, (claims, tagged, left) in enumerate(
            zip(shares.claims, shares.tagged, shares.unfinished, strict=True)
        ):
            rows[rank(claims, tagged, left)].append(place)
        found = array("I")
        for row in rows:
            found.extend(row)
    if here is not None:
        found.remove(here)
    return found


def _begun(claims: int, tagged: int, left: int) -> int:
    """Rank what is furthest, and not over, first; then what is not begun, then what is over."""
    if not left:
        return _WHOLE + 2
    return _WHOLE - _percent(claims, tagged) if tagged else _WHOLE + 1


def _least(claims: int, tagged: int, left: int) -> int:
    return _percent(claims, tagged) if left else _WHOLE + 2


def _percent(claims: int, tagged: int) -> int:
    return min(_WHOLE, _WHOLE * tagged // claims) if claims else 0
