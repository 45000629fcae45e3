"""What is known of many files as columns: lists and packed numbers, which change as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from struct import Struct
from typing import NamedTuple, TypeVar

_STAMP = Struct("=qqQ")
"""Size, time and inode; a time before 1970 is negative."""

pack = _STAMP.pack
"""One of them."""

_WIDTH = _STAMP.size
_WHOLE = Struct(f"{_WIDTH}s")

T = TypeVar("T")

Stamp = tuple[int, int, int]


UNKNOWN: Stamp = (0, 0, 0)
"""Of a file that nobody has looked at."""


class Found(NamedTuple):
    """A file as the scan saw it, without opening it."""

    path: str
    """Relative to the corpus, with ``/``."""
    size: int
    """Bytes."""
    mtime_ns: int
    inode: int

    @property
    def stamp(self) -> Stamp:
        """Size, time and inode: another stamp means that the file may have changed."""
        return (self.size, self.mtime_ns, self.inode)


class Splice(NamedTuple):
    """How one list of paths became another; all places in rising order."""

    gone: Sequence[int] = ()
    """Places in the old list of those that are not in the new one."""
    came: Sequence[int] = ()
    """Places in the new list of those that were not in the old one."""

    def pieces(self, length: int) -> Iterator[tuple[bool, int, int]]:
        """Yield the runs that the new list is made of, `length` being that of the old one.

        Each is the first place and the one after the last: in the old list or, where the word before
        them is true, in a list of those that came.
        """
        made = taken = 0
        for first, gone in zip((-1, *self.gone), (*self.gone, length), strict=True):
            at = first + 1
            while at < gone:
                until = gone - at
                if taken < len(self.came):
                    until = min(until, self.came[taken] - made)
                if until:
                    yield False, at, at + until
                    at += until
                    made += until
                else:
                    yield True, taken, taken + 1
                    taken += 1
                    made += 1
        if taken < len(self.came):
            yield True, taken, len(self.came)

    def of(self, column: Sequence[T], fresh: Sequence[T]) -> list[T]:
        """Return a column that goes with the old list as it goes with the new one.

        `fresh` are the values for those that came, in order.
        """
        new: list[T] = []
        for is_fresh, first, end in self.pieces(len(column)):
            new += (fresh if is_fresh else column)[first:end]
        return new


class Stamps:
    """Stamps one after the other, 24 bytes each; to be changed in a copy only."""

    __slots__ = ("packed",)

    def __init__(self, packed: bytes | bytearray = b"") -> None:
        self.packed = packed

    @classmethod
    def of(cls, stamps: Iterable[Stamp]) -> Stamps:
        """Pack these."""
        return cls(b"".join([pack(*stamp) for stamp in stamps]))

    @classmethod
    def unknown(cls, count: int) -> Stamps:
        """Return those of so many files that nobody has looked at."""
        return cls(bytes(count * _WIDTH))

    def __len__(self) -> int:
        return len(self.packed) // _WIDTH

    def __getitem__(self, place: int) -> Stamp:
        size, mtime_ns, inode = _STAMP.unpack_from(self.packed, place * _WIDTH)
        return size, mtime_ns, inode

    def __iter__(self) -> Iterator[Stamp]:
        yield from _STAMP.iter_unpack(self.packed)

    def with_changes(
        self, changed: Mapping[int, Stamp], splice: Splice, fresh: Sequence[Stamp] = ()
    ) -> Stamps:
        """Return stamps in which those at some old places are `changed`, after the `splice`."""
        packed = bytearray(self.packed)
        for place, stamp in changed.items():
            _STAMP.pack_into(packed, place * _WIDTH, *stamp)
        if not splice.gone and not splice.came:
            return Stamps(packed)
        came = Stamps.of(fresh).packed
        old, new = memoryview(packed), bytearray()
        for is_fresh, first, end in splice.pieces(len(self)):
            new += (came if is_fresh else old)[first * _WIDTH : end * _WIDTH]
        return Stamps(new)

    def cut(self, first: int, end: int) -> Stamps:
        """Return those from the place `first` to the one before `end`."""
        return Stamps(self.packed[first * _WIDTH : end * _WIDTH])

    def in_order(self, paths: Iterable[str], ordered: Iterable[str]) -> Stamps:
        """Return the stamps, which are those of `paths`, in another order of these."""
        each = dict(zip(paths, chain.from_iterable(_WHOLE.iter_unpack(self.packed)), strict=True))
        return Stamps(b"".join(map(each.__getitem__, ordered)))


def spelled(stamps: Sequence[Stamp]) -> list[str]:
    """Return stamps, at least one, in words; all at once, as of each alone it takes three times as long."""
    return (_SPELLED * len(stamps) % tuple(chain.from_iterable(stamps))).split("\n")[:-1]


_SPELLED = "%d %d %d\n"


def changed_columns(
    paths: list[str], stamps: Stamps, changes: Iterable[tuple[str, int, Found | None]]
) -> tuple[list[str], Stamps, Splice]:
    """Return both columns after the `changes`, and what became of the places.

    Each is a path, in order, the place where it stands or would stand, and what is there now if anything.
    """
    changed: dict[int, Stamp] = {}
    gone: list[int] = []
    came: list[int] = []
    fresh: list[tuple[str, Stamp]] = []
    for path, place, found in changes:
        if paths[place : place + 1] == [path]:
            if found is None:
                gone.append(place)
            else:
                changed[place] = found.stamp
        elif found is not None:
            came.append(place - len(gone) + len(came))
            fresh.append((path, found.stamp))
    splice = Splice(tuple(gone), tuple(came))
    if gone or came:
        paths = splice.of(paths, [path for path, _ in fresh])
    return paths, stamps.with_changes(changed, splice, [stamp for _, stamp in fresh]), splice
