"""Playing macros: command after command, a few milliseconds at a time, as one step for undo."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING

from triage.keymap.performed import Macro, Performed
from triage.keymap.rounds import Rounds
from triage.session import failing
from triage.session.state import Tone

if TYPE_CHECKING:
    from triage.ui.app import TriageApp
    from triage.ui.doing import Doing

_SLICE_SECONDS = 0.006
"""How long the screen may have to wait for commands."""

_LOOK_SECONDS = 0.02
"""How often it is asked whether what was looked for has been found."""


class Player:
    """Plays one macro at a time, with those that it calls. Keys that come meanwhile wait for its end."""

    def __init__(self, app: TriageApp, doing: Doing, macro_of: Callable[[str], Macro | None]) -> None:
        """`macro_of` returns the macro of a letter, None where there is none."""
        self._app, self._session, self._doing, self._macro_of = app, app.session, doing, macro_of
        self._rounds = Rounds()
        self._as_one = ExitStack()
        self._made = 0
        self._unit: Performed | None = None
        self._doubtful: Performed | None = None
        """What was done last, until it is known whether it succeeded: it may look for something still."""
        self._moved: tuple[object, ...] = ()
        self.ended: Callable[[], None] = lambda: None
        """Told when a play is over."""

    @property
    def is_playing(self) -> bool:
        """Whether a macro is at work."""
        return bool(self._rounds)

    def play(self, name: str, count: int, unit: Performed) -> None:
        """Play the macro of a letter so many times; `unit` is what is remembered of it.

        Called by a command of a macro it is played before that goes on.
        """
        first = not self._rounds
        problem = self._rounds.begin(name, self._macro_of(name), count)
        if problem:
            self._session.say(problem, Tone.ERROR)
        elif first:
            self._unit, self._made, self._doubtful = unit, self._session.steps_made, None
            self._as_one = ExitStack()
            self._as_one.enter_context(self._session.as_one())
            self._go_on()

    def stop(self, why: str = "stopped") -> None:
        """End where it is; what was done stays, and one undo takes it back."""
        if self._rounds:
            self._end(why, Tone.WARNING)

    def _go_on(self) -> None:
        deadline = time.monotonic() + _SLICE_SECONDS
        with self._app.review.at_once():
            while self._rounds:
                if failing.is_looking(self._session):
                    self._app.set_timer(_LOOK_SECONDS, self._go_on)
                    return
                if not self._judged() or not self._next():
                    return
                if time.monotonic() > deadline:
                    self._app.call_later(self._go_on)
                    return

    def _next(self) -> bool:
        """Do the next command; return whether there may be more."""
        try:
            one = self._rounds.following()
        except ValueError as error:
            self._end(str(error), Tone.WARNING)
            return False
        if one is None:
            self._end(self._rounds.played, Tone.INFO)
            return False
        self._session.say("")
        self._moved = failing.where(self._session)
        self._doubtful = one
        self._doing.perform(one)
        self._app.review.prompt.withdraw()
        return True

    def _judged(self) -> bool:
        """Return whether what was done last succeeded; where it did not, end."""
        one, self._doubtful = self._doubtful, None
        if one is None or not self._rounds:
            return bool(self._rounds)
        why = failing.why_failed(self._session, one.bound.command.id, self._moved, self._asks())
        if not why:
            return True
        review = self._app.review
        review.prompt.leave()
        review.end_jump()
        self._end(f"stopped in {self._rounds.where} at {one.told}: {why}", Tone.WARNING)
        return False

    def _asks(self) -> str:
        review = self._app.review
        if review.prompt.open or review.jumping:
            return "it asks for something that was not recorded"
        return "" if self._app.screen is review else "it opens a page"

    def _end(self, what: str, tone: Tone) -> None:
        said, names = self._session.said, self._rounds.names
        self._rounds.end()
        self._doubtful = None
        self._as_one.close()
        more = f" · {said.text}" if tone is Tone.INFO and said.text else ""
        self._session.say(f"macro {names} {what}{more}", tone)
        if self._unit is not None:
            self._doing.remember((self._unit,), self._made)
        self._session.noticed()
        self._app.review.redraw()
        self.ended()
