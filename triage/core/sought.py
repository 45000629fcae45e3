"""What is searched for in the corpus: all of some words, the last one perhaps only begun, and exact words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise, takewhile

from triage.core.values import dataclass
from triage.core.words import BETWEEN, FoldedText, is_letter, pairs, pieces

LONGEST = 400
"""Signs of a query that count."""

MOST_PLACES = 100_000
"""Places in one text beyond which no more are looked for."""

_MOST_LOOKED_AT, _MOST_MARKED = 256, 64
"""Places among which the best line is chosen, and places in that line."""

_QUOTES_AND_DASHES = bytes(range(1, 0x80)) + b"\xe2\x80\x93\x94\x98\x99\x9c\x9d\xa6"
"""The bytes of ASCII and of the signs between words that most texts have besides."""

_QUOTED = re.compile('["“”„«]([^"“”„«»]*)(["“”»]|$)')


@dataclass(frozen=True, slots=True)
class Term:
    """What the index is asked for: a word, or the beginning of one."""

    word: str
    begun: bool


@dataclass(frozen=True, slots=True)
class Unit:
    """Words that stand together: one word, or quoted ones. At least one piece."""

    pieces: tuple[tuple[str, bool], ...]
    """Folded, and whether it is a run of an unspaced script."""
    begun: bool
    """Whether the last word may go on."""

    def terms(self) -> Iterator[Term]:
        """Yield what an article has in the index that has these words."""
        for number, (piece, unspaced) in enumerate(self.pieces):
            if unspaced:
                yield from (Term(pair, begun=False) for pair in pairs(piece))
                if len(piece) == 1:
                    yield Term(piece, begun=True)
            else:
                yield Term(piece, begun=self.begun and number == len(self.pieces) - 1)

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where these words stand in a folded text in small letters."""
        pattern = self._pattern()
        (_, first_is_run), (_, last_is_run) = self.pieces[0], self.pieces[-1]
        match = pattern.search(text)
        while match is not None:
            start, end = match.span()
            whole = first_is_run or not start or not is_letter(text[start - 1])
            if whole and not last_is_run and not self.begun and end < len(text):
                whole = not is_letter(text[end])
            if whole:
                yield start, end
            match = pattern.search(text, end if whole else start + 1)

    def _pattern(self) -> re.Pattern[str]:
        # Whether a word is whole is looked at afterwards: letters alone are quick to compile and to find.
        joined = re.escape(self.pieces[0][0])
        for (_, before_is_run), (piece, is_run) in pairwise(self.pieces):
            joined += f"[{BETWEEN}]{'*' if before_is_run or is_run else '+'}{re.escape(piece)}"
        return re.compile(joined)

    def pattern_in_bytes(self) -> re.Pattern[bytes] | None:
        """Return what the small bytes of every plain text with these words have; None where that is unknown.

        That of one word would tell no more than the index did.
        """
        if len(self.pieces) < 2 or any(unspaced or not piece.isascii() for piece, unspaced in self.pieces):
            return None
        return re.compile(b"[^a-z0-9]+".join(piece.encode("ascii") for piece, _ in self.pieces))


@dataclass(frozen=True, slots=True)
class Place:
    """Where in an article something was found; spans in code points of its canonical text."""

    start: int
    end: int
    line: tuple[int, int]
    marked: tuple[tuple[int, int], ...]
    """Every place of the words in that line, in order."""
    places: int = 1
    """How many there are in the whole text."""


