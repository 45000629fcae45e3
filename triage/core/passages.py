"""The passages of one article in columns of numbers, and beside them what is recorded on some."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, overload

from triage.core.kinds import Kind
from triage.core.segments import KINDS, Segments, numbers

CLAIM = 8
"""The bit of a mark that says that a passage is a claim; the lower ones are the number of its kind."""

_KIND = CLAIM - 1
_NUMBERS = {kind: number for number, kind in enumerate(KINDS)}


class Passage(NamedTuple):
    """A segment nobody recorded anything about, or a recorded claim (several, if their spans are equal)."""

    start: int
    end: int
    kind: Kind
    claim: bool
    """Whether it is to be judged; the cursor passes the others by."""
    ids: tuple[str, ...] = ()
    """Ids of the recorded claims shown here, in order."""


class Passages(Sequence[Passage]):
    """Passages by start, then end, each made when it is asked for. Never changed in place."""

    __slots__ = ("ends", "ids", "marks", "starts")

    def __init__(
        self,
        starts: array[int],
        ends: array[int],
        marks: bytes,
        ids: Mapping[int, tuple[str, ...]] | None = None,
    ) -> None:
        """`ids` are those of the recorded claims, by the index of the passage that shows them."""
        self.starts = starts
        self.ends = ends
        self.marks = marks
        self.ids: Mapping[int, tuple[str, ...]] = {} if ids is None else ids

    @classmethod
    def of(cls, passages: Sequence[Passage]) -> Passages:
        """Return these passages in columns."""
        if isinstance(passages, cls):
            return passages
        marks = bytes(mark(one.kind, claim=one.claim) for one in passages)
        ids = {index: one.ids for index, one in enumerate(passages) if one.ids}
        return cls(numbers(one.start for one in passages), numbers(one.end for one in passages), marks, ids)

    @classmethod
    def untouched(cls, segments: Segments) -> Passages:
        """Return a passage for each segment, with nothing recorded."""
        return cls(segments.starts, segments.ends, segments.marks.translate(_UNTOUCHED))

    @overload
    def __getitem__(self, index: int) -> Passage: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Passage, ...]: ...
    def __getitem__(self, index: int | slice) -> Passage | tuple[Passage, ...]:
        if isinstance(index, slice):
            return tuple(map(self.__getitem__, range(*index.indices(len(self)))))
        if index < 0:
            index += len(self)
        number = self.marks[index]
        return Passage(
            *(self.starts[index], self.ends[index], KINDS[number & _KIND], number >= CLAIM),
            self.ids.get(index, ()),
        )

    def __iter__(self) -> Iterator[Passage]:
        ids = self.ids
        for index, (start, end, number) in enumerate(zip(self.starts, self.ends, self.marks, strict=True)):
            yield Passage(start, end, KINDS[number & _KIND], number >= CLAIM, ids.get(index, ()))

    def __len__(self) -> int:
        return len(self.starts)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Passages):
            return NotImplemented
        mine = (self.marks, self.ids, self.starts, self.ends)
        return self is other or mine == (other.marks, other.ids, other.starts, other.ends)

    __hash__ = None  # type: ignore[assignment]  # as of any list: nobody needs one of so much

    def recorded(self) -> Iterator[Passage]:
        """Yield those that something is recorded on, in order."""
        return map(self.__getitem__, sorted(self.ids))

    def with_ids(self, index: int, ids: tuple[str, ...]) -> Passages:
        """Return these passages with other recorded claims on one of them."""
        return Passages(self.starts, self.ends, self.marks, {**self.ids, index: ids})


def mark(kind: Kind, *, claim: bool) -> int:
    """Return the byte that stands for a kind and whether it is a claim."""
    return _NUMBERS[kind] | claim * CLAIM


def _untouched() -> bytes:
    """Return, for each mark of a segment, that of a passage with nothing recorded."""
    table = bytearray(256)
    for number, segment in Segments.looks():
        table[number] = mark(segment.kind, claim=segment.claim)
    return bytes(table)


_UNTOUCHED = _untouched()
