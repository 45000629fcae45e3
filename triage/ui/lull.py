"""Whether the reviewer is typing at the moment: what need not be seen at once is painted when they pause."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

_SECONDS = 0.15
"""Without a key for so long, somebody pauses; shorter than it takes to look up to the first line."""


class Lull:
    """Knows of every key, and tells when none has come for a moment."""

    def __init__(self, begun: Callable[[], None]) -> None:
        """`begun` is called, on the screen's thread, when nothing has been typed for a moment."""
        self._begun = begun
        self._from = 0.0
        self._alarm: asyncio.TimerHandle | None = None

    @property
    def typing(self) -> bool:
        """Whether the last key was only just now."""
        return self._alarm is not None

    def typed(self) -> None:
        """A key came."""
        loop = asyncio.get_running_loop()
        self._from = loop.time() + _SECONDS
        if self._alarm is None:
            self._alarm = loop.call_at(self._from, self._look)

    def stop(self) -> None:
        """Tell nothing any more."""
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None

    def _look(self) -> None:
        loop = asyncio.get_running_loop()
        self._alarm = loop.call_at(self._from, self._look) if loop.time() < self._from else None
        if self._alarm is None:
            self._begun()
