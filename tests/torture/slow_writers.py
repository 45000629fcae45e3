"""An article with tags, written again and again by slow writers: nothing half-written is ever believed."""

from __future__ import annotations

import os
import random
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import NamedTuple

from tests.torture.figures import Row, lost
from tests.torture.floods import home
from triage.core.claim import State
from triage.session.session import Session
from triage.store.codebook import shipped_codebook
from triage.store.corpus import Corpus
from triage.watch import Watcher

TEXT = "Report\n\n" + "".join(f"On day {day} the river rose by {day} millimetres. " for day in range(1, 40))
Write = Callable[[Path, str], None]
_never = threading.Event()


def _pause() -> None:
    _never.wait(random.uniform(0.05, 0.5))


def emptied(path: Path, text: str) -> None:
    """Empty it, and write it a while later."""
    path.write_bytes(b"")
    _never.wait(0.3)
    path.write_text(text, encoding="utf-8")


def kept_open(path: Path, text: str) -> None:
    """Write it piece by piece without closing it."""
    with path.open("w", encoding="utf-8") as file:
        for start in range(0, len(text), len(text) // 4):
            file.write(text[start : start + len(text) // 4])
            file.flush()
            _pause()


def closed_between(path: Path, text: str) -> None:
    """Write it piece by piece, opened for each."""
    path.write_bytes(b"")
    for start in range(0, len(text), len(text) // 4):
        _pause()
        with path.open("a", encoding="utf-8") as file:
            file.write(text[start : start + len(text) // 4])


def with_a_backup(path: Path, text: str) -> None:
    """Move the old one away, write the new one slowly, remove the old one."""
    backup = path.with_name(path.name + "~")
    path.rename(backup)
    _pause()
    kept_open(path, text)
    backup.unlink()


WAYS: tuple[Write, ...] = (emptied, kept_open, closed_between, with_a_backup)


class Outcome(NamedTuple):
    """What a reviewer would have seen."""

    wrong: int
    """Writings during which a claim changed its state, the article went, or the sidecar was written."""
    seconds: float
    """From the last write until a new text was shown, at most."""


def written(write: Write, times: int) -> Outcome:
    """Write the same text `times` times, then a new one, while a session with three tags follows it."""
    folder = home()
    corpus = folder / "corpus"
    corpus.mkdir()
    article = corpus / "a.txt"
    article.write_text(TEXT, encoding="utf-8")
    calls: SimpleQueue[Callable[[], None]] = SimpleQueue()
    session = Session(Corpus(corpus), "ana", shipped_codebook(), calls.put)
    session.start()
    for tag in ("verified", "disputed", "opinion"):
        session.tag(tag)
    session.saver.flush(5)
    watcher = Watcher(corpus, session.follower.look_again)
    watcher.start()
    try:
        _run(calls, 0.5)
        before = _seen(session)
        wrong = sum(not _stood(session, calls, write, before) for _ in range(times))
        new = "Corrected.\n\n" + TEXT
        write(article, new)
        since = time.monotonic()
        while session.desk.opened is None or session.desk.opened.article.text != new:
            assert time.monotonic() < since + 20, "the new text never came"
            _run(calls, 0.01)
        return Outcome(wrong, time.monotonic() - since)
    finally:
        watcher.stop()
        session.close(5)
        shutil.rmtree(folder)


def _stood(
    session: Session, calls: SimpleQueue[Callable[[], None]], write: Write, before: tuple[object, ...]
) -> bool:
    writer = threading.Thread(target=write, args=(session.corpus.root / "a.txt", TEXT))
    writer.start()
    stood = True
    end = float("inf")
    while time.monotonic() < end:
        _run(calls, 0.01)
        stood = stood and _seen(session) == before
        if not writer.is_alive() and end == float("inf"):
            end = time.monotonic() + 1.5  # so that what was half-written would have come to rest
    return stood


def _seen(session: Session) -> tuple[object, ...]:
    opened = session.desk.opened
    states = [] if opened is None else [claim.anchor.state for claim in opened.annotations.claims.values()]
    status = os.stat(session.corpus.root / "a.txt.triage.yaml")
    assert all(isinstance(state, State) for state in states)
    return (session.desk.path, states, session.listing.entry("a.txt"), status.st_ino, status.st_mtime_ns)


def _run(calls: SimpleQueue[Callable[[], None]], seconds: float) -> None:
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        try:
            calls.get(timeout=left)()
        except Empty:
            return


def full(times: int = 10) -> list[Row]:
    """Return the rows for the table."""
    rows = []
    for way in WAYS:
        found = written(way, times)
        name = f"article with tags written anew, {way.__name__.replace('_', ' ')}"
        rows += [
            lost(name, times, found.wrong, "believed half"),
            Row(f"{name}: a new text is shown", 1, "3 s", f"{found.seconds:.2f} s", found.seconds <= 3),
        ]
    return rows
