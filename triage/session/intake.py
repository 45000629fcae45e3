"""Conflict copies and git's conflict marks, joined into the sidecars they belong to as they turn up."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from triage.errors import TriageError
from triage.store.copies import JOINED, TakenIn
from triage.store.copies import beside as copies_beside
from triage.store.corpus import Corpus
from triage.store.scan import Found, Scan

_Stamps = tuple[tuple[int, int, int], ...]


class Intake:
    """Tries each copy once, and again when it or the sidecar is another. Used on one thread."""

    def __init__(self, corpus: Corpus, now: Callable[[], str]) -> None:
        self._corpus = corpus
        self._now = now
        self._tried: dict[str, _Stamps] = {}

    def take_in(self, scan: Scan, moving: Collection[str] = ()) -> Iterator[tuple[str, TakenIn]]:
        """Join in what lies beside the sidecars in `scan`; yield each article's path, and what came of it.

        Articles that are `moving` are left for another time.
        """
        for path, copies in scan.copies.items():
            stamps = _stamps(copies, scan.sidecars.get(path))
            is_there = path not in moving and scan.articles.get(path) is not None
            if is_there and self._tried.get(path) != stamps:
                self._tried[path] = stamps
                yield path, self._taken(path, tuple(copy.path for copy in copies))
        for path in self._corpus.marked():
            if path in moving:
                continue
            yield from self.mend(path)

    def beside(self, path: str) -> Iterator[tuple[str, TakenIn]]:
        """Join in what lies beside the sidecar of article `path`, each time this is asked for."""
        copies = copies_beside(self._corpus.root, path)
        if copies:
            yield path, self._taken(path, copies)

    def mend(self, path: str) -> Iterator[tuple[str, TakenIn]]:
        """Join the versions in the sidecar of article `path`, if git's marks were found in it."""
        if path in self._corpus.marked():
            yield path, self._taken(path, ())

    def _taken(self, path: str, copies: tuple[str, ...]) -> TakenIn:
        try:
            return self._corpus.take_in(path, copies, self._now)
        except TriageError as error:
            return TakenIn(None, (), (error.message,))
        except OSError as error:
            return TakenIn(None, (), (f"{path}: {error.strerror or error}",))


def told(taken: TakenIn) -> str:
    """Return the line about it for the reviewer, empty where there is nothing to say; untrusted text."""
    lines = []
    if taken.joined:
        more = f" and {len(taken.joined) - 1} more" if len(taken.joined) > 1 else ""
        lines.append(f"joined in: {taken.joined[0]}{more}, kept in {JOINED}")
    if taken.problems:
        lines.append(f"not joined in: {taken.problems[0]}")
    return "; ".join(lines)


def _stamps(copies: tuple[Found, ...], sidecar: Found | None) -> _Stamps:
    return tuple(found.stamp for found in (*copies, sidecar) if found is not None)
