"""Who else reviews the folder now, looked at now and then on a thread of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from triage.session.state import Deliver
from triage.store.presence import Person, Presence

REFRESH_SECONDS = 30.0
"""How often this program says that it is here."""

LOOK_SECONDS = 5.0
"""How often it looks who else is."""


class Company:
    """Tells others that this reviewer is here, and knows who they are. It never stands in the way."""

    def __init__(
        self,
        root: Path,
        reviewer: str,
        deliver: Deliver,
        changed: Callable[[], None],
        look_seconds: float = LOOK_SECONDS,
    ) -> None:
        self._presence = Presence(root, reviewer)
        self._deliver = deliver
        self._changed = changed
        self._look_seconds = look_seconds
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="triage-company", daemon=True)
        self.others: tuple[Person, ...] = ()
        """Who else is here; untrusted text."""

    def start(self) -> None:
        """Begin to show and to look."""
        self._thread.start()

    def stop(self) -> None:
        """Be here no longer. Harmless if it was never started."""
        self._stopping.set()
        if self._thread.ident is not None:
            self._thread.join(2)

    def _run(self) -> None:
        refreshed = -REFRESH_SECONDS
        seen: tuple[Person, ...] = ()
        while not self._stopping.is_set():
            if time.monotonic() - refreshed >= REFRESH_SECONDS:
                self._presence.refresh()
                refreshed = time.monotonic()
            others = self._presence.others()
            if others != seen:
                seen = others
                self._deliver(partial(self._take, others))
            self._stopping.wait(self._look_seconds)
        self._presence.leave()

    def _take(self, others: tuple[Person, ...]) -> None:
        self.others = others
        self._changed()
