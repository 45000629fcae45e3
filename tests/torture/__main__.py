"""Runs every harness with its full count and prints what came of it: `make torture`.

Words name harnesses to run alone, as `python -m tests.torture joins`.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Sequence

from tests.torture import (
    bombs,
    faults,
    floods,
    fuzz,
    git_merges,
    histories,
    joins,
    journal,
    keyboard,
    round_trip,
    writers,
)

HARNESSES: tuple[tuple[str, Callable[[], Iterable[tuple[object, ...]]]], ...] = (
    ("joins", joins.full),
    ("histories", histories.full),
    ("git", git_merges.full),
    ("writers", writers.full),
    ("faults", faults.full),
    ("floods", floods.full),
    ("journal", journal.full),
    ("bombs", bombs.full),
    ("fuzz", fuzz.full),
    ("round-trip", round_trip.full),
    ("keyboard", keyboard.full),
)
"""Each returns rows of what was done, how often, the goal, the result, and whether it was reached."""


def main(words: Sequence[str]) -> int:
    """Print the table of all harnesses, or of those named; return 1 if a goal was missed."""
    missed = 0
    print("| what | count | goal | result | |\n|---|---:|---|---|---|", flush=True)
    for name, harness in HARNESSES:
        if words and name not in words:
            continue
        began = time.monotonic()
        for row in harness():
            what, count, goal, result, *more = row
            met = bool(more[0]) if more else True
            missed += not met
            print(
                f"| {what} | {count:,} | {goal} | {result} | {'reached' if met else 'missed'} |", flush=True
            )
        print(f"{name}: {time.monotonic() - began:.0f} s", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
