"""What is left to read: few articles are read behind the scenes, many are counted by a program beside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from triage.session.background import Background, Job
from triage.session.counting import Counting
from triage.session.desk import Desk
from triage.session.entry import Entry
from triage.session.listing import Listing
from triage.session.reading import Reader, Surroundings
from triage.session.shelf import Shelf
from triage.store.corpus import Corpus
from triage.store.scan import Scan

_MANY = 200
"""Articles; to read so many takes seconds, in which each key would wait for its turn."""

_PAUSE_SECONDS = 0.5
"""How long after a key reading goes on where it has to be done behind the scenes."""


class Backlog:
    """Used from the session's thread."""

    def __init__(
        self,
        corpus: Corpus,
        listing: Listing,
        shelf: Shelf,
        desk: Desk,
        reader: Reader,
        background: Background,
        around: Surroundings,
    ) -> None:
        self._corpus = corpus
        self._listing = listing
        self._shelf = shelf
        self._desk = desk
        self._reader = reader
        self._background = background
        self._deliver = around.deliver
        self._changed = around.changed
        self._remembered = around.remembered
        self._counting = Counting(corpus.root, listing, shelf, background.soon, self._deliver, self._changed)
        self._counting.ended = self._was_counted
        self._next: set[str] = set()
        """Articles that came or changed while others are counted, so many that they are counted next."""
        self._waiting: set[str] = set()
        """Those of the articles that came or changed that are to be read here still."""
        self._reads_many = False
        self._recalled: set[str] = set()
        """Articles of which what was known before still holds, until the others have been read."""

    @property
    def is_counting(self) -> bool:
        """Whether a program beside is at work."""
        return self._counting.running

    def read_unread(self, look: Callable[[], Scan]) -> None:
        """Read every article that is not known; `look` gives, behind the scenes, how the files are."""
        if self._listing.how_many_unread() <= _MANY or not self._counting.is_possible:
            self._read_the_rest(partial(self._recall, look))
        elif not self._counting.running:
            self._counting.begin(self._desk.path)

    def read_again(self, paths: Iterable[str]) -> None:
        """Read these, which came or changed, and are not in memory."""
        paths = [*paths]
        if self._is_much(paths):
            # Where this reviewer recorded something it is looked whether all of it is there.
            ours = self._corpus.known_sidecars()
            self._read([path for path in paths if path in ours])
            paths = [path for path in paths if path not in ours]
        if not self._is_much(paths):
            self._read(paths)
        elif self._counting.running:
            self._next.update(paths)
        else:
            self._listing.grow_old(paths)
            self._counting.begin(self._desk.path)

    def read_sidecars(self, paths: Iterable[str]) -> None:
        """Read the sidecars of these, which came, went or changed. From any thread."""
        paths = [*paths]
        if len(paths) > _MANY:
            ours = self._corpus.known_sidecars()
            others = [path for path in paths if path not in ours and self._shelf.get(path) is None]
            self._deliver(lambda: self.read_again(path for path in others if path in self._listing))
            paths = sorted({*paths}.difference(others))
        for path in paths:
            self._background.soon(partial(self._reader.read_sidecar, path))

    def noticed(self) -> None:
        """The reviewer typed something: where very much is left to read, that waits until they pause."""
        if self._reads_many:
            self._background.rest(_PAUSE_SECONDS)
        self._counting.noticed(self._desk.path)

    def stop(self) -> None:
        """End the program beside."""
        self._counting.stop()

    def _was_counted(self) -> None:
        """The program beside ended: have it begin again if there is more for it, and read what it left.

        That is what is being written, has to be mended, or came meanwhile.
        """
        self._listing.grow_old(self._next)
        again = len(self._next) > _MANY or not self._counting.is_complete
        self._next.clear()
        if again and self._counting.is_possible:
            self._counting.begin(self._desk.path)
        else:
            self._read_the_rest()
        self._changed()

    def _read_the_rest(self, first: Job | None = None) -> None:
        unread = self._listing.unread()
        self._reads_many = len(unread) > _MANY
        self._background.later(self._reading(unread, first))

    def _is_much(self, paths: Sequence[str]) -> bool:
        """Whether these, with those that wait already, are so many that they are to be counted."""
        return self._counting.is_possible and len(self._waiting) + len(paths) > _MANY

    def _read(self, paths: Sequence[str]) -> None:
        self._waiting.update(paths)
        self._background.later(partial(self._read_one, path) for path in paths)

    def _read_one(self, path: str) -> None:
        self._waiting.discard(path)
        self._reader.read(path)

    def _reading(self, paths: Iterable[str], first: Job | None) -> Iterator[Job]:
        if first is not None:
            yield first
        for path in paths:
            if path not in self._recalled:
                yield partial(self._reader.read, path)
        self._recalled.clear()
        yield self._remembered.flush

    def _recall(self, look: Callable[[], Scan]) -> None:
        """Take over what was known of articles before this program began, where they are as they were."""
        for entries in self._remembered.entries(look()):
            self._background.go_on()
            self._recalled.update(entry.path for entry in entries)
            self._deliver(partial(self._take_recalled, entries))

    def _take_recalled(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            if entry.path in self._listing and not self._listing.entry(entry.path).known:
                self._listing.update(entry)
        self._changed()
