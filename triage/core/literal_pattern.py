"""What is looked for as it is written: any blank is any white space, quotes and dashes have every shape."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby, islice

from triage.core.sought import MOST_PLACES, Place, Term, place_in_line
from triage.core.words import BETWEEN, folded, is_unspaced, pairs

_ALIKE = ("'’‘`", '"“”„«»', "-–—‑")

_WORD = re.compile(f"[^{BETWEEN}]+")


class Literal:
    """Capital letters in it make it count them."""

    is_slow, seconds = False, 0.0
    by_terms_alone = False

    def __init__(self, line: str) -> None:
        """`line` has at least one sign that is not blank."""
        self.typed = line
        words = line.split()
        flags = re.IGNORECASE if line == line.lower() else re.NOFLAG
        expression = r"\s+".join("".join(map(_letter, word)) for word in words)
        self._pattern = re.compile(expression, flags)
        self._terms = tuple(dict.fromkeys(terms_in(" ".join(words))))

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return its places in `text`, in order."""
        return [match.span() for match in islice(self._pattern.finditer(text), MOST_PLACES)]

    def place(self, text: str) -> Place | None:
        """Return its first place."""
        return first_of(self.spans(text), text)

    def terms(self) -> tuple[Term, ...]:
        """Return the words in it that are whole: what begins or ends it may be part of a longer one."""
        return self._terms

    def is_surely_not_in(self, _: bytes) -> bool:
        """Return False: that is not known."""
        return False


def first_of(spans: list[tuple[int, int]], text: str) -> Place | None:
    """Return the first of `spans`, places in `text`; None where there is none."""
    if not spans:
        return None
    return place_in_line(text, text.rfind("\n", 0, spans[0][0]) + 1, spans)


def terms_in(run: str) -> Iterator[Term]:
    """Yield what every article has in the index that has these very signs, whatever stands around them."""
    text = folded(run).lower()
    for word in _WORD.finditer(text):
        signs: Iterable[tuple[bool, Iterator[str]]] = groupby(word[0], is_unspaced)
        at = word.start()
        for unspaced, each in signs:
            piece = "".join(each)
            end = at + len(piece)
            if unspaced:
                yield from (Term(pair, begun=False) for pair in pairs(piece))
                if len(piece) == 1:
                    yield Term(piece, begun=True)
            elif at > 0:
                yield Term(piece, begun=end == len(text))
            at = end


def _letter(letter: str) -> str:
    for alike in _ALIKE:
        if letter in alike:
            return f"[{re.escape(alike)}]"
    return re.escape(letter)
