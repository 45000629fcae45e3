"""Which tokens of an old text are still there in a new one, in order, or in a block that was moved.

Landmarks first: runs of tokens that stand once in either text, in the longest order common to both (the
idea of Bram Cohen's patience diff), long runs before short ones, then the same again between two
landmarks. What is left is a few tokens on either side. Time grows as n log n, also where much
has changed. Moved blocks are found as by P. Heckel, "A technique for isolating differences
between files" (1978): by what is unique in what is left over, grown in both directions.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from triage.core.pace import Pulse, no_pause, steps
from triage.core.tokens import Tokens

_RUNS = (8, 4, 2, 1)
"""Lengths of the runs that serve as landmarks, in tokens."""
_GAPS = 32
"""Gaps that are looked into in a step; most are of a few tokens."""
_BLOCK = 6
"""Shortest run, in tokens, by which a moved block is recognised."""

_Range = tuple[int, int, int, int]
"""First and one past the last token of the old text, then of the new one."""

_FAR = 400
"""How many tokens far a cut is shifted to where a sentence begins: few sentences are longer."""

_STOPS = frozenset(".!?…。！？؟۔।\"'”’»)")
"""Tokens after which a sentence may begin."""


def kept_in_order(one: Tokens, other: Tokens, pulse: Pulse = no_pause) -> list[int]:
    """Return for each token of `one` the token of `other` that it is, -1 for none; the order is kept."""
    old, new = one.words, other.words
    to = [-1] * len(old)
    waiting = [(0, len(old), 0, len(new), 0)]
    while waiting:
        *bounds, level = waiting.pop()
        first, last, start, end = bounds
        while first < last and start < end and old[first] == new[start]:
            to[first] = start
            first, start = first + 1, start + 1
        while first < last and start < end and old[last - 1] == new[end - 1]:
            last, end = last - 1, end - 1
            to[last] = end
        while level < len(_RUNS) and first < last and start < end:
            run = _RUNS[level]
            marks = _landmarks(old, new, (first, last, start, end), run, pulse)
            if marks:
                waiting += [(*gap, level) for gap in _gaps(marks, (first, last, start, end))]
                for at, place in marks:
                    to[at] = place
                break
            level += 1
        if len(waiting) % _GAPS == 0:
            pulse()
    _slide(one, to, len(new), pulse)
    pulse()
    back = _turned(to, len(new))
    _slide(other, back, len(old), pulse)
    return _turned(back, len(old))


def moved_blocks(
    old: Sequence[str], new: Sequence[str], to: Sequence[int], pulse: Pulse = no_pause
) -> dict[int, int]:
    """Return the new place of old tokens that `to` does not place, where a whole block stands elsewhere."""
    lost = [at for at, place in enumerate(to) if place < 0]
    pulse()
    taken = set(to)
    fresh = [at for at in range(len(new)) if at not in taken]
    pulse()
    once = _unique(new, _runs(fresh, _BLOCK), _BLOCK, pulse)
    free = set(fresh)
    moved: dict[int, int] = {}
    for step in steps(_unique(old, _runs(lost, _BLOCK), _BLOCK, pulse).items(), pulse):
        for run, start in step:
            if start in moved:
                continue
            for by in (1, -1):
                one, other = start, once.get(run, -1)
                while 0 <= one < len(old) and to[one] < 0 and other in free and old[one] == new[other]:
                    moved[one] = other
                    one, other = one + by, other + by
    return moved


def _slide(tokens: Tokens, to: list[int], others: int, pulse: Pulse) -> None:
    """Shift what was cut out of `words` where it can be cut in several ways: to begin with a sentence.

    Where "B." is cut from "A. B. C." it can as well be ". B" that goes: the tokens left are the same.
    """
    words = tokens.words
    pulse()
    at = 0
    while at < len(words):
        if to[at] >= 0:
            at += 1
            continue
        last = at
        while last < len(words) and to[last] < 0:
            last += 1
        behind = to[last] if last < len(words) else others
        at = first = last
        pulse()
        while first and to[first - 1] < 0:  # with what was shifted up to here
            first -= 1
        if not first or behind != to[first - 1] + 1:
            continue  # it begins the text, or something else stands in its place
        left = right = 0
        while (
            left < min(first, _FAR)
            and words[first - left - 1] == words[last - left - 1]
            and to[first - left - 1] >= 0
        ):
            left += 1
        while (
            right < min(len(words) - last, _FAR)
            and words[first + right] == words[last + right]
            and to[last + right] >= 0
        ):
            right += 1
        best = max(range(-left, right + 1), key=lambda by: (_begins(tokens, first + by), -abs(by)))
        for by in range(best):
            to[first + by], to[last + by] = to[last + by], to[first + by]
        for by in range(-best):
            to[last - by - 1], to[first - by - 1] = to[first - by - 1], to[last - by - 1]


def _begins(tokens: Tokens, at: int) -> bool:
    """Whether a sentence may begin at a token."""
    return not at or (
        tokens.words[at - 1] in _STOPS and (tokens.after_blank(at) or tokens.words[at] not in _STOPS)
    )


def _turned(to: Sequence[int], others: int) -> list[int]:
    back = [-1] * others
    for at, place in enumerate(to):
        if place >= 0:
            back[place] = at
    return back


def _landmarks(
    old: Sequence[str], new: Sequence[str], within: _Range, run: int, pulse: Pulse
) -> list[tuple[int, int]]:
    first, last, start, end = within
    once = _unique(old, range(first, last - run + 1), run, pulse)
    places = _unique(new, range(start, end - run + 1), run, pulse)
    pairs: list[tuple[int, int]] = []
    for step in steps(once.items(), pulse):
        pairs += [(at, place) for mark, at in step if at >= 0 <= (place := places.get(mark, -1))]
    return _longest_rise(pairs, pulse)


def _unique(
    words: Sequence[str], starts: Sequence[int], run: int, pulse: Pulse
) -> dict[tuple[str, ...], int]:
    """Return the runs of tokens that begin at `starts`, with that start, in order; -1 for several."""
    found: dict[tuple[str, ...], int] = {}
    for step in steps(starts, pulse):
        for start in step:
            mark = tuple(words[start : start + run])
            found[mark] = -1 if mark in found else start
    return found


def _runs(places: Sequence[int], run: int) -> list[int]:
    """Return the places after which `run` - 1 places follow without a gap."""
    return [at for at, ahead in zip(places, places[run - 1 :], strict=False) if ahead == at + run - 1]


def _longest_rise(pairs: Sequence[tuple[int, int]], pulse: Pulse) -> list[tuple[int, int]]:
    """Return the longest part of the pairs, which rise in the first place, that rises in the second, too."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for step in steps(enumerate(pairs), pulse):
        for index, (_, place) in step:
            length = bisect_left(tails, place)
            before.append(ends[length - 1] if length else -1)
            if length == len(tails):
                tails.append(place)
                ends.append(index)
            else:
                tails[length], ends[length] = place, index
    chain = []
    at = ends[-1] if ends else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    pulse()
    return chain[::-1]


def _gaps(marks: Sequence[tuple[int, int]], within: _Range) -> Iterator[_Range]:
    first, last, start, end = within
    for (before, left), (behind, right) in pairwise([(first - 1, start - 1), *marks, (last, end)]):
        if before + 1 < behind and left + 1 < right:
            yield before + 1, behind, left + 1, right
