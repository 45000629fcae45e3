"""Where a span of an old text is in the new one, told by what stayed in place or was moved as a block."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

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
        self._moved = moved_blocks(old.tokens.words, new.tokens.words, self._to, pulse)

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

    def _kept(self, token: int) -> int:
        """Return the new token that an old one is; -1 where it is gone."""
        place = self._to[token]
        return place if place >= 0 else self._moved.get(token, -1)

    def _chain(self, first: int, last: int) -> tuple[list[_Pair], int]:
        """Return the kept tokens of the span that stayed together, and how many others were kept."""
        loose = 2 * (last - first) + 12
        chains: list[list[_Pair]] = []
        for token in range(first, last):
            place = self._kept(token)
            if place < 0:
                continue
            near = chains[-1][-1][1] if chains else -1
            if chains and near < place <= near + loose:
                chains[-1].append((token, place))
            else:
                chains.append([(token, place)])
        best = max(chains, key=len, default=[])
        return best, sum(map(len, chains)) - len(best)

    def _start(self, start: int, first: int, pair: _Pair) -> tuple[int, bool]:
        token, place = pair
        old, new = self._old.tokens, self._new.tokens
        if token == first:
            return new.starts[place] + max(0, start - old.starts[token]), True
        for before, kept in self._neighbours(range(first - 1, max(-1, first - _FAR), -1)):
            if kept < place <= kept + 3 * (token - before) + 24:
                gap = _Gap(
                    self._old, self._new, old.end(before), old.starts[token], new.end(kept), new.starts[place]
                )
                return gap.start(start), True
            break
        head = self._old.normal.folded[start : old.starts[token]]
        edge = new.starts[place]
        window = self._new.normal.folded[max(0, edge - 2 * len(head) - 8) : edge]
        begin = edge - best_prefix(head[::-1], window[::-1])
        return new.starts[new.over(begin, begin + 1)[0]], first == 0  # no part of a word

    def _end(self, end: int, last: int, pair: _Pair) -> tuple[int, bool]:
        token, place = pair
        old, new = self._old.tokens, self._new.tokens
        if token == last - 1:
            return new.end(place) - max(0, old.end(token) - end), True
        for after, kept in self._neighbours(range(last, min(len(old.starts), last + _FAR))):
            if place < kept <= place + 3 * (after - token) + 24:
                gap = _Gap(
                    self._old, self._new, old.end(token), old.starts[after], new.end(place), new.starts[kept]
                )
                return gap.end(end), True
            break
        tail = self._old.normal.folded[old.end(token) : end]
        edge = new.end(place)
        window = self._new.normal.folded[edge : edge + 2 * len(tail) + 8]
        stop = edge + best_prefix(tail, window)
        return new.end(new.over(stop - 1, stop)[1] - 1), last == len(old.starts)

    def _between(self, start: int, end: int, first: int, last: int) -> tuple[int, int] | None:
        """Return what stands between the kept neighbours of a span of which no token was kept."""
        old, new = self._old.tokens, self._new.tokens
        left = next(self._neighbours(range(first - 1, max(-1, first - _FAR), -1)), None)
        right = next(self._neighbours(range(last, min(len(old.starts), last + _FAR))), None)
        if left is None or right is None or not left[1] < right[1] <= left[1] + 3 * (right[0] - left[0]) + 24:
            return None
        gap = _Gap(
            self._old,
            self._new,
            old.end(left[0]),
            old.starts[right[0]],
            new.end(left[1]),
            new.starts[right[1]],
        )
        return gap.start(start), gap.end(end)

    def _neighbours(self, tokens: range) -> Iterator[_Pair]:
        return ((token, kept) for token in tokens if (kept := self._kept(token)) >= 0)


class _Gap:
    """A region between two kept tokens, sign by sign."""

    def __init__(self, old: Searched, new: Searched, first: int, last: int, start: int, end: int) -> None:
        self._first = first
        self._start = start
        self._end = end
        self._text = old.normal.folded[first:last]
        self._new = new
        too_wide = max(last - first, end - start) > _WIDEST
        self._to = [-1] * (last - first) if too_wide else aligned(self._text, new.normal.folded[start:end])

    def start(self, at: int) -> int:
        """Return where the first sign of the old text from `at` on is that is left."""
        kept = self._next(range(max(0, at - self._first), len(self._text)))
        if kept is None:
            return self._end
        word = self._word(kept)
        before = self._next(range(at - self._first - 1, -1, -1))
        return kept if before is not None and before >= word[0] else word[0]

    def end(self, at: int) -> int:
        """Return the end of the last sign of the old text before `at` that is left."""
        kept = self._next(range(min(len(self._text), at - self._first) - 1, -1, -1))
        if kept is None:
            return self._start
        word = self._word(kept)
        after = self._next(range(at - self._first, len(self._text)))
        return kept + 1 if after is not None and after < word[1] else word[1]

    def _next(self, order: range) -> int | None:
        """Return the place in the new text of the first sign in this order that is no blank and is left."""
        return next(
            (
                self._start + self._to[at]
                for at in order
                if self._to[at] >= 0 and not self._text[at].isspace()
            ),
            None,
        )

    def _word(self, at: int) -> tuple[int, int]:
        """Return the token over a position of the new text, else the position alone."""
        token = bisect_right(self._new.tokens.starts, at) - 1
        if token < 0 or self._new.tokens.end(token) <= at:
            return at, at + 1
        return self._new.tokens.starts[token], self._new.tokens.end(token)
