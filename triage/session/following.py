"""Following what happens in the folder: what differs is taken over, and the cursor stays."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from itertools import islice

from triage.session.background import Background, Job
from triage.session.backlog import Backlog
from triage.session.desk import Desk
from triage.session.first_look import FirstLook
from triage.session.intake import Intake, told
from triage.session.listing import Listing
from triage.session.looking import Looking
from triage.session.opened import Opened
from triage.session.reading import Reader, Surroundings
from triage.session.recorder import Recorder
from triage.session.remembering import Remembered
from triage.session.shelf import Problem, Shelf
from triage.session.state import Deliver, Tone
from triage.store.copies import TakenIn
from triage.store.corpus import Corpus
from triage.store.looks import Changes, Update
from triage.store.scan import Scan
from triage.store.unreadable import Reason, Unreadable


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
        self._looking = Looking(corpus, shelf.settling, self, self._tell_fault)
        around = Surroundings(
            deliver,
            changed,
            self.look_again,
            lambda path: self._deliver_taken(self._intake.mend(path)),
            Remembered(corpus, shelf.reviewer),
        )
        self._reader = Reader(corpus, listing, shelf, desk, recorder, self._background, around)
        shelf.place_behind = lambda path: self._background.soon(partial(self._reader.place, path))
        self._backlog = Backlog(corpus, listing, shelf, desk, self._reader, self._background, around)

    @property
    def _scan(self) -> Scan:
        """What is sure of the folder; any thread may ask."""
        return self._settling.scan

    @property
    def state(self) -> str:
        """What a reviewer has to know about the folder, a few words; empty where all is well."""
        return self._lost or ("polling" if self._watching else "")

    def start(self, look: FirstLook | None = None) -> None:
        """Take the first look at the folder at once, or take over that `look`."""
        if look is not None and look.names:
            self._looking.begin_with_names(look.names)
            self._listing.set_paths(look.names, {})
            return
        scan = self._corpus.scan() if look is None else look.scan
        self._looking.begin(scan)
        self._listing.set_paths(scan.articles.paths, _sentences(scan))

    def watched(self, trouble: str) -> None:
        """Learn how changes are noticed from now on: `trouble` says why not at once. From any thread."""
        if trouble != self._watching:
            self._watching = trouble
            text = f"changes are noticed late; {trouble}" if trouble else "changes are noticed at once again"
            self._deliver(lambda: self._tell(text, Tone.WARNING if trouble else Tone.INFO))

    def read_the_rest(self) -> None:
        """Read every article that only its name is known of, behind the scenes, in order.

        Temporary files that a killed program left are swept away.
        """
        if self._looking.names_only:  # unless the watcher asked for it before
            self._looking.look_again()
        else:
            self._background.soon(self._corpus.sweep)
            self._read_unread()

    def look_again(self, paths: Collection[str] = ()) -> None:
        """Compare these paths with what is known of them, soon; everything, where there are none.

        May be called from any thread.
        """
        self._looking.look_again(paths)

    def noticed(self) -> None:
        """The reviewer typed something: where very much is left to read, that waits until they pause."""
        self._backlog.noticed()

    def behind(self, job: Job) -> None:
        """Run `job` behind the scenes, soon."""
        self._background.soon(job)

    def wait(self, seconds: float) -> bool:
        """Wait until nothing is left to read; return whether that was within `seconds`."""
        asked = -1
        while asked != self._looking.asked:  # what is read may have something looked at again, and so on
            asked = self._looking.asked
            if not (self._looking.wait(seconds) and self._background.wait(seconds)):
                return False
        return self._looking.wait(seconds) and not self._backlog.is_counting

    def stop(self) -> None:
        """End the work behind the scenes."""
        self._looking.stop()
        self._background.stop()
        self._backlog.stop()

    def _read_unread(self) -> None:
        self._background.soon(lambda: self._deliver_taken(self._intake.take_in(self._scan)))
        self._backlog.read_unread(lambda: self._scan)

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

    def lost(self, lost: Unreadable | None) -> bool:
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

    def first(self, update: Update) -> None:
        """Take over the first look at the files, on the looking thread."""
        self._deliver(partial(self._first_seen, update))

    def seen(self, update: Update, ripe: tuple[str, ...], vanished: frozenset[str]) -> None:
        """Take over what is sure after a look, on the looking thread."""
        changes, moving = update.changes, self._settling.moving
        sidecars = dict.fromkeys((*changes.sidecars_changed, *sorted(vanished)))
        if changes == Changes(sidecars_changed=changes.sidecars_changed):
            # Each save of ours comes by here: nothing to list anew for that.
            self._read_sidecars(sidecars)
        else:
            self._deliver(partial(self._apply, update, moving, sidecars))
        if ripe:
            self._deliver(partial(self._read_again, ripe))
        if update.scan.copies or self._corpus.marked():
            take_in = partial(self._intake.take_in, update.scan, moving)
            self._background.soon(lambda: self._deliver_taken(take_in()))

    def _first_seen(self, update: Update) -> None:
        here = self._desk.path
        self._change_listing(update)
        if here is not None and here not in self._listing:
            self._after_removal([])
        # What was read before may have changed before it was looked at.
        self._read_again([opened.article.path for opened in self._shelf.kept()])
        self._read_unread()
        self._changed()

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

    def _change_listing(self, update: Update) -> None:
        self._listing.change(update.splice, update.scan.articles.paths, _sentences(update.scan))

    def _apply(self, update: Update, moving: Collection[str], sidecars: Iterable[str]) -> None:
        new, changes = update.scan, update.changes
        gone = {*changes.removed, *(old for old, _ in changes.renamed)}
        neighbours = self._neighbours(gone)
        self._change_listing(update)
        for old, renamed in changes.renamed:
            self._renamed(old, renamed, recorded=old in new.sidecars)
        if changes.renamed:
            self._say(_renaming(changes.renamed, new), Tone.INFO)
        unsaved = self._recorder.saver.unsaved()
        for path in changes.removed:
            if path not in unsaved:
                self._shelf.forget(path)
        if self._desk.path is None or self._desk.path not in self._listing:
            self._after_removal(neighbours)
        renamed_to = (new for _, new in changes.renamed)
        again = dict.fromkeys((*changes.changed, *changes.added, *renamed_to))
        self._read_again([path for path in again if path not in moving])
        self._read_sidecars(sidecars)
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

    def _neighbours(self, gone: Collection[str]) -> list[str]:
        """Return the article after the one before the reviewer that is not `gone`, and the one before it."""
        path = self._desk.path
        here = self._listing.position(path) if path is not None and path in gone else None
        if here is None:
            return []
        ways = (range(here + 1, len(self._listing)), range(here - 1, -1, -1))
        left = ((self._listing[place].path for place in way) for way in ways)
        return [path for paths in left for path in islice((p for p in paths if p not in gone), 1)]

    def _after_removal(self, neighbours: Iterable[str]) -> None:
        """Open the first of the `neighbours` that is left, else the first article of all."""
        for path in neighbours:
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
                later.append(path)
        self._backlog.read_again(later)

    def _read_sidecars(self, paths: Iterable[str]) -> None:
        self._backlog.read_sidecars(paths)


def _sentences(scan: Scan) -> dict[str, str]:
    return {problem.path: problem.sentence for problem in scan.problems}


def _renaming(renamed: Sequence[tuple[str, str]], scan: Scan) -> str:
    """Return the line about articles that have other names; untrusted text."""
    old, new = renamed[0]
    more = f" and {len(renamed) - 1} more" if len(renamed) > 1 else ""
    left = sum(each in scan.sidecars for each, _ in renamed)
    stay = f"; {left} sidecar{'s' if left > 1 else ''} left behind, the tags were taken along" if left else ""
    return f"renamed: {old} is {new} now{more}{stay}"
