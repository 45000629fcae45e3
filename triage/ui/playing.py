"""Playing macros: command after command, a few milliseconds at a time, as one step for undo."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING

from triage.core.values import dataclass
from triage.keymap.performed import Macro, Performed
from triage.session.state import Tone

if TYPE_CHECKING:
    from triage.ui.app import TriageApp
    from triage.ui.doing import Doing

DEEPEST = 10
"""Macros within each other."""

MOST = 20_000
"""Commands of one play."""

_SLICE_SECONDS = 0.006
"""How long the screen may have to wait for commands."""

_LOOK_SECONDS = 0.02
"""How often it is asked whether what was looked for has been found."""

_MOVES = frozenset(
    {"go.next", "go.previous", "go.where", "go.back", "go.forward", "article.next", "article.previous"}
    | {"select.next", "select.previous"}
)
"""Commands that have failed when everything is as it was before them."""

_FINDS = frozenset({"find", "find.next", "find.previous"})
"""Those that have failed when nothing was found."""


@dataclass(slots=True)
class _Round:
    """A macro at work."""

    name: str
    macro: Macro
    rounds: int
    number: int = 1
    at: int = 0


class Player:
    """Plays one macro at a time, with those that it calls. Keys that come meanwhile wait for its end."""

    def __init__(self, app: TriageApp, doing: Doing, macro_of: Callable[[str], Macro | None]) -> None:
        """`macro_of` returns the macro of a letter, None where there is none."""
        self._app, self._session, self._doing, self._macro_of = app, app.session, doing, macro_of
        self._stack: list[_Round] = []
        self._as_one = ExitStack()
        self._done = self._made = 0
        self._unit: Performed | None = None
        self._doubtful: Performed | None = None
        """What was done last, until it is known whether it succeeded: it may look for something still."""
        self._moved: tuple[object, ...] = ()
        self.ended: Callable[[], None] = lambda: None
        """Told when a play is over."""

    @property
    def is_playing(self) -> bool:
        """Whether a macro is at work."""
        return bool(self._stack)

    def play(self, name: str, count: int, unit: Performed) -> None:
        """Play the macro of a letter so many times; `unit` is what is remembered of it.

        Called by a command of a macro it is played before that goes on.
        """
        macro = self._macro_of(name)
        if not macro:
            self._session.say(f"there is no macro {name}", Tone.ERROR)
            return
        if len(self._stack) >= DEEPEST:
            self._session.say(f"macros call each other more than {DEEPEST} deep", Tone.ERROR)
            return
        first = not self._stack
        self._stack.append(_Round(name, macro, count))
        if first:
            self._unit, self._done, self._made = unit, 0, self._session.steps_made
            self._doubtful = None
            self._as_one = ExitStack()
            self._as_one.enter_context(self._session.as_one())
            self._go_on()

    def stop(self, why: str = "stopped") -> None:
        """End where it is; what was done stays, and one undo takes it back."""
        if self._stack:
            self._end(why, Tone.WARNING)

    def _go_on(self) -> None:
        deadline = time.monotonic() + _SLICE_SECONDS
        with self._app.review.at_once():
            while self._stack:
                if self._is_looking():
                    self._app.set_timer(_LOOK_SECONDS, self._go_on)
                    return
                if not self._judged() or not self._next():
                    return
                if time.monotonic() > deadline:
                    self._app.call_later(self._go_on)
                    return

    def _next(self) -> bool:
        """Do the next command; return whether there may be more."""
        now = self._stack[-1]
        if now.at == len(now.macro):
            now.at, now.number = 0, now.number + 1
            if now.number > now.rounds:
                if len(self._stack) == 1:
                    now.number -= 1
                    times = "" if now.rounds == 1 else f" {now.rounds:,} times"
                    self._end(f"played{times}", Tone.INFO)
                    return False
                self._stack.pop()
            return True
        one = now.macro[now.at]
        now.at += 1
        self._done += 1
        if self._done > MOST:
            self._end(f"stopped: more than {MOST:,} commands", Tone.WARNING)
            return False
        self._session.say("")
        self._moved = self._where()
        self._doubtful = one
        self._doing.perform(one)
        self._app.review.prompt.withdraw()
        return True

    def _judged(self) -> bool:
        """Return whether what was done last succeeded; where it did not, end."""
        one, self._doubtful = self._doubtful, None
        if one is None or not self._stack:
            return bool(self._stack)
        said, review, name = self._session.said, self._app.review, one.bound.command.id
        why = ""
        if self._session.has("bulk") and self._session.bulk.is_open:
            self._session.bulk.cancel()
            why = "claims are marked, and it would be done to all of them"
        elif said.tone is not Tone.INFO:
            why = said.text
        elif review.prompt.open or review.jumping:
            review.prompt.leave()
            review.end_jump()
            why = "it asks for something that was not recorded"
        elif self._app.screen is not review:
            why = "it opens a page"
        elif name in _MOVES and self._moved == self._where():
            why = said.text or "nothing moved"
        elif name in _FINDS and not (self._session.desk.found and self._session.desk.found.spans):
            why = said.text or "not found"
        if not why:
            return True
        now = self._stack[-1]
        self._end(f"stopped in round {now.number:,} of {now.rounds:,} at {one.told}: {why}", Tone.WARNING)
        return False

    def _is_looking(self) -> bool:
        session = self._session
        if session.has("bulk") and session.bulk.is_doing:
            return True
        return any(session.has(part) and getattr(session, part).is_looking for part in ("finder", "going"))

    def _where(self) -> tuple[object, ...]:
        desk = self._session.desk
        return desk.path, desk.passage, desk.found_at, desk.selection, self._session.steps_made

    def _end(self, what: str, tone: Tone) -> None:
        said = self._session.said
        names = " in ".join(each.name for each in reversed(self._stack))
        self._stack.clear()
        self._doubtful = None
        self._as_one.close()
        more = f" · {said.text}" if tone is Tone.INFO and said.text else ""
        self._session.say(f"macro {names} {what}{more}", tone)
        if self._unit is not None:
            self._doing.remember((self._unit,), self._made)
        self._session.noticed()
        self._app.review.redraw()
        self.ended()
