"""A saved view of the list: what it lists, and in which order."""

from __future__ import annotations

from triage.core.order import BY_NAME, ORDERS, Order
from triage.core.values import dataclass

LONGEST_NAME = 60
"""Code points of a view's name."""


@dataclass(frozen=True, slots=True)
class View:
    """What one view says; checked where it is read."""

    filter: str = ""
    """A filter; empty lists everything."""
    sort: str = ""
    """The name of an order; empty means by name."""

    @property
    def order(self) -> Order:
        """The order that it names."""
        return ORDERS.get(self.sort, BY_NAME)
