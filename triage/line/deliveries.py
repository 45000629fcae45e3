"""What the threads of a session have found, taken over between two lines and never in the middle of one."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable

_MOST_SECONDS = 0.5
"""How long a reviewer waits for what was found meanwhile; the rest of it comes before the next prompt."""


class Deliveries:
    """A queue of results, run on the thread that reads the lines."""

    def __init__(self, told_to_end: Callable[[], bool] = lambda: False) -> None:
        """Nothing is waited for any more once `told_to_end`."""
        self._waiting: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._told_to_end = told_to_end

    def __call__(self, result: Callable[[], None]) -> None:
        """Take a result, from any thread."""
        self._waiting.put(result)

    def run(self, seconds: float = _MOST_SECONDS) -> None:
        """Run what was delivered by now, for so long at the most."""
        until = time.monotonic() + seconds
        while not self._waiting.empty() and time.monotonic() < until:
            self._waiting.get()()

    def wait(self, condition: Callable[[], bool], seconds: float) -> bool:
        """Run what is delivered until `condition` holds; return whether it did within `seconds`."""
        until = time.monotonic() + seconds
        self.run()
        while not condition():
            left = until - time.monotonic()
            if left <= 0 or self._told_to_end():
                return False
            try:
                self._waiting.get(timeout=min(left, 0.02))()
            except queue.Empty:
                continue
        return True
