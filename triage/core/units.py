"""The units by which edges move: characters, words, clauses, and by the structure sentences and paragraphs.

A word's end takes along the full stop and the closing quotes or brackets that follow it, up to a
comma, semicolon or colon: ``huge”,`` ends after the quote, and ``huge,”`` before the comma. A word's
start takes along the quotes or brackets that open before it. A word has a letter, a digit or some
other sign in it; punctuation alone is stepped over. Scripts written without blanks are stepped
through letter by letter. A clause is a run of words: it is over where a comma, semicolon, colon or dash
stands between two, and where a bracket or a quotation begins or ends. So it needs no language.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import TypeAlias

from triage.core.graphemes import is_within
from triage.core.lazy import lazy
from triage.core.segment import Segment
from triage.core.segments import Segments

Span: TypeAlias = tuple[int, int]
"""First code point, and one past the last."""

Units: TypeAlias = Callable[[str, int, int], Iterator[Span]]
"""Yields the units of a text with something in ``[start, end)``, in order; the first may be cut there."""


class Unit(StrEnum):
    """By how much an edge moves."""

    CHARACTER = "character"
    WORD = "word"
    CLAUSE = "clause"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"


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
_PARTING = frozenset(_JOINING + "—–―()[]{}（）")
"""Between two words it parts clauses."""
_APOSTROPHES = "'‘’‚‹›"
"""Too often within a word or after one to be the bounds of a clause."""
_BEGINS = frozenset(_OPENING) - frozenset(_APOSTROPHES)
_ENDS = frozenset(_CLOSING) - frozenset(_APOSTROPHES)
_DASHES = ("-", "--", "\u2212")
_LONGEST = 20_000
"""Code points of a sentence up to which its clauses are looked for from its beginning."""


def characters(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield what a reader takes for one character each, blanks left out."""
    at = _after_cluster(text, start)
    while at < end:
        stop = _after_cluster(text, at + 1)
        if not text[at].isspace():
            yield at, stop
        at = stop


def words(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the words, each with the punctuation that belongs to it."""
    for match in _WORD().finditer(text, start, end):
        begin, stop = match.span()
        while begin < stop and is_within(text, begin):
            begin += 1  # the tail of a cluster whose letter lies before
        bare = stop
        while bare > begin and text[bare - 1] in _TRAILING:
            bare -= 1
        first = begin
        while first < bare and text[first] in _OPENING:
            first += 1
        if first >= bare:
            continue  # punctuation alone is no word
        yield begin, _after_cluster(text, bare + _belonging(text[bare:stop]))


def clauses(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the clauses of one sentence."""
    begun: Span | None = None
    for begin, stop in words(text, start, end):
        if text[begin:stop] in _DASHES:
            if begun is not None:
                yield begun
            begun = None
        elif begun is None:
            begun = begin, stop
        elif _are_apart(text, begun[1], begin):
            yield begun
            begun = begin, stop
        else:
            begun = begun[0], stop
    if begun is not None:
        yield begun


def units(unit: Unit, segments: Sequence[Segment]) -> Units:
    """Return what finds the units of this kind in a text that has these `segments`."""
    if unit is Unit.CHARACTER:
        return characters
    if unit is Unit.WORD:
        return words
    structure = Segments.of(segments)

    def found(text: str, start: int, end: int) -> Iterator[Span]:
        index = bisect_right(structure.ends, start)
        while index < len(structure) and structure.starts[index] < end:
            begin, stop = structure.starts[index], structure.ends[index]
            if unit is Unit.PARAGRAPH:
                first, index = structure.paragraph(index)
                yield structure.starts[first], structure.ends[index]
            elif unit is Unit.SENTENCE:
                yield begin, stop
            else:
                yield from clauses(text, begin if start - begin <= _LONGEST else start, stop)
            index += 1

    return found


def _belonging(tail: str) -> int:
    """Return how much of the punctuation after a word goes with it: none that joins it to what follows."""
    return next((at for at, mark in enumerate(tail) if mark in _JOINING), len(tail))


def _are_apart(text: str, stop: int, begin: int) -> bool:
    """Whether a word that ends at `stop` and the next one, which begins at `begin`, are in two clauses."""
    return text[stop - 1] in _ENDS or text[begin] in _BEGINS or not _PARTING.isdisjoint(text[stop:begin])


def _after_cluster(text: str, at: int) -> int:
    while is_within(text, at):
        at += 1
    return at
