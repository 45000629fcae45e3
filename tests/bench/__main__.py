"""Measures start, keys, memory, saving, reading, searching and commands: `make bench`.

Programs run in turn, round after round, so that a slow moment of the machine slows them all; what counts
are the ratios. Writes docs/bench.md. `python -m tests.bench NAME...` measures those parts only, prints
them, and writes nothing. ARTICLES, ROUNDS and KEYS in the environment make it shorter.
"""

from __future__ import annotations

import compileall
import os
import random
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import triage
from tests.bench import commands, corpora, pressing, reading, resting, searching, starting
from tests.bench.figures import CALM_SECONDS, Row, page
from tests.machine import measured_on

ROOT = Path(__file__).parents[2]
ROUNDS = int(os.environ.get("ROUNDS", "15"))
KEYS = int(os.environ.get("KEYS", "200"))
ARTICLES = int(os.environ.get("ARTICLES", "100000"))
LONG_BYTES = 10_000_000
TAGGED = 5000

ABOUT = {
    "start": "From the start to the list, and to the live screen with both panes, against a bare Textual\n"
    "program with a list and a text pane over five canned articles (`tests/bench/floor.py`).",
    "counting": "Keys while all articles are counted for the first time and an index of their words is\n"
    "made, in a folder that was never reviewed before.",
    "keys": "From a key to the last byte of what it changes, against a bare Textual program in which a key\n"
    "changes one line (`tests/bench/floor_key.py`).",
    "rest": "Memory, resting, new files.",
    "read": "Reading what is recorded.",
    "commands": "Commands without a screen.",
    "search": "Searching all articles (`tests/bench/searching.py`).",
}


def main(names: list[str]) -> None:
    """Measure, print the tables, and write them down if all was measured."""
    assert set(names) <= set(ABOUT), f"there are: {', '.join(ABOUT)}"
    compileall.compile_dir(Path(triage.__file__).parent, quiet=1)  # as it is where it was installed
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        for variable in ("XDG_STATE_HOME", "XDG_CACHE_HOME"):
            os.environ[variable] = str(base / variable)  # journal and index are not for whoever measures
        parts = []
        for name, measure in _parts(base):
            if not names or name in names:
                table = page(measure())
                print(f"## {name}\n\n{table}", flush=True)
                parts.append(f"## {name}\n\n{ABOUT[name]}\n\n{table}")
    if not names:
        (ROOT / "docs" / "bench.md").write_text(written(parts), encoding="utf-8")


def _parts(base: Path) -> Iterator[tuple[str, Callable[[], Iterable[Row]]]]:
    folders = {count: base / str(count) for count in (5, ARTICLES)}
    for count, folder in folders.items():
        _many(folder, count)
    long = base / "long"
    _long(long)
    yield "start", lambda: starting.rows(folders, ROUNDS)
    yield "counting", lambda: pressing.counting(folders[ARTICLES], ARTICLES, KEYS)
    yield "commands", lambda: commands.rows(folders[ARTICLES], ROUNDS)
    yield "keys", lambda: pressing.rows(folders, long, KEYS)
    yield "rest", lambda: resting.rows(folders, long, ROUNDS)
    yield "read", lambda: map(_measured, reading.full())
    yield "search", lambda: map(_searched, searching.full((ARTICLES,)))


def _many(folder: Path, count: int) -> None:
    """Write articles of 4 KB; a thousand different ones are enough."""
    folder.mkdir()
    dice = random.Random(count)
    texts = [corpora.article(dice, 70) for _ in range(min(count, 1000))]
    for number in range(count):
        (folder / f"report-{number:06d}.txt").write_text(texts[number % len(texts)], encoding="utf-8")


def _long(folder: Path) -> None:
    folder.mkdir()
    dice = random.Random(1)
    text = corpora.article(dice, LONG_BYTES // 50)
    (folder / "long.txt").write_text(text, encoding="utf-8")
    recorded = corpora.sidecar(dice, "long.txt", text, TAGGED)
    (folder / "long.txt.triage.yaml").write_text(recorded, encoding="utf-8")


def _measured(each: reading.Measured) -> Row:
    ratio = "" if each.ratio is None else f"{each.ratio:.2f}"
    return Row(each.what, each.figure, each.floor, ratio, each.goal, each.met)


def _searched(each: searching.Row) -> Row:
    return Row(each.what, each.figure, "", "", each.goal, each.met)


def written(parts: Iterable[str]) -> str:
    """Return the page, with the machine it comes from."""
    return (
        "# Speed\n\nWritten by `make bench`, in a real pseudo-terminal of 120×40; programs that are\n"
        "compared run in turn. Where keys or new files are timed it is done anew, a few times at most, as\n"
        f"long as the bare program's own p99 is not below {1e3 * CALM_SECONDS:g} ms "
        f"({1e3 * resting.CALM_BURST_SECONDS:g} while many\nfiles come): then the machine is busy with other "
        "things. Which run counts is told by the bare\nprogram alone.\n\n"
        + "\n".join(parts)
        + f"\n{ROUNDS} starts and {KEYS} keys of each kind; "
        f"{measured_on()}\n"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
