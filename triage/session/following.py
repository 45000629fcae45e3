"""Following what happens in the folder: what differs is taken over, and the cursor stays."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from triage.core.anchor import place_in
from triage.core.claim import Annotations
from triage.core.join import join
from triage.errors import TriageError
from triage.session.background import Background, Job
from triage.session.desk import Desk
from triage.session.entry import Entry
from triage.session.intake import Intake, told
from triage.session.listing import Listing
from triage.session.opened import Opened
from triage.session.recorder import Recorder
from triage.session.shelf import Problem, Shelf
from triage.session.state import Deliver, Tone
from triage.store.corpus import Corpus, TakenIn
from triage.store.scan import Changes, Scan, compare


@dataclass(frozen=True, slots=True)
class _Carried:
    """Annotations in memory, and the same placed in a newer text of their article."""

    before: Annotations
    after: Annotations


class Follower:
    """Keeps listing, shelf and desk in step with the folder."""

    def __init__(
        self,
        corpus: Corpus,
        listing: Listing,
        shelf: Shelf,
        desk: Desk,
        recorder: Recorder,
        deliver: Deliver,
        changed: Callable[[], None],
        say: Callable[[str, Tone], None],
    ) -> None:
        self._corpus = corpus
        self._listing = listing
        self._shelf = shelf
        self._desk = desk
        self._recorder = recorder
        self._deliver = deliver
        self._changed = changed
        self._say = say
        self._intake = Intake(corpus, recorder.now)
        """Used by the thread behind the scenes."""
        self._background = Background(self._tell_fault)
        self._scan = Scan()
        """The last look at the folder; after the first one only the thread behind the scenes uses it."""
        self._scan_waits = threading.Event()
        shelf.place_behind = lambda path: self._background.soon(partial(self._read, path))

    def start(self) -> None:
        """Take the first look at the folder, at once."""
        self._scan = self._corpus.scan()
        self._take_over(self._scan)

    def read_the_rest(self) -> None:
        """Read every article that only its name is known of, behind the scenes, in order.

        Temporary files that a killed program left are swept away first.
        """
        self._background.soon(self._corpus.sweep)
        self._background.soon(lambda: self._deliver_taken(self._intake.take_in(self._scan)))
        unknown = [entry.path for entry in self._listing.all() if not entry.known]
        self._background.later(self._reading(unknown))

    def look_again(self) -> None:
        """Compare the folder with what is known of it, soon; may be called from any thread."""
        if not self._scan_waits.is_set():
            self._scan_waits.set()
            self._background.soon(self._rescan)

    def behind(self, job: Job) -> None:
        """Run `job` behind the scenes, soon."""
        self._background.soon(job)

    def wait(self, seconds: float) -> bool:
        """Wait until nothing is left to read; return whether that was within `seconds`."""
        return self._background.wait(seconds)

    def stop(self) -> None:
        """End the work behind the scenes."""
        self._background.stop()

    def _tell_fault(self, fault: Exception) -> None:
        def tell() -> None:
            self._say(
                f"a fault of triage while reading the folder: {type(fault).__name__}: {fault}", Tone.ERROR
            )
            self._changed()

        self._deliver(tell)

    def _rescan(self) -> None:
        self._scan_waits.clear()  # before looking, so that a change meanwhile makes another look
        new = self._corpus.scan(self._scan)
        changes = compare(self._scan, new)
        self._scan = new
        # One that was written and went between two looks is in neither of them.
        vanished = self._corpus.known_sidecars() - new.sidecars.keys()
        if vanished:
            gone = vanished.intersection(found.path for found in new.articles)
            changes = replace(changes, sidecars_changed=(*changes.sidecars_changed, *sorted(gone)))
        if changes == Changes(sidecars_changed=changes.sidecars_changed):
            # Each save of ours comes by here: nothing to list anew for that.
            self._read_sidecars(changes)
        else:
            self._deliver(lambda: self._apply(new, changes))
        self._deliver_taken(self._intake.take_in(new))

    def _deliver_taken(self, results: Iterable[tuple[str, TakenIn]]) -> None:
        for path, taken in results:
            self._deliver(partial(self._taken_in, path, taken))

    def _taken_in(self, path: str, taken: TakenIn) -> None:
        """What a synchroniser or git had left beside or in a sidecar was joined in: show it, and say so."""
        if taken.saved is not None:
            self._recorder.merge(path, taken.saved)
            self._read_again([path])
        line = told(taken)
        if line:
            self._say(line, Tone.WARNING if taken.problems else Tone.INFO)
        self._changed()

    def _take_over(self, new: Scan) -> list[str]:
        problems = {problem.path: problem.sentence for problem in new.problems}
        readable = [found.path for found in new.articles]
        return self._listing.set_paths(readable, problems)

    def _apply(self, new: Scan, changes: Changes) -> None:
        here = self._desk.path
        leaving = here in changes.removed
        listed = [self._listing[number].path for number in range(len(self._listing))] if leaving else []
        fresh = self._take_over(new)
        for old, renamed in changes.renamed:
            self._renamed(old, renamed, recorded=old in new.sidecars)
        for path in changes.removed:
            if path not in self._recorder.saver.unsaved():
                self._shelf.forget(path)
        if self._desk.path is None or self._desk.path not in self._listing:
            self._after_removal(here or "", listed)
        again = dict.fromkeys((*changes.changed, *changes.added, *fresh))
        self._read_again(path for path in again if path in self._listing)
        self._read_sidecars(changes)
        self._changed()

    def _renamed(self, old: str, new: str, *, recorded: bool) -> None:
        """Take along what is `recorded` beside the old name, or in memory; the old sidecar is left alone."""
        self._desk.follow_rename(old, new)
        self._recorder.follow_rename(old, new)
        known: Opened | Problem | None = self._shelf.get(old)
        if known is None and recorded:
            known = self._shelf.read(new, remember=False, recorded_as=old)
        self._shelf.forget(old)
        if not isinstance(known, Opened) or not (known.annotations.claims or known.annotations.reviews):
            return
        opened = self._shelf.open(new, wait=True)
        if isinstance(opened, Opened):
            self._recorder.merge(new, known.annotations)
            merged = self._shelf.get(new)
            if merged is not None and not merged.blocked:
                self._recorder.submit(merged)

    def _after_removal(self, here: str, listed: list[str]) -> None:
        """Open the next article that is left of those `listed` before, else the one before it."""
        at = listed.index(here) if here in listed else 0
        for path in (*listed[at + 1 :], *reversed(listed[:at])):
            if self._listing.position(path) is not None:
                self._desk.open(path)
                return
        if len(self._listing):
            self._desk.open(self._listing[0].path)
        else:
            self._desk.close()

    def _read_again(self, paths: Iterable[str]) -> None:
        later = []
        for path in paths:
            if self._shelf.get(path) is not None or path == self._desk.path:
                self._background.soon(partial(self._read, path))
            else:
                later.append(partial(self._read, path))
        self._background.later(iter(later))

    def _read_sidecars(self, changes: Changes) -> None:
        for path in changes.sidecars_changed:
            self._background.soon(partial(self._read_sidecar, path))

    def _reading(self, paths: Iterable[str]) -> Iterator[Job]:
        for path in paths:
            yield partial(self._read, path)

    def _read(self, path: str) -> None:
        found = self._shelf.read(path, remember=False)
        entry = self._shelf.entry(found)
        known = self._shelf.get(path)
        carried = None
        if isinstance(found, Opened) and known is not None and known.article.sha256 != found.article.sha256:
            # Here, because in a long article it takes a moment; a tag given meanwhile is placed after it.
            carried = _Carried(known.annotations, _carry(known, found))
        self._deliver(lambda: self._was_read(path, found, entry, carried))
        self._deliver_taken(self._intake.mend(path))

    def _was_read(
        self, path: str, found: Opened | Problem, entry: Entry, carried: _Carried | None = None
    ) -> None:
        known = self._shelf.get(path)
        if isinstance(found, Opened) and self._shelf.placed_behind(found):
            self._listing.update(self._shelf.entry(self._shelf.open(path)))
            self._desk.claims_placed(path)
            self._recorder.put_back(found)
        elif isinstance(found, Problem) or known is None:
            self._shelf.forget(path)
            self._listing.update(entry)
            if path == self._desk.path:
                self._desk.open(path)
            if isinstance(found, Opened):
                self._recorder.put_back(found)
        elif known.article.sha256 == found.article.sha256:
            self._listing.update(self._shelf.entry(known))
        else:
            ready = carried is not None and carried.before is known.annotations
            self._text_changed(known, found, carried.after if carried and ready else _carry(known, found))
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

    def _read_sidecar(self, path: str) -> None:
        """Runs behind the scenes: our own writing is recognised by its bytes and ignored."""
        known = self._shelf.get(path)
        if known is None or known.pending:
            if path in self._listing:
                self._read(path)
            return
        try:
            new = self._corpus.is_new_to_us(path)
        except TriageError:
            new = True
        if new or known.blocked:
            found = self._shelf.read(path, remember=False)
            self._deliver(lambda: self._sidecar_was_read(path, found))
            self._deliver_taken(self._intake.mend(path))

    def _sidecar_was_read(self, path: str, found: Opened | Problem) -> None:
        known = self._shelf.get(path)
        if known is None or isinstance(found, Problem):
            return  # an article that comes or goes is read for itself
        if known.annotations.read_only:
            self._shelf.forget(path)  # nothing of ours can be in there
            self._listing.update(self._shelf.entry(self._shelf.open(path)))
        else:
            if known.blocked != found.blocked:
                known = known.with_blocked(found.blocked)
                self._shelf.put(known)
                self._listing.update(self._shelf.entry(known))
            if not found.blocked:
                # Saving joins with what is there and writes only what is missing: so we take it over.
                self._recorder.submit(known)
        self._changed()


def _carry(known: Opened, found: Opened) -> Annotations:
    """Return what is recorded about `known`, placed in `found`, a newer text of the same article."""
    return place_in(found.article, known.annotations, known.article.text)
