"""A program of its own that follows a folder as the screen does, and says what a reviewer would see.

It prints a line of JSON whenever that changes: what is in `Seen`. Each line that it reads is a tag to
give; when its input ends it prints the paths that it lists, and ends. Its arguments are the folder, what
is to be used up before it begins to watch (`instances` or `watches` of inotify, or nothing), and as
which user it runs (a number; 0 changes nothing).
"""

from __future__ import annotations

import ctypes
import importlib
import json
import os
import pkgutil
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue

import triage
from triage.session.session import Session
from triage.store.codebook import shipped_codebook
from triage.store.corpus import Corpus
from triage.watch import Watcher

STEP = 0.005
"""Seconds between two looks at what is said."""

_MOST_INSTANCES = 4096
_NEW_USER_NAMESPACE = 0x10000000
"""CLONE_NEWUSER in linux/sched.h."""


def main(folder: str, used_up: str, user: str) -> None:
    """Follow `folder` until the input ends."""
    if used_up == "watches":
        _limit_watches()
    if int(user):
        _become(int(user))
    calls: SimpleQueue[Callable[[], None]] = SimpleQueue()
    session = Session(Corpus(Path(folder)), "ana", shipped_codebook(), calls.put)
    session.start()
    taken = _use_up_instances() if used_up == "instances" else []
    watcher = Watcher(
        Path(folder), lambda paths: _look_again(session, watcher, paths), unasked=1.0 if used_up else 30.0
    )
    watcher.start()
    ended = threading.Event()

    def obey() -> None:
        for line in sys.stdin:
            if line.strip() != "free":
                calls.put(partial(_tag, session, line.strip()))
            while line.strip() == "free" and taken:
                os.close(taken.pop())
        ended.set()

    threading.Thread(target=obey, daemon=True).start()
    said: dict[str, object] = {}
    while not ended.is_set():
        _take(calls)
        now: dict[str, object] = {
            "listed": len(session.listing),
            "claims": session.listing.totals().claims,
            "watch": str(watcher.state),
            "state": session.follower.state,
            "said": session.said.text,
            "failed": bool(session.save_state.error),
            "unsaved": session.save_state.unsaved,
            "here": session.desk.path or "",
        }
        if now != said:
            said = now
            _print({"at": time.monotonic(), "cpu": time.process_time(), **now})
    _print({"paths": [entry.path for entry in session.listing.all()]})
    watcher.stop()
    session.close(5)


def _become(user: int) -> None:
    """Give up the rights of root, after importing what that user may not be able to read."""
    for module in pkgutil.walk_packages(triage.__path__, "triage."):
        if not module.name.startswith(("triage.ui", "triage.__main__")):
            importlib.import_module(module.name)
    importlib.import_module("importlib.resources")
    shipped_codebook()
    os.setgroups([])
    os.setgid(user)
    os.setuid(user)


def _look_again(session: Session, watcher: Watcher, paths: frozenset[str]) -> None:
    session.follower.watched(watcher.trouble)
    session.follower.look_again(paths)


def _tag(session: Session, name: str) -> None:
    session.tag(name)


def _take(calls: SimpleQueue[Callable[[], None]]) -> None:
    try:
        calls.get(timeout=STEP)()
        while True:
            calls.get_nowait()()
    except Empty:
        return


def _use_up_instances() -> list[int]:
    """Take every inotify instance that this user may have."""
    libc = ctypes.CDLL(None, use_errno=True)
    taken: list[int] = []
    while len(taken) < _MOST_INSTANCES and (descriptor := libc.inotify_init1(os.O_CLOEXEC)) >= 0:
        taken.append(descriptor)
    return taken


def _limit_watches() -> None:
    """Allow three watches, in a user namespace of our own. Raises OSError where that is not permitted."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_NEW_USER_NAMESPACE):
        raise OSError(ctypes.get_errno(), "no user namespace")
    Path("/proc/sys/user/max_inotify_watches").write_text("3", encoding="utf-8")


def _print(line: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
