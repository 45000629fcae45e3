"""The articles and the sidecars of a corpus, however many: each is made when it is asked for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain
from typing import overload

from triage.store.columns import UNKNOWN, Found, Splice, Stamp, Stamps, changed_columns, spelled
from triage.store.names import SIDECAR_SUFFIX, in_natural_order, natural_key
from triage.store.paths import Block, Paths, blocks_of, order_of


class Articles(Sequence[Found]):
    """The articles of a corpus in natural order.

    They stand in blocks: what changes in one of them leaves the others to both, the old and the new.
    A list of a hundred thousand paths takes 10 ms to copy, in which no other thread has its turn.
    """

    __slots__ = ("_stamps", "paths")

    def __init__(self, paths: Paths | None = None, stamps: Iterable[Stamps] = ()) -> None:
        """Take over the `paths`, and for each of their blocks the `stamps`."""
        self.paths = Paths() if paths is None else paths
        """The paths in order."""
        self._stamps = [*stamps]

    @classmethod
    def of_columns(cls, paths: Iterable[str], stamps: Stamps) -> Articles:
        """Return the articles at these paths, which are in order."""
        paths = Paths.of(paths)
        starts = map(paths.start, range(len(paths.blocks)))
        cuts = zip(starts, paths.blocks, strict=False)
        return cls(paths, [stamps.cut(start, start + block.length) for start, block in cuts])

    @classmethod
    def of(cls, founds: Iterable[Found]) -> Articles:
        """Return these, which are in order."""
        founds = tuple(founds)
        return cls.of_columns([found.path for found in founds], Stamps.of(found.stamp for found in founds))

    def __len__(self) -> int:
        return len(self.paths)

    @overload
    def __getitem__(self, place: int) -> Found: ...
    @overload
    def __getitem__(self, place: slice) -> list[Found]: ...
    def __getitem__(self, place: int | slice) -> Found | list[Found]:
        """Return one, or a list of some."""
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        number, local = self.paths.locate(range(len(self))[place])
        return Found(self.paths.block(number)[local], *self._stamps[number][local])

    def __iter__(self) -> Iterator[Found]:
        for path, stamp in zip(self.paths, chain.from_iterable(self._stamps), strict=True):
            yield Found(path, *stamp)

    def spelled(self) -> Iterator[str]:
        """Yield each one's stamp in words, see `columns.spelled`."""
        for stamps in self._stamps:
            yield from spelled([*stamps])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Articles):
            return NotImplemented
        return self.packed == other.packed and self.paths == other.paths

    __hash__ = None  # type: ignore[assignment]  # as large as the corpus

    def __repr__(self) -> str:
        return f"Articles.of({list(self)!r})"

    def __reduce__(self) -> tuple[object, ...]:
        return _articles, (self.paths, self.packed)

    @property
    def packed(self) -> bytes:
        """What the stamps are, one after the other."""
        return b"".join([stamps.packed for stamps in self._stamps])

    def with_packed(self, packed: bytes) -> Articles:
        """Return the same paths with other stamps, as `packed` gives them."""
        return Articles.of_columns(self.paths, Stamps(packed))

    def filled_from(self, others: Articles) -> Articles:
        """Return the same with the stamps of `others` where they are unknown, as far as those know them."""
        if self.packed == Stamps.unknown(len(self)).packed and self.paths == others.paths:
            return self.with_packed(others.packed)
        stamps = {found.path: found.stamp for found in others}
        known = (stamps.get(found.path, UNKNOWN) if found.stamp == UNKNOWN else found.stamp for found in self)
        return Articles.of_columns(self.paths, Stamps.of(known))

    def get(self, path: str) -> Found | None:
        """Return the article at `path`; None where there is none. It takes some 50 µs."""
        place = self.paths.place_of(path)
        return None if place is None else self[place]

    def among(self, paths: Collection[str]) -> dict[str, Found | None]:
        """Return the article at each of these paths, as `get` does; of many all at once."""
        if len(paths) <= _MANY:
            return {path: self.get(path) for path in paths}
        known = {found.path: found for found in self}
        return {path: known.get(path) for path in paths}

    def below(self, folder: str) -> list[str]:
        """Return the paths of the articles in `folder` (no ``/`` at its end) and below it."""
        first = natural_key(folder + "/")
        last = [*first[:-1], f"{first[-1]}"[:-1] + "\1"]  # what follows all that begins with "\0"
        found: list[str] = []
        for number in range(self.paths.block_for(folder + "/"), len(self.paths.blocks)):
            paths = self.paths.block(number)
            start = bisect_left(paths, first, key=natural_key)
            end = bisect_left(paths, last, start, key=natural_key)
            found += [path for path in paths[start:end] if path.startswith(folder + "/")]
            if end < len(paths):
                break
        return found

    def with_changes(self, changes: Mapping[str, Found | None]) -> tuple[Articles, Splice]:
        """Return the articles with some in the place of others, and which places went and came.

        Those that are None are gone.
        """
        if not changes:
            return self, Splice()
        if len(changes) > _MANY:
            return self._with_many(changes)
        before = self.paths
        grouped: dict[int, list[tuple[str, int, Found | None]]] = {}
        number = local = 0
        for path in sorted(changes, key=order_of):
            at = before.block_for(path, number)
            number, after = at, (local if at == number else 0)
            paths = before.block(number) if before.blocks else []
            local = bisect_left(paths, order_of(path), after, key=order_of)
            grouped.setdefault(number, []).append((path, local, changes[path]))
        blocks: list[Block] = []
        columns: list[Stamps] = []
        gone: list[int] = []
        came: list[int] = []
        for number in range(len(before.blocks) or 1):
            if number not in grouped:
                blocks.append(before.blocks[number])
                columns.append(self._stamps[number])
                continue
            start = before.start(number)
            moved = start - len(gone) + len(came)
            old = (before.block(number), self._stamps[number]) if before.blocks else ([], Stamps())
            paths, stamps, splice = changed_columns(*old, grouped[number])
            gone += [start + local for local in splice.gone]
            came += [moved + local for local in splice.came]
            made = blocks_of(paths) if splice.gone or splice.came else before.blocks[number : number + 1]
            ends = [*accumulate(block.length for block in made)]
            blocks += made
            columns += [stamps.cut(end - block.length, end) for block, end in zip(made, ends, strict=True)]
        return Articles(Paths(blocks), columns), Splice(tuple(gone), tuple(came))

    def _with_many(self, changes: Mapping[str, Found | None]) -> tuple[Articles, Splice]:
        """Do the same by bringing all into order at once: to find each one's place takes 100 µs."""
        before = {found.path: found.stamp for found in self}
        stamps = dict(before)
        for path, found in changes.items():
            if found is not None:
                stamps[path] = found.stamp
            else:
                stamps.pop(path, None)
        paths = in_natural_order([*stamps])
        gone = [place for place, path in enumerate(before) if path not in stamps]
        came = [place for place, path in enumerate(paths) if path not in before]
        articles = Articles.of_columns(paths, Stamps.of(stamps[path] for path in paths))
        return articles, Splice(tuple(gone), tuple(came))


