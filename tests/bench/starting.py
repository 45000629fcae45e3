"""From the start to the list, and to the live screen, against a bare Textual program with two panes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.bench.figures import Row, times_floor
from tests.bench.program import FLOOR, LIVE, Program, review

MANY_FROM = 100
"""Articles."""


def rows(folders: Mapping[int, Path], rounds: int) -> Iterator[Row]:
    """Yield list and live for each number of articles; programs are started in turn."""
    bare: list[float] = []
    listed: dict[int, list[float]] = {count: [] for count in folders}
    live: dict[int, list[float]] = {count: [] for count in folders}
    for number in range(rounds + 1):
        with Program(FLOOR) as program:
            shown = program.shown("canned-4.txt")
        if number:  # the first round fills the caches
            bare.append(shown)
        for count, folder in folders.items():
            with Program(review(folder)) as program:
                first, whole = program.shown("What "), program.shown(LIVE)
            if number:
                listed[count].append(first)
                live[count].append(whole)
    for count in folders:
        few = count <= MANY_FROM
        yield times_floor(f"start to the list, {count:,} articles", listed[count], bare, 0.15 if few else 0.5)
        what = f"start to the live screen, {count:,} articles"
        yield times_floor(what, live[count], bare, 1.10 if few else 1.15)
