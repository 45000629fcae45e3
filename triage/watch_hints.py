"""Changes gathered until a burst of them is over."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable

EVERYTHING: frozenset[str] = frozenset()
"""The hint that says: anything may have changed."""

_MOST = 1000
"""Paths in one burst beyond which it is simply everything."""


_CROWD = 20
"""Paths that come so close together that nobody waits to see a single one of them."""

_CROWD_QUIET, _CROWD_AT_MOST = 0.05, 0.3


class Hints:
    """Paths that changed, handed over by one thread and waited for by another. Times are in seconds."""

    def __init__(self, quiet: float, at_most: float) -> None:
        """A burst is over when `quiet` has passed without another change, or `at_most` since its first.

        What comes after so long a calm that nothing belongs to it, `at_most`, is handed over at once:
        most often it is a single file, and somebody waits to see it. Where many come it takes longer.
        """
        self._quiet = quiet
        self._at_most = at_most
        self._changed = threading.Condition()
        self._paths: set[str] = set()
        self._everything = False
        self._first: float | None = None
        self._last = 0.0
        self._handed_over = float("-inf")
        self._closed = False

    @property
    def closed(self) -> bool:
        """Whether nothing more is waited for."""
        return self._closed

    def close(self) -> None:
        """End the waiting, now and later."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def add(self, paths: Iterable[str]) -> None:
        """Take note of changed `paths`; none at all stand for everything."""
        added = set(paths)
        with self._changed:
            self._paths |= added
            self._everything = self._everything or not added or len(self._paths) > _MOST
            self._last = time.monotonic()
            if self._first is None:
                self._first = self._last
                self._changed.notify_all()

    def wait(self, timeout: float) -> frozenset[str] | None:
        """Return the paths of a burst that is over; None if `timeout` passes without one, or if closed."""
        deadline = time.monotonic() + timeout
        with self._changed:
            while not self._closed:
                now = time.monotonic()
                due = deadline
                if self._first is not None:
                    is_alone = self._first - self._handed_over > self._at_most
                    due = now if is_alone else self._due()
                if now < due:
                    self._changed.wait(due - now)
                elif self._first is None:
                    return None
                else:
                    return self._taken()
        return None

    def _due(self) -> float:
        quiet, at_most = self._quiet, self._at_most
        if len(self._paths) > _CROWD:
            quiet, at_most = max(quiet, _CROWD_QUIET), max(at_most, _CROWD_AT_MOST)
        assert self._first is not None
        return min(self._last + quiet, self._first + at_most)

    def _taken(self) -> frozenset[str]:
        taken = EVERYTHING if self._everything else frozenset(self._paths)
        self._paths = set()
        self._everything = False
        self._first = None
        self._handed_over = time.monotonic()
        return taken
