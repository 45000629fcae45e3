"""Articles read before they are asked for: those next to the one before the reviewer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from triage.session.background import Job
from triage.session.listing import Listing
from triage.session.opened import Opened
from triage.session.shelf import Problem, Shelf
from triage.session.state import Deliver
from triage.store.corpus import Corpus
from triage.store.names import SIDECAR_SUFFIX
from triage.store.scan import Found, look_at

_KEPT = 4
"""Articles kept for when they are asked for."""


class _Stamps(NamedTuple):
    """What the files were when they were read: as long as that holds they need not be read again."""

    article: Found | None
    sidecar: Found | None


class Neighbours:
    """Reads the neighbours of an article behind the scenes, for the shelf to take when they are opened."""

    def __init__(
        self, corpus: Corpus, listing: Listing, shelf: Shelf, behind: Callable[[Job], None], deliver: Deliver
    ) -> None:
        """`behind` runs a job where no key waits for it, `deliver` brings its result back."""
        self._corpus = corpus
        self._listing = listing
        self._shelf = shelf
        self._behind = behind
        self._deliver = deliver
        self._for: str | None = None
        self._wanted: set[str] = set()
        self._read: dict[str, tuple[_Stamps, Opened]] = {}

    def look_around(self, path: str | None) -> None:
        """Have the neighbours of article `path` in the list read, unless that was asked for last."""
        if path == self._for:
            return
        self._for = path
        here = None if path is None else self._listing.position(path)
        if here is None:
            return
        near = (here + 1, here - 1)
        self._wanted = {self._listing[place].path for place in near if 0 <= place < len(self._listing)}
        for other in self._wanted:
            if self._shelf.get(other) is None and other not in self._read:
                self._behind(partial(self._fetch, other))

    def take(self, path: str) -> Opened | None:
        """Return article `path` if it was read and neither it nor its sidecar has changed since."""
        stamps, opened = self._read.pop(path, (None, None))
        return opened if opened is not None and self._stamps(path) == stamps else None

    def _fetch(self, path: str) -> None:
        if path not in self._wanted:
            return  # the reviewer is elsewhere by now
        stamps = self._stamps(path)
        found = self._shelf.read(path, pending=True)
        if not isinstance(found, Problem) and not found.pending and self._stamps(path) == stamps:
            self._deliver(partial(self._keep, path, stamps, found))

    def _keep(self, path: str, stamps: _Stamps, opened: Opened) -> None:
        while len(self._read) >= _KEPT:
            del self._read[next(iter(self._read))]
        self._read[path] = stamps, opened

    def _stamps(self, path: str) -> _Stamps:
        root = self._corpus.root
        return _Stamps(look_at(root, path), look_at(root, path + SIDECAR_SUFFIX))
