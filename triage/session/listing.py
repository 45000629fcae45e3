"""The articles of the corpus in order, those that pass the filter, and which one comes next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from triage.session.entry import Entry, Totals, totals


class Listing:
    """Entries by path, in the order of the folder, seen through a filter."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}
        self._visible: list[str] = []
        self._positions: dict[str, int] = {}
        self.query = ""
        """The words that every visible entry has in its title or path."""
        self._totals: Totals | None = None

    def __len__(self) -> int:
        return len(self._visible)

    def __contains__(self, path: str) -> bool:
        return path in self._entries

    def __getitem__(self, position: int) -> Entry:
        return self._entries[self._visible[position]]

    def all(self) -> Iterable[Entry]:
        """Return every entry, in order, filtered or not."""
        return self._entries.values()

    def entry(self, path: str) -> Entry:
        """Return the entry of article `path`. Raises KeyError."""
        return self._entries[path]

    def position(self, path: str) -> int | None:
        """Return where `path` stands among the visible entries."""
        return self._positions.get(path)

    def totals(self) -> Totals:
        """Return the sums over all entries."""
        if self._totals is None:
            self._totals = totals(self._entries.values())
        return self._totals

    def set_paths(self, paths: Iterable[str], problems: dict[str, str]) -> list[str]:
        """Take over a new list of paths; what is known stays known. Return the paths that are new."""
        known = self._entries
        self._entries = {path: known.get(path) or Entry(path) for path in paths}
        for path, problem in problems.items():
            self._entries[path] = Entry(path, problem=problem, known=True)
        self._refilter()
        return [path for path in self._entries if path not in known]

    def update(self, entry: Entry) -> None:
        """Put a newly read entry in its place; one that is not in the corpus any more is dropped."""
        old = self._entries.get(entry.path)
        if old is None or old == entry:
            return
        self._entries[entry.path] = entry
        if self._totals is not None:
            self._totals = self._totals.with_change(old, entry)
        if self.query and self._passes(entry) != (entry.path in self._positions):
            self._refilter()

    def filter(self, query: str) -> None:
        """Show the entries only that have every word of `query` in their title or path."""
        self.query = query
        self._refilter()

    def following(self, path: str, wanted: Callable[[Entry], bool]) -> Iterator[Entry]:
        """Return the wanted entries after `path`, then those before it, each judged when its turn comes.

        Only entries that pass the filter are looked at; `path` itself need not pass it.
        """
        paths = list(self._entries)
        at = paths.index(path) if path in self._entries else -1
        visible = self._positions
        for other in (*paths[at + 1 :], *paths[: max(at, 0)]):
            entry = self._entries.get(other) if other in visible else None
            if entry is not None and wanted(entry):
                yield entry

    def _refilter(self) -> None:
        self._totals = None
        self._visible = [path for path, entry in self._entries.items() if self._passes(entry)]
        self._positions = {path: position for position, path in enumerate(self._visible)}

    def _passes(self, entry: Entry) -> bool:
        if not self.query:
            return True
        where = f"{entry.title}\n{entry.path}".casefold()
        return all(word in where for word in self.query.casefold().split())
