"""What a search has found, as the review shows it."""

from __future__ import annotations

from triage.core.values import dataclass


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that has what is sought, and the place that says it best. Untrusted text."""

    path: str
    title: str
    """Its first line."""
    start: int
    """Code points of the canonical text."""
    end: int
    number: int
    """Of the line, from 1."""
    line: str
    """What is shown of that line."""
    marks: tuple[tuple[int, int], ...]
    """Spans in `line`."""
    places: int = 1
    """How many there are in the article."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many articles have what is sought, as far as that is known without reading them all."""

    articles: int
    exact: bool
    """Else there are at most so many."""
