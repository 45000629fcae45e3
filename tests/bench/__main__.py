"""Measures start and keys against a bare Textual program: `make bench`.

Programs run in turn, round after round, so that a slow moment of the machine slows them all; what counts
are the ratios. Writes docs/bench.md.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.bench.program import Program
from tests.machine import measured_on

ROOT = Path(__file__).parents[2]
ROUNDS = int(os.environ.get("ROUNDS", "9"))
KEYS = int(os.environ.get("KEYS", "120"))
DOWN, UP = b"\x1b[B", b"\x1b[A"
LIVE = "v verified"


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table."""

    what: str
    goal: str
    ours: float
    """Milliseconds, the median or percentile that `what` names."""
    floor: float
    met: bool | None
    """None where no goal was set."""


def main() -> None:
    """Measure, print the table, and write it down."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = str(Path(folder) / "state")  # the journal is not for whoever measures
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        for source in sorted((ROOT / "seeds").glob("0[1-5]*.txt")):
            shutil.copy(source, corpus)
        review = [sys.executable, "-m", "triage", str(corpus), "--reviewer", "bench"]
        floor = [sys.executable, "-m", "tests.bench.floor"]
        figures = [*start(review, floor), *keys(review, floor), command_line()]
    table = written(figures)
    print(table)
    (ROOT / "docs" / "bench.md").write_text(table, encoding="utf-8")


def start(review: list[str], floor: list[str]) -> list[Figure]:
    """From the start until the list, and until the whole live screen, is there."""
    ours, live, bare = [], [], []
    for number in range(ROUNDS + 1):
        with Program(floor) as program:
            shown = program.shown("canned-4.txt")
        with Program(review) as program:
            listed = program.shown("05-local-paper")
            whole = program.shown(LIVE)
        if number:  # the first round fills the caches
            bare.append(shown)
            ours.append(listed)
            live.append(whole)
    return [
        figure("start to the list of five articles, median", ours, bare, 50, 1.25),
        figure("start to the live screen, both panes, median", live, bare, 50, None),
    ]


def keys(review: list[str], floor: list[str]) -> list[Figure]:
    """From a key to the end of what it changes on the screen."""
    with Program(floor) as bare, Program(review) as ours:
        bare.shown("CANNED ARTICLE")
        ours.shown(LIVE)
        for program in (bare, ours):
            program.quiet(0.5)
        times: dict[str, list[float]] = {"floor": [], "claim": [], "tag": [], "article": []}
        for number in range(KEYS):
            times["floor"].append(bare.press(DOWN if number % 2 else UP)[1])
            times["claim"].append(ours.press(b"k" if number % 2 else b"j")[1])
            times["tag"].append(ours.press(b"u" if number % 2 else b"v")[0])
            times["article"].append(ours.press(b"K" if number % 2 else b"J")[1])
    return [
        figure("key to screen, next claim, 95th percentile", times["claim"], times["floor"], 95, 1.5),
        figure("key to screen, tag and next claim, 95th percentile", times["tag"], times["floor"], 95, 1.5),
        figure("key to screen, next article, 95th percentile", times["article"], times["floor"], 95, 1.5),
    ]


def command_line() -> Figure:
    """`triage --help` against a Python that does nothing."""
    ours: list[float] = []
    bare: list[float] = []
    for number in range(4 * ROUNDS + 1):
        for command, times in (
            ([sys.executable, "-c", "pass"], bare),
            ([sys.executable, "-m", "triage", "--help"], ours),
        ):
            began = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            if number:
                times.append(time.perf_counter() - began)
    return figure("triage --help, median, against python -c pass", ours, bare, 50, 3.0)


def figure(what: str, ours: list[float], floor: list[float], percentile: int, goal: float | None) -> Figure:
    """Return the figure of these times (seconds) at a percentile."""
    mine, bare = (1e3 * statistics.quantiles(times, n=100)[percentile - 1] for times in (ours, floor))
    met = None if goal is None else mine / bare <= goal
    return Figure(what, "no goal" if goal is None else f"at most {goal:g}", mine, bare, met)


def written(figures: list[Figure]) -> str:
    """Return the table as Markdown, with the machine it comes from."""
    lines = [
        "# Speed",
        "",
        "Written by `make bench`. The floor is a bare Textual program with a list and a text pane",
        "(`tests/bench/floor.py`), measured in turn with this one in a real pseudo-terminal of 120×40.",
        "",
        "| what | triage | floor | ratio | goal | |",
        "|---|---:|---:|---:|---|---|",
    ]
    for each in figures:
        verdict = {None: "", True: "reached", False: "missed"}[each.met]
        lines.append(
            f"| {each.what} | {each.ours:.1f} ms | {each.floor:.1f} ms | {each.ours / each.floor:.2f} "
            f"| {each.goal} | {verdict} |"
        )
    lines += ["", f"{ROUNDS} starts and {KEYS} keys of each kind; {measured_on()}"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
