"""The articles that a search has found, in order, and how many places each has."""

from __future__ import annotations

from bisect import bisect_right


class Stops:
    """Places are numbered through all articles, from 0."""

    def __init__(self) -> None:
        self.paths: list[str] = []
        self._numbers: dict[str, int] = {}
        self._ends: list[int] = []
        self.complete = False
        """Whether these are all."""

    def __len__(self) -> int:
        return len(self.paths)

    @property
    def places(self) -> int:
        """How many places there are so far."""
        return self._ends[-1] if self._ends else 0

    def add(self, path: str, places: int) -> None:
        """Put another article behind the others; one that is there already stays where it is."""
        if path not in self._numbers:
            self._numbers[path] = len(self.paths)
            self.paths.append(path)
            self._ends.append(self.places + places)

    def number(self, path: str) -> int | None:
        """Return which article this is; None where it has no place."""
        return self._numbers.get(path)

    def before(self, number: int) -> int:
        """Return how many places the articles before article `number` have."""
        return self._ends[number - 1] if number else 0

    def article(self, place: int) -> int:
        """Return the number of the article that has place `place`."""
        return bisect_right(self._ends, place)
