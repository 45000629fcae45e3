"""A question that a command asks: the next line answers it."""

from __future__ import annotations

from collections.abc import Callable

from triage.core.values import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """Asked for a line. An empty one leaves all as it is."""

    label: str
    """A few words, shown before the line; untrusted text."""
    take: Callable[[str], object]
    """Told the line, which is not blank."""
    leave: Callable[[], object] = lambda: None
    """Called instead where it is."""
