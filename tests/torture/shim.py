"""Stands between the program and the system calls of a save, and fails the N-th of them in some way."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
from collections.abc import Callable
from typing import Any

from triage.store import journal, lock, placing

ERRORS = (errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EACCES, errno.EROFS, errno.EINTR)
CALLS = (
    *("open", "close", "read", "pread", "write", "fsync", "fdatasync", "fchmod", "fchown", "fstat", "stat"),
    *("lstat", "access", "replace", "rename", "link", "unlink", "mkdir", "listdir"),
)
"""All that `store` uses to write; what Python's own calls make of them goes through these, too."""

WAYS = (*(errno.errorcode[number] for number in ERRORS), "short", "partial", "killed before", "killed after")
SYSTEMS = ("usual", "usual", "without locks", "without exchange")


class Shim:
    """While it is entered, the N-th call fails; N of 0 only counts them."""

    def __init__(self, at: int, way: str, system: str = "usual") -> None:
        """`way` is one of `WAYS`; `system` one of `SYSTEMS`: what the machine at hand can do."""
        self._at = at
        self._way = way
        self._system = system
        self.count = 0
        self._places: list[tuple[Any, str, Any]] = [(os, name, getattr(os, name)) for name in CALLS]
        self._places += [(fcntl, "flock", fcntl.flock), (placing, "_renamed", placing._renamed)]
        self._places += [(journal, "_sync", journal._sync)]
        self._kept = [(lock, "HAS_LOCKS", lock.HAS_LOCKS), (journal, "HAS_LOCKS", journal.HAS_LOCKS)]

    def __enter__(self) -> Shim:
        for module, name, real in self._places:
            if (name, self._system) == ("_renamed", "without exchange"):
                setattr(module, name, lambda *_, **__: "")
            else:
                setattr(module, name, self._wrapped(name, real))
        for module, name, _ in self._kept:
            setattr(module, name, self._system != "without locks")
        return self

    def __exit__(self, *_: object) -> None:
        for module, name, real in (*self._places, *self._kept):
            setattr(module, name, real)

    def _wrapped(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*words: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever the call takes
            self.count += 1
            if self.count != self._at:
                return real(*words, **named)
            return self._fail(name, real, words, named)

        return call

    def _fail(
        self, name: str, real: Callable[..., Any], words: tuple[Any, ...], named: dict[str, Any]
    ) -> Any:  # noqa: ANN401
        if self._way == "killed before":
            os.kill(os.getpid(), signal.SIGKILL)
        if self._way == "killed after":
            real(*words, **named)
            os.kill(os.getpid(), signal.SIGKILL)
        if name == "write" and self._way in ("short", "partial"):
            written = real(words[0], bytes(words[1])[: max(1, len(words[1]) // 2)])
            if self._way == "short":
                return written
        if self._way == "short":
            return real(*words, **named)
        if name == "close":
            real(*words, **named)  # a close that fails has closed all the same
        if name == "access":  # it does not raise
            return False
        number = getattr(errno, self._way, errno.ENOSPC)
        raise OSError(number, os.strerror(number))
