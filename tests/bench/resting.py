"""Memory, what the program does when nothing is typed, and new files: one, and very many at once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from tests.bench.figures import Row, at_most, calmest, no_more, percentile
from tests.bench.pressing import INDEXED
from tests.bench.program import FINDING, FLOOR, FLOOR_KEY, LIVE, NotShownError, Program, review
from tests.bench.starting import MANY_FROM

IDLE_SECONDS = 10.0
NEW_FILES = 30
BURST = 10_000
_MOST_KEYS = 4000
CALM_BURST_SECONDS = 0.02
"""As `CALM_SECONDS`, while another program moves files."""

_MOVE = """
import os, sys
source, target = sys.argv[1:]
for name in sorted(os.listdir(source)):
    if name.startswith("zz-"):
        os.rename(f"{source}/{name}", f"{target}/{name}")
"""
_MEGABYTE = 1_000_000


def rows(folders: Mapping[int, Path], long: Path, rounds: int) -> Iterator[Row]:
    """Yield the figures of memory, of resting and of new files."""
    with Program(FLOOR) as bare:
        bare.shown("canned-4.txt")
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
            with Program(FLOOR_KEY) as key:
                key.shown("ready 0")
                times, beside = calmest(partial(new_files, ours, folder, key))
            what = f"a new file on the screen, {count:,} articles"
            for which in (50, 99):
                yield at_most(f"{what}, p{which}", percentile(times, which), 0.033, percentile(beside, which))
    yield from burst(folders[max(folders)])
    yield from of_long(long, floor, rounds)


def of_long(folder: Path, floor: int, rounds: int) -> Iterator[Row]:
    """Yield how soon the program is live with a very long article, started in turn with the bare one."""
    opened, shown = [], []
    for number in range(rounds + 1):
        with Program(FLOOR) as bare:
            one = bare.shown("canned-4.txt")
        with Program(review(folder)) as ours:
            mine = ours.shown(LIVE, 120)
            if number == rounds:
                ours.gone(FINDING)
                ours.settled()
                used = memory("memory, 10 MB with 5,000 tagged claims", ours, floor, 60)
        if number:  # the first round fills the caches
            opened.append(mine)
            shown.append(one)
    beside = percentile(shown, 50)
    yield at_most("start with an article of 10 MB, live, p50", percentile(opened, 50), beside + 0.05, beside)
    yield used


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


def new_files(program: Program, folder: Path, key: Program) -> tuple[list[float], list[float]]:
    """Move files into the folder one by one; return the seconds until each name is shown.

    And those of a key of the bare program after each, which tell how calm the machine was.
    """
    times, beside = [], []
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
        beside.append(key.press(b"x")[1])
    return times, beside


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

        def measure() -> tuple[list[float], list[float]]:
            ours.settled(*INDEXED)
            times: list[float] = []
            floor: list[float] = []
            with _moving(made, folder) as moving:
                while True:
                    number = len(times)
                    if moving.poll() is not None and f"{there + BURST} articles" in ours.text():
                        break
                    if number >= _MOST_KEYS:
                        raise NotShownError(f"not all articles are listed:\n{ours.text()}")
                    times.append(ours.press(b"jk"[number % 2 :][:1], 0.004)[0])
                    floor.append(bare.press(b"x", 0.004)[0])
            with _moving(folder, made) as moving:
                moving.wait()
            return times, floor

        times, floor = calmest(measure, CALM_BURST_SECONDS, 4)
    shutil.rmtree(made)
    what = f"{len(times)} keys while {BURST:,} files come"
    yield at_most(f"{what}, p50", percentile(times, 50), 0.033, percentile(floor, 50))
    yield at_most(f"{what}, the longest", max(times), 0.033, max(floor))


def _moving(source: Path, target: Path) -> subprocess.Popen[bytes]:
    """Return a process that moves the articles of a burst from one folder to the other."""
    return subprocess.Popen([sys.executable, "-c", _MOVE, os.fspath(source), os.fspath(target)])
