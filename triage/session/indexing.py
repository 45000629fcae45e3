"""Keeping the index of the corpus up to date behind the scenes, by a program beside this one."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from triage.core.values import dataclass, replace
from triage.session.state import Deliver
from triage.store.looks import Changes

if TYPE_CHECKING:  # imported when there is something to index: that is after the start
    from triage.session.beside import Beside, Message

LARGE = 200
"""Articles beyond which indexing begins by itself, before anything is searched for."""

IDLE_SECONDS = 4.0
"""How long no key must have come before it begins."""

SETTLE_SECONDS = 2.0
"""How long after a change in the folder the index follows, so that a burst is followed once."""

REST_SECONDS = 1.0
"""How long after a key the program beside goes on."""

_TOLD_EVERY = 0.2
"""Seconds from one telling that keys come to the next."""

_MOST_PATHS = 200
"""Changed articles that are looked at one by one; where there are more, the whole folder is."""


@dataclass(frozen=True, slots=True)
class IndexState:
    """How far the index is."""

    done: int = 0
    """Articles in it."""
    total: int = 0
    """Articles in the corpus, as far as that is known."""
    running: bool = False
    problem: str = ""
    """Why there is none; untrusted text."""


class Indexing:
    """Used from the session's thread; begins only when told to."""

    def __init__(
        self,
        root: Path,
        articles: Callable[[], int],
        deliver: Deliver,
        changed: Callable[[], None],
        unavailable: Callable[[str], None],
    ) -> None:
        """`articles` counts those of the corpus; `unavailable` is told, once, why there can be no index."""
        self._root = root
        self._articles = articles
        self._deliver = deliver
        self._changed = changed
        self._unavailable = unavailable
        self._beside: Beside | None = None
        self._timer: threading.Timer | None = None
        self._pending: set[str] | None = set()
        """Articles to be looked at next; None for all."""
        self._anew = False
        self._begun = False
        self._finished = True
        self._broken_off = 0
        """How often in a row the program beside ended without a word."""
        self._stopped = False
        self._last_key = time.monotonic()
        self._told = 0.0
        self._is_waited_for = False
        self.state = IndexState()

    def begin_when_idle(self) -> None:
        """Begin some time from now if the corpus is large; a small one is indexed when it is searched."""
        self._after(IDLE_SECONDS, self._begin_if_idle)

    def noticed(self) -> None:
        """A key came: the program beside stands still for a while."""
        self._last_key = now = time.monotonic()
        if self._beside is not None and not self._is_waited_for and now - self._told >= _TOLD_EVERY:
            self._told = now
            self._beside.tell({"rest": REST_SECONDS})

    def be_waited_for(self, *, waited: bool) -> None:
        """Somebody searches, typing all the while, so the index is made without rest; or not any more."""
        self._is_waited_for = waited
        if self._beside is not None and waited:
            self._beside.tell({"rest": 0})

    def begin(self) -> None:
        """Bring the index up to date now, if that was not begun yet."""
        if not self._begun:
            self._pending = None
            self._run()

    def begin_anew(self) -> None:
        """Make the index anew: it is damaged."""
        self._anew, self._pending = True, None
        if self._beside is None:
            self._run()

    def follow(self, changes: Changes) -> None:
        """Articles came, went or changed: have the index follow, soon."""
        if not self._begun or self.state.problem:
            return
        if self._pending is not None:
            self._pending.update(changes.added, changes.removed, changes.changed)
            self._pending.update(path for renamed in changes.renamed for path in renamed)
            if len(self._pending) > _MOST_PATHS:
                self._pending = None
        if self._beside is None and self._pending != set():
            self._after(SETTLE_SECONDS, self._run)

    def stop(self) -> None:
        """Index no more. What is in the index stays, all but the last moments' work."""
        self._stopped = True
        if self._timer is not None:
            self._timer.cancel()
        if self._beside is not None:
            self._beside.stop()
            self._beside = None

    def _after(self, seconds: float, act: Callable[[], None]) -> None:
        if self._timer is not None:
            self._timer.cancel()
        if self._stopped:
            return
        self._timer = threading.Timer(seconds, self._deliver, (act,))
        self._timer.daemon = True
        self._timer.start()

    def _begin_if_idle(self) -> None:
        left = IDLE_SECONDS - (time.monotonic() - self._last_key)
        if self._begun or self._stopped or self._articles() <= LARGE:
            return
        if left > 0:
            self._after(left, self._begin_if_idle)
        else:
            self.begin()

    def _run(self) -> None:
        from triage.session.beside import Beside

        if self._stopped or self._beside is not None:
            return
        self._begun = True
        order: Message = {"root": str(self._root), "anew": self._anew}
        order["only"] = None if self._pending is None else sorted(self._pending)
        self._pending, self._anew, self._finished = set(), False, False
        try:
            beside = Beside("triage.session.indexer", self._heard, self._ended, scattered=True)
        except OSError as error:
            self._fail(str(error))
            return
        self._beside = beside
        self.state = replace(self.state, running=True, total=self._articles())
        beside.tell(order)

    def _heard(self, message: Message) -> None:
        self._deliver(partial(self._take, message))

    def _ended(self) -> None:
        self._deliver(self._take_end)

    def _take(self, message: Message) -> None:
        if self._stopped:
            return
        self._finished = "finished" in message or "unavailable" in message
        if "unavailable" in message:
            self._fail(message["unavailable"])
        elif "done" in message:
            total = message.get("total", self._articles())
            self.state = replace(self.state, done=message["done"], total=total)
        self._changed()

    def _take_end(self) -> None:
        self._beside = None
        self.state = replace(self.state, running=False)
        self._broken_off = 0 if self._finished else self._broken_off + 1
        if self._broken_off > 1:
            self._fail("the program that makes it ends before it is done")
        elif self._broken_off:
            self._pending = None
        if self._anew or (self._pending != set() and not self.state.problem):
            self._after(SETTLE_SECONDS, self._run)
        self._changed()

    def _fail(self, problem: str) -> None:
        first = not self.state.problem
        self.state = replace(self.state, problem=problem)
        if first:
            self._unavailable(problem)
