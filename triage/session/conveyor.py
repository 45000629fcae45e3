"""Much work a little at a time: made on a thread, taken on the session's, so that keys come in between."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Generic, TypeVar

from triage.session.background import Background, CalledOffError, Job
from triage.session.state import Deliver

Item = TypeVar("Item")
Made = TypeVar("Made")

_MOST = 8
"""Results that are taken at once, between two keys."""

_SECONDS = 0.03
"""How long results may wait for more to be taken with them."""

_PAUSE = 0.001
"""Seconds that the session's thread has for keys before more is to be taken."""


class Run(Generic[Item, Made]):
    """One lot of items on their way."""

    def __init__(
        self,
        items: Iterable[Item],
        make: Callable[[Item], Made],
        take: Callable[[Sequence[Made]], None],
        ended: Callable[[Exception | None], None],
        most: int,
    ) -> None:
        self._items, self._make, self._take, self._ended = items, make, take, ended
        self._most = most
        self._called_off = False

    def call_off(self) -> None:
        """Make no more; what was made and not taken is dropped, and nobody is told of an end."""
        self._called_off = True

    def go(self, deliver: Deliver, go_on: Callable[[], None]) -> None:
        """Make all of it; on the thread behind the scenes. `go_on` raises CalledOffError at the end of it."""
        made: list[Made] = []
        begun = time.monotonic()
        try:
            for item in self._items:
                self._check(go_on)
                made.append(self._make(item))
                if len(made) >= self._most or time.monotonic() - begun > _SECONDS:
                    self._hand_over(made, deliver, go_on)
                    made, begun = [], time.monotonic()
            self._hand_over(made, deliver, go_on)
        except CalledOffError:
            raise
        except Exception as fault:
            deliver(partial(self._end, fault))
            raise
        deliver(partial(self._end, None))

    def _check(self, go_on: Callable[[], None]) -> None:
        go_on()
        if self._called_off:
            raise CalledOffError

    def _hand_over(self, made: Sequence[Made], deliver: Deliver, go_on: Callable[[], None]) -> None:
        if not made:
            return
        taken = threading.Event()

        def take() -> None:
            try:
                if not self._called_off:
                    self._take(made)
            finally:
                taken.set()

        deliver(take)
        while not taken.wait(0.1):
            self._check(go_on)
        time.sleep(_PAUSE)

    def _end(self, fault: Exception | None) -> None:
        if not self._called_off:
            self._ended(fault)


class Conveyor:
    """Runs one lot after the other, on one thread."""

    def __init__(self, deliver: Deliver, failed: Callable[[Exception], None]) -> None:
        """`failed` is told of a fault, on that thread."""
        self._deliver = deliver
        self._behind = Background(failed)

    def begin(
        self,
        items: Iterable[Item],
        make: Callable[[Item], Made],
        take: Callable[[Sequence[Made]], None],
        ended: Callable[[Exception | None], None] = lambda _: None,
        most: int = _MOST,
    ) -> Run[Item, Made]:
        """Have `make` called for each item behind the scenes, and `take` for some results at a time.

        `take` and `ended` are called on the session's thread; `ended` last, with the fault of the program
        that ended it early, if one did. At most so many results are taken at once.
        """
        run = Run(items, make, take, ended, most)
        self._behind.soon(partial(run.go, self._deliver, self._behind.go_on))
        return run

    def soon(self, job: Job) -> None:
        """Run one job on that thread."""
        self._behind.soon(job)

    def wait(self, seconds: float) -> bool:
        """Wait until nothing is made any more; return whether that was within `seconds`."""
        return self._behind.wait(seconds)

    def stop(self) -> None:
        """Make no more."""
        self._behind.stop()
