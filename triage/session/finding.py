"""Finding words in the open article."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from triage.core.values import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """The places of a pattern in one text, as spans in order."""

    pattern: str
    spans: tuple[tuple[int, int], ...]

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


def find(text: str, pattern: str) -> Found:
    """Return where `pattern` stands in `text`, literally; any blank matches any white space.

    Capital letters in the pattern make it count them; quotes and apostrophes match in every shape.
    """
    words = pattern.split()
    if not words:
        return Found(pattern, ())
    flags = re.IGNORECASE if pattern == pattern.lower() else re.NOFLAG
    expression = r"\s+".join("".join(_letter(letter) for letter in word) for word in words)
    spans = tuple(match.span() for match in re.compile(expression, flags).finditer(text))
    return Found(pattern, spans)


def _letter(letter: str) -> str:
    for alike in ("'’‘`", '"“”„«»', "-–—‑"):
        if letter in alike:
            return f"[{re.escape(alike)}]"
    return re.escape(letter)
