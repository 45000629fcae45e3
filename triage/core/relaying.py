"""The outline after some claims got other spans: only what is round them is laid out anew.

A long article has a hundred thousand passages; one key changes what is to be seen of a few.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from triage.core.claim import Annotations
from triage.core.outline import Outline, arrange, laid_over
from triage.core.passages import Passage, Passages
from triage.core.segment import Segment
from triage.core.segments import Segments, numbers


class Relaid(NamedTuple):
    """An outline, and in what it differs from the one before."""

    outline: Outline
    gone: Sequence[Passage]
    """Passages of the one before that may not be there any more."""
    come: Sequence[Passage]
    """Those that are there in their place."""


def relaid(
    before: Outline, segments: Sequence[Segment], annotations: Annotations, spans: Iterable[tuple[int, int]]
) -> Relaid:
    """Return the outline of `segments` with `annotations`, which is `before` but for what is round `spans`.

    `spans` (code points) are all that any changed claim had and has. What it differs in from what
    `core.outline.outline` gives is nothing; orphans are those there were, so none may have come or gone.
    """
    columns = Segments.of(segments)
    low, high = min(start for start, _ in spans), max(end for _, end in spans)
    first, last = bisect_right(columns.ends, low), bisect_left(columns.starts, high)
    if first < last:
        low, high = min(low, columns.starts[first]), max(high, columns.ends[last - 1])
    claims = [
        claim for claim in annotations.claims.values() if claim.anchor.start < high and claim.anchor.end > low
    ]
    claims.sort(key=lambda claim: (claim.anchor.start, claim.anchor.end, claim.id))
    arranged = arrange(columns, claims)
    under = Passages.untouched(Segments.of(columns[first:last]))
    taken = [index - first for index in arranged.taken if first <= index < last]
    come = tuple(laid_over(under, taken, arranged.placed))
    begin, end = before.range_over(low, high)
    old = before.passages[begin:end]
    gone = [passage for passage in old if passage.end > low]
    between = sorted([*come, *(passage for passage in old if passage.end <= low)])
    return Relaid(_spliced(before, begin, end, between), gone, come)


def _spliced(before: Outline, begin: int, end: int, between: Sequence[Passage]) -> Outline:
    """Return `before` with the passages `between` in the place of those from `begin` to `end`."""
    old, new = Passages.of(before.passages), Passages.of(between)
    shift = len(new) - (end - begin)
    ids = dict(old.ids)
    for at in range(begin, end):
        ids.pop(at, None)
    if shift:
        ids = {at if at < end else at + shift: names for at, names in ids.items()}
    ids |= {at + begin: names for at, names in new.ids.items()}
    passages = Passages(
        old.starts[:begin] + new.starts + old.starts[end:],
        old.ends[:begin] + new.ends + old.ends[end:],
        old.marks[:begin] + new.marks + old.marks[end:],
        ids,
    )
    return Outline(passages, before.orphans, _reach(before.reach, begin, end, new, old))


def _reach(known: Sequence[int], begin: int, end: int, new: Passages, old: Passages) -> Sequence[int]:
    """Return the greatest end up to each passage, as `known` before as soon as it is the same again."""
    greatest = 0  # what is before ends before all that is new
    others = numbers(())
    for stop in new.ends:
        greatest = max(greatest, stop)
        others.append(greatest)
    at = end
    while at < len(known):
        greatest = max(greatest, old.ends[at])
        if greatest == known[at]:
            break
        others.append(greatest)
        at += 1
    return numbers(known[:begin]) + others + numbers(known[at:])
