"""Being told to end: at once while a line is waited for, else when what was begun is done."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import Any

_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


_AGAIN_SECONDS = 0.05
"""After so long without an answer a signal is sent to the main thread again."""


class ToldToEnd(Exception):  # noqa: N818 - it is an order, not a fault
    """A signal came that ends the program."""


class Signals:
    """Takes the signals that end a program, and remembers the first.

    One that comes when `input` was called and does not wait for a line yet would be heard with the
    next key only: a thread, which is told of it at once, sends it again until it is heard.
    """

    def __init__(self) -> None:
        self.number = 0
        """Of the signal; 0 while none came."""
        self._waiting = False
        self._before: dict[int, Any] = {}
        self._heard = threading.Event()
        self._tell = -1

    @property
    def came(self) -> bool:
        """Whether one came."""
        return bool(self.number)

    def __enter__(self) -> Signals:
        for number in _ENDING:
            self._before[number] = signal.signal(number, self._take)
        told, self._tell = os.pipe()
        os.set_blocking(self._tell, False)
        signal.set_wakeup_fd(self._tell, warn_on_full_buffer=False)
        main = threading.get_ident()
        threading.Thread(target=self._send_again, args=(told, main), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        signal.set_wakeup_fd(-1)
        os.close(self._tell)  # which ends the thread
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

    def _send_again(self, told: int, main: int) -> None:
        """Send to the thread `main` what came, until it hears it."""
        with open(told, "rb", buffering=0) as numbers:
            while number := numbers.read(1):
                while number[0] in _ENDING and not self._heard.wait(_AGAIN_SECONDS):
                    signal.pthread_kill(main, number[0])

    def _take(self, number: int, _: FrameType | None) -> None:
        self.number = self.number or number
        self._heard.set()
        if self._waiting:
            raise ToldToEnd
