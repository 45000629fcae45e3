"""A look at the whole of a large corpus by another process, which tells what is not as it was."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO

from triage.session.beside import HOME, PROGRAM
from triage.store.columns import Found
from triage.store.looks import Look, seen_against
from triage.store.scan import Scan, scan

_AT_ONCE = 500
"""Files told of at once: to take them in holds up a key for less than a millisecond."""

_NICENESS = 10
"""A look is not waited for; keys are."""


class LookingBeside:
    """Has one process at a time look; whoever calls waits for it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self.stopped = False
        """Whether nobody waits for a look any more."""

    def look(self, root: Path, known: Scan, *, stamped: bool) -> tuple[Scan, Look] | None:
        """Return what `seen_against` does; None where no process can do it."""
        command = [sys.executable, "-P", "-c", PROGRAM, os.fspath(HOME), "triage.session.looking_beside"]
        with suppress(OSError, EOFError, pickle.UnpicklingError):
            process = self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                process_group=0,
            )
            if self.stopped:
                self.stop()
            assert process.stdin is not None
            assert process.stdout is not None
            try:
                with process.stdout as answer:
                    with process.stdin as question:
                        pickle.dump((os.fspath(root), known, stamped), question, protocol=5)
                    return _heard(answer, known)
            finally:
                process.kill()
                process.wait()
                self._process = None
        return None

    def stop(self) -> None:
        """End the look at hand, if any; there are no others."""
        self.stopped = True
        process = self._process
        if process is not None:
            process.kill()


def main() -> None:
    """Answer one question."""
    os.nice(_NICENESS)
    root, known, stamped = pickle.load(sys.stdin.buffer)
    known, look = seen_against(known, scan(Path(root)), stamped=stamped)
    packed = None if stamped else known.articles.packed
    pickle.dump((packed, dict(look.copies), look.problems), sys.stdout.buffer, protocol=5)
    for found in (look.articles, look.sidecars):
        for part in _parts(found):
            pickle.dump(part, sys.stdout.buffer, protocol=5)
        pickle.dump(None, sys.stdout.buffer, protocol=5)
    sys.stdout.buffer.flush()


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
    packed, copies, problems = pickle.load(answer)
    if packed is not None:
        known = Scan(known.articles.with_packed(packed))
    articles, sidecars = dict(_told(answer)), dict(_told(answer))
    return known, Look(articles, sidecars, copies, problems)


def _told(answer: IO[bytes]) -> Iterator[tuple[str, Found | None]]:
    while (part := pickle.load(answer)) is not None:
        for path, found in part:
            yield path, found and Found(*found)
