"""The program that follows a folder, as a harness holds it: told what to do, asked what it shows."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

NOBODY = 65534
"""A user without rights, whom only root can become; 0 stands for whoever runs the harness."""


class Seen(NamedTuple):
    """What a reviewer sees at one moment."""

    at: float
    """Seconds of the monotonic clock, which all processes share."""
    cpu: float
    """Seconds of processor time that the program has used."""
    listed: int
    """Articles."""
    claims: int
    watch: str
    """How changes are noticed."""
    state: str
    """What is said about the folder as long as it holds."""
    said: str
    failed: bool
    """Whether saving is known not to work."""
    unsaved: int
    here: str
    """The article before the reviewer."""


class FollowerProgram:
    """Runs the program on a folder; it is there when it watches."""

    def __init__(self, folder: Path, used_up: str = "", user: int = 0) -> None:
        """`used_up` is `instances` or nothing. Raises ChildProcessError if it cannot begin."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.torture.follower_program", str(folder), used_up, str(user)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "XDG_STATE_HOME": str(folder.parent / "state")},
            text=True,
        )
        self.seen: list[Seen] = []
        self.paths: Sequence[str] = ()
        """What it listed when it ended."""
        self._over = False
        self._news = threading.Condition()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        try:
            self.wait_for(lambda seen: seen.watch in ("watching", "polling"))
        except TimeoutError:
            self.end()
            raise ChildProcessError(f"ended with {self._process.returncode}") from None

    def __enter__(self) -> FollowerProgram:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    @property
    def now(self) -> Seen:
        """What it showed last."""
        return self.seen[-1]

    def wait_for(self, wanted: Callable[[Seen], bool], since: float = 0.0, seconds: float = 60.0) -> Seen:
        """Return the first thing seen after the moment `since` that is `wanted`, or seen then already.

        Raises TimeoutError after `seconds`.
        """
        deadline = time.monotonic() + seconds
        with self._news:
            while True:
                standing = [seen for seen in self.seen if seen.at < since][-1:]
                for seen in (*standing, *(seen for seen in self.seen if seen.at >= since)):
                    if wanted(seen):
                        return seen
                if self._over or not self._news.wait(deadline - time.monotonic()):
                    raise TimeoutError(f"last seen: {self.seen[-1:]}")

    def tell(self, line: str) -> None:
        """Have it give a tag, or free what it used up."""
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def stop(self) -> None:
        """Have the system stop it."""
        os.kill(self._process.pid, signal.SIGSTOP)

    def go_on(self) -> None:
        """Let it run again."""
        os.kill(self._process.pid, signal.SIGCONT)

    def end(self) -> None:
        """End it, and learn what it listed at last. Harmless a second time."""
        self.go_on() if self._process.poll() is None else None
        if self._process.stdin is not None and not self._process.stdin.closed:
            self._process.stdin.close()
        try:
            self._process.wait(30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join(10)

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            read = json.loads(line)
            with self._news:
                if "paths" in read:
                    self.paths = read["paths"]
                else:
                    self.seen.append(Seen(**read))
                self._news.notify_all()
        self._process.stdout.close()
        with self._news:
            self._over = True
            self._news.notify_all()
