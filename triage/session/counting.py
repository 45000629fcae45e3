"""Having all articles counted by a program beside the review, and taking over what it tells."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from triage.session.background import Job
from triage.session.columns import Counted, from_message
from triage.session.freed import give_back
from triage.session.listing import Listing
from triage.session.shelf import Shelf
from triage.session.state import Deliver

if TYPE_CHECKING:  # imported when there is much to count: that is after the start
    from triage.session.beside import Beside, Message

REST_SECONDS = 0.8
"""How long after a key counting goes on."""

_TOLD_EVERY = 0.2
"""Seconds from one telling that keys come to the next."""

_BREAKS = 1
"""How often in a row the program may break off and be started again."""

_BEFORE, _AFTER = 20, 40
"""How many articles before and after the one before the reviewer are counted before the others."""


class Counting:
    """Used from the session's thread."""

    def __init__(
        self,
        root: Path,
        listing: Listing,
        shelf: Shelf,
        behind: Callable[[Job], None],
        deliver: Deliver,
        changed: Callable[[], None],
    ) -> None:
        """`behind` runs a job where no key waits for it."""
        self._root = root
        self._reviewer = shelf.reviewer
        self._listing = listing
        self._settling = shelf.settling
        self._behind = behind
        self._deliver = deliver
        self._changed = changed
        self._beside: Beside | None = None
        self._stopped = False
        self._told = 0.0
        self.running = False
        self.ended: Callable[[], None] = lambda: None
        """Called when nothing more comes."""
        self._broken_off = 0
        """How often in a row the program came to an end before its work did."""
        self._cannot_start = False

    @property
    def is_possible(self) -> bool:
        """Whether there can be such a program."""
        return not self._cannot_start and self._broken_off <= _BREAKS

    @property
    def is_complete(self) -> bool:
        """Whether the program came to the end of its work the last time."""
        return not self._broken_off and not self._cannot_start

    def begin(self, path: str | None) -> None:
        """Have all articles counted that are not known, first those about `path`."""
        self.running = True
        self._broken_off += 1  # until it says otherwise
        order = {"root": str(self._root), "reviewer": self._reviewer, "first": self._about(path)}
        self._behind(partial(self._start, order))

    def noticed(self, path: str | None) -> None:
        """A key came, and the reviewer is at `path` now: they go first."""
        now = time.monotonic()
        if self._beside is not None and now - self._told >= _TOLD_EVERY:
            self._told = now
            self._beside.tell({"rest": REST_SECONDS + _TOLD_EVERY, "first": self._about(path)})

    def stop(self) -> None:
        """Count no more. What was counted is kept, all but the last moments' work."""
        self._stopped = True
        if self._beside is not None:
            self._beside.stop()

    def _about(self, path: str | None) -> list[str]:
        """Return the paths of those near `path` in the list that are not known yet."""
        here = 0 if path is None else self._listing.position(path) or 0
        near = range(max(here - _BEFORE, 0), min(here + _AFTER, len(self._listing)))
        entries = (self._listing[position] for position in near)
        return [entry.path for entry in entries if not entry.known]

    def _start(self, order: Message) -> None:
        """Runs behind the scenes, because it takes a moment."""
        from triage.session.beside import Beside

        try:
            beside = Beside("triage.session.counter", self._heard, lambda: self._deliver(self._end))
        except OSError:
            self._cannot_start = True
            self._deliver(self._end)
            return
        beside.tell(order)  # before it is told of any key
        self._beside = beside
        if self._stopped:
            beside.stop()

    def _heard(self, message: Message) -> None:
        """Runs on a thread of its own."""
        if "finished" in message:
            self._deliver(self._finish)
        else:
            self._deliver(partial(self._take, from_message(message)))

    def _take(self, counted: Counted) -> None:
        # What is being written is read when it has come to rest.
        self._listing.take(counted.without(self._settling.moving))
        self._changed()

    def _finish(self) -> None:
        self._broken_off = 0

    def _end(self) -> None:
        self._beside, self.running = None, False
        self._behind(give_back)  # what it took to look at so many files and to take their counts over
        self.ended()
