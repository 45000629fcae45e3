"""The passages of an article in text order: what the screen draws and the cursor visits."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field
from itertools import accumulate
from typing import NamedTuple

from triage.core.claim import Annotations, Claim, State, TagRecord
from triage.core.passages import CLAIM, Passage, Passages, mark
from triage.core.segment import Kind, Segment
from triage.core.segments import Segments, numbers
from triage.core.values import dataclass, replace

__all__ = ["Outline", "Passage", "outline", "record_of"]

_CLAIMS = bytes(bool(number & CLAIM) for number in range(256))
"""1 for each mark of a claim, else 0."""


Placed = tuple[int, int, int, tuple[str, ...]]
"""Start, end, mark and ids of a passage."""


@dataclass(frozen=True, slots=True)
class Outline:
    """Passages ordered by start, then end."""

    passages: Sequence[Passage]
    orphans: tuple[str, ...] = ()
    """Ids of claims whose words are not in the text any more."""
    _reach: Sequence[int] | None = field(default=None, repr=False, compare=False)
    """For each passage the greatest end of any up to it: tells how far back one may lie over a position.

    Made where it is None, and shared by outlines that have the same spans.
    """
    _claims: bytes = field(init=False, repr=False, compare=False)
    """For each passage 1 if it is a claim, else 0."""
    _columns: Passages = field(init=False, repr=False, compare=False)
    """The passages."""

    def __post_init__(self) -> None:
        columns = Passages.of(self.passages)
        object.__setattr__(self, "passages", columns)
        object.__setattr__(self, "_columns", columns)
        if self._reach is None:
            object.__setattr__(self, "_reach", numbers(accumulate(columns.ends, max)))
        object.__setattr__(self, "_claims", columns.marks.translate(_CLAIMS))

    def __len__(self) -> int:
        return len(self.passages)

    def has_spans_of(self, other: Outline) -> bool:
        """Whether it is known that both have the same passages, whatever is recorded on them."""
        return self._reach is other._reach

    @property
    def count(self) -> int:
        """How many claims there are."""
        return self._claims.count(1)

    def number(self, index: int) -> int | None:
        """Return which of the claims passage `index` is, from 1 on; None where it is none."""
        return self._claims.count(1, 0, index + 1) if self._claims[index] else None

    def starts_within(self, start: int, end: int) -> list[int]:
        """Return where passages begin that begin after `start` and before `end`, in order."""
        starts = self._columns.starts
        first = bisect_right(starts, start)
        return list(dict.fromkeys(starts[first : bisect_left(starts, end, lo=first)]))

    def over(self, start: int, end: int) -> tuple[Passage, ...]:
        """Return the first passage with something in ``[start, end)``, the last one, and all between them."""
        first = bisect_right(self._spans_reach, start)
        return self._columns[first : bisect_left(self._columns.starts, end, lo=first)]

    def numbers_over(self, start: int, end: int) -> list[int]:
        """Return which of the claims, from 1 on, have something in ``[start, end)``."""
        first, last = self.range_over(start, end)
        number = self._claims.count(1, 0, first)
        found = []
        for index in range(first, last):
            number += self._claims[index]
            if self._claims[index] and self._columns.ends[index] > start:
                found.append(number)
        return found

    def range_over(self, start: int, end: int) -> tuple[int, int]:
        """Return the index of the first passage with something in ``[start, end)``, and one past the last."""
        first = bisect_right(self._spans_reach, start)
        return first, max(first, bisect_left(self._columns.starts, end))

    def all_from(self, position: int) -> tuple[Passage, ...]:
        """Return the passages that begin at this very code point, the shortest first."""
        starts = self._columns.starts
        first = bisect_left(starts, position)
        return self._columns[first : bisect_right(starts, position, lo=first)]

    def at(self, position: int) -> int | None:
        """Return the index of the narrowest passage over code point `position`, if any."""
        narrowest: int | None = None
        width = 0
        starts, ends = self._columns.starts, self._columns.ends
        index = bisect_right(starts, position) - 1
        while index >= 0 and self._spans_reach[index] > position:
            if ends[index] > position and (narrowest is None or ends[index] - starts[index] <= width):
                narrowest, width = index, ends[index] - starts[index]
            index -= 1
        return narrowest

    def find(self, start: int, end: int) -> int | None:
        """Return the index of the passage with this very span, if any."""
        starts, ends = self._columns.starts, self._columns.ends
        index = bisect_left(starts, start)
        while index < len(starts) and starts[index] == start and ends[index] < end:
            index += 1
        return index if index < len(starts) and (starts[index], ends[index]) == (start, end) else None

    def nearest(self, start: int, end: int) -> int | None:
        """Return the passage with this span, else the claim at or after `start`, else the last claim.

        Where nothing is a claim, the passage at or after `start`, else the last one.
        """
        exact = self.find(start, end)
        if exact is not None:
            return exact
        over = self.at(start)
        if over is not None and self._columns.marks[over] & CLAIM:
            return over
        after = bisect_left(self._columns.starts, start)
        for direction, begin in ((1, after - 1), (-1, len(self.passages))):
            claim = self.step(begin, direction)
            if claim is not None:
                return claim
        return min(after, len(self.passages) - 1) if over is None and self.passages else over

    def step(self, index: int, direction: int, wanted: Callable[[Passage], bool] | None = None) -> int | None:
        """Return the index of the next (1) or previous (-1) passage that is `wanted`; claims by default."""
        index += direction
        columns = self._columns
        while 0 <= index < len(columns):
            if columns.marks[index] & CLAIM if wanted is None else wanted(columns[index]):
                return index
            index += direction
        return None

    def with_claim(self, index: int, claim_id: str) -> Outline:
        """Return the outline with a first recorded claim on passage `index`, its span unchanged."""
        passages = self._columns.with_ids(index, (*self._columns[index].ids, claim_id))
        return replace(self, passages=passages)  # with the same spans, and as many claims

    @property
    def reach(self) -> Sequence[int]:
        """For each passage the greatest end of any up to it."""
        return self._spans_reach

    @property
    def _spans_reach(self) -> Sequence[int]:
        assert self._reach is not None
        return self._reach

    def claims(self) -> Iterable[Passage]:
        """Return the passages that are to be judged."""
        return (passage for passage in self.passages if passage.claim)

    def spans(self) -> Iterable[tuple[int, int]]:
        """Return where each passage begins and ends."""
        return zip(self._columns.starts, self._columns.ends, strict=True)

    def recorded(self) -> Iterator[Passage]:
        """Yield the passages that something is recorded on, in order."""
        return self._columns.recorded()


def outline(segments: Sequence[Segment], annotations: Annotations | None) -> Outline:
    """Lay recorded claims over the segments.

    A recorded claim stands in for every segment that it shares more than half of the shorter of the
    two with, so that a sentence whose edges were moved is not offered a second time, while a claim widened by
    some words leaves the next sentence in its place. A claim that says no more than the segment with
    its span, because all that was recorded was taken back, gives way as that segment would.
    A claim that was added beside the segments stands in for none but one with its very span; taken
    back, it is not there.
    """
    columns = Segments.of(segments)
    untouched = Passages.untouched(columns)
    if annotations is None or not annotations.claims:
        return Outline(untouched)
    arranged = arrange(columns, annotations.in_text_order())
    return Outline(laid_over(untouched, arranged.taken, arranged.placed), arranged.orphans)


class Arranged(NamedTuple):
    """What claims make of segments."""

    taken: set[int]
    """Indexes of the segments that are not offered as they are."""
    placed: list[Placed]
    """What stands in the text for the claims, in order."""
    orphans: tuple[str, ...]


def arrange(columns: Segments, claims: Iterable[Claim]) -> Arranged:
    """Return what `claims`, in text order, make of the segments; see `outline`."""
    spans: dict[tuple[int, int], list[Claim]] = {}
    orphans = []
    for claim in claims:
        anchor = claim.anchor
        if anchor.added and anchor.skip and claim.is_nothing:
            continue
        if anchor.state is State.ORPHAN:
            orphans.append(claim.id)
        else:
            spans.setdefault((anchor.start, anchor.end), []).append(claim)
    taken: set[int] = set()
    blank: dict[int, tuple[str, ...]] = {}
    placed: list[Placed] = []
    for (start, end), same in spans.items():
        ids = tuple(claim.id for claim in same)
        added = all(claim.anchor.added for claim in same)
        index = bisect_left(columns.starts, start)
        is_segment = index < len(columns) and (columns.starts[index], columns.ends[index]) == (start, end)
        if is_segment and not added:
            segment = columns[index]
            if all(_is_blank(claim, segment) for claim in same):
                blank[index] = ids
                continue
        covered = _covered(columns, start, end) if is_segment or not added else []
        taken.update(covered)
        skip = max(same, key=lambda claim: claim.anchor.at).anchor.skip
        kind = columns[covered[0]].kind if covered else Kind.SENTENCE
        placed.append((start, end, mark(kind, claim=not skip), ids))
    for index, ids in blank.items():
        if index not in taken:
            segment = columns[index]
            placed.append((*segment[:2], mark(segment.kind, claim=segment.claim), ids))
    taken.update(blank)
    placed.sort()
    return Arranged(taken, placed, tuple(orphans))


def laid_over(under: Passages, taken: Iterable[int], placed: Iterable[Placed]) -> Passages:
    """Return the `placed` passages, and between them those `under` them that are not `taken`."""
    starts, ends, marks = numbers(()), numbers(()), bytearray()
    ids: dict[int, tuple[str, ...]] = {}
    gone = deque(sorted(taken))
    at = 0

    def take_until(last: int) -> None:
        nonlocal at
        while at < last:
            stop = min(last, gone[0]) if gone else last
            starts.extend(under.starts[at:stop])
            ends.extend(under.ends[at:stop])
            marks.extend(under.marks[at:stop])
            at = stop
            while gone and gone[0] == at:
                gone.popleft()
                at += 1

    for start, end, look, names in placed:
        last = bisect_left(under.starts, start)
        if last < len(under) and under.starts[last] == start and under.ends[last] < end:
            last += 1
        take_until(last)
        ids[len(starts)] = names
        starts.append(start)
        ends.append(end)
        marks.append(look)
    take_until(len(under))
    return Passages(starts, ends, bytes(marks), ids)


def record_of(annotations: Annotations | None, passage: Passage, reviewer: str) -> TagRecord | None:
    """Return the latest record of `reviewer` on the claims shown as `passage`."""
    if annotations is None or not passage.ids:
        return None
    records = [
        record
        for claim_id in passage.ids
        if (claim := annotations.claims.get(claim_id)) and (record := claim.by(reviewer))
    ]
    return max(records, key=lambda record: record.at, default=None)


def _is_blank(claim: Claim, segment: Segment) -> bool:
    """Whether nothing is recorded in the claim but the span and the kind that the segment has anyway."""
    return claim.is_bare and claim.anchor.skip is not segment.claim


def _covered(segments: Segments, start: int, end: int) -> list[int]:
    covered = []
    starts, ends = segments.starts, segments.ends
    index = max(0, bisect_right(starts, start) - 1)
    while index < len(starts) and starts[index] < end:
        shared = min(end, ends[index]) - max(start, starts[index])
        if shared * 2 > min(end - start, ends[index] - starts[index]):
            covered.append(index)
        index += 1
    return covered
