"""What can be undone and redone, step by step, back to the first step this reviewer made in this corpus."""

from __future__ import annotations

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
        self._renames: list[tuple[str, str]] = []
        self._recalled = False
        """Whether what was undone before this program began is on the stack, or was forgotten."""

    def did(self, step: Step, now: Annotations) -> None:
        """Put a new step on the stack; `now` are the annotations with it."""
        self.made += 1
        self._chronicle.did(step, now)
        self._done.append(step)
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

    def follow_rename(self, old: str, new: str) -> None:
        """The article `old` has another path now."""
        self._chronicle.renamed(old, new)
        self._renames.append((old, new))
        for steps in (self._done, self._undone):
            steps[:] = [replace(step, path=new) if step.path == old else step for step in steps]

    def undid(self, taken_back: Step | None, now: Annotations | None = None) -> None:
        """The last step was undone; `taken_back` undoes the undoing, None if it had to be dropped."""
        self._chronicle.took_back(UNDID, self._done.pop(), taken_back, now)
        if taken_back is not None:
            self._undone.append(taken_back)

    def redid(self, made_again: Step | None, now: Annotations | None = None) -> None:
        """The last undone step was made again by `made_again`, None if it had to be dropped."""
        self._chronicle.took_back(REDID, self._undone.pop(), made_again, now)
        if made_again is not None:
            self._done.append(made_again)

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
