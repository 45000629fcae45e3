"""Any full-screen program in a real pseudo-terminal, with the time of everything it writes."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Sequence
from types import TracebackType

import pyte

COLUMNS, LINES = 120, 40


class NotShownError(Exception):
    """The program did not show what was waited for."""


class Program:
    """Started on entering; ended, by its own process id, on leaving."""

    def __init__(self, command: Sequence[str]) -> None:
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)
        self.written = 0
        """Bytes so far."""
        self.started = time.perf_counter()
        self._pid, self._terminal = pty.fork()
        if self._pid == 0:  # pragma: no cover - the child
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", LC_ALL="C.UTF-8")
            os.execvp(command[0], list(command))
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))

    def __enter__(self) -> Program:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.kill(self._pid, signal.SIGKILL)
        os.close(self._terminal)
        os.waitpid(self._pid, 0)

    def text(self) -> str:
        """Return the characters on the screen."""
        return "\n".join(self._screen.display)

    def read(self, seconds: float) -> float | None:
        """Read once; return when (perf_counter), or None if nothing came within `seconds`."""
        if not select.select([self._terminal], [], [], seconds)[0]:
            return None
        now = time.perf_counter()
        try:
            received = os.read(self._terminal, 1 << 20)
        except OSError:
            return None
        self.written += len(received)
        self._stream.feed(received)
        return now

    def shown(self, words: str, seconds: float = 30) -> float:
        """Return the seconds from the start until `words` were on the screen. Raises NotShownError."""
        deadline = time.perf_counter() + seconds
        while time.perf_counter() < deadline:
            now = self.read(0.02)
            if now is not None and words in self.text():
                return now - self.started
        raise NotShownError(f"{words!r} is not on the screen:\n{self.text()}")

    def quiet(self, seconds: float = 0.15) -> None:
        """Read until nothing comes for so long."""
        while self.read(seconds) is not None:
            pass

    def press(self, key: bytes, quiet: float = 0.03) -> tuple[float, float]:
        """Press a key; return the seconds until the first and until the last byte of what it drew."""
        began = time.perf_counter()
        os.write(self._terminal, key)
        first = self.read(1.0)
        if first is None:
            raise NotShownError(f"{key!r} drew nothing")
        last = first
        while (more := self.read(quiet)) is not None:
            last = more
        return first - began, last - began
