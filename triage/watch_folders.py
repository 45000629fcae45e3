"""The folders below a root and when something last came or went in each: cheap to ask again and again."""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path

_NETWORK = frozenset(
    {
        *("9p", "afs", "beegfs", "ceph", "cifs", "coda", "drvfs", "gfs2", "glusterfs", "gpfs", "lustre"),
        *("ncpfs", "nfs", "nfs4", "ocfs2", "orangefs", "pvfs2", "smb2", "smb3", "smbfs"),
        *("vboxsf", "virtiofs", "vmhgfs"),
    }
)
"""Kinds of file system that others change without this system hearing of it."""

_LOCAL_FUSE = frozenset({"fuseblk", "fuse.portal", "fuse.ntfs", "fuse.exfat", "fuse.mergerfs", "fuse.bindfs"})


_PACE, _PAUSE_SECONDS = 500, 0.0005
"""How many names are read at a time, and the pause after them: no key has to wait for it to end."""


_EVENT_BYTES = 32


class Folders:
    """Every folder that a scan enters, as it stood when it was last asked about."""

    def __init__(self, root: str) -> None:
        """Prepare for the folder `root`; nothing is read yet."""
        self._root = root
        self._known: dict[str, tuple[int, int, int]] = {}
        """Path to device, inode and time of the last change."""
        self._pulse: tuple[int, ...] = ()
        self._below: dict[str, tuple[tuple[str, ...], int]] = {}
        """Of each the folders in it, and how many names there were when it was last read."""

    @property
    def known(self) -> bool:
        """Whether they were found when they were last looked for."""
        return bool(self._known)

    @property
    def are_several(self) -> bool:
        """Whether there are others below the root."""
        return len(self._known) > 1

    @property
    def names(self) -> int:
        """How many names there are in all of them, roughly."""
        return sum(count for _, count in self._below.values())

    def changed(self, heard: Mapping[str, bool] | None = None) -> frozenset[str]:
        """Return those that came or went since the last question, and those in which a name did.

        They are given relative to the root, that itself as an empty string. `heard` says of which, given
        like that, it is known whether folders may have come or gone in them: those only are read where
        it says so, as to read a large one takes long. Never raises.
        """
        before = self._known
        self._known = {}
        below: dict[str, tuple[tuple[str, ...], int]] = {}
        waiting = [self._root]
        while waiting:
            path = waiting.pop()
            try:
                status = os.stat(path, follow_symlinks=path == self._root)
                if not stat.S_ISDIR(status.st_mode):
                    continue
                mark = (status.st_dev, status.st_ino, status.st_mtime_ns)
                is_known = path in before and before[path][:2] == mark[:2]
                if heard is None:
                    is_known = is_known and before[path] == mark
                elif is_known:
                    is_known = not heard.get(self._relative(path), False)
                below[path] = self._below[path] if is_known else _subfolders(path)
            except OSError:  # gone or closed to us; that, too, is a change if it was not so before
                continue
            self._known[path] = mark
            waiting.extend(below[path][0])
        self._below = below
        if self._known == before:
            return frozenset()
        paths = before.keys() | self._known.keys()
        return frozenset(self._relative(path) for path in paths if before.get(path) != self._known.get(path))

    def _relative(self, path: str) -> str:
        return path[len(self._root) :].lstrip("/")

    def stirred(self) -> bool:
        """Whether something came or went since this was last asked, in the folders known to `changed`.

        It is the cheaper question: no folder is read.
        """
        before, self._pulse = self._pulse, tuple(map(_changed_at, self._known))
        return before != self._pulse

    def inodes(self) -> set[int]:
        """Return the inodes of all folders, as of the last question."""
        return {inode for _, inode, _ in self._known.values()}


def _changed_at(path: str) -> int:
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return 0


def _subfolders(path: str) -> tuple[tuple[str, ...], int]:
    """Return the folders in a folder, and how many names there are."""
    folders: list[str] = []
    names = 0
    with os.scandir(path) as entries:
        while some := [*islice(entries, _PACE)]:
            names += len(some)
            folders += [entry.path for entry in some if entry.is_dir(follow_symlinks=False)]
            time.sleep(_PAUSE_SECONDS if len(some) == _PACE else 0)
    folders = [folder for folder in folders if not os.path.basename(folder).startswith(".")]
    return tuple(folders), names


def watched_inodes() -> set[int] | None:
    """Return the inodes that this process watches by inotify; None where the system does not tell.

    A library may swallow that a folder below the one it was asked for could not be watched: the
    kernel knows (proc_pid_fdinfo(5)).
    """
    found: set[int] = set()
    try:
        for descriptor in _inotify_descriptors():
            try:
                lines = Path(f"/proc/self/fdinfo/{descriptor}").read_text("utf-8").splitlines()
            except FileNotFoundError:  # closed meanwhile
                continue
            watches = (line.split() for line in lines if line.startswith("inotify "))
            found |= {int(word[4:], 16) for words in watches for word in words if word.startswith("ino:")}
    except (OSError, ValueError):
        return None
    return found


def events_waiting() -> int:
    """Return how many events of inotify, at the most, wait to be read by this process; 0 if it is not known.

    The kernel tells of bytes (FIONREAD, inotify(7)): the shortest event with a name has 32 of them.
    """
    import fcntl  # there is none where there is no inotify
    import termios

    waiting = 0
    try:
        for descriptor in _inotify_descriptors():
            told = fcntl.ioctl(descriptor, termios.FIONREAD, bytes(4))
            waiting += int.from_bytes(told, sys.byteorder) // _EVENT_BYTES
    except OSError:
        return waiting
    return waiting


def _inotify_descriptors() -> Iterator[int]:
    """Raises OSError where the system does not tell of them."""
    for descriptor in os.listdir("/proc/self/fd"):
        with suppress(FileNotFoundError):  # closed meanwhile
            if os.readlink(f"/proc/self/fd/{descriptor}") == "anon_inode:inotify":
                yield int(descriptor)


def is_remote(folder: str, mounts: Path = Path("/proc/self/mountinfo")) -> bool:
    """Whether `folder` (no link) lies on a file system that others change unseen; False if it is not known.

    `mounts` is laid out as proc_pid_mountinfo(5) says.
    """
    kind = file_system(folder, mounts)
    return kind in _NETWORK or (kind.startswith("fuse.") and kind not in _LOCAL_FUSE)


def file_system(folder: str, mounts: Path = Path("/proc/self/mountinfo")) -> str:
    """Return the kind of file system that `folder` (no link) lies on, empty if it is not known.

    `mounts` is laid out as proc_pid_mountinfo(5) says.
    """
    best, kind = "", ""
    try:
        lines = mounts.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return ""
    for line in lines:
        place, _, rest = line.partition(" - ")
        words = place.split(" ")
        if len(words) < 5 or not rest:
            continue
        point = _unescaped(words[4])
        within = folder == point or folder.startswith(point.rstrip("/") + "/")
        if within and len(point) >= len(best):  # of two on the same place the later one is seen
            best, kind = point, rest.split(" ")[0]
    return kind


def _unescaped(point: str) -> str:
    for escaped, character in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        point = point.replace(escaped, character)
    return point
