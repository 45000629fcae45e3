"""Undo and redo: steps are taken back one after the other, many that belong together behind the scenes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from triage.session.changes import Step
from triage.session.recorder import Recorder, Refusal
from triage.session.spot import spot_of
from triage.session.state import Tone

if TYPE_CHECKING:
    from triage.session.parts import Parts

AT_ONCE = 8
"""Steps that are taken back together while the reviewer waits; more are taken back behind the scenes."""


class TakingBack:
    """Takes steps back, or makes them again, and puts the cursor where the last of them was made."""

    def __init__(self, session: Parts, recorder: Recorder) -> None:
        self._session, self._recorder = session, recorder

    def go(self, count: int, *, redo: bool) -> None:
        """Take so many steps back, or make them again."""
        recorder, session = self._recorder, self._session
        way, steps_of = (recorder.redo, recorder.to_redo) if redo else (recorder.undo, recorder.to_undo)
        did = "did again" if redo else "undid"
        said = f"nothing to {'redo' if redo else 'undo'}"
        origin = spot_of(session.desk)
        for number in range(1, count + 1):
            steps = steps_of()
            if len(steps) > AT_ONCE:
                then = partial(self._came_to, steps, count - number, redo=redo)
                session.jumps.left(origin)
                session.bulk.take_back(steps, redo=redo, then=then)
                return
            try:
                label = way()
                session.jumps.left(origin)
            except Refusal as refusal:
                session.say(str(refusal), Tone.WARNING)
                return
            if label is None:
                break
            said = f"{did}: {label}" if number == 1 else f"{did} {number} steps, last: {label}"
        session.say(said)

    def _came_to(self, steps: Sequence[Step], left: int, *, redo: bool) -> None:
        """Go where the last of many steps was made; go on with those that are left."""
        last = steps[-1]
        if last.path in self._session.listing:
            self._session.desk.open(last.path, last.place if any(last.place) else None)
        if left:
            self.go(left, redo=redo)
