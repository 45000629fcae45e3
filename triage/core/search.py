"""Finding the places in a text that say what a quote says, exactly or nearly, all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from triage.core.align import best_prefix, distance, minima
from triage.core.normal import Normal, normal
from triage.core.pace import Pulse, no_pause, steps
from triage.core.tokens import Tokens, features, tokens
from triage.core.values import dataclass

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

    def __init__(self, text: str, pulse: Pulse = no_pause) -> None:
        """`pulse` is called again and again, now and in each search."""
        self._pulse = pulse
        self.normal: Normal = normal(text, pulse)
        self.tokens: Tokens = tokens(self.normal.folded, pulse)
        self._places: dict[str, list[int]] = {}
        for step in steps(features(self.tokens), pulse):
            for start, word in step:
                self._places.setdefault(word, []).append(start)

    def places(self, quote: str) -> list[Place]:
        """Return where `quote`, normal and in small letters, stands exactly or nearly; the likest first.

        Places do not overlap much: of two that do, the better one is told.
        """
        found = self._exact(quote)
        if len(quote) <= _LONGEST:
            for place in self._near(quote, [place.start for place in found]):
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

    def _near(self, quote: str, exact: Sequence[int]) -> list[Place]:
        """Return the places besides those where the very words begin."""
        found: list[Place] = []
        for start, end in self._windows(quote, exact):
            self._pulse()
            window = self.normal.folded[start:end]
            stops: list[int] = []
            for cost, stop in sorted(minima(quote, window, int(len(quote) * _WORST))):
                if any(abs(stop - other) * 4 < len(quote) for other in stops):
                    continue  # another end of a place that is told
                stops.append(stop)
                # A longer beginning costs more than `cost` by its length alone.
                ahead = window[max(0, stop - len(quote) - cost) : stop]
                back = best_prefix(quote[::-1], ahead[::-1])
                span = self._whole_words(start + stop - back, start + stop)
                if span[0] < span[1]:
                    likeness = 1 - cost / max(len(quote), back)
                    found.append(Place(*span, likeness))
                if len(stops) == _MINIMA:
                    break
        found.sort(key=lambda place: -place.likeness)
        apart: list[Place] = []
        for place in found:
            if not any(place.overlaps(other) for other in apart):
                apart.append(place)
        return apart

    def _whole_words(self, start: int, end: int) -> tuple[int, int]:
        """Return the span with each edge that lies in a word moved to the nearer end of it; it may be empty.

        What is like a quote has some of its words: there is no such span without a token.
        """
        first, last = self.tokens.over(start, end)
        begin, stop = self.tokens.starts[first], self.tokens.end(first)
        if begin < start:
            start = begin if start - begin <= stop - start else stop
        begin, stop = self.tokens.starts[last - 1], self.tokens.end(last - 1)
        if end < stop:
            end = stop if stop - end <= end - begin else begin
        return start, end

    def _windows(self, quote: str, exact: Sequence[int]) -> list[tuple[int, int]]:
        """Return the regions where enough of the quote's words stand near where they would.

        The words of the places where all of it stands, which begin at `exact`, do not count.
        """
        cut = tokens(quote)
        known = [(offset, self._places.get(word, ())) for offset, word in features(cut)]
        rare = [(offset, starts) for offset, starts in known if len(starts) <= _COMMON] or known
        width = max(24, len(quote) // 3)
        votes: Counter[int] = Counter()
        for offset, starts in rare:
            boxes = {
                (start - offset) // width for start in starts[: _COMMON * 4] if start - offset not in exact
            }
            votes.update(boxes.union([box + 1 for box in boxes]))
        enough = max(1, round((_SHARED_BESIDE if exact else _SHARED) * len(rare)))
        best = sorted((box for box in votes if votes[box] >= enough), key=lambda box: -votes[box])
        chosen: list[int] = []
        for box in best:  # most regions fall into two boxes
            if len(chosen) < _WINDOWS and box - 1 not in chosen and box + 1 not in chosen:
                chosen.append(box)
        return [(max(0, (box - 2) * width), (box + 3) * width + len(quote)) for box in chosen]


def likeness_of(quote: str, words: str) -> float:
    """Return how like two normal texts are, from 0 to 1."""
    if quote == words:
        return 1.0
    if not quote or not words or max(len(quote), len(words)) > _LONGEST:
        return 0.0
    return 1 - distance(quote, words) / max(len(quote), len(words))
