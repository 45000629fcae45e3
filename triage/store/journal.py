"""A file that is only added to, a line for each decision: what it took survives a crash of the program."""

from __future__ import annotations

import os
import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from triage.store.journal_files import next_part, older_parts
from triage.store.journal_lines import Entry, entries, line

try:
    import fcntl
except ImportError:  # not a POSIX system
    HAS_LOCKS = False
else:
    HAS_LOCKS = True

END: Entry = {"do": "end"}
"""The last line after a program that left nothing unsaved, and was the only one at this journal."""

PART_BYTES = 1024 * 1024
"""A journal longer than this is put away when its program ends: what a start may have to read is bounded."""

_sync = getattr(os, "fdatasync", os.fsync)  # macOS has no fdatasync

_SPOIL = b"!\n"
"""Spoils a line that may lack no more than its line feed: written again, it is not there twice."""

_TAIL_BYTES = 4096
_LOCK_SECONDS = 0.25
_PAUSE = 0.005


class Journal:
    """The journal at `path`. Made when first written to; may be used from several threads and programs.

    A line is with the system as soon as `append` returns, and outlives the process from then on; with
    the disk, and outlives the machine, after `sync`. What cannot be written is kept, and written before
    what comes next. Nothing here raises OSError: `problem` says what went wrong.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problem = ""
        """Why lines are not written, empty while they are; untrusted text."""
        self.alone = False
        """Whether no other program had this journal open when it was opened here."""
        self.ended_well = True
        """Whether nothing can be in it that was not saved elsewhere when it was opened."""
        self.is_new = False
        """Whether there was none before it was opened here."""
        self._kept: deque[bytes] = deque()
        self._descriptor: int | None = None
        self._begin = 0
        self._unsynced = False
        self._torn = b""
        """What has to be written first, behind a line that is not whole."""
        self._guard = threading.Lock()

    def open(self) -> None:
        """Open the journal, and make it if there is none."""
        with self._guard:
            self._open()

    def append(self, entry: Entry) -> None:
        """Add a line."""
        with self._guard:
            self._kept.append(line(entry))
            if self._open():
                self._write()

    def sync(self) -> None:
        """Have the disk keep what was appended; waits for it."""
        with self._guard:
            descriptor, wanted = self._descriptor, self._unsynced
            self._unsynced = False
        if descriptor is not None and wanted:
            try:
                _sync(descriptor)
            except OSError as error:
                self._unsynced = True
                self.problem = _problem(self.path, error)

    @property
    def complete(self) -> bool:
        """Whether every line that was appended is with the system."""
        return not self._kept

    def before(self) -> Iterator[list[dict[str, object]]]:
        """Yield what stood in the journal when it was opened, then in each older part, newest first."""
        self.open()
        if self._descriptor is None:
            return
        content = b""
        with suppress(OSError):
            while chunk := os.pread(self._descriptor, self._begin - len(content), len(content)):
                content += chunk
        yield list(entries(content))
        yield from _older(self.path)

    def leave(self) -> None:
        """End using the journal without a word; what is unsaved in it is another program's to mend."""
        with self._guard:
            if self._descriptor is not None:
                with suppress(OSError):
                    os.close(self._descriptor)
                self._descriptor = None

    def close(self, pending: Sequence[Entry]) -> None:
        """End using the journal; `pending` are the entries that only the journal holds."""
        with self._guard:
            if self._descriptor is None:
                return
            if not self._kept and self._locked(exclusively=True):
                if not pending:
                    self._kept.append(line(END))
                    self._write()
                with suppress(OSError):
                    if os.fstat(self._descriptor).st_size > PART_BYTES:
                        self._put_away(pending)
            with suppress(OSError):  # a file system may tell only now that it could not write
                os.close(self._descriptor)
            self._descriptor = None

    def _open(self) -> bool:
        if self._descriptor is not None:
            return True
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            while not self._opened():
                pass
        except OSError as error:
            self.problem = _problem(self.path, error)
            return False
        return True

    def _opened(self) -> bool:
        """Open the file; return False where another program put it away meanwhile."""
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
        self._descriptor = os.open(self.path, flags, 0o600)
        self.alone = self._locked(exclusively=True)
        self._locked(exclusively=False)
        status = os.fstat(self._descriptor)
        try:
            same = os.path.samestat(status, os.stat(self.path))
        except FileNotFoundError:
            same = False
        if not same:
            os.close(self._descriptor)
            self._descriptor = None
            return False
        self._begin = status.st_size
        self.is_new = not self._begin
        tail = os.pread(self._descriptor, _TAIL_BYTES, max(0, self._begin - _TAIL_BYTES))
        self._torn = b"\n" if tail and not tail.endswith(b"\n") else b""
        self.ended_well = not tail or tail.endswith(b"\n" + line(END)) or tail == line(END)
        return True

    def _locked(self, *, exclusively: bool) -> bool:
        """Lock the file, and return whether that could be done in time; True where there are no locks."""
        assert self._descriptor is not None
        if not HAS_LOCKS:
            return True
        kind = fcntl.LOCK_EX if exclusively else fcntl.LOCK_SH
        deadline = time.monotonic() + (0 if exclusively else _LOCK_SECONDS)
        while True:
            try:
                fcntl.flock(self._descriptor, kind | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    return False
                time.sleep(_PAUSE)
            except OSError:  # a file system without locks
                return True
            else:
                return True

    def _write(self) -> None:
        """Write the lines that are kept; where that fails they stay, to be written whole the next time."""
        assert self._descriptor is not None
        try:
            while self._kept:
                left = memoryview(self._torn + self._kept[0])
                while left:
                    self._torn = _SPOIL  # until the line is whole
                    left = left[os.write(self._descriptor, left) :]
                self._torn = b""
                self._unsynced = True
                self._kept.popleft()
        except OSError as error:
            self.problem = _problem(self.path, error)
        else:
            self.problem = ""

    def _put_away(self, pending: Sequence[Entry]) -> None:
        """Begin a new file with what is pending; at no moment is there a journal without it."""
        fresh = self.path.with_suffix(".new")
        with suppress(FileNotFoundError):
            os.unlink(fresh)
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with open(descriptor, "wb") as file:
            file.writelines(map(line, pending or (END,)))
            file.flush()
            os.fsync(file.fileno())
        os.link(self.path, next_part(self.path))
        os.replace(fresh, self.path)


def read_all(path: Path) -> Iterator[dict[str, object]]:
    """Yield everything in the journal at `path` and its older parts, oldest first; nothing if there is none.

    What was pending when a part was put away comes twice. Raises OSError.
    """
    for part in reversed([path, *older_parts(path)]):
        with suppress(FileNotFoundError):
            yield from entries(part.read_bytes())


def _older(path: Path) -> Iterator[list[dict[str, object]]]:
    with suppress(OSError):
        for part in older_parts(path):
            yield list(entries(part.read_bytes()))


def _problem(path: Path, error: OSError) -> str:
    return f"{path}: {error.strerror or error}"
