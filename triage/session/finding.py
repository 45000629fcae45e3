"""What was found in one text: its places, which of them comes next, and how that is told."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from triage.core.values import dataclass

if TYPE_CHECKING:
    from triage.core.pattern import Pattern


@dataclass(frozen=True, slots=True)
class Found:
    """The places of a pattern in one text, as spans in order."""

    pattern: str
    spans: tuple[tuple[int, int], ...]
    asked: Pattern | None = None
    """What was looked for."""

    def within(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """Return the places that share something with ``[start, end)``."""
        first = bisect_right(self.spans, start, key=lambda span: span[1])
        last = bisect_left(self.spans, end, key=lambda span: span[0])
        return self.spans[first:last]

    def after(self, position: int) -> int | None:
        """Return the number of the first place after `position`, round the end to the first."""
        at = bisect_right(self.spans, position, key=lambda span: span[0])
        return at % len(self.spans) if self.spans else None

    def before(self, position: int) -> int | None:
        """Return the number of the last place before `position`, round the start to the last."""
        at = bisect_left(self.spans, position, key=lambda span: span[0])
        return (at - 1) % len(self.spans) if self.spans else None

    def first(self, start: int, end: int, direction: int, *, stay: bool) -> int | None:
        """Return the number of the next (1) or previous (-1) place as seen from the passage ``[start, end)``.

        With `stay` those in the passage count.
        """
        if direction > 0:
            return self.after(start - 1 if stay else end - 1)
        return self.before(end if stay else start)

    def told(self, number: int) -> str:
        """Return which of how many a place is."""
        return f"{number + 1:,} of {len(self.spans):,}"


def found_in(text: str, asked: Pattern) -> Found:
    """Return where what is asked for stands in `text`. Raises FilterError where that takes too long."""
    return Found(asked.typed, tuple(asked.spans(text)), asked)
