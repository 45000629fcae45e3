"""Long work in small steps: between two of them others get their turn, or the work is called off."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")

Pulse = Callable[[], None]
"""Called between two steps, which take a few milliseconds each. Where it raises, the work ends by that."""

STEP = 1024
"""Items, of about a microsecond each, that make a step."""


def no_pause() -> None:
    """Go on at once: the pulse of work that somebody waits for."""


def steps(items: Iterable[Item], pulse: Pulse, size: int = STEP) -> Iterator[list[Item]]:
    """Yield the items in lists of up to `size`, with a `pulse` after each that is full."""
    rest = iter(items)
    while step := list(islice(rest, size)):
        yield step
        if len(step) == size:
            pulse()
