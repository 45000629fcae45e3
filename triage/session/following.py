"""Following what happens in the folder: what differs is taken over, and the cursor stays."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from triage.errors import TriageError
from triage.session.background import Background, Job
from triage.session.desk import Desk
from triage.session.entry import Entry
from triage.session.first_look import FirstLook
from triage.session.intake import Intake, told
from triage.session.listing import Listing
from triage.session.opened import Opened
from triage.session.reading import Reader, Surroundings
from triage.session.recorder import Recorder
from triage.session.remembering import Remembered
from triage.session.shelf import Problem, Shelf
from triage.session.state import Deliver, Tone
from triage.store.copies import TakenIn
from triage.store.corpus import Corpus
from triage.store.scan import Changes, Scan, compare
from triage.store.unreadable import Reason, Unreadable

_MANY = 200
"""Articles; to read so many takes seconds, in which each key would wait for its turn."""

_PAUSE_SECONDS = 0.5
"""How long after a key reading goes on."""


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
        self.applied: Callable[[Changes], None] = lambda _: None
        """Told what differs in the folder, once that was taken over."""
        self._settling = shelf.settling
        self._lost = ""
        self._watching = ""
        self._background = Background(self._tell_fault)
        self._scan = Scan()
        """The last look at the folder; after the first one only the thread behind the scenes uses it."""
        self._reads_many = False
        self._names_only: list[str] | None = None
        """The paths of the first look, as long as what it did not see of the files was not taken over."""
        self._has_looked = True
        """Whether each file was looked at; used by the thread behind the scenes."""
        self._scan_waits = threading.Event()
        self._remembered = Remembered(corpus, shelf.reviewer)
        self._recalled: set[str] = set()
        """Articles of which what was known before still holds, until the others have been read."""
        around = Surroundings(
            deliver,
            changed,
            self.look_again,
            lambda path: self._deliver_taken(self._intake.mend(path)),
            self._remembered,
        )
        self._reader = Reader(corpus, listing, shelf, desk, recorder, self._background, around)
        shelf.place_behind = lambda path: self._background.soon(partial(self._reader.place, path))

    @property
    def state(self) -> str:
        """What a reviewer has to know about the folder, a few words; empty where all is well."""
        return self._lost or ("polling" if self._watching else "")

    def start(self, look: FirstLook | None = None) -> None:
        """Take the first look at the folder at once, or take over that `look`."""
        if look is not None and look.names:
            self._has_looked = False
            self._names_only = look.paths()
            self._listing.set_paths(self._names_only, {})
            return
        self._scan = self._corpus.scan() if look is None else look.scan
        self._settling.begin(self._scan)
        self._take_over(self._scan)

    def watched(self, trouble: str) -> None:
        """Learn how changes are noticed from now on: `trouble` says why not at once. From any thread."""
        if trouble != self._watching:
            self._watching = trouble
            text = f"changes are noticed late; {trouble}" if trouble else "changes are noticed at once again"
            self._deliver(lambda: self._tell(text, Tone.WARNING if trouble else Tone.INFO))

    def read_the_rest(self) -> None:
        """Read every article that only its name is known of, behind the scenes, in order.

        Temporary files that a killed program left are swept away first.
        """
        self._background.soon(self._corpus.sweep)
        if self._names_only is None:
            self._read_unread()
        else:  # unless the watcher asked for it before
            self._background.soon(self._first_scan)

    def look_again(self) -> None:
        """Compare the folder with what is known of it, soon; may be called from any thread."""
        if not self._scan_waits.is_set():
            self._scan_waits.set()
            self._background.soon(self._rescan)

    def noticed(self) -> None:
        """The reviewer typed something: where very much is left to read, that waits until they pause."""
        if self._reads_many:
            self._background.rest(_PAUSE_SECONDS)

    def behind(self, job: Job) -> None:
        """Run `job` behind the scenes, soon."""
        self._background.soon(job)

    def wait(self, seconds: float) -> bool:
        """Wait until nothing is left to read; return whether that was within `seconds`."""
        return self._background.wait(seconds)

    def stop(self) -> None:
        """End the work behind the scenes."""
        self._background.stop()

    def _read_unread(self) -> None:
        self._background.soon(lambda: self._deliver_taken(self._intake.take_in(self._scan)))
        unread = self._listing.unread()
        self._reads_many = len(unread) > _MANY
        self._background.later(self._reading(unread, self._recall))

    def _first_scan(self) -> None:
        """Look at each file, where at first only names were looked at; once, and when the folder is there."""
        if self._has_looked:
            return
        seen = self._corpus.scan()
        if self._is_lost(seen.lost):
            return
        self._has_looked = True
        self._scan = seen
        self._settling.begin(seen)
        as_listed = not seen.problems and self._names_only == [found.path for found in seen.articles]
        self._deliver(lambda: self._first_scanned(seen, as_listed=as_listed))

    def _first_scanned(self, seen: Scan, *, as_listed: bool) -> None:
        self._names_only = None
        if not as_listed:
            self._take_over(seen)
            if self._desk.path is not None and self._desk.path not in self._listing:
                self._after_removal(self._desk.path, [])
        # What was read before may have changed before it was looked at.
        self._read_again([opened.article.path for opened in self._shelf.kept()])
        self._read_unread()
        self._changed()

    def _tell_fault(self, fault: Exception) -> None:
        def tell() -> None:
            self._say(
                f"a fault of triage while reading the folder: {type(fault).__name__}: {fault}", Tone.ERROR
            )
            self._changed()

        self._deliver(tell)

    def _tell(self, text: str, tone: Tone) -> None:
        self._say(text, tone)
        self._changed()

    def _is_ours(self, path: str) -> bool:
        try:
            return not self._corpus.is_new_to_us(path)
        except TriageError:
            return False

    def _is_lost(self, lost: Unreadable | None) -> bool:
        """Say when the folder goes and when it is back; while it is gone all stays as it is."""
        before = self._lost
        if lost is None:
            self._lost = ""
            if before:
                self._recorder.saver.flush(0)  # what could not be saved is tried at once
                self._deliver(lambda: self._tell("the folder is back", Tone.INFO))
            return False
        self._lost = "folder is gone" if lost.reason is Reason.MISSING else "folder cannot be read"
        if self._lost != before:
            text = f"the {self._lost}: what you tag is kept, and saved when it is back"
            self._deliver(lambda: self._tell(text, Tone.WARNING))
        return True

    def _rescan(self) -> None:
        self._scan_waits.clear()  # before looking, so that a change meanwhile makes another look
        if not self._has_looked:
            self._first_scan()
            return
        seen = self._corpus.scan(self._scan)
        if self._is_lost(seen.lost):
            return
        known = self._corpus.known_sidecars()
        new, ripe = self._settling.take(seen, self._is_ours, known)
        self._background.after(self._settling.quiet, self._rescan if self._settling.moving else None)
        changes = compare(self._scan, new)
        self._scan = new
        # One that was written and went between two looks is in neither of them.
        vanished = known - new.sidecars.keys() - self._settling.moving
        if vanished:
            gone = vanished.intersection(found.path for found in new.articles)
            changes = replace(changes, sidecars_changed=(*changes.sidecars_changed, *sorted(gone)))
        if changes == Changes(sidecars_changed=changes.sidecars_changed):
            # Each save of ours comes by here: nothing to list anew for that.
            self._read_sidecars(changes)
        else:
            self._deliver(lambda: self._apply(new, changes))
        if ripe:
            self._deliver(lambda: self._read_again(path for path in ripe if path in self._listing))
        self._deliver_taken(self._intake.take_in(new, self._settling.moving))

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
        if changes.renamed:
            self._say(_renaming(changes.renamed, new), Tone.INFO)
        for path in changes.removed:
            if path not in self._recorder.saver.unsaved():
                self._shelf.forget(path)
        if self._desk.path is None or self._desk.path not in self._listing:
            self._after_removal(here or "", listed)
        again = dict.fromkeys((*changes.changed, *changes.added, *fresh))
        self._read_again(path for path in again if path in self._listing)
        self._read_sidecars(changes)
        self.applied(changes)
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
            if path in self._settling.moving:
                continue  # it is read when it has come to rest
            if self._shelf.get(path) is not None or path == self._desk.path:
                self._background.soon(partial(self._reader.read, path))
            else:
                later.append(partial(self._reader.read, path))
        self._background.later(iter(later))

    def _read_sidecars(self, changes: Changes) -> None:
        for path in changes.sidecars_changed:
            self._background.soon(partial(self._reader.read_sidecar, path))

    def _reading(self, paths: Iterable[str], first: Job) -> Iterator[Job]:
        yield first
        for path in paths:
            if path not in self._recalled:
                yield partial(self._reader.read, path)
        self._recalled.clear()
        yield self._remembered.flush

    def _recall(self) -> None:
        """Take over what was known of articles before this program began, where they are as they were."""
        for entries in self._remembered.entries(self._scan):
            self._background.go_on()
            self._recalled.update(entry.path for entry in entries)
            self._deliver(partial(self._take_recalled, entries))

    def _take_recalled(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            if entry.path in self._listing and not self._listing.entry(entry.path).known:
                self._listing.update(entry)
        self._changed()


def _renaming(renamed: Sequence[tuple[str, str]], scan: Scan) -> str:
    """Return the line about articles that have other names; untrusted text."""
    old, new = renamed[0]
    more = f" and {len(renamed) - 1} more" if len(renamed) > 1 else ""
    left = sum(each in scan.sidecars for each, _ in renamed)
    stay = f"; {left} sidecar{'s' if left > 1 else ''} left behind, the tags were taken along" if left else ""
    return f"renamed: {old} is {new} now{more}{stay}"
