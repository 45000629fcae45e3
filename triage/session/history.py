"""What can be undone and redone, step by step."""

from __future__ import annotations

from dataclasses import replace

from triage.session.changes import Step


class History:
    """Two stacks of steps; a new step forgets what was undone before it."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []

    def did(self, step: Step) -> None:
        """Put a new step on the stack."""
        self._done.append(step)
        self._undone.clear()

    def last_done(self) -> Step | None:
        """Return the step that undo would take back."""
        return self._done[-1] if self._done else None

    def last_undone(self) -> Step | None:
        """Return the step that redo would make again."""
        return self._undone[-1] if self._undone else None

    def follow_rename(self, old: str, new: str) -> None:
        """The article `old` has another path now."""
        for steps in (self._done, self._undone):
            steps[:] = [replace(step, path=new) if step.path == old else step for step in steps]

    def undid(self, taken_back: Step | None) -> None:
        """The last step was undone; `taken_back` undoes the undoing, None if it had to be dropped."""
        self._done.pop()
        if taken_back is not None:
            self._undone.append(taken_back)

    def redid(self, made_again: Step | None) -> None:
        """The last undone step was made again by `made_again`, None if it had to be dropped."""
        self._undone.pop()
        if made_again is not None:
            self._done.append(made_again)
