"""A file replaced as a whole: whoever looks finds the old bytes or the new ones, also after a crash."""

from __future__ import annotations

import errno
import os
import re
import stat
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from triage.core.lazy import lazy
from triage.errors import RefusedError
from triage.store.links import is_within, unlinked
from triage.store.names import HIDDEN_FOLDER

_LONGEST_LABEL = 100
"""Bytes of the file's name that go into the temporary one, so that it stays a name everywhere."""

_TEMPORARY = lazy(r"\..*\.triage-tmp-(?P<host>[0-9a-f]{8})-(?P<process>[1-9][0-9]*)-[0-9a-f]{8}", re.DOTALL)
_HOUR = 3600.0
_CANNOT_SYNC_FOLDERS = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES, errno.EPERM})


def replace(
    path: Path | str,
    content: bytes,
    within: Path | None = None,
    place: Callable[[str, str], bool] | None = None,
) -> bool:
    """Write `content` to a temporary file beside `path`, make it durable, then put it in place of `path`.

    The mode of an old file is kept, its owner where the system allows it; a new file gets what the
    umask leaves. A link is written through to its target, but never out of the folder `within`
    (if given): RefusedError. Raises OSError, and leaves the old file as it was and no temporary
    one, if writing fails or the file is write-protected. Should only the last step fail, making
    the folder's entry durable, then the new bytes stand and OSError is raised all the same.

    `place` takes the last step instead of os.replace, given the temporary file and the one whose place
    it takes. Returns False, and nothing is written, where it refuses by returning False.
    """
    target, old = _target(path, within)
    folder, name = os.path.split(target)
    temporary = f"{folder}{os.sep}{temporary_name(name)}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
    descriptor = os.open(temporary, flags, 0o666 if old is None else 0o600)
    try:
        try:
            _write(descriptor, content)
            if old is not None:
                _make_like(descriptor, old)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if place is None:
            os.replace(temporary, target)
        elif not place(temporary, target):
            os.unlink(temporary)
            return False
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
    _sync_folder(folder)
    return True


def resolved(path: Path | str, within: Path | None) -> str:
    """Return where `path` leads with all links followed; RefusedError if that is not in `within`."""
    target = os.path.realpath(path)
    if within is not None and not is_within(target, os.path.realpath(within)):
        raise RefusedError(
            f"{path}: not written, the link leads out of {within}",
            "Replace the link by a file, then try again.",
        )
    return target


def temporary_name(name: str) -> str:
    """Return a new hidden name that says which file it is for, and which host and process made it."""
    label = name.encode("utf-8", "ignore")[:_LONGEST_LABEL].decode("utf-8", "ignore")
    return f".{label}.triage-tmp-{_host()}-{os.getpid()}-{os.urandom(4).hex()}"


def sweep(root: Path) -> int:
    """Remove the temporary files that killed processes left in the corpus; return how many. Never raises."""
    removed = 0
    for path in abandoned(root):
        with suppress(OSError):
            os.unlink(path)
            removed += 1
    return removed


def abandoned(root: Path) -> Iterator[str]:
    """Yield the paths of the temporary files that killed processes left in the corpus.

    Only files by our name for them count: those of a process of this host that is no more, and,
    as a folder may be shared between hosts, any that are older than an hour.
    """
    waiting = [os.fspath(root)]
    while waiting:
        found = []
        with suppress(OSError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if not entry.name.startswith(".") or entry.name == HIDDEN_FOLDER:
                        waiting.append(entry.path)
                elif _is_left_over(entry):
                    found.append(entry.path)
        yield from found


def _target(path: Path | str, within: Path | None) -> tuple[str, os.stat_result | None]:
    """Return where `path` leads, and what is there, None if nothing is; raise unless it may be replaced."""
    target, status = os.fspath(path), None
    try:
        if within is not None:
            status = _unlinked(target, os.fspath(within))
        if status is None:
            target = resolved(path, within)
            status = os.lstat(target)
    except FileNotFoundError:
        return target, None
    if not stat.S_ISREG(status.st_mode):
        raise RefusedError(f"{target}: not written, it is not a regular file")
    if not os.access(target, os.W_OK):  # the folder would allow it, but somebody protected the file
        os.close(os.open(target, os.O_WRONLY | os.O_CLOEXEC))  # raises, and says which of the causes it is
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), target)
    return target, status


def _unlinked(path: str, root: str) -> os.stat_result | None:
    """Return what is at `path`; None if it may lead elsewhere than it says, out of `root` even."""
    if not path.startswith(f"{root}{os.sep}"):  # as below "." and "/"
        return None
    return unlinked(root, path[len(root) + 1 :])


def _write(descriptor: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[os.write(descriptor, left) :]


def _make_like(descriptor: int, old: os.stat_result) -> None:
    if (old.st_uid, old.st_gid) != (os.geteuid(), os.getegid()):
        with suppress(OSError):
            os.fchown(descriptor, old.st_uid, old.st_gid)
    os.fchmod(descriptor, stat.S_IMODE(old.st_mode) & 0o777)


def _sync_folder(folder: str) -> None:
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        if error.errno not in _CANNOT_SYNC_FOLDERS:  # some file systems, and folders one may not read
            raise


def _is_left_over(entry: os.DirEntry[str]) -> bool:
    match = _TEMPORARY().fullmatch(entry.name)
    if match is None or not entry.is_file(follow_symlinks=False):
        return False
    if match["host"] == _host() and not _is_alive(int(match["process"])):
        return True
    return time.time() - entry.stat(follow_symlinks=False).st_mtime > _HOUR


@cache
def _host() -> str:
    return f"{zlib.crc32(os.uname().nodename.encode()):08x}"


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
