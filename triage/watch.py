"""Changes in the corpus as calls to look again: watchdog's events are hints, a scan is the truth."""

from __future__ import annotations

import errno
import logging
import os
import stat
import threading
import time
from collections.abc import Callable, Collection
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from triage.store.names import article_of, copied_article, is_article
from triage.watch_folders import Folders, events_waiting, is_remote, watched_inodes
from triage.watch_hints import EVERYTHING, Hints

if TYPE_CHECKING:
    from watchdog.events import FileSystemEvent
    from watchdog.observers.api import BaseObserver

_GONE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ESTALE})
_LIMITS = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOSPC, errno.ENOMEM})

FLOOD = 1000
"""Events within a second beyond which the single one is of no use."""

_ASKED_EVERY = 50
"""Events after which the kernel is asked how many more wait: a flood is known before it is read."""

_CALM_SECONDS, _SELDOM_SECONDS = 0.1, 1.0
"""In a flood: how long it pauses when it is over, and how often to look while it lasts."""

_LATE_SECONDS = 1.0
"""A beat that is later by so much says that the program was stopped, and that a flood may wait."""


_BEATS = 4
"""How many beats there are, at the least, between two looks at everything where it is polled."""

_POLLED_SECONDS, _UNASKED_SECONDS = 0.0001, 0.005
"""The same for each name in the folders, where it is polled and where it is not.

To look at each takes some 10 µs: so a large corpus takes a tenth of a processor, or a five-hundredth.
"""

