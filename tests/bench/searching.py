"""Measures the search of a corpus: indexing, the size of the index, and how soon a key has results.

`python -m tests.bench.searching [ARTICLES ...]` measures corpora of so many made-up articles, 5 and
10,000 if nothing is said; 100,000 take some minutes.
"""

from __future__ import annotations

import os
import queue
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.bench.made_up import Vocabulary, corpus
from tests.bench.program import Program
from triage.session.searching import Searching
from triage.store.index_files import index_path

ROUNDS = 9
KEYS = 300
_LARGE = 1_000
"""Articles from which on the goals of indexing hold."""
_LONGEST_WAIT = 1800.0
_LIVE = "v verified"
_OPEN, _LEAVE, _CLEAR = b"\x06", b"\x1b", b"\x15"


class Row(NamedTuple):
    """One line of a table."""

    what: str
    figure: str
    goal: str
    met: bool | None = None
    """None where no goal was set."""


class _Review:
    """Stands for a review: results wait in a queue until they are taken."""

    def __init__(self, folder: Path, articles: int) -> None:
        self._results: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self.searching = Searching(folder, lambda: articles, self._results.put, lambda: None, lambda *_: None)

    def until(self, condition: Callable[[], object]) -> None:
        """Take results until `condition` holds."""
        deadline = time.monotonic() + _LONGEST_WAIT
        while not condition():
            assert time.monotonic() < deadline
            self._results.get(timeout=_LONGEST_WAIT)()


