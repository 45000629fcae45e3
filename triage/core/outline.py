"""The passages of an article in text order: what the screen draws and the cursor visits."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import field
from itertools import accumulate
from operator import attrgetter

from triage.core.claim import Annotations, Claim, State, TagRecord
from triage.core.segment import Kind, Segment
from triage.core.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class Passage:
    """A segment nobody recorded anything about, or a recorded claim (several, if their spans are equal)."""

    start: int
    end: int
    kind: Kind
    claim: bool
    """Whether it is to be judged; the cursor passes the others by."""
    ids: tuple[str, ...] = ()
    """Ids of the recorded claims shown here, in order."""


_start = attrgetter("start")
_span = attrgetter("start", "end")
_is_claim = attrgetter("claim")


@dataclass(frozen=True, slots=True)
class Outline:
    """Passages ordered by start, then end."""

    passages: tuple[Passage, ...]
    orphans: tuple[str, ...] = ()
    """Ids of claims whose words are not in the text any more."""
    _reach: Sequence[int] | None = field(default=None, repr=False, compare=False)
    """For each passage the greatest end of any up to it: tells how far back one may lie over a position.

    Made where it is None, and shared by outlines that have the same spans.
    """
    _ranks: Sequence[int] = field(default=(), repr=False, compare=False)
    """For each passage how many claims there are up to it; made and shared with `_reach`."""

    def __post_init__(self) -> None:
        if self._reach is None:
            reach = accumulate((passage.end for passage in self.passages), max)
            object.__setattr__(self, "_reach", array("q", reach))
            object.__setattr__(self, "_ranks", array("l", accumulate(map(_is_claim, self.passages))))

    def __len__(self) -> int:
        return len(self.passages)

    def has_spans_of(self, other: Outline) -> bool:
        """Whether it is known that both have the same passages, whatever is recorded on them."""
        return self._reach is other._reach

    @property
    def count(self) -> int:
        """How many claims there are."""
        return self._ranks[-1] if self._ranks else 0

    def number(self, index: int) -> int | None:
        """Return which of the claims passage `index` is, from 1 on; None where it is none."""
        return self._ranks[index] if self.passages[index].claim else None

    def starts_within(self, start: int, end: int) -> list[int]:
        """Return where passages begin that begin after `start` and before `end`, in order."""
        first = bisect_right(self.passages, start, key=_start)
        last = bisect_left(self.passages, end, lo=first, key=_start)
        return list(dict.fromkeys(map(_start, self.passages[first:last])))

    def over(self, start: int, end: int) -> tuple[Passage, ...]:
        """Return the first passage with something in ``[start, end)``, the last one, and all between them."""
        first = bisect_right(self._spans_reach, start)
        return self.passages[first : bisect_left(self.passages, end, lo=first, key=_start)]

    def first_from(self, position: int) -> Passage | None:
        """Return the first passage that begins at this very code point, if any."""
        index = bisect_left(self.passages, position, key=_start)
        if index < len(self.passages) and self.passages[index].start == position:
            return self.passages[index]
        return None

    def at(self, position: int) -> int | None:
        """Return the index of the narrowest passage over code point `position`, if any."""
        narrowest: int | None = None
        width = 0
        index = bisect_right(self.passages, position, key=_start) - 1
        while index >= 0 and self._spans_reach[index] > position:
            passage = self.passages[index]
            if passage.end > position and (narrowest is None or passage.end - passage.start <= width):
                narrowest, width = index, passage.end - passage.start
            index -= 1
        return narrowest

    def find(self, start: int, end: int) -> int | None:
        """Return the index of the passage with this very span, if any."""
        first = bisect_left(self.passages, (start, end), key=_span)
        if first < len(self.passages):
            passage = self.passages[first]
            if (passage.start, passage.end) == (start, end):
                return first
        return None

    def nearest(self, start: int, end: int) -> int | None:
        """Return the passage with this span, else the claim at or after `start`, else the last claim.

        Where nothing is a claim, the passage at or after `start`, else the last one.
        """
        exact = self.find(start, end)
        if exact is not None:
            return exact
        over = self.at(start)
        if over is not None and self.passages[over].claim:
            return over
        after = bisect_left(self.passages, start, key=_start)
        for direction, begin in ((1, after - 1), (-1, len(self.passages))):
            claim = self.step(begin, direction)
            if claim is not None:
                return claim
        return min(after, len(self.passages) - 1) if over is None and self.passages else over

    def step(self, index: int, direction: int, wanted: Callable[[Passage], bool] | None = None) -> int | None:
        """Return the index of the next (1) or previous (-1) passage that is `wanted`; claims by default."""
        index += direction
        while 0 <= index < len(self.passages):
            passage = self.passages[index]
            if passage.claim if wanted is None else wanted(passage):
                return index
            index += direction
        return None

    def with_claim(self, index: int, claim_id: str) -> Outline:
        """Return the outline with a first recorded claim on passage `index`, its span unchanged."""
        passages = list(self.passages)
        passages[index] = replace(passages[index], ids=(*passages[index].ids, claim_id))
        return replace(self, passages=tuple(passages))  # with the same spans, and as many claims

    @property
    def _spans_reach(self) -> Sequence[int]:
        assert self._reach is not None
        return self._reach

    def claims(self) -> Iterable[Passage]:
        """Return the passages that are to be judged."""
        return (passage for passage in self.passages if passage.claim)


def outline(segments: Sequence[Segment], annotations: Annotations | None) -> Outline:
    """Lay recorded claims over the segments.

    A recorded claim stands in for every segment that it shares more than half of the shorter of the
    two with, so that a sentence whose edges were moved is not offered a second time, while a claim widened by
    some words leaves the next sentence in its place. A claim that says no more than the segment with
    its span, because all that was recorded was taken back, gives way as that segment would.
    """
    if annotations is None or not annotations.claims:
        return Outline(tuple(_untouched(segment) for segment in segments))
    spans: dict[tuple[int, int], list[Claim]] = {}
    orphans = []
    for claim in annotations.in_text_order():
        if claim.anchor.state is State.ORPHAN:
            orphans.append(claim.id)
        else:
            spans.setdefault((claim.anchor.start, claim.anchor.end), []).append(claim)
    starts = [segment.start for segment in segments]
    taken: set[int] = set()
    passages = []
    blank = {
        (segment.start, segment.end): tuple(claim.id for claim in claims)
        for segment in segments
        if (claims := spans.get((segment.start, segment.end)))
        and all(_is_blank(claim, segment) for claim in claims)
    }
    for (start, end), claims in spans.items():
        if (start, end) in blank:
            continue
        covered = _covered(segments, starts, start, end)
        taken.update(covered)
        skip = max(claims, key=lambda claim: claim.anchor.at).anchor.skip
        kind = segments[covered[0]].kind if covered else Kind.SENTENCE
        passages.append(Passage(start, end, kind, not skip, tuple(claim.id for claim in claims)))
    passages += [
        replace(_untouched(segment), ids=blank.get((segment.start, segment.end), ()))
        for index, segment in enumerate(segments)
        if index not in taken
    ]
    passages.sort(key=_span)
    return Outline(tuple(passages), tuple(orphans))


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


def _untouched(segment: Segment) -> Passage:
    return Passage(segment.start, segment.end, segment.kind, segment.claim)


def _is_blank(claim: Claim, segment: Segment) -> bool:
    """Whether nothing is recorded in the claim but the span and the kind that the segment has anyway."""
    judged = any(
        record.tagged or record.note or record.confidence or record.evidence or record.extra
        for record in claim.tags.values()
    )
    said = claim.speaker or claim.related or claim.extra
    return not judged and not said and claim.anchor.skip is not segment.claim


def _covered(segments: Sequence[Segment], starts: Sequence[int], start: int, end: int) -> list[int]:
    covered = []
    index = max(0, bisect_right(starts, start) - 1)
    while index < len(segments) and segments[index].start < end:
        segment = segments[index]
        shared = min(end, segment.end) - max(start, segment.start)
        if shared * 2 > min(end - start, segment.end - segment.start):
            covered.append(index)
        index += 1
    return covered
