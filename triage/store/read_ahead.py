"""The words of many articles, read by a second process while the first one indexes those before."""

from __future__ import annotations

import os
import threading
from collections.abc import Generator, Sequence
from contextlib import suppress
from pathlib import Path

from triage.core.words import indexable
from triage.store.articles import read_found
from triage.store.decode import decode
from triage.store.unreadable import Unreadable

MANY = 2_000
"""Articles from which on a second process is worth its while."""

_LENGTH = 8
_BUFFER = 1 << 18


def words_of(root: Path, path: str) -> str:
    """Return the words of an article as it is read for a review; empty where it cannot be read."""
    content = read_found(root, path)
    decoded = content if isinstance(content, Unreadable) else decode(content, path)
    return "" if isinstance(decoded, Unreadable) else indexable(decoded.text)


def read_ahead(root: Path, paths: Sequence[str]) -> Generator[str, None, None]:
    """Yield the words of each article in turn. To be closed where it is left before its end."""
    done = 0
    # A process that has threads must not be forked.
    if len(paths) >= MANY and (os.cpu_count() or 1) > 1 and threading.active_count() == 1:
        for words in _from_another(root, paths):
            yield words
            done += 1
    for path in paths[done:]:  # all of them, or what is left if the other process was ended
        yield words_of(root, path)


def _from_another(root: Path, paths: Sequence[str]) -> Generator[str, None, None]:
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.close(reading)
            _tell(root, paths, writing)
        finally:
            os._exit(0)  # nothing that was open before the fork is this process's to close
    os.close(writing)
    try:
        with open(reading, "rb", buffering=_BUFFER) as told:
            for _ in paths:
                length = told.read(_LENGTH)
                words = told.read(int.from_bytes(length, "big"))
                if len(length) < _LENGTH or len(words) < int.from_bytes(length, "big"):
                    return
                yield words.decode("utf-8", "surrogatepass")
    finally:  # the pipe is closed: if it is not done, its next write fails
        with suppress(ChildProcessError):
            os.waitpid(pid, 0)


def _tell(root: Path, paths: Sequence[str], writing: int) -> None:
    with suppress(OSError), open(writing, "wb", buffering=_BUFFER) as telling:
        for path in paths:
            words = words_of(root, path).encode("utf-8", "surrogatepass")
            telling.write(len(words).to_bytes(_LENGTH, "big") + words)
