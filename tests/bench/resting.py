"""Memory, what the program does when nothing is typed, and new files: one, and very many at once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.bench.figures import Row, at_most, no_more, percentile
from tests.bench.pressing import INDEXED
from tests.bench.program import FINDING, FLOOR, FLOOR_KEY, LIVE, NotShownError, Program, review
from tests.bench.starting import MANY_FROM

IDLE_SECONDS = 10.0
NEW_FILES = 30
BURST = 10_000
_MOVE_IN = """
import os, sys
made, folder = sys.argv[1:]
for name in sorted(os.listdir(made)):
    os.rename(f"{made}/{name}", f"{folder}/{name}")
"""
_MEGABYTE = 1_000_000


def rows(folders: Mapping[int, Path], long: Path) -> Iterator[Row]:
    """Yield the figures of memory, of resting and of new files."""
    with Program(FLOOR) as bare:
        shown = bare.shown("canned-4.txt")
        bare.settled()
        floor = bare.memory()
        _, _, idle = rested(bare)
    for count, folder in folders.items():
        with Program(review(folder)) as ours:
            ours.shown(LIVE, 120)
            ours.settled(*INDEXED)
            yield memory(f"memory, {count:,} articles", ours, floor, 20 if count > MANY_FROM else 0)
            written, _, share = rested(ours)
            what = f"idle with {count:,} articles"
            yield no_more(f"{what}, bytes in {IDLE_SECONDS:g} s", written, 0)
            more = share - idle
            yield Row(
                f"{what}, processor", f"{share:.1%}", f"{idle:.1%}", "", "at most 0.3 % more", more <= 0.003
            )
            times = new_files(ours, folder)
            yield at_most(f"a new file on the screen, {count:,} articles, p50", percentile(times, 50), 0.033)
            yield at_most(f"a new file on the screen, {count:,} articles, p99", percentile(times, 99), 0.033)
    yield from burst(folders[max(folders)])
    with Program(review(long)) as ours:
        opened = ours.shown(LIVE, 120)
        ours.gone(FINDING)
        ours.settled()
        yield at_most("start with an article of 10 MB, live", opened, shown + 0.05)
        yield memory("memory, 10 MB with 5,000 tagged claims", ours, floor, 60)


def memory(what: str, ours: Program, floor: int, goal: int) -> Row:
    """Return the row of the program's memory beside that of the bare one (bytes), goal in megabytes more."""
    used = ours.memory()
    more = (used - floor) / _MEGABYTE
    return Row(
        what,
        f"{used / _MEGABYTE:.0f} MB",
        f"{floor / _MEGABYTE:.0f} MB",
        f"{more:+.0f} MB",
        f"at most {goal} MB more" if goal else "no goal",
        more <= goal if goal else None,
    )


def rested(program: Program) -> tuple[int, float, float]:
    """Return the bytes written in a while of rest, its processor seconds, and their share of the time."""
    written, used, began = program.written, program.processor_seconds(), time.perf_counter()
    program.drain(IDLE_SECONDS)
    used = program.processor_seconds() - used
    return program.written - written, used, used / (time.perf_counter() - began)


def new_files(program: Program, folder: Path) -> list[float]:
    """Return for some files, moved into the folder one by one, the seconds until their names are shown."""
    times = []
    source = next(folder.glob("*.txt"))
    for number in range(NEW_FILES):
        name = f"!new-{number:02d}.txt"  # before all others, and so on the screen
        made, target = folder.parent / name, folder / name
        shutil.copy(source, made)
        began = time.perf_counter()
        os.replace(made, target)
        try:
            times.append(program.started + program.shown(name, 20) - began)
        except NotShownError:
            times.append(20.0)
        target.unlink()
        program.drain(0.3)
    return times


def burst(folder: Path) -> Iterator[Row]:
    """Yield the figures of keys pressed while very many files come into a folder, until all are listed."""
    made = folder.parent / "made"
    made.mkdir()
    content = next(folder.glob("*.txt")).read_bytes()
    for number in range(BURST):
        (made / f"zz-{number:05d}.txt").write_bytes(content)
    there = sum(1 for _ in folder.glob("*.txt"))
    with Program(FLOOR_KEY) as bare, Program(review(folder)) as ours:
        bare.shown("ready 0")
        ours.shown(LIVE, 120)
        ours.settled(*INDEXED)
        times: list[float] = []
        floor: list[float] = []
        with subprocess.Popen([sys.executable, "-c", _MOVE_IN, os.fspath(made), os.fspath(folder)]) as moving:
            deadline = time.perf_counter() + 60
            while moving.poll() is None or f"{there + BURST} articles" not in ours.text():
                if time.perf_counter() > deadline:
                    raise NotShownError(f"not all articles are listed:\n{ours.text()}")
                times.append(ours.press(b"jk"[len(times) % 2 :][:1], 0.004)[0])
                floor.append(bare.press(b"x", 0.004)[0])
    for number in range(BURST):
        (folder / f"zz-{number:05d}.txt").unlink()
    made.rmdir()
    what = f"{len(times)} keys while {BURST:,} files come"
    yield at_most(f"{what}, p50", percentile(times, 50), 0.033, percentile(floor, 50))
    yield at_most(f"{what}, the longest", max(times), 0.033, max(floor))
