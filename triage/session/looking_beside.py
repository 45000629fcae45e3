"""A look at the whole of a large corpus by another process, which tells what is not as it was."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import IO

from triage.session.beside import HOME, PROGRAM
from triage.store.atomic import sweep
from triage.store.columns import Found
from triage.store.looks import Look, seen_against
from triage.store.scan import Scan, scan

_AT_ONCE = 500
"""Files told of at once: to take them in holds up a key for less than a millisecond."""

_NICENESS = 5
"""A look is not waited for; keys are."""

_YOUNG_SECONDS = 0.5
"""How long a look may be at it for another to be begun in its place."""


Answer = tuple[Scan, Look] | None


class LookingBeside:
    """Has a process look, one at a time, while looks at a few places go on."""

    def __init__(self, root: Path, answered: Callable[[Scan, Answer], None]) -> None:
        """`answered` is told, on another thread, what was known before, and what `seen_against` returned.

        That is None where no process could look.
        """
        self._root = root
        self._answered = answered
        self._process: subprocess.Popen[bytes] | None = None
        self._guard = threading.Lock()
        self._calm = threading.Event()
        self._calm.set()
        self._stopped = False
        self._next: tuple[Scan, bool] | None = None
        """The question that took the place of the one at hand."""
        self._began = self._not_before = 0.0

    @property
    def running(self) -> bool:
        """Whether the answer is not there yet."""
        with self._guard:
            return not self._calm.is_set()

    @property
    def seconds_left(self) -> float:
        """After how long it may begin again: it leaves half of the time to others."""
        return max(0.0, self._not_before - time.monotonic())

    def begin(self, known: Scan, *, stamped: bool) -> bool:
        """Begin a look, in place of one that has only just begun; return whether it may begin now."""
        with self._guard:
            if self._stopped or self.seconds_left:
                return False
            if self._calm.is_set():
                self._began = time.monotonic()
                self._calm.clear()
                run = partial(self._run, known, stamped=stamped)
                threading.Thread(target=run, name="looking-beside", daemon=True).start()
                return True
            if self._process is None or time.monotonic() - self._began > _YOUNG_SECONDS:
                return False
            self._next = known, stamped
            self._process.kill()
            return True

    def wait(self, seconds: float) -> bool:
        """Wait until nothing is looked at; return whether that was within `seconds`."""
        return self._calm.wait(seconds)

    def stop(self) -> None:
        """End the look at hand, if any; there are no others, and there is no answer."""
        with self._guard:
            self._stopped = True
            if self._process is not None:
                self._process.kill()

    def _run(self, known: Scan, *, stamped: bool) -> None:
        answer = self._asked(known, stamped=stamped)
        with self._guard:
            question, self._next = self._next, None
            process, self._process = self._process, None
            self._not_before = 2 * time.monotonic() - self._began
            if question is None:
                if not self._stopped:
                    self._answered(known, answer)
                self._calm.set()
        if question is not None:
            self._run(question[0], stamped=question[1])
        elif process is not None:
            process.wait()  # which may have something left to do

    def _asked(self, known: Scan, *, stamped: bool) -> Answer:
        with suppress(OSError, EOFError, pickle.UnpicklingError):
            process = subprocess.Popen(
                [sys.executable, "-P", "-c", PROGRAM, os.fspath(HOME), "triage.session.looking_beside"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                process_group=0,
            )
            with self._guard:
                self._process = process
            if self._stopped:
                process.kill()
            assert process.stdin is not None
            assert process.stdout is not None
            try:
                with process.stdout as answer:
                    with process.stdin as question:
                        pickle.dump((os.fspath(self._root), known, stamped), question, protocol=5)
                    return _heard(answer, known)
            except BaseException:
                process.kill()
                process.wait()
                raise
        return None


def main() -> None:
    """Answer one question; after the first, remove what killed programs left, for which nobody waits."""
    os.nice(_NICENESS)
    root, known, stamped = pickle.load(sys.stdin.buffer)
    known, look = seen_against(known, scan(Path(root)), stamped=stamped)
    packed = None if stamped else known.articles.packed
    with sys.stdout.buffer as answer:
        pickle.dump((packed, dict(look.copies), look.problems, look.linked), answer, protocol=5)
        for found in (look.articles, look.sidecars):
            for part in _parts(found):
                pickle.dump(part, answer, protocol=5)
            pickle.dump(None, answer, protocol=5)
    if not stamped:
        sweep(Path(root))


def _parts(found: Mapping[str, Found | None]) -> Iterator[list[tuple[str, tuple[object, ...] | None]]]:
    part: list[tuple[str, tuple[object, ...] | None]] = []
    for path, each in found.items():
        part.append((path, each and tuple(each)))
        if len(part) == _AT_ONCE:
            yield part
            part = []
    yield part


def _heard(answer: IO[bytes], known: Scan) -> tuple[Scan, Look]:
    """Read the answer. Raises EOFError or UnpicklingError where it ends too soon."""
    packed, copies, problems, linked = pickle.load(answer)
    if packed is not None:
        known = Scan(known.articles.with_packed(packed))
    articles, sidecars = dict(_told(answer)), dict(_told(answer))
    return known, Look(articles, sidecars, copies, problems, linked)


def _told(answer: IO[bytes]) -> Iterator[tuple[str, Found | None]]:
    while (part := pickle.load(answer)) is not None:
        for path, found in part:
            yield path, found and Found(*found)
