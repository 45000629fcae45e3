"""Ten thousand files at once: dropped plainly, by rename, by moving; how long until all are listed."""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue

from triage.session.session import Session
from triage.store.codebook import shipped_codebook
from triage.store.corpus import Corpus
from triage.watch import Watcher

LIMIT_SECONDS = 60.0


def plainly(folder: Path, numbers: range) -> None:
    """Write each file in its place."""
    for number in numbers:
        (folder / f"{number:06d}.txt").write_bytes(_words(number))


def renamed(folder: Path, numbers: range) -> None:
    """Write each file under a hidden name, then give it its own."""
    for number in numbers:
        hidden = folder / f".{number:06d}"
        hidden.write_bytes(_words(number))
        os.replace(hidden, folder / f"{number:06d}.txt")


def moved(folder: Path, numbers: range) -> None:
    """Write all in a folder elsewhere, then move the folder in."""
    elsewhere = Path(tempfile.mkdtemp(dir=folder.parent))
    plainly(elsewhere, numbers)
    os.replace(elsewhere, folder / "batch")


WAYS = (plainly, renamed, moved)


def flood(way: Callable[[Path, range], None], count: int) -> tuple[int, float]:
    """Drop `count` files into a watched corpus; return how many are missing at last, and the seconds it took.

    The seconds count from the last write until every file is listed.
    """
    home = Path(tempfile.mkdtemp())
    corpus = home / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text("First\n\nIt rained.\n", encoding="utf-8")
    calls: SimpleQueue[Callable[[], None]] = SimpleQueue()
    session = Session(Corpus(corpus), "ana", shipped_codebook(), calls.put)
    watching = threading.Event()

    def look_again(_: frozenset[str]) -> None:
        watching.set()
        session.follower.look_again()

    session.start()
    watcher = Watcher(corpus, look_again)
    watcher.start()
    try:
        watching.wait(10)
        writer = threading.Thread(target=way, args=(corpus, range(count)))
        writer.start()
        while writer.is_alive():
            _take(calls, 0.005)
        began = time.perf_counter()
        while len(session.listing) < count + 1 and time.perf_counter() - began < LIMIT_SECONDS:
            _take(calls, 0.005)
        return count + 1 - len(session.listing), time.perf_counter() - began
    finally:
        watcher.stop()
        session.close(5)
        shutil.rmtree(home)


def _take(calls: SimpleQueue[Callable[[], None]], seconds: float) -> None:
    try:
        calls.get(timeout=seconds)()
        while True:
            calls.get_nowait()()
    except Empty:
        return


def _words(number: int) -> bytes:
    return f"Report {number}\n\nThe river rose by {number} millimetres, officials said.\n".encode()


def full(count: int = 10_000) -> list[tuple[str, int, str, str, bool]]:
    """Return the rows for the table: what, how many, the goal, the result, whether it was reached."""
    rows = []
    for way in WAYS:
        missing, seconds = flood(way, count)
        name = f"files dropped, {way.__name__}"
        rows.append((f"{name}: missing", count, "0", str(missing), not missing))
        rows.append((f"{name}: seconds until all are listed", count, "1", f"{seconds:.2f}", seconds <= 1))
    return rows
