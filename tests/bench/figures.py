"""What every measurement gives: a figure, the floor it stands beside, and the goal."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple


class Row(NamedTuple):
    """One line of the table."""

    what: str
    figure: str
    floor: str
    """What the same took a program that does next to nothing; empty where there is none."""
    ratio: str
    goal: str
    met: bool | None
    """None where no goal was set."""


CALM_SECONDS = 0.008
"""The bare program's slowest percent of keys on a machine that does nothing else takes less."""

Times = list[float]


def calmest(
    measure: Callable[[], tuple[Times, Times]], calm: float = CALM_SECONDS, runs: int = 6
) -> tuple[Times, Times]:
    """Measure ours in turn with a floor (seconds), anew while the floor's p99 is not below `calm`.

    Which of the `runs` at most counts is told by the floor alone: the first that is calm, else the calmest.
    """
    measured: list[tuple[Times, Times]] = []
    while not measured or (percentile(measured[-1][1], 99) >= calm and len(measured) < runs):
        measured.append(measure())
    return min(measured, key=lambda run: percentile(run[1], 99))


def percentile(times: Sequence[float], which: int) -> float:
    """Return a percentile (1 to 99) of at least two times."""
    return statistics.quantiles(times, n=100, method="inclusive")[which - 1]


def ms(seconds: float) -> str:
    """Return seconds as milliseconds."""
    return f"{1e3 * seconds:.1f} ms"


def times_floor(what: str, ours: Sequence[float], floor: Sequence[float], goal: float) -> Row:
    """Return the row of times (seconds) that were measured in turn with those of a floor: their medians.

    The ratio is the median of those of each turn, which a machine that grows slow or quick does not change.
    """
    mine, bare = percentile(ours, 50), percentile(floor, 50)
    ratio = statistics.median(one / other for one, other in zip(ours, floor, strict=True))
    return Row(f"{what}, p50", ms(mine), ms(bare), f"{ratio:.2f}", f"at most {goal:g} ×", ratio <= goal)


def no_more(what: str, count: float, goal: int) -> Row:
    """Return the row of a count that is to be no greater than the goal."""
    return Row(what, f"{count:,.0f}", "", "", f"at most {goal:,}", count <= goal)


def at_most(what: str, seconds: float, goal: float, floor: float | None = None) -> Row:
    """Return the row of a time (seconds) with a goal of its own; `floor` tells how calm the machine was."""
    beside = "" if floor is None else ms(floor)
    return Row(what, ms(seconds), beside, "", f"at most {1e3 * goal:.4g} ms", seconds <= goal)


def page(rows: Iterable[Row]) -> str:
    """Return rows as a Markdown table."""
    lines = ["| what | triage | floor | ratio | goal | |", "|---|---:|---:|---:|---|---|"]
    for row in rows:
        verdict = {None: "", True: "reached", False: "missed"}[row.met]
        lines.append(f"| {row.what} | {row.figure} | {row.floor} | {row.ratio} | {row.goal} | {verdict} |")
    return "\n".join(lines) + "\n"
