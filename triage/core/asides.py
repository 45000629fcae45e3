"""Text in brackets, so that a sentence is not cut in the middle of an aside it contains."""

from __future__ import annotations

from triage.core.lazy import lazy

_BRACKET = lazy(r"[()\[\]]")

_LONGEST = 500
"""Code points; brackets further apart than this are taken for a slip of the pen."""


class Asides:
    """The outermost pairs of brackets in a block, asked about from left to right."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._pairs = _pairs(text, start, end)
        self._next = 0

    def encloses(self, begin: int, place: int) -> bool:
        """Whether `place` lies in an aside that opened inside the sentence that starts at `begin`.

        `place` must not decrease from call to call.
        """
        pairs = self._pairs
        while self._next < len(pairs) and pairs[self._next][1] < place:
            self._next += 1
        if self._next == len(pairs):
            return False
        opened, closed = pairs[self._next]
        return begin + 1 < opened < place <= closed


def _pairs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    if text.find("(", start, end) < 0 and text.find("[", start, end) < 0:
        return pairs  # as most blocks have none
    opened: list[int] = []
    for match in _BRACKET().finditer(text, start, end):
        at = match.start()
        if match[0] in "([":
            opened.append(at)
        elif opened:
            first = opened.pop()
            if at - first > _LONGEST:
                continue
            while pairs and pairs[-1][0] > first:
                pairs.pop()
            pairs.append((first, at))
    return pairs
