"""One reviewer without a screen, as a program of its own: tags claim after claim and says what is saved.

Words: folder, reviewer, how many tags, and `locks` or `no-locks`. Each tag that the session shows as
saved is a line of JSON on standard output. It goes on watching until standard input ends.
"""

from __future__ import annotations

import json
import queue
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from triage.core.clock import Clock
from triage.session.session import Session
from triage.store import lock
from triage.store.codebook import shipped_codebook
from triage.store.corpus import Corpus
from triage.watch import Watcher

TAGS = ("verified", "disputed", "opinion")


def main(folder: str, reviewer: str, count: int, *, locks: bool) -> None:
    """Tag `count` claims, then watch until told to end."""
    lock.HAS_LOCKS = lock.HAS_LOCKS and locks
    waits = measured_waits()
    deliveries: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
    session = Session(Corpus(Path(folder)), reviewer, shipped_codebook(), deliveries.put)
    session.start()
    watcher = Watcher(Path(folder), session.follower.look_again)
    watcher.start()
    ended = threading.Event()
    threading.Thread(target=_await_end, args=(ended,), daemon=True).start()
    say(ready=True)
    for number in range(count):
        while not deliveries.empty():
            deliveries.get()()
        opened, passage = session.desk.opened, session.desk.passage
        if opened is not None and passage is not None and opened.is_tagged(passage, reviewer):
            session.desk.to_next_untagged()  # a start on a busy machine opens the first article, done or not
        passage, path = session.desk.passage, session.desk.path
        tag = TAGS[number % len(TAGS)]
        if passage is None or not session.tag(tag):
            say(fault=session.said.text)
            break
        while session.saver.unsaved() or session.save_state.unsaved or session.save_state.error:
            taken(deliveries)
        say(path=path, start=passage.start, end=passage.end, tag=tag)
    say(done=True)
    while not ended.is_set():
        taken(deliveries)
    watcher.stop()
    left = session.close(10)
    say(longest_wait=max(waits, default=0.0), unsaved=len(left), at=Clock().tick())


def _await_end(ended: threading.Event) -> None:
    sys.stdin.read()
    ended.set()


def taken(deliveries: queue.SimpleQueue[Callable[[], None]]) -> None:
    """Take one delivery, if one comes soon."""
    try:
        deliveries.get(timeout=0.02)()
    except queue.Empty:
        return


def measured_waits() -> list[float]:
    """Have each wait for the lock measured; return the list that the seconds go to."""
    waits: list[float] = []
    real = lock._acquired

    def measured(descriptor: int, deadline: float) -> bool | None:
        began = time.monotonic()
        try:
            return real(descriptor, deadline)
        finally:
            waits.append(time.monotonic() - began)

    lock._acquired = measured
    return waits


def say(**what: object) -> None:
    """Tell the harness."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), locks=sys.argv[4] == "locks")
