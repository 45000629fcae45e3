"""Going to what is seen by typing the two letters that are shown beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import product
from math import isqrt
from typing import Generic, TypeVar

from rich.segment import Segment
from textual.strip import Strip

from triage.ui.look import Look

Place = TypeVar("Place")

LABEL = 2
"""Cells that a label takes: as many characters are typed."""


def labels(count: int, letters: str) -> list[str]:
    """Return `count` labels of two of these `letters`, which are in the order of how well they are typed.

    The best come first; where there are not as many, as there are. As few letters as will do are used.
    """
    few = letters[: max(2, isqrt(max(0, count - 1)) + 1)]
    ranked = sorted(product(range(len(few)), repeat=LABEL), key=lambda pair: (sum(pair), max(pair), pair))
    return ["".join(few[rank] for rank in pair) for pair in ranked[:count]]


class Jump(Generic[Place]):
    """Labels beside places, and what was typed of one."""

    def __init__(self, places: Iterable[Place], letters: str, go: Callable[[Place], object]) -> None:
        """`places` are in the order of how near they are: the nearest has the best label."""
        near = list(dict.fromkeys(places))
        self._labels = dict(zip(near, labels(len(near), letters), strict=False))
        self._go = go
        self._typed = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to go to."""
        return not self._labels

    def take(self, character: str) -> str | None:
        """Type a character, and go there with the last one.

        Returns None while more is to be typed, and what to tell once it is over.
        """
        typed = self._typed + character
        left = [place for place, label in self._labels.items() if label.startswith(typed)]
        if not left:
            return f"{typed} is no label here"
        self._typed = typed
        if len(typed) < LABEL:
            return None
        self._go(left[0])
        return ""

    def label(self, place: Place) -> str:
        """Return the label of a place; nothing where it has none, or another one is being typed."""
        label = self._labels.get(place, "")
        return label if label.startswith(self._typed) else ""

    def laid_over(self, strip: Strip, at: int, places: Sequence[Place], look: Look) -> Strip:
        """Return the strip with the labels of these places over its cells from `at` on, a blank between."""
        shown = [label for label in map(self.label, places) if label]
        if not shown:
            return strip
        segments: list[Segment] = []
        for label in shown:
            segments += [Segment(" ")] if segments else []
            typed = label[: len(self._typed)]
            segments += [Segment(typed, look.dim)] if typed else []
            segments.append(Segment(label[len(typed) :], look.label))
        over = Strip([*segments, Segment(" ")] if len(shown) > 1 else segments)
        end = at + over.cell_length
        width = max(strip.cell_length, end)
        whole = strip.adjust_cell_length(width)
        return Strip.join([whole.crop(0, at), over, whole.crop(end, width)])