_MANY = 500
"""Articles from which on it is quicker to go through all than to find the place of each."""


def _articles(paths: Paths, packed: bytes) -> Articles:
    return Articles.of_columns(paths, Stamps(packed))


class Sidecars(Mapping[str, Found]):
    """The sidecars of a corpus by the path of their article, which may be gone."""

    __slots__ = ("_stamps", "paths")

    def __init__(self, paths: list[str] | None = None, stamps: Stamps | None = None) -> None:
        """Take over the `paths` of the articles, in the order of their characters."""
        self.paths = [] if paths is None else paths
        self._stamps = Stamps() if stamps is None else stamps

    @classmethod
    def of(cls, founds: Mapping[str, Found]) -> Sidecars:
        """Return these, given by the paths of their articles."""
        paths = sorted(founds)
        return cls(paths, Stamps.of(founds[path].stamp for path in paths))

    def __len__(self) -> int:
        return len(self.paths)

    def __iter__(self) -> Iterator[str]:
        return iter(self.paths)

    def __getitem__(self, path: str) -> Found:
        place = bisect_left(self.paths, path)
        if self.paths[place : place + 1] != [path]:
            raise KeyError(path)
        return Found(path + SIDECAR_SUFFIX, *self._stamps[place])

    def stamped(self) -> Iterator[tuple[str, Stamp]]:
        """Return the path of each one's article with its stamp."""
        return zip(self.paths, self._stamps, strict=True)

    def __reduce__(self) -> tuple[object, ...]:
        return _sidecars, ("\0".join(self.paths), bytes(self._stamps.packed))

    def below(self, folder: str) -> list[str]:
        """Return the articles in `folder` (no ``/`` at its end) and below it that have one."""
        start, end = (bisect_left(self.paths, folder + sign) for sign in "/0")  # 0 follows the slash
        return self.paths[start:end]

    def with_changes(self, changes: Mapping[str, Found | None]) -> Sidecars:
        """Return the sidecars with some in the place of others; those that are None are gone."""
        if not changes:
            return self
        ordered = [(path, bisect_left(self.paths, path), changes[path]) for path in sorted(changes)]
        paths, stamps, _ = changed_columns(self.paths, self._stamps, ordered)
        return Sidecars(paths, stamps)


def _sidecars(paths: str, packed: bytes) -> Sidecars:
    return Sidecars(paths.split("\0") if packed else [], Stamps(packed))
