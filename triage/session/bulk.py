"""One command for all that is marked: first what it would do, then all of it as one step for undo."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from functools import partial
from typing import NamedTuple

from triage.core.values import replace
from triage.session.changes import Change, SpanChange, Step, claims_in
from triage.session.conveyor import Conveyor, Run
from triage.session.judging import Now, new_id
from triage.session.listing import Listing
from triage.session.marks import Marks, in_order
from triage.session.opened import Opened
from triage.session.planning import Outcome, PlannedArticle, Request, changes_of, planned
from triage.session.recorder import Recorder
from triage.session.shelf import BEING_WRITTEN, Problem, Shelf
from triage.session.state import Tone
from triage.session.undoing import reversed_step

_BACKLOG = 400
"""Articles that may wait to be saved before more is recorded: all of them are in memory until then."""

Changing = Callable[[Opened, Now], tuple[Change, ...]]
"""From an article and the clock to what is changed in it."""


_FEW, _LITTLE = 4, 500
"""Articles, and passages in them, up to which nothing is left to be done behind the scenes."""


class Stage(StrEnum):
    """What goes on."""

    NONE = "none"
    LOOKING = "looking"
    """Looking what a command would do."""
    READY = "ready"
    """The reviewer is to say whether it shall be done."""
    DOING = "doing"


class Job(NamedTuple):
    """What is to be done in one article."""

    path: str
    change: Callable[[Opened], Step]
    """Returns the step with what it changes, which may be nothing. Raises LookupError where it cannot be."""
    note: Callable[[Opened | None, Step | None], None]
    """Takes over the article in which that step was made; None where it could not be."""


class Made(NamedTuple):
    """A job that was prepared behind the scenes."""

    job: Job
    base: Opened | Problem
    changed: Opened | None = None
    step: Step | None = None


class Bulk:
    """Used from the session's thread; what takes a while is prepared behind the scenes.

    Before the reviewer agrees nothing is recorded. From then on all of it is, whatever key comes; what
    cannot be is told by name.
    """

    def __init__(
        self,
        shelf: Shelf,
        recorder: Recorder,
        reviewer: str,
        marks: Callable[[], Marks],
        listing: Listing,
        conveyor: Conveyor,
        say: Callable[[str, Tone], None],
        changed: Callable[[], None],
    ) -> None:
        self._shelf, self._recorder, self._reviewer = shelf, recorder, reviewer
        self._marks, self._listing = marks, listing
        self._conveyor, self._say, self._changed = conveyor, say, changed
        self._run: Run[str, PlannedArticle] | None = None
        self._jobs: Sequence[Job] = ()
        self._doing: Run[Job, Made] | None = None
        self._failures: list[str] = []
        self._changes = 0
        self.stage = Stage.NONE
        self.request: Request | None = None
        """What was asked for."""
        self.planned: list[PlannedArticle] = []
        """What would be done, as far as that is known."""
        self.counts: dict[Outcome, int] = {}
        """How many claims, or articles, would come out how."""
        self.inside = 0
        """In how many articles something would change."""
        self.done = self.total = 0
        """Articles that were looked at, or in which it was done; and all of them."""
        self.keeps_marks = False
        """Whether what is marked stays so."""

    def prepare(self, request: Request) -> None:
        """Look what `request` would do to all that is marked."""
        if self.stage is Stage.DOING:
            return
        self._drop()
        marks = self._marks().copy()
        paths = in_order(marks.paths(), self._listing.position)
        known = {path: opened for path in paths if (opened := self._shelf.get(path)) is not None}
        self.stage, self.request = Stage.LOOKING, request
        self.done, self.total = 0, len(paths)

        def plan(path: str) -> PlannedArticle:
            return planned(path, self._read(path, known.pop(path, None)), marks, request, self._reviewer)

        if _is_little(paths, known):
            self._take_planned([plan(path) for path in paths])
            self._all_planned(None)
        else:
            self._run = self._conveyor.begin(paths, plan, self._take_planned, self._all_planned, most=64)

    @property
    def is_open(self) -> bool:
        """Whether something is asked or done, so that nothing else is to be."""
        return self.stage is not Stage.NONE

    @property
    def is_doing(self) -> bool:
        """Whether it is being done, so that it cannot be called off any more."""
        return self.stage is Stage.DOING

    @property
    def command(self) -> str:
        """The id of the command that was asked for and can be asked for again; else nothing."""
        return "" if self.request is None or not self.request.again else self.request.command

    def ask_again(self) -> bool:
        """Ask for what the same key asks for next; return whether there is such a thing."""
        if self.stage not in (Stage.LOOKING, Stage.READY) or self.request is None or not self.request.again:
            return False
        keeps = self.keeps_marks
        self.prepare(self.request.again())
        self.keeps_marks = keeps
        return True

    def cancel(self) -> bool:
        """Leave all as it was; return False where it is too late for that."""
        if self.stage is Stage.DOING:
            return False
        self._drop()
        return True

    def confirm(self) -> bool:
        """Do it; return whether it was begun. Not before all was looked at, and not where nothing changes."""
        request = self.request
        if self.stage is not Stage.READY or request is None or not self.counts.get(Outcome.CHANGES):
            return False
        marks = self._marks().copy() if self.keeps_marks else self._marks().taken()

        def change(opened: Opened, now: Now) -> tuple[Change, ...]:
            if request.of_articles:
                return changes_of(opened, (0,), request, now)
            return changes_of(opened, marks.found_in(opened, whole=True)[0], request, now)

        paths = [each.path for each in self.planned if each.changes]
        self.record(request.label, paths, lambda _: change)
        return True

    def record(self, label: str, paths: Sequence[str], change_in: Callable[[str], Changing]) -> None:
        """Record what `change_in` an article gives, in all of these, as one step for undo."""
        group = new_id()

        def step_in(path: str, opened: Opened) -> Step:
            changes = change_in(path)(opened, self._recorder.now)
            count = len(claims_in(changes))
            told = f"{label}: {count} claim{'s' * (count != 1)} in {path}" if count else f"{label}: {path}"
            return Step(told, path, _place(changes), changes, new_id(), group, of_many=True)

        def note(changed: Opened | None, step: Step | None) -> None:
            if changed is not None and step is not None:
                self._recorder.record_elsewhere(changed, step)

        jobs = [Job(path, partial(step_in, path), note) for path in paths]
        self._do(jobs, label, lambda: None)

    def take_back(self, steps: Sequence[Step], *, redo: bool, then: Callable[[], None]) -> None:
        """Take steps back, or make them again, and do what comes after that."""
        move = self._recorder.redone_elsewhere if redo else self._recorder.undone_elsewhere

        def back(step: Step, opened: Opened) -> Step:
            return replace(reversed_step(step, opened, self._recorder.now), id=new_id())

        def job(step: Step) -> Job:
            return Job(step.path, partial(back, step), partial(move, step))

        label = steps[0].label.partition(":")[0]
        self._do([job(step) for step in steps], f"{'did again' if redo else 'undid'}: {label}", then)

    def wait(self, seconds: float) -> bool:
        """Wait until nothing is prepared any more; return whether that was within `seconds`."""
        return self._conveyor.wait(seconds)

    def _drop(self) -> None:
        if self._run is not None:
            self._run.call_off()
        self._run, self.request, self.planned, self.counts = None, None, [], {}
        self.stage, self.inside, self.done, self.total = Stage.NONE, 0, 0, 0
        self.keeps_marks = False

    def _read(self, path: str, known: Opened | None) -> Opened | Problem:
        """Return an article as it is in memory, else as it is on disk; from any thread."""
        if known is not None and known.pending:
            return Problem(path, known.blocked or "its claims are being placed")
        if known is not None:
            return known
        if path in self._shelf.settling.writing:
            return Problem(path, BEING_WRITTEN)
        return self._shelf.read(path, remember=False)

    def _take_planned(self, made: Sequence[PlannedArticle]) -> None:
        self.planned += made
        self.done += len(made)
        for each in made:
            self.inside += each.changes
            for outcome, count in zip(Outcome, each.counts, strict=True):
                self.counts[outcome] = self.counts.get(outcome, 0) + count
        self._changed()

    def _all_planned(self, fault: Exception | None) -> None:
        if fault is not None:
            self._drop()
            self._say(f"nothing was recorded, a fault of triage: {type(fault).__name__}: {fault}", Tone.ERROR)
        else:
            self.stage = Stage.READY
        self._changed()

    def _do(self, jobs: Sequence[Job], label: str, then: Callable[[], None]) -> None:
        self._drop()
        self.stage, self.total, self._failures, self._changes = Stage.DOING, len(jobs), [], 0
        self._say("", Tone.INFO)
        known = {job.path: opened for job in jobs if (opened := self._shelf.get(job.path)) is not None}
        ended = partial(self._all_done, label, then)

        def prepare(job: Job) -> Made:
            return self._prepared(job, known.pop(job.path, None))

        self._recorder.begin_many(len(jobs))
        if _is_little([job.path for job in jobs], known):
            self._take_made([prepare(job) for job in jobs])
            ended(None)
        else:
            self._jobs = jobs
            self._doing = self._conveyor.begin(self._paced(jobs), prepare, self._take_made, ended)

    def finish(self) -> None:
        """Do at once what is left of it, where it was begun: the program ends."""
        if self.stage is Stage.DOING and self._doing is not None:
            self._doing.call_off()
            left = self._jobs[self.done :]
            self._take_made([self._prepared(job, self._shelf.get(job.path)) for job in left])
            self._recorder.end_many()

    def _paced(self, jobs: Iterable[Job]) -> Iterable[Job]:
        """Yield the jobs, no faster than what was recorded is saved; one that cannot be does not hold up."""
        for job in jobs:
            waited = time.monotonic()
            while len(self._recorder.saver.unsaved()) > _BACKLOG and time.monotonic() - waited < 1:
                time.sleep(0.01)
            yield job

    def _prepared(self, job: Job, known: Opened | None) -> Made:
        base = self._read(job.path, known)
        if isinstance(base, Problem) or base.blocked:
            return Made(job, base)
        self._recorder.see(base)
        try:
            step = job.change(base)
        except LookupError:
            return Made(job, base)
        return Made(job, base, base.with_changes(step.changes), step)

    def _take_made(self, made: Sequence[Made]) -> None:
        for each in made:
            self.done += 1
            problem = self._take_one(each)
            if problem:
                self._failures.append(f"{each.job.path}: {problem}")
        self._changed()

    def _take_one(self, made: Made) -> str:
        """Record what was prepared in one article; return why that cannot be, if so."""
        job, base = made.job, made.base
        now = self._shelf.get(job.path)
        if isinstance(base, Problem):
            return base.reason
        if job.path not in self._listing:
            job.note(None, None)
            return "the article is gone"
        current = self._shelf.take(base)
        if current.pending or current.blocked:
            return current.blocked or "its claims are being placed"
        changed, step = made.changed, made.step
        if current is not base and (now is not None or current.annotations is not base.annotations):
            try:  # something was recorded or read meanwhile
                step = job.change(current)
            except LookupError:
                changed = step = None
            else:
                changed = current.with_changes(step.changes)
        if step is None or changed is None:
            job.note(None, None)
            return "somebody has changed it since"
        if step.changes:
            job.note(changed, step)
            self._changes += len(claims_in(step.changes))
        return ""

    def _all_done(self, label: str, then: Callable[[], None], fault: Exception | None) -> None:
        self._recorder.end_many()
        self._jobs, self._doing = (), None
        failures, done = self._failures, self.done - len(self._failures)
        claims = f"{self._changes:,} claim{'s' * (self._changes != 1)} in " if self._changes else ""
        said = f"{label}: {claims}{done:,} article{'s' * (done != 1)}"
        if fault is not None:
            failures = [f"a fault of triage: {type(fault).__name__}: {fault}", *failures]
        if failures:
            more = f" and {len(failures) - 1:,} more" if len(failures) > 1 else ""
            said = f"{said}; not {failures[0]}{more}"
        self._drop()
        self._say(said, Tone.WARNING if failures else Tone.INFO)
        then()
        self._changed()


def _is_little(paths: Sequence[str], known: Mapping[str, Opened]) -> bool:
    """Whether the reviewer may wait for it: a few articles, all of them in memory."""
    opened = [known.get(path) for path in paths]
    return (
        len(paths) <= _FEW and sum(_LITTLE if one is None else len(one.outline) for one in opened) < _LITTLE
    )


def _place(changes: Iterable[Change]) -> tuple[int, int]:
    """Return where the first of the claims stands of which a span was recorded; else the beginning."""
    for change in changes:
        if isinstance(change, SpanChange):
            return change.after.start, change.after.end
    return 0, 0
