"""A real terminal for the real program: pexpect runs it, pyte shows what it drew."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import sys
import termios
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, cast

import pexpect
import pyte

SECONDS = 20.0
"""How long anything is waited for."""


class Terminal:
    """Runs `python -m triage ARGUMENTS`, or another program, in a pseudo-terminal of its own."""

    def __init__(
        self,
        arguments: Sequence[str],
        *,
        columns: int = 120,
        lines: int = 40,
        environment: Mapping[str, str] | None = None,
        folder: Path | None = None,
        program: Sequence[str] = (sys.executable, "-m", "triage"),
    ) -> None:
        """Start `python PROGRAM ARGUMENTS`."""
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._rest = b""
        self.sent = bytearray()
        """Every byte that the program has written."""
        self._over = False
        self._child = pexpect.spawn(
            program[0],
            [*program[1:], *arguments],
            dimensions=(lines, columns),
            env={**_surroundings(), **(environment or {})},
            cwd=None if folder is None else str(folder),
            timeout=SECONDS,
        )
        self._child.delaybeforesend = None
        self._rows: list[str] = []
        self.attributes_before = self.attributes()
        """The settings of the terminal before the program has changed any."""
        self._attributes_after: list[object] = []

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._child.close(force=True)

    @property
    def pid(self) -> int:
        """The program's process id."""
        assert self._child.pid is not None
        return self._child.pid

    def attributes(self) -> list[object]:
        """Return the settings of the terminal, as termios gives them."""
        return list(termios.tcgetattr(self._child.child_fd))

    def is_given_back(self) -> bool:
        """Whether the program, which has `ended`, left the terminal as it was before."""
        return self._attributes_after == self.attributes_before and self.modes() == USUAL_MODES

    def modes(self) -> frozenset[str]:
        """Return the modes of the terminal that are switched on now, by what was sent; see `USUAL_MODES`."""
        modes = set(USUAL_MODES)
        levels = 0
        for mode in _MODE.finditer(self.sent):
            number, switch, push = (part.decode() if part else "" for part in mode.groups())
            if number:
                (modes.add if switch == "h" else modes.discard)(number)
            else:
                levels += 1 if push == ">" else -1
        return frozenset(modes | ({f"kitty {levels}"} if levels > 0 else set()))

    def text(self) -> str:
        """Return the characters on the screen, line by line."""
        # Not its `display`, which raises where half of a wide character has been written over so far.
        buffer, columns = self._screen.buffer, range(self._screen.columns)
        if len(self._rows) != self._screen.lines:
            self._rows = [""] * self._screen.lines
            self._screen.dirty.update(range(self._screen.lines))
        for line in self._screen.dirty & {*range(self._screen.lines)}:
            row = buffer[line]
            self._rows[line] = "".join([row[column].data for column in columns])
        self._screen.dirty.clear()
        return "\n".join(self._rows)

    def cursor(self) -> tuple[int, int]:
        """Return column and line of the terminal's cursor, from 0."""
        return self._screen.cursor.x, self._screen.cursor.y

    def title(self) -> str:
        """Return the title of the terminal, without regard to the stack of titles that it may keep."""
        return self._screen.title

    def cells(self) -> list[list[tuple[object, ...]]]:
        """Return every cell on the screen: its character, its colours, and whether it stands out."""
        buffer, columns = self._screen.buffer, range(self._screen.columns)
        rows = ([buffer[line][column] for column in columns] for line in range(self._screen.lines))
        return [
            [(cell.data, cell.fg, cell.bg, cell.bold, cell.underscore, cell.reverse) for cell in row]
            for row in rows
        ]

    def press(self, keys: str) -> None:
        """Type these characters."""
        self._child.send(keys)

    def send(self, data: bytes) -> None:
        """Type these bytes, whatever they are, taking what the program draws meanwhile."""
        while data:
            data = data[os.write(self._child.child_fd, data[:1024]) :]
            if data:
                self._read(0.001)

    def listen(self, seconds: float) -> None:
        """Take what the program draws for so long."""
        end = time.monotonic() + seconds
        while not self._over and (left := end - time.monotonic()) > 0:
            self._read(min(left, 0.05))

    def kill(self) -> None:
        """Kill the program, as nothing can be caught, and wait until it is gone."""
        self._child.kill(signal.SIGKILL)
        self._child.wait()
        self._close()

    def stop(self) -> None:
        """Have the system stop the program."""
        os.kill(self.pid, signal.SIGSTOP)

    def go_on(self) -> None:
        """Let the program run again."""
        os.kill(self.pid, signal.SIGCONT)

    def ignore(self, seconds: float) -> None:
        """Do not read for so long what the program draws."""
        threading.Event().wait(seconds)

    def hang_up(self) -> int:
        """Take the terminal away, as a lost connection does; return how the program ended, as `ended`."""
        process = cast("Any", self._child).ptyproc
        process.fileobj.close()
        process.closed = True
        deadline = time.monotonic() + SECONDS
        while self._child.isalive():
            assert time.monotonic() < deadline, "still running without a terminal"
            threading.Event().wait(0.01)
        if self._child.exitstatus is not None:
            return int(self._child.exitstatus)
        return 128 + int(self._child.signalstatus or 0)

    def settle(self) -> None:
        """Take what the program draws until nothing has come for a moment, in which it had nothing to do.

        On a busy machine it may be kept from the processor for longer than that in the middle of a picture.
        """
        deadline = time.monotonic() + SECONDS
        before: tuple[int, int | None] = -1, None
        while before != (now := (len(self.sent), self._spent())) or now[1] is None:
            assert time.monotonic() < deadline, f"never at rest; the screen:\n{self.text()}"
            before = now
            self._read(0.1)

    def forget(self) -> None:
        """Take the screen for empty: from now on it shows only what is drawn anew."""
        self._screen.reset()

    def resize(self, columns: int, lines: int) -> None:
        """Give the terminal another size."""
        self._screen.resize(lines, columns)
        self._rows = []
        self._child.setwinsize(lines, columns)

    def wait_for(self, condition: Callable[[], object] | str) -> None:
        """Read what the program draws until `condition` holds, or these words are on the screen."""
        wanted = condition if callable(condition) else lambda: condition in self.text()
        deadline = time.monotonic() + SECONDS
        while not wanted():
            assert time.monotonic() < deadline, f"waited for {condition!r}; the screen:\n{self.text()}"
            assert not self._over, f"ended before {condition!r}: {self.sent[-3000:].decode(errors='replace')}"
            self._read(0.05)

    def ended(self) -> int:
        """Wait until the program is over; return its exit status, or 128 + n for a signal."""
        deadline = time.monotonic() + SECONDS
        while self._child.isalive():
            assert time.monotonic() < deadline, f"still running; the screen:\n{self.text()}"
            self._read(0.05)
        while not self._over and self._read(0.05):  # what it wrote last may not have been read
            pass
        self._attributes_after = self.attributes()
        self._close()
        if self._child.exitstatus is not None:
            return int(self._child.exitstatus)
        return 128 + int(self._child.signalstatus or 0)

    def _spent(self) -> int | None:
        """Return how many ticks of a processor the program has used, or None while a thread wants more.

        Fields 3, 14 and 15 of `/proc/PID/task/TID/stat` (proc_pid_stat(5)); 0 where there is none.
        """
        ticks = 0
        for thread in Path(f"/proc/{self.pid}/task").glob("*/stat"):
            with contextlib.suppress(OSError):  # a thread that has ended meanwhile
                state, *fields = thread.read_text().rpartition(")")[2].split()
                if state not in "SZX":
                    return None
                ticks += int(fields[10]) + int(fields[11])
        return ticks

    def _close(self) -> None:
        """Close the terminal of a program that is over, without the pause that is for those that are not."""
        cast("Any", self._child).ptyproc.delayafterclose = 0.0
        self._child.close()

    def _read(self, seconds: float) -> bool:
        """Take what comes within `seconds`; return whether anything did."""
        try:
            received = cast("bytes", self._child.read_nonblocking(65536, timeout=seconds))
        except pexpect.TIMEOUT:
            return False
        except pexpect.EOF:
            self._over = True
            return False
        self.sent += received
        # pyte knows no private parameters but "?", and would print the ends of such sequences.
        shown, self._rest = _without_private(self._rest + received)
        self._stream.feed(shown)
        return True


