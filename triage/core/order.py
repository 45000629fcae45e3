"""The orders in which articles can be listed, and their names."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

REVERSED = "-reversed"
"""Behind the name of an order: the other way round."""


class By(StrEnum):
    """What articles are ordered by; where that is equal, by name."""

    NAME = "name"
    DATE = "date"
    PROGRESS = "progress"
    SIZE = "size"
    CLAIMS = "claims"
    DISAGREEMENT = "disagreement"


class Order(NamedTuple):
    """An order; what is known of no article yet stands at the end, whichever way round."""

    by: By = By.NAME
    reversed: bool = False

    def __str__(self) -> str:
        return f"{self.by}{REVERSED if self.reversed else ''}"

    @property
    def turned(self) -> Order:
        """The same the other way round."""
        return Order(self.by, not self.reversed)

    @property
    def descends(self) -> bool:
        """Whether the greatest stands first."""
        return (self.by in _GREATEST_FIRST) is not self.reversed

    @property
    def told(self) -> str:
        """In words."""
        return f"by {self.by}, {_FIRST[self.by][self.reversed]} first"


_GREATEST_FIRST = frozenset({By.DATE, By.SIZE, By.CLAIMS, By.DISAGREEMENT})
_FIRST: Mapping[By, tuple[str, str]] = {
    By.NAME: ("a", "z"),
    By.DATE: ("newest", "oldest"),
    By.PROGRESS: ("least", "most"),
    By.SIZE: ("largest", "smallest"),
    By.CLAIMS: ("most", "fewest"),
    By.DISAGREEMENT: ("most", "least"),
}
"""What stands first, and what does the other way round."""

BY_NAME = Order()

ORDERS: Mapping[str, Order] = {
    str(order): order for by in By for order in (Order(by), Order(by, reversed=True))
}
"""By their names."""
