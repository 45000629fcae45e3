"""Where the words of a claim stand again, verbatim but for white space and the shapes of quotation marks.

White space is any run of blanks and line ends within a paragraph, as long as there is some in both.
Quotation marks of one width are one sign: single ones and the apostrophe, double ones and guillemets.
Quotation marks round the whole claim, and a full stop that ends it, may be there or not: inside a longer
sentence they are not. All else is the same, letter by letter, and no word is cut. A question is not meant.
"""

from __future__ import annotations

import re

from triage.core.graphemes import is_within
from triage.core.words import is_unspaced

SINGLE = "'‘’‚‛′`´ʼ"
DOUBLE = '"“”„‟″«»「」『』＂'
_ROUND = SINGLE + DOUBLE
_BLANK = re.compile(r"\s+")


class Wording:
    """The words of a claim, to be found again."""

    def __init__(self, words: str) -> None:
        """`words` is the claim as it stands in its text."""
        self.core = words[slice(*_core(words, 0, len(words)))]
        self._pattern = re.compile("".join(map(_of_sign, _pieces(self.core)))) if self.core else None

    def __bool__(self) -> bool:
        """Whether there is a letter or digit to look for."""
        return any(sign.isalnum() for sign in self.core)

    def places(self, text: str) -> list[tuple[int, int]]:
        """Return the spans (code points) of `text` where the words stand, in order.

        A full stop right behind them, and quotation marks if they are round all of it, belong to them.
        """
        found: list[tuple[int, int]] = []
        if not self or self._pattern is None:
            return found
        at = 0
        while (match := self._pattern.search(text, at)) is not None:
            start, end = match.span()
            if _is_cut(text, start) or _is_cut(text, end):
                at = start + 1
                continue
            at = end
            if not _is_asked(text, end):
                found.append(_widened(text, start, end, found[-1][1] if found else 0))
                at = found[-1][1]
        return found

    def are(self, words: str) -> bool:
        """Whether `words` are the very same ones."""
        core = words[slice(*_core(words, 0, len(words)))]
        return self._pattern is not None and self._pattern.fullmatch(core) is not None


def same_core(text: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two spans differ in a full stop and quotation marks at their ends at most."""
    return _core(text, *one) == _core(text, *other)


def _core(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without quotation marks round it, and without a full stop that ends it."""
    while start < end and (text[start] in _ROUND or text[start].isspace()):
        start += 1
    last = end
    while last > start and (text[last - 1] in _ROUND or text[last - 1] == "." or text[last - 1].isspace()):
        last -= 1
    if text.count(".", last, end) > 1:  # an ellipsis is no full stop
        last = text.rindex(".", last, end) + 1
    return start, last


def _widened(text: str, start: int, end: int, free: int) -> tuple[int, int]:
    """Return the span with the full stop behind it, and with quotation marks that are round all of it.

    What is before `free` belongs to the place before.
    """
    last = end
    if text[last : last + 1] == "." != text[last + 1 : last + 2]:
        last += 1
    if start > free and text[start - 1] in DOUBLE and text[last : last + 1] in tuple(DOUBLE):
        stopped, last = last > end, last + 1
        return start - 1, last + (not stopped and text[last : last + 1] == ".")
    return start, last


def _pieces(words: str) -> list[str]:
    """Return the words sign by sign, each run of white space as one blank."""
    return list(_BLANK.sub(" ", words))


def _of_sign(sign: str) -> str:
    if sign == " ":
        return r"(?!\s*\n\s*\n)\s+"
    for shapes in (SINGLE, DOUBLE):
        if sign in shapes:
            return f"[{shapes}]"
    return re.escape(sign)


def _is_cut(text: str, at: int) -> bool:
    """Whether a word, or what a reader takes for one character, would be cut at `at`."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if before.isalnum() and after.isalnum() and not (is_unspaced(before) or is_unspaced(after)):
        return True
    return is_within(text, at)


def _is_asked(text: str, end: int) -> bool:
    """Whether a question mark follows: a question says something else."""
    while end < len(text) and text[end] in _ROUND:
        end += 1
    return text[end : end + 1] in ("?", "？", "؟")
