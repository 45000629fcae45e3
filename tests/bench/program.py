"""Any full-screen program in a real pseudo-terminal, with the time of everything it writes."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType

import pyte

COLUMNS, LINES = 120, 40

LIVE = "v verified"
"""On the screen when both panes are there and keys are answered."""

FINDING = "sentences are being found"
"""On the screen as long as of a long article only the beginning is shown, and nothing is recorded."""

_SLICE = 1024
"""Bytes that are put on the emulated screen at a time, which takes some 2 ms."""

FLOOR = (sys.executable, "-m", "tests.bench.floor")
FLOOR_KEY = (sys.executable, "-m", "tests.bench.floor_key")


def review(folder: Path) -> list[str]:
    """Return the command that reviews a folder."""
    return [sys.executable, "-m", "triage", str(folder), "--reviewer", "bench"]


class NotShownError(Exception):
    """The program did not show what was waited for."""


class Program:
    """Started on entering; ended, by its own process id, on leaving."""

    def __init__(self, command: Sequence[str]) -> None:
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)
        self._unseen: deque[tuple[float, bytes]] = deque()
        """What was read and when (perf_counter), and is not on the screen yet."""
        self._rows = [""] * LINES
        self.written = 0
        """Bytes so far."""
        self._sent: list[int] = []
        self._last = 0.0
        """When the last byte came."""
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
        """Return the characters on the screen, with all that was read."""
        while self._unseen:
            self._show_some()
        return self._text()

    def _text(self) -> str:
        buffer, columns = self._screen.buffer, range(COLUMNS)
        for line in self._screen.dirty & {*range(LINES)}:
            row = buffer[line]
            self._rows[line] = "".join([row[column].data for column in columns])
        self._screen.dirty.clear()
        return "\n".join(self._rows)

    def _show_some(self) -> float | None:
        """Put a little of what was read on the screen; return when it came, if all of that is there now."""
        came, received = self._unseen.popleft()
        self._stream.feed(received[:_SLICE])
        if len(received) > _SLICE:
            self._unseen.appendleft((came, received[_SLICE:]))
            return None
        return came

    def read(self, seconds: float) -> float | None:
        """Read once; return when (perf_counter), or None if nothing came within `seconds`.

        What came is put on the screen later: to emulate a terminal takes longer than to write to one,
        and would make what comes next seem late, and the program's second process wait for a processor.
        """
        if not select.select([self._terminal], [], [], seconds)[0]:
            return None
        now = time.perf_counter()
        try:
            received = os.read(self._terminal, 1 << 20)
        except OSError:
            return None
        self.written += len(received)
        self._last = now
        self._unseen.append((now, received))
        return now

    def shown(self, words: str, seconds: float = 30) -> float:
        """Return the seconds from the start until `words` were on the screen. Raises NotShownError."""
        deadline = time.perf_counter() + seconds
        while time.perf_counter() < deadline:
            if self.read(0 if self._unseen else 0.02) is not None or not self._unseen:
                continue  # first of all everything is read, so that it is known when it came
            came = self._show_some()
            if came is not None and words in self._text():
                return came - self.started
        raise NotShownError(f"{words!r} is not on the screen:\n{self.text()}")

    def gone(self, words: str, seconds: float = 60) -> None:
        """Return when `words` are not on the screen any more. Raises NotShownError."""
        deadline = time.perf_counter() + seconds
        while words in self.text():
            self.read(0.1)
            if time.perf_counter() > deadline:
                raise NotShownError(f"{words!r} is on the screen still:\n{self.text()}")

    def quiet(self, seconds: float = 0.15) -> None:
        """Read until nothing comes for so long."""
        while self.read(seconds) is not None:
            pass

    def settled(self, seconds: float = 60, calm: float = 0.4) -> None:
        """Return when the program has done nothing for `calm` seconds, at the latest after so many."""
        deadline = time.perf_counter() + seconds
        quiet_since, used = time.perf_counter(), self.processor_seconds()
        while (now := time.perf_counter()) < deadline and now - quiet_since < calm:
            drawn = self.read(0.2) is not None
            before, used = used, self.processor_seconds()
            if drawn or used - before > 0.015:
                quiet_since = time.perf_counter()

    def processes(self) -> list[int]:
        """Return the process, those that any of its threads started, and those that these did."""
        found = [self._pid]
        for process in found:
            for thread in Path(f"/proc/{process}/task").glob("*/children"):
                with suppress(OSError):  # it has ended just now
                    found += map(int, thread.read_text().split())
        return found

    def processor_seconds(self) -> float:
        """Return the processor time that the program has used so far, and its children, ended or not."""
        ticks = 0
        for process in self.processes():
            with suppress(FileNotFoundError, ProcessLookupError):  # it has ended just now
                fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
                ticks += sum(map(int, fields[11:15]))
        return ticks / os.sysconf("SC_CLK_TCK")

    def memory(self) -> int:
        """Return the bytes of memory that are the program's own share (PSS)."""
        total = 0
        for process in self.processes():
            for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += 1024 * int(line.split()[1])
        return total

    def send(self, keys: bytes) -> float:
        """Send keys, wait for nothing, and return when that was."""
        os.write(self._terminal, keys)
        return time.perf_counter()

    def drain(self, seconds: float) -> None:
        """Read for so long."""
        until = time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            self.read(left)

    def answered(self, quiet: float = 0.3) -> float:
        """Read until nothing comes for so long; return when the last byte came."""
        while self.read(quiet) is not None:
            pass
        return self._last

    @property
    def bytes_per_key(self) -> float:
        """How many bytes a key of `press` was answered with, on average since the last `count_anew`."""
        return sum(self._sent) / len(self._sent)

    def count_anew(self) -> None:
        """Forget how many bytes keys were answered with."""
        self._sent.clear()

    def press(self, key: bytes, quiet: float = 0.03) -> tuple[float, float]:
        """Press a key; return the seconds until the first and until the last byte of what it drew."""
        before = self.written
        began = time.perf_counter()
        os.write(self._terminal, key)
        first = self.read(1.0)
        if first is None:
            raise NotShownError(f"{key!r} drew nothing")
        last = first
        while (more := self.read(quiet)) is not None:
            last = more
        self._sent.append(self.written - before)
        self.text()  # while nobody waits for it
        return first - began, last - began
