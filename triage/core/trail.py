"""Where a span of an old text is in the new one, told by what stayed in place or was moved as a block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from triage.core.align import aligned, best_prefix
from triage.core.diff import kept_in_order, moved_blocks
from triage.core.pace import Pulse, no_pause
from triage.core.search import Place, Searched, likeness_of
from triage.core.values import dataclass

_FAR = 80
"""How many tokens from a span the next kept one may be that holds its edge."""
_WIDEST = 3000
"""Signs in a changed region beyond which its inside is not looked into."""

_Pair = tuple[int, int]
"""A token of the old text and the same one of the new."""


@dataclass(frozen=True, slots=True)
class Followed:
    """Where a span went."""

    place: Place
    sure: bool
    """Whether both its edges were kept, or stand between things that were."""


class Trail:
    """The way from an old text to a new one; spans are those of the normal texts."""

    def __init__(self, old: Searched, new: Searched, pulse: Pulse = no_pause) -> None:
        """`pulse` is called again and again until the way is known."""
        self._old = old
        self._new = new
        self._to = kept_in_order(old.tokens, new.tokens, pulse)
        for token, place in moved_blocks(old.tokens.words, new.tokens.words, self._to, pulse).items():
            self._to[token] = place

    def follow(self, start: int, end: int) -> Followed | None:
        """Return where the span went; None where nothing of it or around it tells."""
        first, last = self._old.tokens.over(start, end)
        chain, rest = self._chain(first, last)
        if chain:
            begin, firm = self._start(start, first, chain[0])
            stop, held = self._end(end, last, chain[-1])
            sure = firm and held and rest * 3 <= len(chain)
        else:
            between = self._between(start, end, first, last)
            if between is None:
                return None
            begin, stop = between
            sure = True
        if begin >= stop:
            return None
        likeness = likeness_of(self._old.normal.folded[start:end], self._new.normal.folded[begin:stop])
        return Followed(Place(begin, stop, likeness), sure)

    def _chain(self, first: int, last: int) -> tuple[list[_Pair], int]:
        """Return the kept tokens of the span that stayed together, and how many others were kept."""
        loose = 2 * (last - first) + 12
        chains: list[list[_Pair]] = []
        for pair in self._kept(range(first, last)):
            if chains and 0 < pair[1] - chains[-1][-1][1] <= loose:
                chains[-1].append(pair)
            else:
                chains.append([pair])
        best = max(chains, key=len, default=[])
        return best, sum(map(len, chains)) - len(best)

    def _start(self, start: int, first: int, pair: _Pair) -> tuple[int, bool]:
        token, place = pair
        old, new = self._old.tokens, self._new.tokens
        if token == first:
            return new.starts[place] + max(0, start - old.starts[token]), True
        gap = self._gap(self._before(first), pair)
        if gap is not None:
            return gap.start(start), True
        head = self._old.normal.folded[start : old.starts[token]]
        edge = new.starts[place]
        window = self._new.normal.folded[max(0, edge - 2 * len(head)) : edge]
        begin = edge - best_prefix(head[::-1], window[::-1])
        return new.starts[new.over(begin, begin)[0]], first == 0  # no part of a word

    def _end(self, end: int, last: int, pair: _Pair) -> tuple[int, bool]:
        token, place = pair
        old, new = self._old.tokens, self._new.tokens
        if token == last - 1:
            return new.end(place) - max(0, old.end(token) - end), True
        gap = self._gap(pair, self._behind(last))
        if gap is not None:
            return gap.end(end), True
        tail = self._old.normal.folded[old.end(token) : end]
        edge = new.end(place)
        stop = edge + best_prefix(tail, self._new.normal.folded[edge : edge + 2 * len(tail)])
        return new.end(new.over(stop, stop)[1] - 1), last == len(old.starts)

    def _between(self, start: int, end: int, first: int, last: int) -> tuple[int, int] | None:
        """Return what stands between the kept neighbours of a span of which no token was kept."""
        gap = self._gap(self._before(first), self._behind(last))
        return None if gap is None else (gap.start(start), gap.end(end))

    def _before(self, first: int) -> _Pair | None:
        """Return the nearest kept token before one."""
        return next(self._kept(reversed(range(max(0, first - _FAR), first))), None)

    def _behind(self, last: int) -> _Pair | None:
        """Return the nearest kept token from one on."""
        return next(self._kept(range(last, len(self._to))[:_FAR]), None)

    def _kept(self, tokens: Iterable[int]) -> Iterator[_Pair]:
        return ((token, place) for token in tokens if (place := self._to[token]) >= 0)

    def _gap(self, left: _Pair | None, right: _Pair | None) -> _Gap | None:
        """Return what is between two kept tokens if there are two, and they stayed near each other."""
        if left is None or right is None:
            return None
        if not 0 < right[1] - left[1] <= 3 * (right[0] - left[0]) + 24:
            return None
        one, other = self._old.tokens, self._new.tokens
        was = (one.end(left[0]), one.starts[right[0]])
        now = (other.end(left[1]), other.starts[right[1]])
        return _Gap(self._old, self._new, was, now)


class _Gap:
    """A region between two kept tokens, sign by sign."""

    def __init__(self, old: Searched, new: Searched, was: tuple[int, int], now: tuple[int, int]) -> None:
        """`was` is its span in the old text and `now` the one in the new."""
        self._first, last = was
        self._start, self._end = now
        self._text = old.normal.folded[self._first : last]
        self._old, self._new = old.tokens, new
        too_wide = max(last - self._first, self._end - self._start) > _WIDEST
        self._to = aligned(self._text, "" if too_wide else new.normal.folded[self._start : self._end])

    def start(self, at: int) -> int:
        """Return where the first sign of the old text from `at` on is that is left."""
        kept = self._next(range(at - self._first, len(self._text)))
        if kept is None:
            return self._end
        word = self._word(kept)
        return kept if self._is_shared(word, range(at - self._first - 1, -1, -1)) else word[0]

    def end(self, at: int) -> int:
        """Return the end of the last sign of the old text before `at` that is left."""
        kept = self._next(range(at - self._first - 1, -1, -1))
        if kept is None:
            return self._start
        word = self._word(kept)
        return kept + 1 if self._is_shared(word, range(at - self._first, len(self._text))) else word[1]

    def _is_shared(self, word: tuple[int, int], beyond: range) -> bool:
        """Whether a word of the new text is in part made of what was beyond an edge: two words in one.

        One letter may be left of the word beyond by chance ("spring. Rain is expected." and "June."),
        which is no reason to cut a word: half of that word has to be in it, unless the edge was in a word.
        """
        sign = self._nearest(beyond)
        if sign is None or not word[0] <= self._place(sign) < word[1]:
            return False
        token, _ = self._old.over(self._first + sign, self._first + sign)
        part = range(self._old.starts[token] - self._first, self._old.end(token) - self._first)
        rest = [at for at in part if at in beyond]
        left = [at for at in rest if self._to[at] >= 0 and word[0] <= self._place(at) < word[1]]
        return len(rest) < len(part) or 2 * len(left) >= len(rest)

    def _next(self, order: range) -> int | None:
        """Return the place in the new text of the first sign in this order that is left; no blank is."""
        sign = self._nearest(order)
        return None if sign is None else self._place(sign)

    def _nearest(self, order: range) -> int | None:
        """Return the first sign in this order that is left; no blank is."""
        new = self._new.normal.folded
        for at in order:
            if self._to[at] >= 0 and not (self._text[at].isspace() or new[self._place(at)].isspace()):
                return at
        return None

    def _place(self, sign: int) -> int:
        return self._start + self._to[sign]

    def _word(self, at: int) -> tuple[int, int]:
        """Return the token over a position of the new text where no blank is."""
        token, _ = self._new.tokens.over(at, at)
        return self._new.tokens.starts[token], self._new.tokens.end(token)
