"""Moving an edge of a claim by a word, never into a grapheme cluster.

A word's end takes along the full stop and the closing quotes or brackets that follow it, up to a
comma, semicolon or colon: ``huge”,`` ends after the quote, and ``huge,”`` before the comma. A word's
start takes along the quotes or brackets that open before it. A word has a letter, a digit or some
other sign in it; punctuation alone is stepped over. Scripts written without blanks are stepped
through letter by letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from triage.core.lazy import lazy

_EITHER = "“‘«»‹›\"'"
"""Quotes that open in one language and close in another."""
_OPENING = "„‚([{¿¡「『（《〈【" + _EITHER
_CLOSING = "”’)]}」』）》〉】" + _EITHER
_FINAL = ".!?…。！？؟۔।॥"
_JOINING = ",;:、，；：،؛"
_TRAILING = _CLOSING + _FINAL + _JOINING
_ONLY_OPENING = re.escape("“‘„‚([{¿¡「『（《〈【")
# Han, kana, Thai, Lao, Khmer, Myanmar: no blank between words, so each letter with its marks is a step.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_WORD = lazy(rf"[{_ONLY_OPENING}]*[{_UNSPACED}][^\w\s{_UNSPACED}{_ONLY_OPENING}—–]*|[^\s{_UNSPACED}—–]+")
_REACH = 400
"""How far back (code points) a word's start is looked for."""


def end_right(text: str, start: int, end: int) -> int:
    """Return the end one word further right, or `end` at the end of the text."""
    del start
    return next((stop for _, stop in _words(text, end, len(text))), end)


def end_left(text: str, start: int, end: int) -> int:
    """Return the end one word further left; one word stays at least."""
    return max((stop for _, stop in _words(text, start, end) if stop < end), default=end)


def start_right(text: str, start: int, end: int) -> int:
    """Return the start one word further right; one word stays at least."""
    return next((begin for begin, _ in _words(text, start, end) if begin > start), start)


def start_left(text: str, start: int, end: int) -> int:
    """Return the start one word further left, or `start` at the beginning of the text."""
    del end
    lowest = max(0, start - _REACH)
    return max((begin for begin, _ in _words(text, lowest, start)), default=start)


def _words(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _WORD().finditer(text, start, end):
        begin, stop = match.span()
        while begin < stop and _is_mark(text[begin]):
            begin += 1  # the tail of a cluster whose letter lies before
        bare = stop
        while bare > begin and text[bare - 1] in _TRAILING:
            bare -= 1
        first = begin
        while first < bare and text[first] in _OPENING:
            first += 1
        if first >= bare:
            continue  # punctuation alone is no word
        yield begin, _whole_cluster(text, bare + _belonging(text[bare:stop]))


def _belonging(tail: str) -> int:
    """Return how much of the punctuation after a word goes with it: none that joins it to what follows."""
    return next((at for at, mark in enumerate(tail) if mark in _JOINING), len(tail))


def _whole_cluster(text: str, at: int) -> int:
    while at < len(text) and _is_mark(text[at]):
        at += 1
    return at


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] == "M" or character in "\u200d\u200c"
