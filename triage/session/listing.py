"""The articles of the corpus in order, those that pass the filter, and which one comes next."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

from triage.session.columns import Columns, Counted
from triage.session.entry import Entry, Totals
from triage.session.places import Kept, gaps, kept_runs, place_of, same
from triage.store.columns import Splice

_LOOKED_AT = 512
"""Entries kept as they were made, for the rows that are drawn again and again."""


class Listing:
    """Entries by path, in the order of the folder, seen through a filter."""

    def __init__(self) -> None:
        self._paths: list[str] = []
        """Those of articles, in natural order, then those of problems that are no articles."""
        self._in_order = 0
        self._columns = Columns()
        self._entries: dict[int, Entry] = {}
        """Some of them, by place."""
        self._visible: array[int] | None = None
        """The places of those that pass the filter; None where all do."""
        self._near = 0
        """A place that may be asked for next."""
        self.query = ""
        """The words that every visible entry has in its title or path, or what they were chosen by."""
        self._chosen: Container[str] | None = None
        """Paths of the entries that were chosen; None where words decide."""
        self.updated: Callable[[Iterable[str]], None] = lambda _: None
        """Told of which articles something else may be known; their entries may be equal all the same."""

    def __len__(self) -> int:
        return len(self._paths) if self._visible is None else len(self._visible)

    def __contains__(self, path: str) -> bool:
        return self._place(path) is not None

    def __getitem__(self, position: int) -> Entry:
        return self._entry(position if self._visible is None else self._visible[position])

    def all(self) -> Iterator[Entry]:
        """Yield every entry, in order, filtered or not."""
        for place, path in enumerate(self._paths):
            yield self._columns.entry(place, path)

    def with_waiting(self) -> list[Entry]:
        """Return the entries of the articles in which claims wait, in order."""
        return [self._entry(place) for place in self._columns.with_waiting()]

    def unread(self) -> list[str]:
        """Return the paths of the articles that are to be read, in order."""
        return [self._paths[place] for place in self._columns.left()]

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
        return place if place is None or self._visible is None else _index(self._visible, place)

    def totals(self) -> Totals:
        """Return the sums over all entries."""
        return self._columns.totals()

    def set_paths(self, paths: Iterable[str], problems: dict[str, str]) -> list[str]:
        """Take over a new list of paths; what is known stays known. Return the paths that are new.

        `paths` have to be in natural order. A list of them becomes the listing's own.
        """
        before, in_order = self._paths, self._in_order
        self._paths = paths if isinstance(paths, list) else list(paths)
        self._in_order, self._near = len(self._paths), 0
        others = [path for path in problems if self._place(path) is None]
        if others:
            self._paths = [*self._paths, *others]
        kept = [*kept_runs(before[:in_order], self._paths[: self._in_order])]
        kept += _kept_at_end(before, in_order, self._paths, self._in_order)
        self._columns.rearrange(before, kept, len(self._paths))
        self._entries.clear()
        for path, problem in problems.items():
            self.update(Entry(path, problem=problem, known=True))
        self._refilter()
        if not before:
            return list(self._paths)
        fresh = gaps(((run.new, run.length) for run in kept), len(self._paths))
        return [path for start, end in fresh for path in self._paths[start:end]]

    def change(self, splice: Splice, fresh: Sequence[str], problems: Mapping[str, str]) -> None:
        """Follow what became of the articles' places; `fresh` are the paths of those that came.

        `problems` are all that there are now. What is known stays known. The time it takes is that of
        what changed, and of moving what stands after it.
        """
        in_order, others = self._in_order, self._paths[self._in_order :]
        self._in_order += len(splice.came) - len(splice.gone)
        gone, came = {self._paths[place] for place in splice.gone}, {*fresh}
        ends = [
            path
            for path in problems
            if path not in came and (path in gone or place_of(path, self._paths, in_order) is None)
        ]
        kept = [*_kept_articles(splice, in_order)]
        places = {path: self._in_order + place for place, path in enumerate(ends)}
        kept += [
            Kept(place, places[path], 1) for place, path in enumerate(others, in_order) if path in places
        ]
        self._columns.rearrange(self._paths, kept, self._in_order + len(ends))
        self._entries.clear()
        del self._paths[in_order:]
        splice.change(self._paths, fresh)
        self._paths += ends
        for path, problem in problems.items():
            self.update(Entry(path, problem=problem, known=True))
        self._refilter()

    def update(self, entry: Entry) -> None:
        """Put a newly read entry in its place; one that is not in the corpus any more is dropped."""
        place = self._place(entry.path)
        if place is not None and (self._entry(place) != entry or not self._columns.is_known(place)):
            self._columns.put(place, entry)
            self._entries.pop(place, None)
            self._see_again(range(place, place + 1))
        if place is not None:
            self.updated((entry.path,))

    def take(self, counted: Counted) -> None:
        """Put what was counted elsewhere in its place, save for what is known by now."""
        at = 0
        while at < len(counted.paths):
            place, length = self._place(counted.paths[at]), 1
            if place is not None:
                length = same(counted.paths, at, self._paths, place)
                self._columns.take(place, counted, at, length)
                self._near = place + length
                for old in [old for old in self._entries if place <= old < self._near]:
                    del self._entries[old]
                self._see_again(range(place, self._near))
            at += length
        self.updated(counted.paths)

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

    def choose(self, query: str, paths: Container[str]) -> None:
        """Show the entries only whose paths are among `paths`, now and later, because of `query`."""
        self.query, self._chosen = query, paths
        self._refilter()

    def following(self, path: str) -> Iterator[Entry]:
        """Yield the entries that have, or may have, a claim left: those after `path`, then those before it.

        Each is judged when its turn comes. Only entries that pass the filter are looked at; `path`
        itself need not pass it.
        """
        here = self._place(path)
        after, before = (0, 0) if here is None else (here + 1, here)
        for start, end in ((after, len(self._paths)), (0, before)):
            at = self._columns.next_unfinished(start, end)
            while at is not None:
                if self._visible is None or _index(self._visible, at) is not None:
                    yield self._entry(at)
                at = self._columns.next_unfinished(at + 1, end)

    def _place(self, path: str) -> int | None:
        """Return where `path` is among all of them."""
        for near in (self._near, self._near + 1, self._near - 1):  # it is asked for at every key
            if 0 <= near < len(self._paths) and self._paths[near] == path:
                self._near = near
                return near
        place = place_of(path, self._paths, self._in_order)
        if place is None and path in self._paths[self._in_order :]:
            place = self._paths.index(path, self._in_order)
        self._near = place or 0
        return place

    def _entry(self, place: int) -> Entry:
        known = self._entries.get(place)
        if known is None:
            if len(self._entries) >= _LOOKED_AT:
                self._entries.clear()
            known = self._entries[place] = self._columns.entry(place, self._paths[place])
        return known

    def _refilter(self, among: Iterable[int] | None = None) -> None:
        """Look which entries pass the filter, of those `among` these places if no others can."""
        places = range(len(self._paths)) if among is None else among
        self._visible = array("I", self._passing(places)) if self.query else None

    def _see_again(self, places: range) -> None:
        """Let these into the filtered list, or out of it, as they are now."""
        if self._visible is None:
            return
        start, end = bisect_left(self._visible, places.start), bisect_left(self._visible, places.stop)
        self._visible[start:end] = array("I", self._passing(places))

    def _passing(self, places: Iterable[int]) -> Iterator[int]:
        if self._chosen is not None:
            yield from (place for place in places if self._paths[place] in self._chosen)
            return
        words = self.query.casefold().split()
        title, paths = self._columns.title, self._paths
        for place in places:
            where = f"{title(place)}\n{paths[place]}".casefold()
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
    """Return where those after `start` are now, if after `begin`; they are few, and in any order."""
    places = {path: place for place, path in enumerate(old[start:], start)}
    return sorted(
        Kept(places[path], place, 1) for place, path in enumerate(new[begin:], begin) if path in places
    )
