"""How long what is recorded takes to read: one long sidecar, and the state of ten thousand articles.

`python -m tests.bench.reading` prints the figures. YAML's own reader and ours read the same file in
turn. While the state of many articles is being read, a thread in the place of the screen's runs what
is delivered, and measures how long a key would have waited there.
"""

from __future__ import annotations

import os
import queue
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import yaml

from tests.bench import corpora
from triage.core.codebook import Codebook
from triage.session.session import Session
from triage.store.corpus import Corpus
from triage.store.sidecar import parse
from triage.store.sidecar_reader import read_strictly

ARTICLES = 10_000
CLAIMS = 1000
ROUNDS = 11


class Measured(NamedTuple):
    """One figure beside what it is measured by."""

    what: str
    figure: str
    floor: str
    """What it is compared with; empty where nothing is."""
    ratio: float | None
    goal: str
    met: bool | None
    """None where no goal was set."""


def full(articles: int = ARTICLES, rounds: int = ROUNDS) -> Iterator[Measured]:
    """Measure everything, in a folder and with a cache of its own."""
    yield from one_sidecar(rounds)
    with tempfile.TemporaryDirectory(dir=os.path.expanduser("~")) as folder:
        for name in ("XDG_STATE_HOME", "XDG_CACHE_HOME"):
            os.environ[name] = os.path.join(folder, name)
        root = Path(folder) / "corpus"
        corpora.make(root, articles)
        time.sleep(2.1)  # a file that was just written is not trusted to be as it was
        yield from counts(root, articles)
        yield from states(root, articles)


def one_sidecar(rounds: int = ROUNDS, claims: int = CLAIMS) -> Iterator[Measured]:
    """Read a sidecar of many claims, by `yaml.load` in turn with our readers."""
    dice = random.Random(0)
    text = corpora.article(dice, claims + 100)
    data = corpora.sidecar(dice, "a.txt", text, claims).encode("utf-8")
    readers: tuple[Callable[[], object], ...] = (
        lambda: yaml.load(data, Loader=yaml.CSafeLoader),
        lambda: parse(data, "a.txt"),
        lambda: read_strictly(data, "a.txt"),
    )
    floor, ours, strict = in_turn(readers, rounds)
    for what, times, most in (
        (f"reading a sidecar of {claims:,} claims of this program's writing", ours, 0.5),
        (f"reading a sidecar of {claims:,} claims of any other form", strict, None),
    ):
        ratio = times / floor
        goal = "no goal" if most is None else f"at most {most:g} of CSafeLoader"
        met = None if most is None else ratio <= most
        yield Measured(what, f"{1e3 * times:.1f} ms", f"{1e3 * floor:.1f} ms", ratio, goal, met)


def counts(root: Path, articles: int) -> Iterator[Measured]:
    """Time `triage stats`, when nothing is kept and when all is."""
    for when, most in (("the first time", None), ("again", 3.0)):
        command = [sys.executable, "-m", "triage", "stats", os.fspath(root), "--json"]
        began = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        seconds = time.perf_counter() - began
        yield _timed(f"triage stats of {articles:,} sidecars, {when}", seconds, most)


def states(root: Path, articles: int) -> Iterator[Measured]:
    """Time how long a review takes to know the state of all articles, and how long a key waits meanwhile."""
    seconds, longest = known_after(root, articles)
    yield _timed(f"the state of {articles:,} sidecars known in the background", seconds, 2.0)
    what = "the longest that a key waited meanwhile"
    yield Measured(what, f"{1e3 * longest:.1f} ms", "", None, "at most 33 ms", longest <= 0.033)


def known_after(root: Path, articles: int) -> tuple[float, float]:
    """Return the seconds until a session knows every article, and the longest that its thread was held up."""
    delivered: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
    session = Session(Corpus(root), "ana", Codebook("", (), ""), delivered.put, quiet=0)
    session.start()
    began = before = time.perf_counter()
    longest = 0.0
    while session.listing.totals().known < articles:
        with suppress(queue.Empty):
            delivered.get(timeout=0.001)()
        now = time.perf_counter()
        longest, before = max(longest, now - before), now
    session.close(5)
    return before - began, longest


def in_turn(works: Sequence[Callable[[], object]], rounds: int) -> list[float]:
    """Return the median seconds of each of these, done one after the other, round after round."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for work, taken in zip(works, times, strict=True):
            began = time.perf_counter()
            work()
            taken.append(time.perf_counter() - began)
    return [statistics.median(taken) for taken in times]


def _timed(what: str, seconds: float, most: float | None) -> Measured:
    goal = "no goal" if most is None else f"within {most:g} s"
    return Measured(what, f"{seconds:.2f} s", "", None, goal, None if most is None else seconds <= most)


if __name__ == "__main__":
    for row in full(*map(int, sys.argv[1:])):
        print(*row, sep=" | ", flush=True)