class Sought:
    """A query understood."""

    def __init__(self, query: str) -> None:
        self.units = tuple(_units(query[:LONGEST]))
        self._in_bytes = [pattern for unit in self.units if (pattern := unit.pattern_in_bytes())]

    def __bool__(self) -> bool:
        """Whether there is any word to search for."""
        return bool(self.units)

    def terms(self) -> tuple[Term, ...]:
        """Return what the index is asked for; every article that has the words has all of these."""
        return tuple(dict.fromkeys(term for unit in self.units for term in unit.terms()))

    @property
    def by_terms_alone(self) -> bool:
        """Whether an article that has all the terms has what is sought, too."""
        return all(
            len(unit.pieces) == 1 and (not unit.pieces[0][1] or len(unit.pieces[0][0]) <= 2)
            for unit in self.units
        )

    def is_surely_not_in(self, content: bytes) -> bool:
        """Whether the bytes of an article tell, without being read as text, that quoted words are missing.

        They do where they are UTF-8 and hold nothing beyond ASCII but quotes, dashes and dots.
        """
        if not self._in_bytes or b"\0" in content or content.translate(None, _QUOTES_AND_DASHES):
            return False
        if content.count(b"\xe2") != content.count(b"\xe2\x80"):
            return False
        try:
            content.decode()
        except UnicodeDecodeError:
            return False
        lowered = content.lower()
        return any(pattern.search(lowered) is None for pattern in self._in_bytes)

    def place(self, text: str) -> Place | None:
        """Return where `text` (canonical) says it best; None where one of the words is missing.

        That is the line with most of the words, the first of several; and in it the first place.
        """
        found = self._found(text, every=True)
        if not found:
            return None
        lines: dict[int, set[int]] = {}
        for start, _, number in found[:_MOST_LOOKED_AT]:
            lines.setdefault(text.rfind("\n", 0, start) + 1, set()).add(number)
        line_start = max(lines, key=lambda line: (len(lines[line]), -line))
        places = apart((start, end) for start, end, _ in found)
        return place_in_line(text, line_start, places)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return the places of any of the words in `text` (canonical), in order, none over another."""
        return apart((start, end) for start, end, _ in self._found(text, every=False))

    def _found(self, text: str, *, every: bool) -> list[tuple[int, int, int]]:
        """Return the places and the numbers of their words, in order; with `every` none if one is missing."""
        whole = FoldedText(text)
        found: list[tuple[int, int, int]] = []
        for number, unit in enumerate(self.units):
            spans = [(*whole.outside(*span), number) for span in islice(unit.spans(whole.text), MOST_PLACES)]
            if every and not spans:
                return []
            found += spans
        return sorted(found)


def apart(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans, given in order, without those that begin in one before them."""
    kept: list[tuple[int, int]] = []
    end = 0
    for span in spans:
        if span[0] >= end:
            kept.append(span)
            end = span[1]
    return kept


def place_in_line(text: str, start: int, places: Sequence[tuple[int, int]]) -> Place:
    """Return the first of `places` in the line that begins at `start`, with the others in that line."""
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    first = bisect_left(places, (start, 0))
    marked = tuple(takewhile(lambda place: place[0] < end, islice(places, first, first + _MOST_MARKED)))
    return Place(*marked[0], (start, end), marked, len(places))


def _units(query: str) -> Iterator[Unit]:
    at = 0
    for quoted in _QUOTED.finditer(query):
        yield from _words(query[at : quoted.start()], begun=False)
        inside = pieces(quoted[1])
        if inside:
            starred = quoted[1].rstrip().endswith("*") and _goes_on(quoted[1].rstrip()[:-1])
            yield Unit(tuple(inside), begun=starred or (not quoted[2] and _goes_on(quoted[1])))
        at = quoted.end()
    yield from _words(query[at:], begun=True)


def _words(query: str, *, begun: bool) -> Iterator[Unit]:
    words = query.split()
    for number, word in enumerate(words):
        found = pieces(word)
        if found:
            last = number == len(words) - 1
            starred = word.endswith("*") and _goes_on(word[:-1])
            yield Unit(tuple(found), begun=starred or (begun and last and _goes_on(query)))


def _goes_on(typed: str) -> bool:
    """Whether the last word may not be at its end yet."""
    return bool(pieces(typed[-1:]))
