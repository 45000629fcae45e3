"""Words and signs of a normal text, the units in which two texts are compared."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from triage.core.normal import IDEOGRAPHS
from triage.core.pace import Pulse, no_pause, steps
from triage.core.values import dataclass

_UNSPACED = IDEOGRAPHS + "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
"""Scripts without a blank between words: there every letter is a token."""
_TOKEN = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+|[^\w\s]")
_IN_WORD = re.compile(rf"[^\W{_UNSPACED}]{{2}}")
_IN_NUMBER = re.compile(r"(?<=\d)(?=[.,]?\d)|(?<=\d[.,])(?=\d)")
"""A point or comma between digits is a part of the number."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text in order; equal tokens are equal texts."""

    words: list[str]
    starts: list[int]
    """Where each starts in the text they were taken from."""

    def after_blank(self, index: int) -> bool:
        """Whether a blank, or nothing at all, stands before a token."""
        return not index or self.starts[index] > self.end(index - 1)

    def end(self, index: int) -> int:
        """Return where a token ends."""
        return self.starts[index] + len(self.words[index])

    def over(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of tokens that a span of the text touches."""
        first = bisect_right(self.starts, start) - 1
        if first < 0 or self.end(first) <= start:
            first += 1
        return first, max(first, bisect_left(self.starts, end))


def tokens(folded: str, pulse: Pulse = no_pause) -> Tokens:
    """Cut a text in small letters into tokens."""
    words: list[str] = []
    starts: list[int] = []
    for step in steps(_TOKEN.finditer(folded), pulse):
        words += [match.group() for match in step]
        starts += [match.start() for match in step]
    return Tokens(words, starts)


def is_in_word(text: str, at: int) -> bool:
    """Whether position `at` of a text lies between two signs of one token."""
    return at > 0 and _IN_WORD.match(text, at - 1) is not None


def is_in_number(text: str, at: int) -> bool:
    """Whether position `at` of a text lies within a number, as that before the comma of 12,000 does."""
    return _IN_NUMBER.match(text, at) is not None


def features(cut: Tokens) -> Iterator[tuple[int, str]]:
    """Yield (start, text) of what a place can be found by: words, and pairs where tokens are letters.

    Signs, and words of one letter that stand alone, are everywhere and tell nothing.
    """
    words = cut.words
    for start, word, after in zip(cut.starts, words, [*words[1:], ""], strict=False):
        if len(word) > 1:
            yield start, word
        elif len(after) == 1 and word.isalnum() and after.isalnum():
            yield start, word + after
