"""A new sidecar put in the place of the very one it was made from, and no other.

A lock may be worth nothing: switched off, not to be had in time, or held on another machine; and who
holds it may meet one that did not get it. So the old file is looked at in the last moment, and then the
two are exchanged in one step, where the system can (renameat2, Linux 3.15): what was overwritten all the
same is seen.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path

from triage.store.lock import folder_lock

_HERE = -100
"""AT_FDCWD: paths are taken from the current folder."""
_NO_REPLACE, _EXCHANGE = 1, 2
_CHUNK = 1024 * 1024
_CANNOT = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM})


class Placing:
    """Takes the last step of one save, as `atomic.replace` asks for it."""

    def __init__(self, expected: bytes | None) -> None:
        """`expected` is the old file, None where there was none."""
        self._expected = expected
        self.displaced: bytes | None = None
        """What another program had put there in the very last moment, and is not there any more."""

    def __call__(self, temporary: str, target: str) -> bool:
        """Put `temporary` in the place of `target`; False, and nothing done, if that is another by now."""
        if _content(target) != self._expected:
            return False
        done = _renamed(temporary, target, new=self._expected is None)
        if not done:
            os.replace(temporary, target)
        elif done == "exchanged":
            try:
                there = _content(temporary)
            except OSError:
                # What was there may be another's, and must not be thrown away unread.
                _renamed(temporary, target, new=False)
                raise
            self.displaced = None if there == self._expected else there
            os.unlink(temporary)
        return done != "overtaken"


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


def _content(path: str) -> bytes | None:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    chunks = []
    try:
        while chunk := os.read(descriptor, _CHUNK):
            chunks.append(chunk)
    finally:
        os.close(descriptor)
    return b"".join(chunks)


def _renamed(temporary: str, target: str, *, new: bool) -> str:
    """Exchange the two, or give the file its `new` name; empty where the system cannot.

    Returns `overtaken` where a new name is taken, or the old file gone.
    """
    import ctypes

    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):  # not Linux, or an old C library
        return ""
    source, goal = (ctypes.c_char_p(os.fsencode(path)) for path in (temporary, target))
    flags = ctypes.c_uint(_NO_REPLACE if new else _EXCHANGE)
    if rename(_HERE, source, _HERE, goal, flags) == 0:
        return "named" if new else "exchanged"
    number = ctypes.get_errno()
    if number in (errno.EEXIST, errno.ENOENT):
        return "overtaken"
    if number in _CANNOT:
        return ""
    raise OSError(number, os.strerror(number), target)
