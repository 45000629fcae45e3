"""From a key to the end of what it changes on the screen, against a bare program that changes one line."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tests.bench.figures import Row, at_most, calmest, ms, no_more, percentile, times_floor
from tests.bench.program import FINDING, FLOOR_KEY, LIVE, Program, review

HELD_EVERY = 1 / 30
HELD = 60
AT_ONCE = 300
_WARM = 6

INDEXED = 300.0, 6.0
"""How long very many articles may take to be counted and indexed, and how long it is calm before it."""

CYCLES = {
    "next claim": (b"j", b"j", b"k"),
    "tag": (b"v", b"u"),
    "scroll": (b"\x1b[6~", b"\x1b[5~"),
}


def rows(folders: Mapping[int, Path], long: Path, keys: int) -> Iterator[Row]:
    """Yield the figures of moving in the list and in the text, of tags, of many keys, and of bytes."""
    slowest: dict[int, float] = {}
    for count, folder in folders.items():
        yield from moving(folder, count, keys, slowest)
    few, many = min(slowest), max(slowest)
    if few != many:
        ratio = slowest[many] / slowest[few]
        what = f"next article, p99 with {many:,} articles against {few:,}"
        yield Row(what, ms(slowest[many]), ms(slowest[few]), f"{ratio:.2f}", "at most 1.3 ×", ratio <= 1.3)
    for folder, what in ((folders[few], "a 4 KB article"), (long, "10 MB with 5,000 tagged claims")):
        yield from within(folder, what, keys)
    yield from together(folders[few])


def moving(folder: Path, count: int, keys: int, slowest: dict[int, float]) -> Iterator[Row]:
    """Yield the figures of going from article to article."""
    with Program(FLOOR_KEY) as bare, Program(review(folder)) as ours:
        bare.shown("ready 0")
        ours.shown(LIVE, 120)
        ours.settled(*INDEXED)
        times, floor = pressed(bare, ours, (b"J", b"J", b"K"), keys)
        sent = ours.bytes_per_key
    slowest[count] = percentile(times, 99)
    what = f"next article, {count:,} articles"
    yield times_floor(what, times, floor, 3)
    yield at_most(f"{what}, p99", slowest[count], 0.0167, percentile(floor, 99))
    yield no_more(f"{what}, bytes a key", sent, 6000)


def counting(folder: Path, count: int, keys: int) -> Iterator[Row]:
    """Yield the figures of going from article to article while all are counted and indexed."""
    with Program(FLOOR_KEY) as bare, Program(review(folder)) as ours:
        bare.shown("ready 0")
        ours.shown(LIVE, 120)
        times, floor = _pressed(bare, ours, itertools.cycle((b"J", b"J", b"K")), keys)  # it is over soon
    what = f"next article while {count:,} are counted"
    yield times_floor(what, times, floor, 3)
    yield at_most(f"{what}, p99", percentile(times, 99), 0.033, percentile(floor, 99))


def within(folder: Path, where: str, keys: int) -> Iterator[Row]:
    """Yield the figures of moving, tagging and scrolling in the article that opens first."""
    with Program(FLOOR_KEY) as bare, Program(review(folder)) as ours:
        bare.shown("ready 0")
        ours.shown(LIVE, 120)
        ours.gone(FINDING)
        ours.settled()
        for what, cycle in CYCLES.items():
            times, floor = pressed(bare, ours, cycle, keys)
            yield times_floor(f"{what} in {where}", times, floor, 2)
            yield at_most(f"{what} in {where}, p99", percentile(times, 99), 0.010, percentile(floor, 99))
            if what == "next claim":
                sent = ours.bytes_per_key
                yield no_more(f"{what} in {where}, bytes a key", sent, 1000)


def together(folder: Path) -> Iterator[Row]:
    """Yield how soon many keys are answered after the last of them."""
    with Program(review(folder)) as ours:
        ours.shown(LIVE)
        ours.settled()
        for _ in range(HELD):
            last = ours.send(b"j")
            ours.drain(HELD_EVERY)
        yield at_most(
            "a key held down, 30 a second: after the last", max(0.0, ours.answered() - last), 0.0167
        )
        last = ours.send(b"jk" * (AT_ONCE // 2))
        yield at_most(f"{AT_ONCE} keys at once: after the last", max(0.0, ours.answered() - last), 0.150)


def pressed(
    bare: Program, ours: Program, cycle: Sequence[bytes], keys: int
) -> tuple[list[float], list[float]]:
    """Press keys of `cycle` in turn with one of the floor; return the seconds of each, of a calm run."""
    turn = itertools.cycle(cycle)
    return calmest(lambda: _pressed(bare, ours, turn, keys))


def _pressed(
    bare: Program, ours: Program, turn: Iterator[bytes], keys: int
) -> tuple[list[float], list[float]]:
    times, floor = [], []
    for number in range(keys + _WARM):
        if number == _WARM:
            ours.count_anew()
        mine, one = ours.press(next(turn))[1], bare.press(b"x")[1]
        if number >= _WARM:
            times.append(mine)
            floor.append(one)
    return times, floor
