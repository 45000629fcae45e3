"""Finding in the open article, in three ways; what may take long is looked for behind the scenes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from triage.core.expressions import load
from triage.core.filter_syntax import FilterError
from triage.core.pattern import Pattern, Way, pattern_of
from triage.session.background import Background
from triage.session.desk import Desk
from triage.session.finding import Found, found_in
from triage.session.state import Deliver, Tone

_FEW = 200_000
"""Code points of a text that words are looked for in at once."""

_SOON_SECONDS, _LONG_SECONDS = 0.05, 1.0
"""How long an expression may look at the text, at once and once nothing was typed for a while."""

_QUIET_SECONDS = 0.3

Then = Callable[[Found], None]


class Finder:
    """Used from the session's thread. What is asked later takes the place of what was asked before."""

    def __init__(
        self,
        desk: Desk,
        deliver: Deliver,
        changed: Callable[[], None],
        say: Callable[[str, Tone], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._desk, self._deliver, self._changed, self._say = desk, deliver, changed, say
        self._behind = Background(failed)
        self._round = 0
        self.last: Pattern | None = None
        """What was looked for last, in whichever article."""
        self.is_looking = False
        """Whether there is no answer yet."""
        desk.find_again = self._again
        self._behind.soon(load)

    def understood(self, line: str, way: Way) -> Pattern | None:
        """Return what a line asks for; None, and its column said, where that cannot be told."""
        try:
            return pattern_of(line, way)
        except FilterError as error:
            self._say(f"find, column {error.start + 1}: {error.message}", Tone.WARNING)
            return None

    def look_for(self, what: Pattern, then: Then) -> None:
        """Look for it in the article; `then` takes what is found, unless that takes too long."""
        opened = self._desk.opened
        self.drop()
        self.last = what
        if opened is None:
            self._say(self._desk.problem or "there is no article here", Tone.WARNING)
            return
        text = opened.article.text
        if not what.is_slow and len(text) <= _FEW:
            then(found_in(text, what))
            return
        self.is_looking = True
        self._behind.soon(partial(self._look, what, text, self._round, self._desk.path, then))

    def drop(self) -> None:
        """Nobody waits for an answer any more."""
        self._round += 1
        self.is_looking = False

    def step(self, count: int) -> bool:
        """Go on by so many places and say which of how many that is; what is not here is looked for first."""
        found = self._desk.found
        if found is None:
            return False
        if not found.spans:
            self._say(f"not found: {found.pattern}", Tone.INFO)
        elif self._desk.step_found(count):
            self.tell(count)
        return True

    def tell(self, direction: int = 1) -> None:
        """Say which of how many places was gone to, and whether that was round the end."""
        found, number = self._desk.found, self._desk.found_at
        if found is None or number is None:
            self._say("not found", Tone.INFO)
            return
        round_ = "from the beginning again" if direction > 0 else "from the end again"
        self._say(
            f"{found.told(number)} · {round_}" if self._desk.went_round else found.told(number), Tone.INFO
        )

    def wait(self, seconds: float) -> bool:
        """Wait until nothing is looked for; return whether that was within `seconds`."""
        return self._behind.wait(seconds)

    def stop(self) -> None:
        """Look for nothing any more."""
        self._behind.stop()

    def _look(
        self,
        what: Pattern,
        text: str,
        round_: int,
        path: str | None,
        then: Then,
        seconds: float = _SOON_SECONDS,
    ) -> None:
        """Runs behind the scenes, for a moment at first, and for long only where nobody types any more."""
        if round_ != self._round:
            return
        what.seconds = seconds
        try:
            found = found_in(text, what)
        except FilterError as error:
            if seconds < _LONG_SECONDS:
                longer = partial(self._look, what, text, round_, path, then, _LONG_SECONDS)
                self._behind.after(_QUIET_SECONDS, longer)
                self._deliver(partial(self._go_on, round_))
            else:
                self._deliver(partial(self._give_up, error, round_))
            return
        self._deliver(partial(self._take, found, round_, path, then))

    def _take(self, found: Found, round_: int, path: str | None, then: Then) -> None:
        if round_ != self._round or path != self._desk.path:
            return
        self.is_looking = False
        self._say("", Tone.INFO)
        then(found)
        self._changed()

    def _go_on(self, round_: int) -> None:
        if round_ == self._round:
            self._say("looking …", Tone.INFO)
            self._changed()

    def _give_up(self, error: FilterError, round_: int) -> None:
        if round_ == self._round:
            self.is_looking = False
            self._say(f"find, column {error.start + 1}: {error.message}", Tone.WARNING)
            self._changed()

    def _again(self, found: Found) -> None:
        """Look for the same in a text of which perhaps only the beginning was looked through."""
        if found.asked is not None:
            self.look_for(found.asked, self._found_again)

    def _found_again(self, found: Found) -> None:
        if self._desk.found is not None:
            self._desk.found, self._desk.found_at = found, None
