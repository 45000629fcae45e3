"""The corpus's lock: a courtesy between programs that save at the same time, never a thing to wait for.

What protects the judgements is that a sidecar is read again and joined before it is replaced; the
lock only spares two writers doing so at the same moment.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from triage.store.names import HIDDEN_FOLDER

try:
    import fcntl
except ImportError:  # not a POSIX system
    HAS_LOCKS = False
else:
    HAS_LOCKS = True

_PAUSE = 0.005
"""Seconds between two tries."""


@contextmanager
def folder_lock(root: Path, timeout: float = 0.25) -> Iterator[bool | None]:
    """Hold the lock of the corpus at `root`; yield whether it was got within `timeout` seconds.

    Without it the caller goes on all the same: False where another holds it, None where there is none
    to be had (a folder that is read-only, a file system or a platform that has no locks). The lock
    file stays: who deletes one breaks it for others.
    """
    descriptor = _open(root) if HAS_LOCKS else None
    try:
        yield None if descriptor is None else _acquired(descriptor, time.monotonic() + timeout)
    finally:
        if descriptor is not None:
            with suppress(OSError):
                fcntl.flock(descriptor, fcntl.LOCK_UN)  # a forked child may still have it open
            with suppress(OSError):
                os.close(descriptor)


def _open(root: Path) -> int | None:
    folder = f"{os.fspath(root)}/{HIDDEN_FOLDER}"
    path = f"{folder}/lock"
    flags = os.O_RDWR | os.O_CREAT | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        try:
            return os.open(path, flags, 0o666)
        except FileNotFoundError:
            with suppress(FileExistsError):
                os.mkdir(folder)
            return os.open(path, flags, 0o666)
    except OSError:
        return None


def _acquired(descriptor: int, deadline: float) -> bool | None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(_PAUSE)
        except OSError:
            return None
        else:
            return True
