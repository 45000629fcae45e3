"""The titles of very many articles, kept as bytes: a string each would take twice as much memory."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

from triage.session.places import Kept, gaps

_END = b"\xff"
"""Ends a title: UTF-8 has no such byte."""

_FEWEST = 1 << 16
"""Bytes up to which it is not worth it to leave out what nothing refers to any more."""


class Titles:
    """A title for each place from 0 on; at first all are empty."""

    def __init__(self, count: int = 0) -> None:
        self._bytes = bytearray(_END)
        self._starts = array("I", bytes(count * 4))
        """Where in the bytes each title begins; those that are empty at 0."""
        self._unused = 0

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, place: int) -> str:
        """Return the title at `place`; untrusted text."""
        start = self._starts[place]
        return self._bytes[start : self._bytes.index(_END, start)].decode("utf-8", "surrogatepass")

    def put(self, place: int, titles: Iterable[str]) -> None:
        """Put `titles` at `place` and those after it."""
        whole, starts = self._bytes, self._starts
        for at, title in enumerate(titles, place):
            if starts[at]:
                self._unused += self._size(starts[at])
            starts[at] = len(whole) if title else 0
            if title:
                whole += title.encode("utf-8", "surrogatepass")
                whole += _END
        self._leave_unused_out()

    def rearrange(self, kept: Iterable[Kept], count: int) -> None:
        """Have `count` places: those of before that are `kept`, and empty ones."""
        before, kept = self._starts, [*kept]
        self._starts = rearranged(before, kept, count)
        for start, end in gaps(((run.old, run.length) for run in kept), len(before)):
            self._unused += sum(map(self._size, filter(None, before[start:end])))
        self._leave_unused_out()

    def _size(self, start: int) -> int:
        return self._bytes.index(_END, start) + 1 - start

    def _leave_unused_out(self) -> None:
        if self._unused > max(len(self._bytes) // 2, _FEWEST):
            kept = Titles(len(self))
            kept.put(0, map(self.__getitem__, range(len(self))))
            self._bytes, self._starts, self._unused = kept._bytes, kept._starts, 0


def rearranged(column: array[int], kept: Iterable[Kept], count: int) -> array[int]:
    """Return a column of `count` numbers: those of before that are `kept`, where they are now, and zeros."""
    new = array(column.typecode, bytes(count * column.itemsize))
    for run in kept:
        new[run.new : run.new + run.length] = column[run.old : run.old + run.length]
    return new
