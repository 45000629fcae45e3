"""The segments of one text in columns of numbers: a long one has hundreds of thousands of them."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import starmap
from typing import overload

from triage.core.kinds import Kind
from triage.core.segment import Segment

KINDS = tuple(Kind)
"""Kinds by the number that stands for each."""

_KIND, _FULL_SENTENCE, _FOLLOWS = 7, 8, 16
_NUMBERS = {kind: number for number, kind in enumerate(KINDS)}
_MARKED = {
    kind | flags: (KINDS[kind], bool(flags & _FULL_SENTENCE), bool(flags & _FOLLOWS))
    for kind in range(len(KINDS))
    for flags in (0, _FULL_SENTENCE, _FOLLOWS, _FULL_SENTENCE | _FOLLOWS)
}
_NUMBER = "I"
"""Positions take four bytes: no text has so many code points as do not fit."""


class Segments(Sequence[Segment]):
    """Segments in order, each made when it is asked for: nine bytes each where an object takes 150."""

    __slots__ = ("ends", "marks", "starts")

    def __init__(self, starts: array[int], ends: array[int], marks: bytes) -> None:
        """`starts` and `ends` in code points; of each byte of `marks` the lowest bits are the kind."""
        self.starts = starts
        self.ends = ends
        self.marks = marks

    @classmethod
    def of(cls, segments: Iterable[Segment]) -> Segments:
        """Return these segments in columns."""
        if isinstance(segments, cls):
            return segments
        kept = segments if isinstance(segments, list | tuple) else tuple(segments)
        marks = [
            _NUMBERS[kind] | full * _FULL_SENTENCE | follows * _FOLLOWS for _, _, kind, full, follows in kept
        ]
        return cls(numbers(one.start for one in kept), numbers(one.end for one in kept), bytes(marks))

    @classmethod
    def unpacked(cls, packed: bytes) -> Segments:
        """Return the segments that `packed` gave in a program on the same machine. Raises ValueError."""
        size = array(_NUMBER).itemsize
        count, rest = divmod(len(packed), 2 * size + 1)
        if rest:
            raise ValueError(f"no segments: {len(packed)} bytes")
        starts, ends = array(_NUMBER), array(_NUMBER)
        starts.frombytes(packed[: count * size])
        ends.frombytes(packed[count * size : 2 * count * size])
        return cls(starts, ends, packed[2 * count * size :])

    def packed(self) -> bytes:
        """Return all of it as bytes."""
        return b"".join((self.starts.tobytes(), self.ends.tobytes(), self.marks))

    def first(self, kind: Kind) -> Segment | None:
        """Return the first segment of that kind."""
        found = (self.marks.find(number) for number, look in _MARKED.items() if look[0] is kind)
        index = min((index for index in found if index >= 0), default=None)
        return None if index is None else self[index]

    def paragraph(self, index: int) -> tuple[int, int]:
        """Return the first and the last index of the segments in the same block as segment `index`."""
        first = last = index
        while first and self.marks[first] & _FOLLOWS:
            first -= 1
        while last + 1 < len(self.marks) and self.marks[last + 1] & _FOLLOWS:
            last += 1
        return first, last

    @staticmethod
    def looks() -> Iterator[tuple[int, Segment]]:
        """Yield each mark there can be, with a segment that has it."""
        return ((number, Segment(0, 0, *look)) for number, look in _MARKED.items())

    @overload
    def __getitem__(self, index: int) -> Segment: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Segment, ...]: ...
    def __getitem__(self, index: int | slice) -> Segment | tuple[Segment, ...]:
        if isinstance(index, slice):
            return tuple(_made(self.starts[index], self.ends[index], self.marks[index]))
        return Segment(self.starts[index], self.ends[index], *_MARKED[self.marks[index]])

    def __iter__(self) -> Iterator[Segment]:
        return _made(self.starts, self.ends, self.marks)

    def __len__(self) -> int:
        return len(self.starts)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Segments):
            return NotImplemented
        mine, its = (self.starts, self.ends, self.marks), (other.starts, other.ends, other.marks)
        return self is other or mine == its

    __hash__ = None  # type: ignore[assignment]  # as of any list: nobody needs one of so much


def numbers(positions: Iterable[int]) -> array[int]:
    """Return a column of positions."""
    return array(_NUMBER, positions)


def _made(starts: array[int], ends: array[int], marks: bytes) -> Iterator[Segment]:
    looks = map(_MARKED.__getitem__, marks)
    return starmap(
        Segment, ((start, end, *look) for start, end, look in zip(starts, ends, looks, strict=True))
    )
