"""A second Python of our own for work that must not make a key wait; the two talk in lines of JSON."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

Message = dict[str, Any]

HOME = Path(__file__).parents[2]
PROGRAM = (
    "import sys; sys.path.insert(0, sys.argv[1]); import triage; del sys.path[0]; "
    "from importlib import import_module; import_module(sys.argv[2]).main()"
)
"""Imports this very triage, and whatever else from where every Python has it."""


_TUNABLES, _LARGE_PAGES = "GLIBC_TUNABLES", "glibc.malloc.hugetlb=1"
"""Have glibc ask for large pages (madvise(2)), where there is such a library and the system has them."""


class Beside:
    """The program beside, seen from here. It ends with us, however we end."""

    def __init__(
        self,
        part: str,
        heard: Callable[[Message], None],
        ended: Callable[[], None],
        *,
        scattered: bool = False,
    ) -> None:
        """Start the module `part`, of which `main` is called. Raises OSError.

        `heard` and `ended` are called on a thread of their own; neither once `stop` was. With `scattered`
        it reaches all over much memory, and has large pages if it can: to find a small one takes longer.
        """
        if not sys.executable:
            raise OSError("there is no Python to start")
        self._heard, self._ended = heard, ended
        self._stopped = False
        environment = dict(os.environ)
        if scattered:
            others = environment.get(_TUNABLES)
            environment[_TUNABLES] = f"{others}:{_LARGE_PAGES}" if others else _LARGE_PAGES
        # It imports nothing from the folder under review, and the terminal's signals do not reach it.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", PROGRAM, os.fspath(HOME), part],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            process_group=0,  # a session of its own would have a share of the machine as large as ours
        )
        threading.Thread(target=self._listen, name=f"triage-{part.rpartition('.')[2]}", daemon=True).start()

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def tell(self, message: Message) -> None:
        """Tell it something (at most some kilobytes); silently nothing if it has ended."""
        assert self._process.stdin is not None
        with suppress(OSError, ValueError):
            self._process.stdin.write(line_of(message))
            self._process.stdin.flush()

    def stop(self) -> None:
        """End it. Harmless if it has ended."""
        self._stopped = True
        with suppress(OSError):
            self._process.terminate()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        assert self._process.stdin is not None
        with self._process.stdout as lines:
            for line in lines:
                with suppress(ValueError):
                    message = json.loads(line)
                    if not self._stopped:
                        self._heard(message)
        self._process.wait()
        with suppress(OSError):
            self._process.stdin.close()
        if not self._stopped:
            self._ended()


class Told:
    """What the program that started us says, seen from the program beside."""

    def __init__(self) -> None:
        self._received = b""
        self.over = False
        """Whether it is gone."""

    def waits(self, seconds: float = 0) -> bool:
        """Whether it has said something or is gone, within so many seconds."""
        if not self.over and b"\n" not in self._received and select.select([0], [], [], seconds)[0]:
            received = os.read(0, 1 << 16)
            self._received += received
            self.over = not received
        return self.over or b"\n" in self._received

    def next(self) -> Message | None:
        """Wait for what it says next; None when it is gone."""
        while not self.waits(60):
            pass
        if self.over:
            return None
        line, _, self._received = self._received.partition(b"\n")
        message: Message = json.loads(line)
        return message


def answer(message: Message) -> None:
    """Tell the program that started us something. Raises OSError when it is gone."""
    rest = line_of(message)
    while rest:
        rest = rest[os.write(1, rest) :]


def line_of(message: Message) -> bytes:
    """Return a message as one line of ASCII: paths may hold what no encoding takes."""
    return json.dumps(message).encode("ascii") + b"\n"
