"""Finding the places in a text that say what a quote says, exactly or nearly, all of them."""

from __future__ import annotations

from dataclasses import dataclass

from triage.core.align import best_prefix, distance, minima
from triage.core.normal import Normal, normal
from triage.core.tokens import Tokens, features, tokens

_COMMON = 64
"""A word with more places than this tells little, and is looked up only where a quote has no other."""
_WINDOWS = 4
"""How many regions are looked at closely, those with most of the quote's words first."""
_SHARED = 0.34
"""Which part of a quote's words a region must have to be looked at."""
_SHARED_BESIDE = 0.45
"""The same where the very words stand somewhere: then only what could be mistaken for them matters."""
_MINIMA = 3
"""How many places are told of one region, which is little longer than the quote."""
_EXACT = 64
"""How many places of the very same words are told; more do not make a place less sure."""
_WORST = 0.4
"""Edits for each sign of the quote beyond which a place is none."""
_LONGEST = 4000
"""Signs beyond which a quote is looked for only as it is."""


@dataclass(frozen=True, slots=True)
class Place:
    """A span of a normal text, and how like the quote its words are."""

    start: int
    end: int
    likeness: float
    """1 for the very same words."""

    def overlaps(self, other: Place) -> bool:
        """Whether the two share more than half of the shorter one."""
        shared = min(self.end, other.end) - max(self.start, other.start)
        return shared * 2 > min(self.end - self.start, other.end - other.start)


class Searched:
    """A text made ready for many searches."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.normal: Normal = normal(text)
        self.tokens: Tokens = tokens(self.normal.folded)
        self._places: dict[str, list[int]] = {}
        for at, word in features(self.tokens.words):
            self._places.setdefault(word, []).append(at)

    def places(self, quote: str) -> list[Place]:
        """Return where `quote`, normal and in small letters, stands exactly or nearly; the likest first.

        Places do not overlap much: of two that do, the better one is told.
        """
        found = self._exact(quote)
        if len(quote) <= _LONGEST:
            for place in self._near(quote, _SHARED_BESIDE if found else _SHARED):
                if not any(place.overlaps(other) for other in found):
                    found.append(place)
        return sorted(found, key=lambda place: (-place.likeness, place.start))

    def _exact(self, quote: str) -> list[Place]:
        found: list[Place] = []
        start = self.normal.folded.find(quote) if quote else -1
        while start >= 0 and len(found) < _EXACT:
            found.append(Place(start, start + len(quote), 1.0))
            start = self.normal.folded.find(quote, start + 1)
        return found

    def _near(self, quote: str, share: float) -> list[Place]:
        found: list[Place] = []
        for start, end in self._windows(quote, share):
            window = self.normal.folded[start:end]
            for cost, stop in sorted(minima(quote, window, int(len(quote) * _WORST)))[:_MINIMA]:
                back = best_prefix(quote[::-1], window[max(0, stop - 2 * len(quote)) : stop][::-1])
                span = self._whole_words(start + stop - back, start + stop)
                if span[0] < span[1]:
                    likeness = 1 - cost / max(len(quote), back)
                    found.append(Place(*span, likeness))
        found.sort(key=lambda place: -place.likeness)
        apart: list[Place] = []
        for place in found:
            if not any(place.overlaps(other) for other in apart):
                apart.append(place)
        return apart

    def _whole_words(self, start: int, end: int) -> tuple[int, int]:
        """Return the span with each edge that lies in a word moved to the nearer end of it."""
        first, last = self.tokens.over(start, end)
        if first < last:
            begin, stop = self.tokens.starts[first], self.tokens.end(first)
            if begin < start:
                start = begin if start - begin <= stop - start else stop
            begin, stop = self.tokens.starts[last - 1], self.tokens.end(last - 1)
            if end < stop:
                end = stop if stop - end <= end - begin else begin
        return start, end

    def _windows(self, quote: str, share: float) -> list[tuple[int, int]]:
        """Return the regions where that share of the quote's words stand near where they would."""
        cut = tokens(quote)
        known = [(at, self._places.get(word, ())) for at, word in features(cut.words)]
        rare = [(at, places) for at, places in known if len(places) <= _COMMON] or known
        width = max(24, len(quote) // 3)
        votes: dict[int, set[int]] = {}
        for at, places in rare:
            offset = cut.starts[at]
            for place in places[: _COMMON * 4]:
                box = (self.tokens.starts[place] - offset) // width
                votes.setdefault(box, set()).add(at)
                votes.setdefault(box + 1, set()).add(at)
        enough = max(1, round(share * len(rare)))
        best = sorted((box for box in votes if len(votes[box]) >= enough), key=lambda box: -len(votes[box]))
        windows: list[tuple[int, int]] = []
        for box in best[: 2 * _WINDOWS]:  # most regions fall into two boxes
            start = max(0, (box - 2) * width)
            end = (box + 2) * width + len(quote) + width
            if len(windows) < _WINDOWS and not any(
                start >= other[0] and end <= other[1] for other in windows
            ):
                windows.append((start, end))
        return windows


def likeness_of(quote: str, words: str) -> float:
    """Return how like two normal texts are, from 0 to 1."""
    if quote == words:
        return 1.0
    if not quote or not words or max(len(quote), len(words)) > _LONGEST:
        return 0.0
    return 1 - distance(quote, words) / max(len(quote), len(words))
