"""Tens of thousands of files at once, dropped in every way: how long until all are listed."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.pty.terminal import Terminal
from tests.torture.figures import Row, lost
from tests.torture.follower import FollowerProgram

COUNTS = {10_000: 1.0, 50_000: 5.0}
"""How many files, and the seconds after which all of them are to be listed."""

LIMIT_SECONDS = 60.0


class Flood(NamedTuple):
    """What came of one flood."""

    missing: int
    """Files that were not listed, or listed and not there."""
    seconds: float
    """From the last write, or from resuming, until all were listed."""
    cpu: float
    """Processor time that the program used for it, seconds; on a busy machine it takes longer."""


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


Way = Callable[[Path, range], None]
WAYS: tuple[Way, ...] = (plainly, renamed, moved)


def home() -> Path:
    """Return a new folder for a corpus to be in; in memory where there is room for one."""
    memory = Path("/dev/shm")
    return Path(tempfile.mkdtemp(dir=memory if os.access(memory, os.W_OK) else None))


def corpus_in(folder: Path) -> Path:
    """Make a corpus of one article."""
    corpus = folder / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text("First\n\nIt rained on Monday. It was dry on Tuesday.\n", encoding="utf-8")
    return corpus


def flood(way: Way, count: int, *, stopped: bool = False) -> Flood:
    """Drop `count` files into a folder that a program follows, which may be `stopped` meanwhile."""
    folder = home()
    corpus = corpus_in(folder)
    try:
        with FollowerProgram(corpus) as program:
            if stopped:
                program.stop()
            way(corpus, range(count))
            since, before = time.monotonic(), program.now
            if stopped:
                program.go_on()
            try:
                all_listed = program.wait_for(lambda seen: seen.listed > count, since, LIMIT_SECONDS)
                seconds, cpu = max(0.0, all_listed.at - since), all_listed.cpu - before.cpu
            except TimeoutError:
                seconds, cpu = LIMIT_SECONDS, 0.0
            program.end()
            there = {str(path.relative_to(corpus)) for path in corpus.rglob("*.txt")}
            return Flood(len(there.symmetric_difference(program.paths)), seconds, cpu)
    finally:
        shutil.rmtree(folder)


def flood_on_screen(way: Way, count: int, *, stopped: bool = False) -> float:
    """Drop `count` files under the real screen; return the seconds until its first line says so."""
    folder = home()
    corpus = corpus_in(folder)
    try:
        with Terminal([str(corpus), "--reviewer", "ana"]) as terminal:
            terminal.wait_for("1 article ")
            terminal.wait_for("claim 1 of")
            if stopped:
                terminal.stop()
            way(corpus, range(count))
            since = time.monotonic()
            if stopped:
                terminal.go_on()
            terminal.wait_for(f"{count + 1} articles")
            seconds = time.monotonic() - since
            terminal.press("q")
            terminal.ended()
            return seconds
    finally:
        shutil.rmtree(folder)


def _words(number: int) -> bytes:
    return f"Report {number}\n\nThe river rose by {number} millimetres, officials said.\n".encode()


def full() -> list[Row]:
    """Return the rows for the table."""
    rows = []
    for count, goal in COUNTS.items():
        for way in WAYS:
            for stopped in (False, True):
                found = flood(way, count, stopped=stopped)
                name = f"files dropped, {way.__name__}{', while stopped' if stopped else ''}"
                result = f"{found.seconds:.2f} s ({found.cpu:.2f} s of processor time)"
                rows += [
                    lost(name, count, found.missing, "missing"),
                    Row(f"{name}: all listed", count, f"{goal:g} s", result, found.seconds <= goal),
                ]
        for stopped in (False, True):
            seconds = flood_on_screen(plainly, count, stopped=stopped)
            name = f"files dropped{', while stopped' if stopped else ''}: all on the screen"
            rows.append(Row(name, count, f"{goal:g} s", f"{seconds:.2f} s", seconds <= goal))
    return rows
