"""Where the indexes are: in the cache folder, one for each corpus, and who may write one."""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from triage.store.lock import HAS_LOCKS

if HAS_LOCKS:
    import fcntl

_OURS = re.compile(r"[0-9a-f]{32}\.(?:lock|sqlite(?:-wal|-shm|-journal)?)")
_UNUSED_SECONDS = 90 * 24 * 3600.0

_PAUSE = 0.2
"""Seconds between two tries to get the lock."""


def index_path(root: Path) -> Path:
    """Return the index of the corpus at `root`; it need not exist."""
    from platformdirs import user_cache_path

    name = hashlib.blake2b(os.fsencode(os.path.realpath(root)), digest_size=16).hexdigest()
    return user_cache_path("triage", appauthor=False) / "index" / f"{name}.sqlite"


def sweep(path: Path, now: float) -> None:
    """Mark the index at `path` as used; remove those that were not for long. `now` in seconds since 1970."""
    with suppress(OSError):
        os.utime(path)
    with suppress(OSError):
        for entry in list(os.scandir(path.parent)):
            if _OURS.fullmatch(entry.name) and now - entry.stat().st_mtime > _UNUSED_SECONDS:
                with suppress(OSError):
                    os.unlink(entry.path)


@contextmanager
def writing(path: Path, wait: Callable[[], bool] = lambda: False) -> Iterator[bool]:
    """Be the only program that writes the index at `path`; yield whether that is so.

    While another one does, `wait` is asked again and again whether to wait on. Where there are no locks
    it is taken to be so. Raises OSError where the folder cannot be written.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        held = _locked(descriptor)
        while not held and wait():
            time.sleep(_PAUSE)
            held = _locked(descriptor)
        yield held
    finally:
        os.close(descriptor)


def _locked(descriptor: int) -> bool:
    if HAS_LOCKS:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True  # a file system without locks
    return True
