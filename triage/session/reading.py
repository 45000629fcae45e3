"""Reading an article again behind the scenes, and joining it with what was recorded meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from triage.core.anchor import place_in
from triage.core.claim import Annotations
from triage.core.join import join
from triage.core.values import dataclass
from triage.errors import TriageError
from triage.session.background import Background
from triage.session.collecting import uncollected
from triage.session.desk import Desk
from triage.session.entry import Entry
from triage.session.listing import Listing
from triage.session.opened import Opened
from triage.session.recorder import Recorder
from triage.session.remembering import Remembered
from triage.session.shelf import PLACING, Problem, Shelf, takes_a_while
from triage.session.state import Deliver
from triage.store.corpus import Corpus
from triage.store.scan import look_at

PROGRESS_SECONDS = 0.1
"""How often the reviewer is told how many claims have been placed."""


@dataclass(frozen=True, slots=True)
class _Carried:
    """Annotations in memory, and the same placed in a newer text of their article."""

    before: Annotations
    after: Annotations


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a reader asks of those around it."""

    deliver: Deliver
    changed: Callable[[], None]
    look_again: Callable[[], None]
    """Has the folder looked at again."""
    mend: Callable[[str], None]
    """Joins the versions in the sidecar of an article that was just read."""
    remembered: Remembered
    """Keeps what an article that was read counts."""


class Reader:
    """Reads on the thread behind the scenes, and takes over on the session's own."""

    def __init__(
        self,
        corpus: Corpus,
        listing: Listing,
        shelf: Shelf,
        desk: Desk,
        recorder: Recorder,
        background: Background,
        around: Surroundings,
    ) -> None:
        self._corpus = corpus
        self._listing = listing
        self._shelf = shelf
        self._desk = desk
        self._recorder = recorder
        self._background = background
        self._deliver = around.deliver
        self._changed = around.changed
        self._look_again = around.look_again
        self._mend = around.mend
        self._remembered = around.remembered
        self._settling = shelf.settling

    def read(self, path: str) -> None:
        """Read an article that came or changed, unless it is being written: then it is read later."""
        if path in self._settling.moving:
            return
        stamps = self._remembered.stamps(path)
        with uncollected():
            found = self._shelf.read(path, remember=False, go_on=self._background.go_on)
        if self._settling.quiet and look_at(self._corpus.root, path) != self._settling.standing(path):
            self._look_again()  # somebody began to write it meanwhile: it is read when that has ended
            return
        entry = self._shelf.entry(found)
        if isinstance(found, Opened):
            self._remembered.note(stamps, entry, found)
        known = self._shelf.get(path)
        carried = None
        if isinstance(found, Opened) and known is not None and known.article.sha256 != found.article.sha256:
            # Here, because in a long article it takes a moment; a tag given meanwhile is placed after it.
            carried = _Carried(known.annotations, _carry(known, found))
        self._deliver(lambda: self._was_read(path, found, entry, carried))
        self._mend(path)

    def _was_read(
        self, path: str, found: Opened | Problem, entry: Entry, carried: _Carried | None = None
    ) -> None:
        known = self._shelf.get(path)
        if isinstance(found, Opened) and known is not None and known.pending:
            self._claims_were_placed(path, found)
            known = self._shelf.get(path)
        if isinstance(found, Problem) or known is None:
            self._shelf.forget(path)
            self._listing.update(entry)
            if path == self._desk.path:
                self._desk.open(path)
            if isinstance(found, Opened):
                self._recorder.put_back(found)
        elif known.article.sha256 == found.article.sha256:
            if not known.pending:
                self._listing.update(self._shelf.entry(known))
        elif carried is not None and carried.before is known.annotations:
            self._text_changed(known, found, carried.after)
        elif takes_a_while(found.article, known.annotations):
            self._background.soon(partial(self.read, path))  # something was recorded meanwhile: once more
        else:
            self._text_changed(known, found, _carry(known, found))
        self._changed()

    def place(self, path: str) -> None:
        """Place the claims of an article that is shown without them until that is done."""
        told = time.monotonic()

        def progress(done: int, total: int) -> None:
            nonlocal told
            self._background.go_on()
            if time.monotonic() - told > PROGRESS_SECONDS:
                told = time.monotonic()
                self._deliver(partial(self._tell_placed, path, done, total))

        with uncollected():
            found = self._shelf.read(path, progress=progress, go_on=self._background.go_on)
            if isinstance(found, Opened):
                self._shelf.entry(found)  # counts, which takes a while too
        if isinstance(found, Opened):
            self._deliver(partial(self._claims_were_placed, path, found))

    def _tell_placed(self, path: str, done: int, total: int) -> None:
        known = self._shelf.get(path)
        if known is not None and known.pending:
            self._shelf.put(known.with_blocked(f"{PLACING}: {done} of {total}"))
            self._changed()

    def _claims_were_placed(self, path: str, found: Opened) -> None:
        """Show the claims, unless the text is another again: then it is read when it has come to rest."""
        if self._shelf.placed_behind(found):
            self._listing.update(self._shelf.entry(self._shelf.open(path)))
            self._desk.claims_placed(path)
            self._recorder.put_back(found)
            self._changed()

    def _text_changed(self, known: Opened, found: Opened, ours: Annotations) -> None:
        """Join `ours`, newer than the sidecar and placed in the new text, with what is on disk."""
        path = known.article.path
        fresh = found.with_annotations(join(found.annotations, ours))
        self._shelf.put(fresh)
        self._listing.update(self._shelf.entry(fresh))
        if path == self._desk.path:
            self._desk.text_changed(known, fresh)
        if path in self._recorder.saver.unsaved():
            self._recorder.submit(fresh)  # else the positions of the old text would be written last

    def read_sidecar(self, path: str) -> None:
        """Runs behind the scenes: our own writing is recognised by its bytes and ignored."""
        known = self._shelf.get(path)
        if known is None or known.pending:
            if path in self._listing:
                self.read(path)
            return
        try:
            new = self._corpus.is_new_to_us(path)
        except TriageError:
            new = True
        if new or known.blocked:
            _, blocked = self._shelf.recorded(path, remember=False)
            there = look_at(self._corpus.root, path) is not None
            self._deliver(lambda: self._sidecar_was_read(path, blocked, there=there))
            self._mend(path)

    def _sidecar_was_read(self, path: str, blocked: str, *, there: bool) -> None:
        known = self._shelf.get(path)
        if known is None or not there:
            return  # an article that comes or goes is read for itself
        if known.annotations.read_only:
            self._shelf.forget(path)  # nothing of ours can be in there
            self._listing.update(self._shelf.entry(self._shelf.open(path)))
        else:
            if known.blocked != blocked:
                known = known.with_blocked(blocked)
                self._shelf.put(known)
                self._listing.update(self._shelf.entry(known))
            if not blocked:
                # Saving joins with what is there and writes only what is missing: so we take it over.
                self._recorder.submit(known)
        self._changed()


def _carry(known: Opened, found: Opened) -> Annotations:
    """Return what is recorded about `known`, placed in `found`, a newer text of the same article."""
    return place_in(found.article, known.annotations, known.article.text)
