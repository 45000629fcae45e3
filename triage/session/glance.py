"""What the list knows of one article, read from its columns when a filter asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeAlias

from triage.core.claim import Status
from triage.session.columns import Columns

if TYPE_CHECKING:
    from triage.core.filter import ClaimFacts

Inside: TypeAlias = "Callable[[str], Iterable[ClaimFacts]]"
"""Returns the claims of the article at a path."""


class Glance:
    """An article as filters see it; true until something in the list changes."""

    __slots__ = ("_columns", "_inside", "_is_recorded", "path", "place")

    def __init__(
        self, columns: Columns, place: int, path: str, inside: Inside, is_recorded: Callable[[str], bool]
    ) -> None:
        self._columns = columns
        self.place = place
        self.path = path
        self._inside = inside
        self._is_recorded = is_recorded

    @property
    def title(self) -> str:
        """From the text; empty until it was read."""
        return self._columns.title(self.place)

    @property
    def status(self) -> Status:
        """How far the reviewer is with it."""
        return self._columns.status(self.place)

    @property
    def claims(self) -> int:
        """How many it has, as far as it was read."""
        return self._columns.claims(self.place)

    @property
    def tagged(self) -> int:
        """Claims with a tag of the reviewer's."""
        return self._columns.tagged(self.place)

    @property
    def waiting(self) -> int:
        """Claims whose words changed or went."""
        return self._columns.waiting(self.place)

    @property
    def unfinished(self) -> bool:
        """Whether there is or may be a claim left for the reviewer."""
        return self._columns.next_unfinished(self.place, self.place + 1) is not None

    @property
    def problem(self) -> str:
        """Why it cannot be reviewed, or what is wrong with its sidecar."""
        return self._columns.problem(self.path)

    def look_inside(self) -> Iterable[ClaimFacts]:
        """Return its claims."""
        return self._inside(self.path)

    def is_recorded(self) -> bool:
        """Whether anything is recorded about it."""
        return self._is_recorded(self.path)
