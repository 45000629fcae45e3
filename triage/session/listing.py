"""The articles of the corpus in order, those that pass the filter, and which one comes next."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, compress

from triage.session.columns import Columns, Counted, Snapshot
from triage.session.display_order import Ordering
from triage.session.entry import Entry, Totals
from triage.session.glance import Glance, Inside
from triage.session.ordering import Shares
from triage.session.places import Kept, kept_runs, same
from triage.store.columns import Splice
from triage.store.paths import Paths

_FEW = 64
"""Entries up to which each is put in its place of another order, rather than all."""

_LOOKED_AT = 512
"""Entries kept as they were made, for the rows that are drawn again and again."""


class Listing:
    """Entries by path, in the order of the folder, seen through a filter."""

    def __init__(self) -> None:
        self._paths = Paths()
        """Those of articles; they are the scan's own."""
        self._others: list[str] = []
        """Those of problems that are no articles; their places follow."""
        self._in_order = self._count = 0
        """How many are in order, and how many there are."""
        self._columns = Columns()
        self._entries: dict[int, Entry] = {}
        """Some of them, by place."""
        self._visible: array[int] | None = None
        """The places of those that pass the filter; None where all do."""
        self._ordering: Ordering | None = None
        """The order in which they are seen; None where it is that of names."""
        self._near = 0
        """A place that may be asked for next."""
        self.times = 0
        """How often places have changed."""
        self.query = ""
        """The words that every visible entry has in its title or path, or what they were chosen by."""
        self._chosen: bytearray | None = None
        """By place, whether the entry was chosen; None where words decide."""
        self.updated: list[Callable[[Iterable[str]], None]] = []
        """Told of which articles something else may be known; their entries may be equal all the same."""

    def __len__(self) -> int:
        return self._count if self._visible is None else len(self._visible)

    def __contains__(self, path: str) -> bool:
        return self._place(path) is not None

    def __getitem__(self, position: int) -> Entry:
        return self._entry(self._place_at(position))

    def all(self) -> Iterator[Entry]:
        """Yield every entry, in order, filtered or not."""
        for place, path in enumerate(chain(self._paths, self._others)):
            yield self._columns.entry(place, path)

    def paths(self) -> list[str]:
        """Return the paths of all entries, in order."""
        return [*self._paths, *self._others]

    def glances(self, inside: Inside, is_recorded: Callable[[str], bool]) -> Iterator[Glance]:
        """Yield every article as filters see it, in order.

        Another list of paths meanwhile makes them wrong: `times` tells.
        """
        for place, path in enumerate(chain(self._paths, self._others)):
            yield Glance(self._columns, place, path, inside, is_recorded)

    def glance(self, path: str, inside: Inside, is_recorded: Callable[[str], bool]) -> Glance | None:
        """Return one article as filters see it; None where there is none."""
        place = self._place(path)
        return None if place is None else Glance(self._columns, place, path, inside, is_recorded)

    def glance_at(self, position: int, inside: Inside, is_recorded: Callable[[str], bool]) -> Glance:
        """Return the visible entry at `position` as filters see it."""
        place = self._place_at(position)
        return Glance(self._columns, place, self._path(place), inside, is_recorded)

    def shares(self) -> Shares:
        """Return how far every article is, as it is now, by place."""
        return self._columns.shares()

    def at_place(self, place: int) -> Entry:
        """Return the entry at a place among all of them, listed or not."""
        return self._entry(place)

    def place(self, path: str) -> int | None:
        """Return where `path` is among all of them."""
        return self._place(path)

    @property
    def count(self) -> int:
        """How many there are, listed or not."""
        return self._count

    def with_problems(self) -> list[Entry]:
        """Return the entries of the articles of which something cannot be read, in order."""
        places = sorted(
            place for path in self._columns.troubled() if (place := self._place(path)) is not None
        )
        return [self._entry(place) for place in places]

    def with_waiting(self) -> list[Entry]:
        """Return the entries of the articles in which claims wait, in order."""
        return [self._entry(place) for place in self._columns.with_waiting()]

    def unread(self) -> list[str]:
        """Return the paths of the articles that are to be read, in order."""
        return [*self._paths_at(self._columns.left())]

    def how_many_unread(self) -> int:
        """Return how many these are."""
        return self._columns.how_many_left()

    def entry(self, path: str) -> Entry:
        """Return the entry of article `path`. Raises KeyError."""
        place = self._place(path)
        if place is None:
            raise KeyError(path)
        return self._entry(place)

    def position(self, path: str) -> int | None:
        """Return where `path` stands among the visible entries."""
        place = self._place(path)
        if place is None or self._ordering is not None:
            return None if place is None or self._ordering is None else self._ordering.position(place)
        return place if self._visible is None else _index(self._visible, place)

    def totals(self) -> Totals:
        """Return the sums over all entries."""
        return self._columns.totals()

    def set_paths(self, paths: Iterable[str], problems: Mapping[str, str]) -> None:
        """Take over a new list of paths, in natural order; what is known stays known."""
        before, others = self._paths, self._others
        paths = Paths.of(paths)
        ends = [path for path in problems if path not in paths]
        kept = [*kept_runs(before, paths), *_kept_at_end(others, len(before), ends, len(paths))]
        self._rearrange(paths, ends, kept)
        self._take_over(problems)

    def change(self, splice: Splice, paths: Paths, problems: Mapping[str, str]) -> None:
        """Follow what became of the articles' places; `paths` are those that there are now.

        `problems` are all that there are now. What is known stays known. The time it takes is that of
        what changed, and of moving what stands after it.
        """
        before, others = self._paths, self._others
        gone, came = {before[place] for place in splice.gone}, {paths[place] for place in splice.came}
        ends = [
            path for path in problems if path not in came and (path in gone or before.place_of(path) is None)
        ]
        kept = [*_kept_articles(splice, len(before)), *_kept_at_end(others, len(before), ends, len(paths))]
        self._rearrange(paths, ends, kept)
        self._take_over(problems)

    def update(self, entry: Entry) -> None:
        """Put a newly read entry in its place; one that is not in the corpus any more is dropped."""
        place = self._place(entry.path)
        if place is not None and (self._entry(place) != entry or not self._columns.is_known(place)):
            self._columns.put(place, entry)
            self._entries.pop(place, None)
            self._see_again(range(place, place + 1))
        if place is not None:
            self._tell((entry.path,))

    def take(self, counted: Counted) -> None:
        """Put what was counted elsewhere in its place, save for what is known by now."""
        at = 0
        while at < len(counted.paths):
            place, length = self._place(counted.paths[at]), 1
            if place is not None:
                length = max(1, same(counted.paths, at, self._paths, place))
                self._columns.take(place, counted, at, length)
                self._near = place + length
                for old in [old for old in self._entries if place <= old < self._near]:
                    del self._entries[old]
                self._see_again(range(place, self._near))
            at += length
        self._tell(counted.paths)

    def grow_old(self, paths: Iterable[str]) -> None:
        """Have what is known of these articles stand only until they are read or counted again."""
        for path in paths:
            place = self._place(path)
            if place is not None:
                self._columns.grow_old(place)

    def filter(self, query: str) -> None:
        """Show the entries only that have every word of `query` in their title or path."""
        narrows = self._chosen is None and self.query and query.startswith(self.query)
        self.query, self._chosen = query, None
        self._refilter(self._visible if narrows else None)

    def choose(self, query: str) -> None:
        """Show only what is chosen from now on, because of `query`; at first nothing is."""
        self.query, self._chosen = query, bytearray(self._count)
        self._refilter()

    def put_chosen(self, place: int, *, chosen: bool) -> bool:
        """Choose the entry at `place`, or not; return whether that is news. `show_chosen` lists it."""
        if self._chosen is None or self._chosen[place] == chosen:
            return False
        self._chosen[place] = chosen
        return True

    def is_chosen(self, place: int) -> bool:
        """Whether the entry at `place` was chosen."""
        return self._chosen is not None and bool(self._chosen[place])

    def show_chosen(self) -> None:
        """List what is chosen by now."""
        self._refilter()

    def following(self, path: str) -> Iterator[Entry]:
        """Yield the entries that have, or may have, a claim left: those after `path`, then those before it.

        Each is judged when its turn comes. Only entries that pass the filter are looked at; `path`
        itself need not pass it.
        """
        here = self._place(path)
        if self._ordering is not None:
            yield from map(self._entry, self._columns.unfinished_of(self._ordering.others(here)))
            return
        after, before = (0, 0) if here is None else (here + 1, here)
        for start, end in ((after, self._count), (0, before)):
            at = self._columns.next_unfinished(start, end)
            while at is not None:
                if self._visible is None or _index(self._visible, at) is not None:
                    yield self._entry(at)
                at = self._columns.next_unfinished(at + 1, end)

    @property
    def articles(self) -> Paths:
        """The paths of the articles by name; what is no article is not among them."""
        return self._paths

    def snapshot(self) -> Snapshot:
        """Return what orders are made of: by place, those of `articles` first."""
        return self._columns.snapshot()

    def sort(self, ordering: Ordering | None) -> None:
        """Show the entries in this order of their places, from now on; None for that of names."""
        self._ordering = ordering
        if ordering is not None:
            ordering.show(self._visible)

    def _tell(self, paths: Iterable[str]) -> None:
        for tell in self.updated:
            tell(paths)

    def _place_at(self, position: int) -> int:
        """Return the place of the visible entry at `position`."""
        if self._ordering is not None:
            return self._ordering.shown[position]
        return position if self._visible is None else self._visible[position]

    def _path(self, place: int) -> str:
        """Return the path at `place`."""
        end = self._in_order
        return self._paths[place] if place < end else self._others[place - end]

    def _paths_at(self, places: Sequence[int]) -> Iterator[str]:
        """Yield the paths at these places, which rise."""
        end = bisect_left(places, self._in_order)
        return chain(self._paths.at(places[:end]), map(self._path, places[end:]))

    def _between(self, start: int, end: int) -> list[str]:
        """Return the paths from one place to the one before another."""
        return [*self._paths_at(range(start, end))]

    def _rearrange(self, paths: Paths, others: list[str], kept: Sequence[Kept]) -> None:
        """Have these paths in the place of those there were, of which some are `kept`."""
        self._columns.rearrange(self._between, kept, len(paths) + len(others))
        if self._ordering is not None:
            self._ordering.rearrange(kept, len(paths) + len(others))
        chosen, count = self._chosen, len(paths) + len(others)
        if chosen is not None:
            self._chosen = bytearray(count)
            for run in kept:
                self._chosen[run.new : run.new + run.length] = chosen[run.old : run.old + run.length]
        self._paths, self._others, self._near = paths, others, 0
        self._in_order, self._count = len(paths), len(paths) + len(others)
        self._entries.clear()
        self.times += 1

    def _take_over(self, problems: Mapping[str, str]) -> None:
        for path, problem in problems.items():
            self.update(Entry(path, problem=problem, known=True))
        self._refilter()

    def _place(self, path: str) -> int | None:
        """Return where `path` is among all of them."""
        for near in (self._near, self._near + 1, self._near - 1):  # it is asked for at every key
            if 0 <= near < self._count and self._path(near) == path:
                self._near = near
                return near
        place = self._paths.place_of(path)
        if place is None and path in self._others:
            place = self._in_order + self._others.index(path)
        self._near = place or 0
        return place

    def _entry(self, place: int) -> Entry:
        known = self._entries.get(place)
        if known is None:
            if len(self._entries) >= _LOOKED_AT:
                self._entries.clear()
            known = self._entries[place] = self._columns.entry(place, self._path(place))
        return known

    def _refilter(self, among: Sequence[int] | None = None) -> None:
        """Look which entries pass the filter, of those `among` these places if no others can."""
        places = range(self._count) if among is None else among
        self._visible = array("I", self._passing(places)) if self.query else None
        if self._ordering is not None:
            self._ordering.show(self._visible, self._chosen)

    def _see_again(self, places: range) -> None:
        """Let these into the filtered list, or out of it, as they are now."""
        if self._visible is None:
            return
        start, end = bisect_left(self._visible, places.start), bisect_left(self._visible, places.stop)
        before, now = self._visible[start:end], array("I", self._passing(places))
        self._visible[start:end] = now
        if self._ordering is not None and before != now:
            if len(places) > _FEW:
                self._ordering.show(self._visible)
            else:
                for place in places:
                    self._ordering.see(place, seen=place in now)

    def _passing(self, places: Sequence[int]) -> Iterator[int]:
        if self._chosen is not None:
            yield from compress(places, map(self._chosen.__getitem__, places))
            return
        paths = self._paths_at(places)
        words = self.query.casefold().split()
        title = self._columns.title
        for place, path in zip(places, paths, strict=True):
            where = f"{title(place)}\n{path}".casefold()
            for word in words:
                if word not in where:
                    break
            else:
                yield place


def _index(places: Sequence[int], place: int) -> int | None:
    """Return where `place` is among some in order; None if nowhere."""
    at = bisect_left(places, place)
    return at if at < len(places) and places[at] == place else None


def _kept_articles(splice: Splice, count: int) -> Iterator[Kept]:
    """Yield the runs of `count` articles that stay."""
    at = 0
    for is_fresh, first, end in splice.pieces(count):
        if not is_fresh:
            yield Kept(first, at, end - first)
        at += end - first


def _kept_at_end(old: Sequence[str], start: int, new: Sequence[str], begin: int) -> list[Kept]:
    """Return where those that stood from `start` on are now, from `begin` on; they are few, in any order."""
    places = {path: place for place, path in enumerate(new, begin)}
    return [Kept(place, places[path], 1) for place, path in enumerate(old, start) if path in places]
