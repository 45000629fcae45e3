"""What can be undone and redone, step by step, back to the first step this reviewer made in this corpus."""

from __future__ import annotations

from collections.abc import Callable

from triage.core.claim import Annotations
from triage.core.values import replace
from triage.session.changes import Step
from triage.session.chronicle import Chronicle
from triage.session.past import REDID, UNDID, renamed


class History:
    """Two stacks of steps; a new step forgets what was undone before it. The journal is told first."""

    def __init__(self, chronicle: Chronicle) -> None:
        self._chronicle = chronicle
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self.made = 0
        """Steps since this program began, those undone since too."""
        self._own: set[str] = set()
        """The groups that were begun since this program began: nothing older belongs to them."""
        self._renames: list[tuple[str, str]] = []
        self._recalled = False
        """Whether what was undone before this program began is on the stack, or was forgotten."""

    def did(self, step: Step, now: Annotations) -> None:
        """Put a new step on the stack; `now` are the annotations with it."""
        self.made += 1
        self._chronicle.did(step, now)
        self._done.append(step)
        self._own.add(step.group)
        self._undone.clear()
        self._recalled = True

    def last_done(self) -> Step | None:
        """Return the step that undo would take back."""
        while not self._done and self._recall():
            pass
        return self._done[-1] if self._done else None

    def last_undone(self) -> Step | None:
        """Return the step that redo would make again."""
        while not self._recalled:
            self._recall()
        return self._undone[-1] if self._undone else None

    def done_together(self) -> list[Step]:
        """Return the steps that undo would take back together, the last one first."""
        last = self.last_done()
        return [] if last is None else self._together(self._done, self._recall)

    def undone_together(self) -> list[Step]:
        """Return the steps that redo would make again together, in the order of their making."""
        last = self.last_undone()
        return [] if last is None else self._together(self._undone, lambda: False)

    def follow_rename(self, old: str, new: str) -> None:
        """The article `old` has another path now."""
        self._chronicle.renamed(old, new)
        self._renames.append((old, new))
        for steps in (self._done, self._undone):
            steps[:] = [replace(step, path=new) if step.path == old else step for step in steps]

    def undid(self, step: Step, taken_back: Step | None, now: Annotations | None = None) -> None:
        """This step was undone; `taken_back` undoes the undoing, None if it had to be dropped."""
        _remove(self._done, step)
        self._chronicle.took_back(UNDID, step, taken_back, now)
        if taken_back is not None:
            self._undone.append(taken_back)

    def redid(self, step: Step, made_again: Step | None, now: Annotations | None = None) -> None:
        """This undone step was made again by `made_again`, None if it had to be dropped."""
        _remove(self._undone, step)
        self._chronicle.took_back(REDID, step, made_again, now)
        if made_again is not None:
            self._done.append(made_again)

    def _together(self, steps: list[Step], more: Callable[[], bool]) -> list[Step]:
        """Return the last of `steps` with those of its group; `more` puts older ones before them."""
        found, at = [steps[-1]], len(steps) - 2
        while found[0].group:
            if at < 0:
                count = len(steps)
                if found[0].group in self._own or not more():
                    break
                at += len(steps) - count
            elif steps[at].group != found[0].group:
                break
            else:
                found.append(steps[at])
                at -= 1
        return found

    def _recall(self) -> bool:
        """Put what was done before this program began beneath the rest; return whether there was more."""
        past = self._chronicle.earlier()
        if past is None:
            self._recalled = True
            return False
        self._done[:0] = [renamed(step, self._renames) for step in past.done]
        if not self._recalled and (past.done or past.undone):
            self._undone = [renamed(step, self._renames) for step in past.undone]
            self._recalled = True
        return True


def _remove(steps: list[Step], step: Step) -> None:
    """Take a step off the stack; it is the last one, or near it."""
    for at in range(len(steps) - 1, -1, -1):
        if steps[at].id == step.id:
            del steps[at]
            return
