"""Recording what a reviewer decides: every change is applied, saved, and can be taken back."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from triage.core.claim import Annotations, other_than
from triage.core.clock import Clock
from triage.core.join import join
from triage.core.values import replace
from triage.session.changes import Change, StatusChange, Step, label_of
from triage.session.chronicle import Chronicle
from triage.session.desk import Desk
from triage.session.history import History
from triage.session.judging import new_id
from triage.session.ledger import Ledger
from triage.session.listing import Listing
from triage.session.opened import Opened
from triage.session.recovering import Recovered, restored
from triage.session.saver import Outcome, Saver, Unsaved
from triage.session.shelf import Shelf
from triage.session.state import SaveState
from triage.session.undoing import reversed_step

Judgement = Callable[[Opened, int, Callable[[], str]], tuple[Change, ...]]
"""From the open article, the index of the current passage and the clock to what is changed."""

Move = Callable[[Step, Step | None, Annotations | None], None]
"""Moves a step between the stacks of the history: the step, what took it back, and what is so now."""


_NAMED = 3
"""Articles that cannot be saved and are named, besides the first."""


class Refusal(Exception):  # noqa: N818 - it is an answer to the reviewer, not a fault
    """Nothing was recorded; the text says why. Untrusted."""


class Recorder:
    """Applies steps to open articles, keeps their history, and has them saved."""

    def __init__(
        self,
        desk: Desk,
        listing: Listing,
        shelf: Shelf,
        saver: Saver,
        clock: Clock,
        chronicle: Chronicle,
        changed: Callable[[], None],
    ) -> None:
        self._desk = desk
        self._listing = listing
        self._shelf = shelf
        self._clock = clock
        self._changed = changed
        self._ledger = Ledger()
        self._chronicle = chronicle
        self._history = History(chronicle)
        self._errors: dict[str, str] = {}
        self._group = ""
        self.recorded: Callable[[str, Sequence[Change]], None] = lambda *_: None
        """Told of each step: in which article, and what it changed there."""
        self.saver = saver
        self.state = SaveState()
        self.made: Callable[[Step], None] = lambda _: None
        """Told of every step, also of those that take one back."""

    def record(self, label: str, judgement: Judgement) -> bool:
        """Make a judgement on the current passage as one step; return whether it changed anything.

        Raises Refusal where nothing can be recorded now.
        """
        opened, index = self._desk.opened, self._desk.cursor
        if opened is None:
            raise Refusal(self._desk.problem or "there is no article here")
        if opened.blocked:
            raise Refusal(opened.blocked)
        if index is None:
            raise Refusal("there is no claim here")
        changes = judgement(opened, index, self._clock.tick)
        if not changes:
            return False
        passage = opened.outline.passages[index]
        if not all(isinstance(change, StatusChange) for change in changes):
            label = f"{label}: {opened.words(passage)}"
        place = passage.start, passage.end
        step = Step(label, opened.article.path, place, changes, new_id(), self._group)
        self._apply(opened, step, self._history.did)
        return True

    @property
    def steps_made(self) -> int:
        """How many steps were recorded since this program began; undoing takes none off."""
        return self._history.made

    @contextmanager
    def as_one(self) -> Iterator[None]:
        """Within this, what is recorded is taken back and made again by one undo and one redo."""
        outer = self._group
        self._group = outer or new_id()
        try:
            yield
        finally:
            self._group = outer

    def now(self) -> str:
        """Return a time later than all that were seen; may be called from any thread."""
        return self._clock.tick()

    def undo(self) -> str | None:
        """Take the last step back; return what it had done, None if there is none.

        Raises Refusal where it cannot be taken back.
        """
        return self._take_back_group(self._history.done_together(), self._history.undid)

    def redo(self) -> str | None:
        """Make the last undone step again; as `undo`."""
        return self._take_back_group(self._history.undone_together(), self._history.redid)

    def to_undo(self) -> Sequence[Step]:
        """Return the steps that undo would take back, the last one first."""
        return self._history.done_together()

    def to_redo(self) -> Sequence[Step]:
        """Return the steps that redo would make again, in order."""
        return self._history.undone_together()

    def begin_many(self, articles: int) -> None:
        """Tell the journal that a step in each of so many articles follows."""
        self._chronicle.many(articles)

    def end_many(self) -> None:
        """Tell the journal that all of these steps were made."""
        self._chronicle.many_over()

    def record_elsewhere(self, changed: Opened, step: Step) -> None:
        """Take over an article in which `step` was made, whether it is before the reviewer or not."""
        self._take_over(changed, step, self._history.did)

    def undone_elsewhere(self, step: Step, changed: Opened | None, back: Step | None) -> None:
        """Take over an article in which `back` took `step` back; None where the step had to be dropped."""
        self._moved_elsewhere(self._history.undid, step, changed, back)

    def redone_elsewhere(self, step: Step, changed: Opened | None, again: Step | None) -> None:
        """Take over an article in which `again` made `step` again; None where it had to be dropped."""
        self._moved_elsewhere(self._history.redid, step, changed, again)

    def see(self, opened: Opened) -> None:
        """Have every time given out from now on be later than those in an article; from any thread."""
        self._clock.see(opened.annotations.newest())

    def recover(self) -> Recovered:
        """Make again what a program that did not end well left in the journal only, and have it saved."""
        left = self._chronicle.left_unsaved()
        recovered, waiting = 0, []
        for path in dict.fromkeys(one.step.path for one in left):
            opened = self._shelf.open(path, wait=True) if path in self._listing else None
            if not isinstance(opened, Opened) or opened.blocked:
                waiting.append(path)
                continue
            self._chronicle.saved(opened.annotations, path)
            whole, count = restored(opened.annotations, [one for one in left if one.step.path == path])
            if count:
                recovered += count
                self._clock.see(whole.newest())
                self._put(opened.with_annotations(whole))
                self.submit(self._shelf.get(path) or opened)
        return Recovered(recovered, tuple(waiting), self._chronicle.cut_off)

    def merge(self, path: str, annotations: Annotations) -> None:
        """Take over what was read from or written to disk, joined with what is in memory."""
        opened = self._shelf.get(path)
        if opened is None or opened.pending:
            return
        here = opened.annotations
        fresh = other_than(annotations.claims, here.claims)
        if not fresh and replace(annotations, claims=here.claims) == here:
            return  # as after nearly every save
        # What is equal is taken over too: then the next save sees at a glance that it is the same.
        joined = join(self._shelf.placed(opened, annotations, fresh), here)
        self._clock.see(replace(annotations, claims=fresh).newest())
        self._put(opened.with_annotations(joined))

    def submit(self, opened: Opened) -> None:
        """Have the annotations of `opened` written as soon as possible."""
        self.saver.submit(Unsaved(opened.article, opened.annotations, opened.title))
        self._count_unsaved()

    def put_back(self, found: Opened) -> None:
        """Have what this reviewer decided in this sitting written again if `found`, just read, lacks it."""
        own = self._ledger.missing(found.article.path, found.annotations)
        if own is None or found.blocked:
            return
        asked = self.saver.asked(found.article.path)
        self.submit(
            found.with_annotations(join(found.annotations, own if asked is None else join(own, asked)))
        )

    def saved(self, outcome: Outcome) -> None:
        """An attempt to save ended: take over what is on disk now, or show what went wrong."""
        saved_at = self.state.saved_at
        if outcome.saved is None:
            self._errors[outcome.path] = outcome.error
        else:
            self._errors.pop(outcome.path, None)
            self.merge(outcome.path, outcome.saved)
            saved_at = time.time()
        error = next(iter(self._errors.values()), "")
        if len(self._errors) > 1:
            others = [path for path in self._errors if path != next(iter(self._errors))]
            error = f"{error}; nor {', '.join(others[:_NAMED])}"
            error += f" and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
        self.state = SaveState(len(self.saver.unsaved()), error, saved_at)
        self._changed()

    def follow_rename(self, old: str, new: str) -> None:
        """What was done in the article `old` is undone in `new` from now on."""
        self._history.follow_rename(old, new)
        self._ledger.follow_rename(old, new)

    def _moved_elsewhere(self, move: Move, step: Step, changed: Opened | None, made: Step | None) -> None:
        if changed is None or made is None:
            move(step, None, None)
        else:
            self._take_over(changed, made, partial(move, step))

    def _take_back_group(self, steps: Sequence[Step], move: Move) -> str | None:
        """Take steps back, or make them again; return what they had done.

        One that cannot be taken back keeps none of the others from it. Raises Refusal where none can be.
        """
        done: list[Step] = []
        refused = []
        for step in steps:
            try:
                self._take_back(step, move)
                done.append(step)
            except Refusal as refusal:
                refused.append(str(refusal))
        if refused and not done:
            raise Refusal(refused[0])
        more = f"; {refused[0]}" if refused else ""
        return f"{label_of(done)}{more}" if steps else None

    def _take_back(self, step: Step, move: Move) -> None:
        if step.path not in self._listing:
            move(step, None, None)
            raise Refusal(f"not taken back, the article is gone: {step.label}")
        if not self._desk.open(step.path):
            raise Refusal(self._desk.problem)
        opened = self._desk.opened
        assert opened is not None
        if opened.blocked:
            raise Refusal(opened.blocked)
        try:
            back = replace(reversed_step(step, opened, self._clock.tick), id=new_id())
        except LookupError:
            move(step, None, None)
            raise Refusal(f"not taken back, somebody has changed it since: {step.label}") from None
        self._desk.put_cursor_on(*step.place)
        self._apply(opened, back, partial(move, step))

    def _apply(self, opened: Opened, step: Step, note: Callable[[Step, Annotations], None]) -> None:
        changed = opened.with_changes(step.changes)
        self._take_over(changed, step, note)
        claims = [change.claim for change in step.changes if not isinstance(change, StatusChange)]
        if claims:  # the place in the step may be one in an older text
            anchor = changed.annotations.claims[claims[-1]].anchor
            self._desk.put_cursor_on(anchor.start, anchor.end)

    def _take_over(self, changed: Opened, step: Step, note: Callable[[Step, Annotations], None]) -> None:
        """Take over an article with `step` made in it; the cursor stays."""
        note(step, changed.annotations)  # in the journal before anybody is told that it is done
        self.made(step)
        self._put(changed)
        self._ledger.note(step.path, changed.annotations, step.changes)
        self.recorded(step.path, step.changes)
        self.submit(changed)

    def _put(self, opened: Opened) -> None:
        self._shelf.put(opened)
        self._listing.update(self._shelf.entry(opened))

    def _count_unsaved(self) -> None:
        self.state = SaveState(len(self.saver.unsaved()), self.state.error, self.state.saved_at)
