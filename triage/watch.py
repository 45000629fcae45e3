"""Changes in the corpus as calls to look again: watchdog's events are hints, a scan is the truth."""

from __future__ import annotations

import errno
import logging
import os
import threading
import time
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from triage.store.names import article_of, copied_article, is_article
from triage.watch_hints import EVERYTHING, Hints

if TYPE_CHECKING:
    from watchdog.events import FileSystemEvent
    from watchdog.observers.api import BaseObserver

_GONE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.EACCES, errno.ESTALE})


class WatchState(StrEnum):
    """How changes are noticed, in words for the status line."""

    STARTING = "starting to watch"
    WATCHING = "watching"
    POLLING = "polling"
    GONE = "folder is gone"
    STOPPED = "not watching"


class Watcher:
    """Watches one folder and all below it on a thread of its own, until it is stopped.

    It outlives the folder: when that goes, or another takes its place, the watch is set up again.
    Where the system cannot watch (a limit is reached, or it does not know how), it asks to look
    again every `beat` seconds; and every `unasked` seconds it does so in any case, for changes that
    no event tells of: on a network share, below a folder that could not be watched, or lost in a flood.
    """

    def __init__(
        self,
        root: Path,
        look_again: Callable[[frozenset[str]], None],
        quiet: float = 0.05,
        at_most: float = 0.3,
        beat: float = 2.0,
        unasked: float = 30.0,
    ) -> None:
        """Prepare to watch `root`; times are in seconds.

        `look_again` is called on the watcher's thread and must not raise: once when watching begins
        or begins again, and after changes, when `quiet` has passed without another or `at_most` since
        the first. It is given the paths that changed, relative to `root`, or `EVERYTHING`.
        """
        self._root = os.path.abspath(root)
        self._look_again = look_again
        self._beat = beat
        self._unasked = unasked
        self._hints = Hints(quiet, at_most)
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)
        self._state = WatchState.STARTING
        self._observer: BaseObserver | None = None
        self._watched: tuple[int, int] | None = None
        """Device and inode of the folder that the observer watches."""
        self._guarded = False
        self._failed = False

    @property
    def state(self) -> WatchState:
        """How changes are noticed now."""
        return self._state

    def start(self) -> None:
        """Begin to watch; returns at once. A watcher starts once, also if it is called again."""
        if self._thread.ident is None and not self._hints.closed:
            self._thread.start()

    def stop(self) -> None:
        """Stop for good, within a second; no call begins after that. Harmless when it is stopped."""
        self._hints.close()
        if self._thread.ident is None:
            self._state = WatchState.STOPPED
        elif self._thread is not threading.current_thread():
            self._thread.join(timeout=1.0)

    def _run(self) -> None:
        looked = 0.0
        while not self._hints.closed:
            if self._arm_if_needed():
                looked = self._look(EVERYTHING)
            hints = self._hints.wait(self._beat)
            overdue = self._state is WatchState.POLLING or time.monotonic() - looked >= self._unasked
            if hints is not None or overdue:
                looked = self._look(EVERYTHING if hints is None else hints)
        self._disarm()
        self._state = WatchState.STOPPED

    def _look(self, hints: frozenset[str]) -> float:
        """Ask to look again, unless stopped meanwhile; return when."""
        if not self._hints.closed:
            self._look_again(hints)
        return time.monotonic()

    def _arm_if_needed(self) -> bool:
        """Watch the folder that is at the path now, if another one or none was watched; tell if so."""
        try:
            status = os.stat(self._root)
        except OSError:
            news = self._state is not WatchState.GONE
            self._disarm()
            self._state = WatchState.GONE
            return news
        identity = (status.st_dev, status.st_ino)
        # A new folder may have the old one's inode; but the emitter ended with the old folder.
        well = self._observer is None or (_is_well(self._observer) and not self._failed)
        if identity == self._watched and well:
            return False
        self._disarm()
        self._arm(identity)
        return True

    def _arm(self, identity: tuple[int, int]) -> None:
        from triage.watch_events import (
            observe,
            outlive_failures,
        )  # watchdog is not needed for the first screen

        if not self._guarded:
            self._guarded = True
            quieten("watchdog")
            outlive_failures(self._take_failure)
        self._failed = False
        try:
            self._observer = observe(os.path.realpath(self._root), self._take_hint)
        except OSError as error:
            self._state = WatchState.POLLING
            # If it went while we looked, its successor is still to be watched.
            self._watched = None if error.errno in _GONE else identity
        else:
            self._state = WatchState.WATCHING
            self._watched = identity

    def _disarm(self) -> None:
        observer, self._observer, self._watched = self._observer, None, None
        if observer is not None:
            observer.stop()
            observer.join(timeout=0.5)

    def _take_failure(self) -> None:
        self._failed = True
        self._hints.add(EVERYTHING)

    def _take_hint(self, event: FileSystemEvent, real_root: str) -> None:
        if event.is_directory and event.event_type == "modified":
            return  # something in it came or went, which has an event of its own
        ends = [os.fsdecode(end) for end in (event.src_path, event.dest_path) if end]
        paths = {os.path.relpath(end, real_root).replace(os.sep, "/") for end in ends}
        if "." in paths:
            self._hints.add(EVERYTHING)
        elif relevant := [path for path in paths if is_relevant(path, folder=event.is_directory)]:
            self._hints.add(relevant)


def _is_well(observer: BaseObserver) -> bool:
    return observer.is_alive() and all(emitter.is_alive() for emitter in observer.emitters)


def is_relevant(path: str, *, folder: bool) -> bool:
    """Whether a change at `path` can change what a scan finds: not in hidden places, not other files."""
    parts = path.split("/")
    if any(part.startswith(".") for part in parts):
        return False
    name = parts[-1]
    return folder or is_article(name) or article_of(name) is not None or copied_article(name) is not None


def quieten(logger: str) -> None:
    """Keep a library's warnings off the terminal, which belongs to the screen, if nobody collects them."""
    library = logging.getLogger(logger)
    if not library.handlers:
        library.addHandler(logging.NullHandler())
