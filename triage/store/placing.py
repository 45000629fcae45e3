"""A new sidecar put in the place of the very one it was made from, and no other.

A lock may be worth nothing: switched off, not to be had in time, or held on another machine; and who
holds it may meet one that did not get it. So the old file is looked at in the last moment, and then the
two are exchanged in one step, where the system can (renameat2, Linux 3.15): what was overwritten all the
same is seen.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

from triage.core.claim import Annotations
from triage.core.join import join
from triage.store.compared import Stamp, holds, stamp
from triage.store.lock import folder_lock

_HERE = -100
"""AT_FDCWD: paths are taken from the current folder."""
_NO_REPLACE, _EXCHANGE = 1, 2
_CHUNK = 65536
_CANNOT = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM})


class OvertakenError(Exception):
    """Another program wrote the sidecar while ours was being written."""

    def __init__(self, displaced: Annotations | None = None) -> None:
        """`displaced` is what it wrote, if that was overwritten."""
        super().__init__()
        self._displaced = displaced

    def joined(self, ours: Annotations) -> Annotations:
        """Return `ours`, with what was overwritten."""
        return ours if self._displaced is None else join(ours, self._displaced)


class Placing:
    """Takes the last step of one save, as `atomic.replace` asks for it."""

    def __init__(self, expected: bytes | None) -> None:
        """`expected` is the old file, None where there was none."""
        self._expected = expected
        self._old: int | None = None
        self._stamp: Stamp | None = None
        self.displaced: bytes | None = None
        """What another program had put there in the very last moment, and is not there any more."""

    def __call__(self, temporary: str, target: str) -> bool:
        """Put `temporary` in the place of `target`; False, and nothing done, if that is another by now."""
        if not self._stands(target):
            return False
        done = _renamed(temporary, target, new=self._expected is None)
        if not done:
            os.replace(temporary, target)
        elif done == "exchanged":
            try:
                self.displaced = self._other(temporary)
            except OSError:
                # What was there may be another's, and must not be thrown away unread.
                _renamed(temporary, target, new=False)
                raise
            os.unlink(temporary)
        return done != "overtaken"

    def let_go(self) -> None:
        """Have the system free the old file, for which nobody has to wait."""
        old, self._old = self._old, None
        if old is not None:
            with suppress(OSError):
                os.close(old)

    def _stands(self, target: str) -> bool:
        """Whether just what was expected is there. It stays open, lest another file get its number."""
        try:
            self._old = _opened(target)
        except FileNotFoundError:
            return self._expected is None
        self._stamp = stamp(os.fstat(self._old))
        return self._expected is not None and holds(self._old, self._expected)

    def _other(self, displaced: str) -> bytes | None:
        """Return what the file that was displaced holds; None if it is the one that was looked at."""
        if stamp(os.lstat(displaced)) == self._stamp:
            return None
        there = _content(displaced)
        return None if there == self._expected else there


class BriefPlacing(Placing):
    """Holds the lock for the last step alone: it was made when nobody else seemed to be writing."""

    def __init__(self, expected: bytes | None, root: Path) -> None:
        """`root` is the corpus whose lock is taken."""
        super().__init__(expected)
        self._root = root

    def __call__(self, temporary: str, target: str) -> bool:
        """Do as `Placing` does; False, too, where another program has the lock just now."""
        with folder_lock(self._root, 0) as locked:
            return locked is not False and super().__call__(temporary, target)


def exchanged(one: str, other: str) -> bool:
    """Exchange two files in one step; False, and nothing done, where the system cannot. Raises OSError."""
    return _renamed(one, other, new=False) == "exchanged"


def _content(path: str) -> bytes:
    descriptor = _opened(path)
    chunks = []
    try:
        while chunk := os.read(descriptor, _CHUNK):
            chunks.append(chunk)
    finally:
        os.close(descriptor)
    return b"".join(chunks)


def _opened(path: str) -> int:
    return os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)


def _renamed(temporary: str, target: str, *, new: bool) -> str:
    """Exchange the two, or give the file its `new` name; empty where the system cannot.

    Returns `overtaken` where a new name is taken, or the old file gone.
    """
    import ctypes

    rename = _renameat2()
    if rename is None:
        return ""
    flags = _NO_REPLACE if new else _EXCHANGE
    if rename(_HERE, os.fsencode(temporary), _HERE, os.fsencode(target), flags) == 0:
        return "named" if new else "exchanged"
    number = ctypes.get_errno()
    if number in (errno.EEXIST, errno.ENOENT):
        return "overtaken"
    if number in _CANNOT:
        return ""
    raise OSError(number, os.strerror(number), target)


@cache
def _renameat2() -> Callable[[int, bytes, int, bytes, int], int] | None:
    """Return the system's call, None where there is none; to look for it takes longer than to call it."""
    import ctypes

    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):  # not Linux, or an old C library
        return None
    rename.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
    found: Callable[[int, bytes, int, bytes, int], int] = rename
    return found