_UNHEARD_SECONDS = 1.0
"""How long a folder may have changed without an event: those of what was moved away are held back."""


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
    Events are not relied on: every `beat` seconds the folders are asked whether a name in them
    changed of which none told. Where the system cannot watch (a limit is reached, or it does not know
    how), or not all of it (some of the folders, a network file system), it asks to look again every
    fourth beat; and every `unasked` seconds it does so in any case, for what no event tells of, and
    tries again to watch. Both are later where there is very much to look at.
    A flood is not waded through event by event: watching ends until the folders are still.
    """

    def __init__(
        self,
        root: Path,
        look_again: Callable[[frozenset[str]], None],
        quiet: float = 0.01,
        at_most: float = 0.02,
        beat: float = 0.5,
        unasked: float = 30.0,
    ) -> None:
        """Prepare to watch `root`; times are in seconds.

        `look_again` is called on the watcher's thread and must not raise: once when watching begins
        or begins again, and after changes: at once if nothing had changed for a while, else when
        `quiet` has passed without another or `at_most` since the first. It is given the paths that
        changed, relative to `root`, or `EVERYTHING`.
        """
        self._root = os.path.abspath(root)
        self._look_again = look_again
        self._beat = beat
        self._unasked = unasked
        self._hints = Hints(quiet, at_most)
        self._folders = Folders(self._root)
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)
        self._state = WatchState.STARTING
        self._trouble = ""
        self._observer: BaseObserver | None = None
        self._watched: tuple[int, int] | None = None
        """Device and inode of the folder that the observer watches."""
        self._armed = 0.0
        self._is_flat = False
        """Whether there are no folders but the one: to look for others takes long where it is large."""
        self._doubtful = False
        """Whether a folder seemed not to be watched when last asked; a new one takes a moment."""
        self._events, self._counted_since = 0, 0.0
        self._is_flooded = False
        self._heard: dict[str, bool] = {}
        """Folders of which there was an event since they were last asked, and whether one about folders."""
        self._unheard: dict[str, float] = {}
        """Folders that changed without an event, and since when that is known."""
        self._stop_hearing: Callable[[], None] | None = None
        self._failed = False

    @property
    def state(self) -> WatchState:
        """How changes are noticed now."""
        return self._state

    @property
    def trouble(self) -> str:
        """Why it is polled, one line; empty where the system tells of every change."""
        return self._trouble

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
        looked, hints = 0.0, None
        while not self._hints.closed:
            armed = self._arm_if_needed()
            # Asked before looking: what changes after the question is found at the next one.
            heard, self._heard = self._heard, {}  # before the question: an event comes after the change
            tells = self._state is WatchState.WATCHING
            changed = self._folders.changed(heard if tells else None)
            if self._is_flooded:
                looked, hints = self._ride_out(), None
                continue
            if changed or armed or self._doubtful:
                self._notice_unwatched()
            untold = self._is_untold(changed, heard) if tells else bool(changed) and not hints
            if hints and not armed:
                self._look(hints)
            if armed or untold or hints == EVERYTHING or time.monotonic() - looked >= self._every():
                looked = self._look(EVERYTHING)
            asked = time.monotonic()
            hints = self._hints.wait(self._beat)
            if time.monotonic() - asked > self._beat + _LATE_SECONDS:
                self._is_flooded = True
        self._disarm()
        if self._stop_hearing is not None:
            self._stop_hearing()
        self._state = WatchState.STOPPED

    def _every(self) -> float:
        """After how long everything is to be looked at, whatever is told."""
        if self._state is WatchState.POLLING:
            return max(_BEATS * self._beat, _POLLED_SECONDS * self._folders.names)
        return max(self._unasked, _UNASKED_SECONDS * self._folders.names)

    def _is_untold(self, changed: Collection[str], heard: Collection[str]) -> bool:
        """Whether something changed in a folder, and no event will say so any more."""
        now = time.monotonic()
        for folder in changed:
            self._unheard.setdefault(folder, now)
        for folder in heard:
            self._unheard.pop(folder, None)
        untold = [folder for folder, since in self._unheard.items() if now - since >= _UNHEARD_SECONDS]
        for folder in untold:
            del self._unheard[folder]
        if untold:
            self._folders.changed(dict.fromkeys(untold, True))
        return bool(untold)

    def _look(self, hints: frozenset[str]) -> float:
        """Ask to look again, unless stopped meanwhile; return when."""
        if not self._hints.closed:
            self._look_again(hints)
        return time.monotonic()

    def _ride_out(self) -> float:
        """Look now and then until nothing comes or goes any more, without events; return when last.

        To take an event apart costs far more than to find its file in a scan.
        """
        self._disarm()
        looked = self._look(EVERYTHING)
        self._folders.stirred()
        while not self._hints.closed:
            self._hints.wait(_CALM_SECONDS)
            if self._folders.stirred() and time.monotonic() - looked < _SELDOM_SECONDS:
                continue
            if not self._folders.changed():
                break
            looked = self._look(EVERYTHING)
        self._events, self._is_flooded = 0, False
        return looked

    def _arm_if_needed(self) -> bool:
        """Watch the folder that is at the path now, if another one or none was watched; tell if so."""
        try:
            status = os.stat(self._root)
        except OSError:
            return self._is_gone()
        if not stat.S_ISDIR(status.st_mode):
            return self._is_gone()
        identity = (status.st_dev, status.st_ino)
        # A new folder may have the old one's inode; but the emitter ended with the old folder.
        well = self._observer is None or (_is_well(self._observer) and not self._failed)
        well = well and not (self._is_flat and self._folders.are_several)
        # Whatever was used up may be free again by now.
        stale = self._state is WatchState.POLLING and time.monotonic() - self._armed >= self._unasked
        if identity == self._watched and well and not stale:
            return False
        self._disarm()
        self._arm(identity)
        return True

    def _is_gone(self) -> bool:
        """There is no folder at the path; tell if that is news."""
        news = self._state is not WatchState.GONE
        self._disarm()
        self._state, self._trouble = WatchState.GONE, ""
        return news

    def _arm(self, identity: tuple[int, int]) -> None:
        from triage.watch_events import (
            hear_warnings,
            observe,
            outlive_failures,
        )  # watchdog is not needed for the first screen

        if self._stop_hearing is None:
            quieten("watchdog")
            outlive_failures(self._take_failure)
            self._stop_hearing = hear_warnings(lambda: self._hints.add(EVERYTHING))
        self._failed = False
        self._armed = time.monotonic()
        root = os.path.realpath(self._root)
        if not self._folders.known:
            self._folders.changed()
        self._is_flat = not self._folders.are_several
        try:
            self._observer = observe(root, self._take_hint, recursive=not self._is_flat)
        except OSError as error:
            # If it went while we looked, its successor is still to be watched.
            self._watched = None if error.errno in _GONE else identity
            self._poll_for(_limited() if error.errno in _LIMITS else "the system cannot watch this folder")
            return
        self._watched = identity
        self._state, self._trouble = WatchState.WATCHING, ""
        if is_remote(root):
            self._poll_for("on a network file system")

    def _notice_unwatched(self) -> None:
        """Poll if a folder of ours is not watched a beat after it was found so: watchdog does not tell."""
        watched = watched_inodes() if self._state is WatchState.WATCHING else None
        missing = watched is not None and not self._folders.inodes() <= watched
        if missing and self._doubtful:
            self._poll_for(_limited())
        self._doubtful = missing

    def _poll_for(self, trouble: str) -> None:
        self._state = WatchState.POLLING
        self._trouble = f"{trouble}: looked through every {self._every():.2g} s"

    def _disarm(self) -> None:
        observer, self._observer, self._watched = self._observer, None, None
        if observer is not None:
            observer.stop()
            observer.join(timeout=0.5)

    def _take_failure(self) -> None:
        self._failed = True
        self._hints.add(EVERYTHING)

    def _take_hint(self, event: FileSystemEvent, real_root: str) -> None:
        if self._is_flooded:
            return  # the flood is known, and each line here makes it last longer
        now = time.monotonic()
        if now - self._counted_since > 1:
            self._events, self._counted_since = 0, now
        self._events += 1
        waits = self._events % _ASKED_EVERY == 1 and events_waiting() > FLOOD
        if waits or self._events > FLOOD:
            self._is_flooded = True
            self._hints.add(EVERYTHING)
            return
        told = []
        for end in (event.src_path, event.dest_path):
            if end:
                path = os.path.relpath(os.fsdecode(end), real_root).replace(os.sep, "/")
                heard, folder = self._heard, path.rpartition("/")[0]
                heard[folder] = heard.get(folder, False) or event.is_directory
                told.append(path)
        if "." in told:
            self._hints.add(EVERYTHING)
        elif wanted := [path for path in told if self._is_wanted(path, folder=event.is_directory)]:
            self._hints.add(wanted)

    def _is_wanted(self, path: str, *, folder: bool) -> bool:
        """Whether a look at `path` can find something new; whatever its name, it may lead to a folder."""
        if is_relevant(path, folder=folder):
            return True
        try:
            is_file = stat.S_ISREG(os.lstat(os.path.join(self._root, path)).st_mode)
        except (OSError, ValueError):
            is_file = False
        return not is_file and not is_hidden(path)


def _limited() -> str:
    return "the system's limit on watching is reached"


def _is_well(observer: BaseObserver) -> bool:
    return observer.is_alive() and all(emitter.is_alive() for emitter in observer.emitters)


def is_relevant(path: str, *, folder: bool) -> bool:
    """Whether a change at `path` can change what a scan finds: not in hidden places, not other files."""
    if is_hidden(path):
        return False
    name = path.rpartition("/")[2]
    return folder or is_article(name) or article_of(name) is not None or copied_article(name) is not None


def is_hidden(path: str) -> bool:
    """Whether `path` lies in a place that no scan enters: hidden, or outside."""
    return path.startswith(".") or "/." in path


def quieten(logger: str) -> None:
    """Keep a library's warnings off the terminal, which belongs to the screen, if nobody collects them."""
    library = logging.getLogger(logger)
    if not library.handlers:
        library.addHandler(logging.NullHandler())
