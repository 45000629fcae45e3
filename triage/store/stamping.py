"""The stamps of very many files as they are now, asked for while something else is done."""

from __future__ import annotations

import gc
import os
import stat
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress

from triage.store.columns import UNKNOWN, Stamps, pack

_MANY = 10_000
"""Files from which on another process looks at them: of fewer it takes 40 ms."""

_UNKNOWN = pack(*UNKNOWN)


def stamps_of(root: str, paths: Sequence[str], meanwhile: Callable[[], object] | None = None) -> Stamps:
    """Return the stamps of the files at `paths` below the folder `root`.

    Of what is not there, no file, a link, or a file with several names they are UNKNOWN: that needs a
    closer look. Where there is something to be done `meanwhile`, and they are very many, a process of
    its own looks at them.
    """
    if meanwhile is None:
        return Stamps(_looked_at(root, paths))
    beside = len(paths) >= _MANY and hasattr(os, "fork") and threading.active_count() == 1
    answer = _begun(root, paths) if beside else None
    meanwhile()
    stamps = b"" if answer is None else _ended(*answer)
    whole = len(stamps) == len(paths) * len(_UNKNOWN)  # half an answer is that of a process that was killed
    return Stamps(stamps if whole else _looked_at(root, paths))


def _begun(root: str, paths: Sequence[str]) -> tuple[int, int] | None:
    """Begin to look in a process; return its id, and where its answer is to be read."""
    answer, told = os.pipe()
    gc.freeze()  # else the collector would touch, and so copy, all memory in it
    try:
        process = os.fork()
    except OSError:
        os.close(answer)
        os.close(told)
        return None
    finally:
        gc.unfreeze()
    if not process:
        try:
            os.close(answer)
            stamps = _looked_at(root, paths)
            with open(told, "wb") as pipe:
                pipe.write(stamps)
        finally:
            os._exit(0)
    os.close(told)
    return process, answer


def _ended(process: int, answer: int) -> bytes:
    with open(answer, "rb") as pipe:
        stamps = pipe.read()
    with suppress(ChildProcessError):
        os.waitpid(process, 0)
    return stamps


def _looked_at(root: str, paths: Sequence[str]) -> bytearray:
    stamps, look = bytearray(), os.lstat
    for path in paths:
        try:
            status = look(f"{root}/{path}")
        except OSError:
            stamps += _UNKNOWN
            continue
        if status.st_nlink == 1 and stat.S_ISREG(status.st_mode):
            stamps += pack(status.st_size, status.st_mtime_ns, status.st_ino)
        else:
            stamps += _UNKNOWN
    return stamps