@contextmanager
def _own_cache() -> Iterator[Path]:
    before = {name: os.environ.get(name) for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME")}
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(dict.fromkeys(before, folder))
        try:
            yield Path(folder)
        finally:
            for name, value in before.items():
                os.environ.pop(name)
                if value is not None:
                    os.environ[name] = value


def full(sizes: tuple[int, ...] = (5, 10_000)) -> Iterator[Row]:
    """Yield the figures of corpora of these sizes."""
    with tempfile.TemporaryDirectory() as folder:
        for articles in sizes:
            here = corpus(Path(folder) / str(articles), articles)
            if articles >= _LARGE:
                with _own_cache():
                    yield from keys_while_indexing(here, articles)
            with _own_cache():
                yield from indexing(here, articles)
                yield from queries(here, articles)
                yield from keys_to_results(here, articles)


def indexing(folder: Path, articles: int) -> Iterator[Row]:
    """Index the corpus in `folder`, by the program that a review starts for it."""
    review = _Review(folder, articles)
    spent = os.times()
    began = time.perf_counter()
    review.searching.indexing.begin()
    review.until(lambda: not review.searching.indexing.state.running)
    seconds = time.perf_counter() - began
    now = os.times()
    assert review.searching.indexing.state.done == articles, review.searching.indexing.state
    rate = articles / seconds
    busy = now.children_user + now.children_system - spent.children_user - spent.children_system
    large = articles >= _LARGE
    yield Row(
        f"indexing {articles:,} articles, from nothing",
        f"{rate:,.0f} a second ({articles / busy:,.0f} a second of processor time), {seconds:.1f} s",
        "at least 3,000 a second" if large else "",
        rate >= 3000 if large else None,
    )
    text = sum(path.stat().st_size for path in folder.rglob("*.txt"))
    size = sum(path.stat().st_size for path in index_path(folder).parent.iterdir())
    per = size / (text / 1024)
    yield Row(
        f"bytes of index per KB of text, {articles:,} articles",
        f"{per:.0f} ({size / 1e6:.1f} MB for {text / 1e6:.1f} MB)",
        "at most 350" if large else "",
        per <= 350 if large else None,
    )


def queries(folder: Path, articles: int) -> Iterator[Row]:
    """Measure from asking, as a key does, until the first results are at hand."""
    review = _Review(folder, articles)
    searching = review.searching
    searching.open()
    review.until(lambda: not searching.indexing.state.running)
    for what, query in _queries(articles):
        times = []
        for _ in range(ROUNDS):
            searching.ask("nothing so far", 1)
            review.until(lambda: not searching.outdated)
            began = time.perf_counter()
            searching.ask(query, 48)
            review.until(lambda: not searching.outdated and (searching.hits or searching.over))
            times.append(1e3 * (time.perf_counter() - began))
        review.until(lambda: searching.count is not None or searching.over or len(searching.hits) >= 48)
        said = f"{searching.count.articles:,}" if searching.count else f"{len(searching.hits)} and more"
        yield Row(
            f"first results, {articles:,} articles: {what}",
            f"{statistics.median(times):.1f} ms, at most {max(times):.1f} ms ({said})",
            "at most 50 ms",
            max(times) <= 50,
        )
    searching.stop()


def _queries(articles: int) -> Iterator[tuple[str, str]]:
    words = Vocabulary().words
    first = Vocabulary().article(articles // 2).split()
    yield "a rare word", f"{words[40_000]} "
    yield "a common word", f"{words[3]} "
    yield "two common words", f"{words[3]} {words[11]} "
    yield "a common and a rare word", f"{words[3]} {words[20_000]} "
    yield "one letter", words[3][0]
    yield "two letters", words[900][:2]
    yield "three letters", words[900][:3]
    yield "the beginning of a word", words[20_000][:5]
    yield "exact words", f'"{" ".join(first[20:23])}"'
    yield "two ideographs", "丈丏"
    yield "one ideograph", "丈"
    yield "words of no article", "zzyzx quux"


def keys_while_indexing(folder: Path, articles: int) -> Iterator[Row]:
    """Measure keys in a real terminal while the index is made, and after."""
    command = [sys.executable, "-m", "triage", str(folder), "--reviewer", "bench"]
    with Program(command) as program:
        program.shown(_LIVE, 120)
        program.press(_OPEN, 0.3)
        program.press(_LEAVE, 0.3)
        for what in ("while indexing", "when indexed"):
            times = sorted(1e3 * program.press(b"jk"[n % 2 : n % 2 + 1])[0] for n in range(KEYS))
            worst, near = times[-1], times[len(times) * 99 // 100 - 1]
            yield Row(
                f"key to screen {what}, {articles:,} articles",
                f"median {times[len(times) // 2]:.1f} ms, p99 {near:.1f} ms, worst {worst:.1f} ms",
                "none over 33 ms" if what == "while indexing" else "",
                worst <= 33 if what == "while indexing" else None,
            )
            if what == "while indexing":
                _wait_for_index(program, articles)


def keys_to_results(folder: Path, articles: int) -> Iterator[Row]:
    """Measure in a real terminal from the last key of some words until the screen shows what is found."""
    words = Vocabulary().words
    with Program([sys.executable, "-m", "triage", str(folder), "--reviewer", "bench"]) as program:
        program.shown(_LIVE, 120)
        _wait_for_index(program, articles)
        program.press(_OPEN, 0.3)
        for what, query in (("a common word", words[3]), ("a rare word", words[20_000])):
            times = []
            for _ in range(ROUNDS):
                for sign in query[:-1]:
                    program.press(sign.encode(), 0.2)
                began = time.perf_counter()
                program.press(query[-1].encode(), 0)
                while "searching …" in program.text():
                    program.read(1)
                times.append(1e3 * (time.perf_counter() - began))
                program.quiet(0.2)
                program.press(_CLEAR, 0.2)
            yield Row(
                f"last key to results on screen, {articles:,} articles: {what}",
                f"{statistics.median(times):.1f} ms, at most {max(times):.1f} ms",
                "at most 50 ms",
                max(times) <= 50,
            )


def _wait_for_index(program: Program, articles: int) -> None:
    program.press(_OPEN, 0.3)
    deadline = time.monotonic() + _LONGEST_WAIT
    while "indexed" in program.text():
        assert time.monotonic() < deadline
        program.read(0.2)
    program.press(_LEAVE, 0.3)


def main() -> None:
    """Print the figures."""
    for row in full(tuple(map(int, sys.argv[1:])) or (5, 10_000)):
        verdict = {None: "", True: "reached", False: "MISSED"}[row.met]
        print(f"{row.what:<52} {row.figure:<60} {row.goal:<24} {verdict}", flush=True)


if __name__ == "__main__":
    main()