def _surroundings() -> dict[str, str]:
    """Return the environment without a size of its own, which Textual's pilot leaves behind in it.

    And with buffers, which a reviewer's Python has: what is left in one at the end cannot always be written.
    """
    others = ("COLUMNS", "LINES", "NO_COLOR", "PYTHONUNBUFFERED")
    kept = {name: value for name, value in os.environ.items() if name not in others}
    return {**kept, "TERM": "xterm-256color", "COLORTERM": "truecolor"}


USUAL_MODES = frozenset({"7", "25"})
"""Wrapped lines, and a cursor that is seen."""

_MODE = re.compile(rb"\x1b\[(?:\?([0-9]+)([hl])|([<>])[0-9]*u)")
_PRIVATE = re.compile(rb"\x1b\[[<=>][0-9;]*[A-Za-z]")
_ENTER = b"\x1b[?1049h"
_UNFINISHED = re.compile(rb"\x1b(\[([<=>?][0-9;]*)?)?\Z")


def _without_private(received: bytes) -> tuple[bytes, bytes]:
    """Return what pyte understands, and the beginning of a sequence whose end is still to come."""
    unfinished = _UNFINISHED.search(received)
    at = len(received) if unfinished is None else unfinished.start()
    # pyte has no alternate screen; entering it shows an empty one.
    return _PRIVATE.sub(b"", received[:at]).replace(_ENTER, _ENTER + b"\x1b[2J"), received[at:]
