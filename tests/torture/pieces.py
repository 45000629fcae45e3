"""Work cut into pieces, each in a process of its own: one that dies or hangs is counted, not suffered."""

from __future__ import annotations

import faulthandler
import mmap
import os
import pickle
import selectors
import sys
import warnings
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

Result = TypeVar("Result")

_ROOM = 1 << 16
"""Bytes for what a piece is at just now."""

HANGS_SECONDS = 300


class Note:
    """What a piece is at, seen by its parent also after the piece has died."""

    def __init__(self) -> None:
        self._shared = mmap.mmap(-1, _ROOM)

    def at(self, data: bytes) -> None:
        """Say what is looked at now."""
        kept = data[: _ROOM - 4]
        self._shared[:4] = len(kept).to_bytes(4, "big")
        self._shared[4 : 4 + len(kept)] = kept

    def last(self) -> bytes:
        """Return what was said last."""
        return self._shared[4 : 4 + int.from_bytes(self._shared[:4], "big")]


class _Running(Generic[Result]):
    """One piece in its process."""

    def __init__(self, work: Callable[[int, Note], Result], number: int) -> None:
        self.note = Note()
        self.reader, writer = os.pipe()
        self.received = bytearray()
        with warnings.catch_warnings():
            # Python 3.12 warns of threads, of which a test's runner has some; the child needs none.
            warnings.simplefilter("ignore", DeprecationWarning)
            self._child = os.fork()
        if self._child == 0:
            _child(work, number, self.note, writer)
        os.close(writer)

    def read(self) -> bool:
        """Take what the process sent; return whether it is over."""
        data = os.read(self.reader, 1 << 16)
        self.received += data
        return not data

    def died(self) -> bool:
        """Wait for the end of the process; return whether it ended otherwise than by finishing its piece."""
        os.close(self.reader)
        return os.waitpid(self._child, 0)[1] != 0


def run(work: Callable[[int, Note], Result], pieces: Iterable[int]) -> tuple[list[Result], list[bytes]]:
    """Return what `work` gave for each of the `pieces`, and what those that died were at last.

    As many run at once as there are processors. A piece that takes longer than `HANGS_SECONDS` dies.
    """
    waiting = iter(pieces)
    results: list[Result] = []
    dead: list[bytes] = []
    with selectors.DefaultSelector() as selector:

        def start() -> None:
            for number in waiting:
                running = _Running(work, number)
                selector.register(running.reader, selectors.EVENT_READ, running)
                return

        for _ in range(os.cpu_count() or 1):
            start()
        while selector.get_map():
            for key, _ in selector.select():
                running: _Running[Result] = key.data
                if not running.read():
                    continue
                selector.unregister(running.reader)
                if running.died():
                    dead.append(running.note.last())
                else:
                    results.append(pickle.loads(running.received))
                start()
    return results, dead


def _child(work: Callable[[int, Note], Result], number: int, note: Note, writer: int) -> None:
    """Do the piece and end, whatever happens."""
    status = 1
    try:
        faulthandler.dump_traceback_later(HANGS_SECONDS, exit=True, file=2)
        data = pickle.dumps(work(number, note))
        while data:
            data = data[os.write(writer, data) :]
        status = 0
    except BaseException as error:  # noqa: BLE001 - told, and counted as a death
        sys.stderr.write(f"piece {number}: {error!r}\n")
    finally:
        os._exit(status)
