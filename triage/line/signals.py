"""Being told to end: at once while a line is waited for, else when what was begun is done."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import Any

_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class ToldToEnd(Exception):  # noqa: N818 - it is an order, not a fault
    """A signal came that ends the program."""


class Signals:
    """Takes the signals that end a program, and remembers the first."""

    def __init__(self) -> None:
        self.number = 0
        """Of the signal; 0 while none came."""
        self._waiting = False
        self._before: dict[int, Any] = {}

    @property
    def came(self) -> bool:
        """Whether one came."""
        return bool(self.number)

    def __enter__(self) -> Signals:
        for number in _ENDING:
            self._before[number] = signal.signal(number, self._take)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Within this a signal raises ToldToEnd, and so does one that came before."""
        self._waiting = True
        try:
            if self.number:
                raise ToldToEnd
            yield
        finally:
            self._waiting = False

    def _take(self, number: int, _: FrameType | None) -> None:
        self.number = self.number or number
        if self._waiting:
            raise ToldToEnd
