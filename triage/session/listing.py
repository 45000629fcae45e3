"""The articles of the corpus in order, those that pass the filter, and which one comes next."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from triage.session.entry import Entry, Totals, totals
from triage.store.columns import Splice
from triage.store.listed import order_of


class Listing:
    """Entries by path, in the order of the folder, seen through a filter."""

    def __init__(self) -> None:
        self._paths: list[str] = []
        self._read: dict[str, Entry] = {}
        """What is known of those that were read; of a hundred thousand others there is only the name."""
        self._articles = 0
        """How many of the paths are articles; problems that are none follow them."""
        self._places: dict[str, int] | None = None
        """Where each path is among all of them; made when it is first asked for."""
        self._visible: list[str] = self._paths
        self._positions: dict[str, int] | None = None
        """Where each path is among the visible ones, where a filter hides some."""
        self._last = 0
        self.query = ""
        """The words that every visible entry has in its title or path."""
        self._totals: Totals | None = None

    def __len__(self) -> int:
        return len(self._visible)

    def __contains__(self, path: str) -> bool:
        return path in self._read or self._paths[:1] == [path] or path in self._all_places()

    def __getitem__(self, position: int) -> Entry:
        path = self._visible[position]
        return self._read.get(path) or Entry(path)

    def all(self) -> Iterator[Entry]:
        """Yield every entry, in order, filtered or not."""
        for path in self._paths:
            yield self._read.get(path) or Entry(path)

    def read(self) -> list[Entry]:
        """Return the entries of the articles that were read, in order."""
        places = self._all_places()
        return sorted(self._read.values(), key=lambda entry: places[entry.path])

    def unread(self) -> list[str]:
        """Return the paths of the others, in order."""
        return [path for path in self._paths if path not in self._read]

    def entry(self, path: str) -> Entry:
        """Return the entry of article `path`. Raises KeyError."""
        known = self._read.get(path)
        if known is None and path not in self:
            raise KeyError(path)
        return known or Entry(path)

    def position(self, path: str) -> int | None:
        """Return where `path` stands among the visible entries."""
        for near in (self._last, self._last + 1, self._last - 1):  # it is asked for at every key
            if 0 <= near < len(self._visible) and self._visible[near] == path:
                self._last = near
                return near
        found = (self._all_places() if self._positions is None else self._positions).get(path)
        self._last = found or 0
        return found

    def totals(self) -> Totals:
        """Return the sums over all entries."""
        if self._totals is None:
            self._totals = replace(totals(self._read.values()), articles=len(self._paths))
        return self._totals

    def set_paths(self, paths: Iterable[str], problems: dict[str, str]) -> list[str]:
        """Take over a new list of paths; what is known stays known. Return the paths that are new."""
        before = self._all_places() if self._paths else {}
        self._paths = list(paths)
        self._articles = len(self._paths)
        self._places = None
        known = self._read
        if problems:
            listed = self._all_places()
            self._paths += [path for path in problems if path not in listed]
        self._places = None
        if known:
            listed = self._all_places()
            self._read = {path: entry for path, entry in known.items() if path in listed}
        for path, problem in problems.items():
            self._read[path] = Entry(path, problem=problem, known=True)
        self._refilter()
        return [path for path in self._paths if path not in before] if before else list(self._paths)

    def change(self, splice: Splice, fresh: Sequence[str], problems: Mapping[str, str]) -> None:
        """Follow what became of the articles' places; `fresh` are the paths of those that came.

        `problems` are all that there are now. What is known stays known. The time it takes is that
        of what changed, and of moving what stands after it.
        """
        others = self._paths[self._articles :]
        del self._paths[self._articles :]
        for path in (*(self._paths[place] for place in splice.gone), *others):
            self._read.pop(path, None)
        splice.change(self._paths, fresh)
        self._articles, self._places = len(self._paths), None
        self._paths += [path for path in problems if not self._is_article(path)]
        for path, problem in problems.items():
            self._read[path] = Entry(path, problem=problem, known=True)
        self._refilter()

    def update(self, entry: Entry) -> None:
        """Put a newly read entry in its place; one that is not in the corpus any more is dropped."""
        if entry.path not in self:
            return
        old = self.entry(entry.path)
        if old == entry:
            return
        self._read[entry.path] = entry
        if self._totals is not None:
            self._totals = self._totals.with_change(old, entry)
        if self.query and self._passes(entry) != (entry.path in (self._positions or ())):
            self._refilter()

    def filter(self, query: str) -> None:
        """Show the entries only that have every word of `query` in their title or path."""
        self.query = query
        self._refilter()

    def following(self, path: str, wanted: Callable[[Entry], bool]) -> Iterator[Entry]:
        """Return the wanted entries after `path`, then those before it, each judged when its turn comes.

        Only entries that pass the filter are looked at; `path` itself need not pass it.
        """
        paths = self._paths
        at = self._all_places().get(path, -1)
        for number in chain(range(at + 1, len(paths)), range(max(at, 0))):
            other = paths[number]
            visible = self._all_places() if self._positions is None else self._positions
            if other in visible and wanted(entry := self._read.get(other) or Entry(other)):
                yield entry

    def _is_article(self, path: str) -> bool:
        place = bisect_left(self._paths, order_of(path), 0, self._articles, key=order_of)
        return place < self._articles and self._paths[place] == path

    def _all_places(self) -> dict[str, int]:
        if self._places is None:
            self._places = dict(zip(self._paths, range(len(self._paths)), strict=True))
        return self._places

    def _refilter(self) -> None:
        self._totals = None
        self._visible, self._positions = self._paths, None
        if self.query:
            self._visible = [entry.path for entry in self.all() if self._passes(entry)]
            self._positions = {path: position for position, path in enumerate(self._visible)}

    def _passes(self, entry: Entry) -> bool:
        if not self.query:
            return True
        where = f"{entry.title}\n{entry.path}".casefold()
        return all(word in where for word in self.query.casefold().split())
