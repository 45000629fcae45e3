"""The paths of very many files in natural order, kept as bytes: a string each takes four times the memory."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple, overload

from triage.store.names import natural_key

_BLOCK = 512
"""Paths in a block; some have up to twice as many, or few."""

_AT_HAND = 8
"""Blocks of which the paths are kept as strings, too: those of the rows that are drawn, and about them."""


class Block(NamedTuple):
    """Some of the paths, one after the other; never none."""

    first: str
    length: int
    packed: bytes
    """All of them in UTF-8, half surrogate pairs too, with NUL between them, which no path has."""

    @classmethod
    def of(cls, paths: Sequence[str]) -> Block:
        """Pack these."""
        return cls(paths[0], len(paths), "\0".join(paths).encode("utf-8", "surrogatepass"))

    def paths(self) -> list[str]:
        """Return them in a list made for whom asks; of a block of the usual size that takes some 15 µs."""
        return self.packed.decode("utf-8", "surrogatepass").split("\0")


class Paths(Sequence[str]):
    """Paths in natural order. They stand in blocks, which others that differ a little have in common."""

    __slots__ = ("_at_hand", "_ends", "blocks")

    def __init__(self, blocks: Iterable[Block] = ()) -> None:
        """Take over these."""
        self.blocks = tuple(blocks)
        self._ends = [*accumulate(block.length for block in self.blocks)]
        self._at_hand: dict[int, list[str]] = {}

    @classmethod
    def of(cls, paths: Iterable[str]) -> Paths:
        """Return these, which are in order."""
        return paths if isinstance(paths, Paths) else cls(cut(paths))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        """Return one, or a list of some that follow each other."""
        if not isinstance(place, slice):
            place += len(self) if place < 0 else 0
            if place < 0:
                raise IndexError(place)
            number = bisect_right(self._ends, place)
            return self.block(number)[place - (self._ends[number - 1] if number else 0)]
        places = range(len(self))[place]
        if places.step != 1:
            return [self[each] for each in places]
        found: list[str] = []
        at = places.start
        while at < places.stop:
            number, local = self.locate(at)
            found += self.block(number)[local : local + places.stop - at]
            at = self._ends[number]
        return found

    def __iter__(self) -> Iterator[str]:
        for block in self.blocks:
            yield from block.paths()

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and self.place_of(path) is not None

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Paths):
            return NotImplemented
        return self.blocks == other.blocks or [*self] == [*other]

    __hash__ = None  # type: ignore[assignment]  # as large as the corpus

    def __repr__(self) -> str:
        return f"Paths.of({[*self]!r})"

    def __reduce__(self) -> tuple[object, ...]:
        return Paths, (self.blocks,)

    def at(self, places: Iterable[int]) -> Iterator[str]:
        """Yield the paths at these places; quickest where those of one block follow each other."""
        start = end = 0
        paths: list[str] = []
        for place in places:
            if not start <= place < end:
                number, local = self.locate(place)
                paths = self.block(number)
                start = place - local
                end = start + len(paths)
            yield paths[place - start]

    def block(self, number: int) -> list[str]:
        """Return the paths of one of the blocks, not to be changed; several threads may ask."""
        paths = self._at_hand.get(number)
        if paths is None:
            paths = self.blocks[number].paths()
            if len(self._at_hand) >= _AT_HAND:
                self._at_hand = {}
            self._at_hand[number] = paths
        return paths

    def start(self, number: int) -> int:
        """Return the place of the first path of a block."""
        return self._ends[number - 1] if number else 0

    def locate(self, place: int) -> tuple[int, int]:
        """Return the number of the block that has `place`, and where in it that is."""
        number = bisect_right(self._ends, place)
        return number, place - self.start(number)

    def block_for(self, path: str, known: int = 0) -> int:
        """Return the number of the block that `path` is or would be in; none before the `known` one."""
        first = bisect_right(self.blocks, order_of(path), known, key=lambda block: order_of(block.first))
        return max(known, first - 1)

    def place_for(self, path: str) -> int:
        """Return where `path` is or would be. It takes some 50 µs."""
        if not self.blocks:
            return 0
        number = self.block_for(path)
        return self.start(number) + bisect_left(self.block(number), order_of(path), key=order_of)

    def place_of(self, path: str) -> int | None:
        """Return where `path` is; None if nowhere."""
        place = self.place_for(path)
        return place if place < len(self) and self[place] == path else None


def cut(paths: Iterable[str]) -> list[Block]:
    """Return paths, which are in order, in blocks."""
    paths = paths if isinstance(paths, list) else [*paths]
    return [Block.of(paths[start : start + _BLOCK]) for start in range(0, len(paths), _BLOCK)]


def blocks_of(paths: list[str]) -> list[Block]:
    """Return the changed paths of a block: in one again as long as they are not too many, or none."""
    if not paths or len(paths) > 2 * _BLOCK:
        return cut(paths)
    return [Block.of(paths)]


def order_of(path: str) -> tuple[list[str | int], str]:
    """Return the key that articles are sorted by."""
    return natural_key(path), path
