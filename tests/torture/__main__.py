"""Runs every harness with its full count and prints what came of it: `make torture`.

Words name harnesses to run alone, as `python -m tests.torture joins`. With `--write FILE` the page
of figures, docs/torture.md, is written too; what others wrote there on the same machine stays.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from tests.torture import (
    absences,
    bombs,
    faults,
    floods,
    fuzz,
    git_merges,
    histories,
    joins,
    journal,
    keyboard,
    readers,
    round_trip,
    saving,
    slow_writers,
    straced,
    writers,
)
from tests.torture.figures import NOT_RUN, Row
from tests.torture.page import HEAD, Report, about, line, written

HARNESSES: tuple[tuple[str, Callable[[], Iterable[tuple[object, ...]]]], ...] = (
    ("joins", joins.full),
    ("histories", histories.full),
    ("git", git_merges.full),
    ("writers", writers.full),
    ("faults", faults.full),
    ("straced", straced.full),
    ("saving", saving.full),
    ("floods", floods.full),
    ("absences", absences.full),
    ("slow writers", slow_writers.full),
    ("journal", journal.full),
    ("bombs", bombs.full),
    ("fuzz", fuzz.full),
    ("readers", readers.full),
    ("round-trip", round_trip.full),
    ("keyboard", keyboard.full),
)
"""Each returns rows of what was done, how often, the goal, the result, and whether it was reached."""


def main(words: Sequence[str]) -> int:
    """Print the table of all harnesses, or of those named; return 1 if a goal was missed.

    With `--write FILE` among the words the page of figures is written to FILE, after each harness.
    """
    parser = argparse.ArgumentParser(prog="python -m tests.torture")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(name for name, _ in HARNESSES))
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the page of figures, too")
    given = parser.parse_args(words)
    unknown = set(given.names) - {name for name, _ in HARNESSES}
    if unknown:
        parser.error(f"no such harness: {', '.join(sorted(unknown))}")
    reports = [Report(name, about(harness), problem=NOT_RUN) for name, harness in HARNESSES]
    before = given.write.read_text(encoding="utf-8") if given.write and given.write.exists() else ""
    print(HEAD, flush=True)
    for report, (name, harness) in zip(reports, HARNESSES, strict=True):
        if not given.names or name in given.names:
            run(report, harness)
            print(f"{name}: {report.seconds:.0f} s {report.problem}", file=sys.stderr)
            if given.write is not None:
                given.write.write_text(written(reports, before), encoding="utf-8")
    return int(any(report.problem not in ("", NOT_RUN) or not met(report) for report in reports))


def run(report: Report, harness: Callable[[], Iterable[tuple[object, ...]]]) -> None:
    """Run one harness, printing its rows; a fault in it is noted, and does not end the others."""
    began = time.monotonic()
    try:
        for row in harness():
            report.rows.append(Row(*row))  # type: ignore[arg-type]  # some harnesses return bare tuples
            print(line(report.rows[-1]), flush=True)
        report.problem = ""
    except Exception as error:  # noqa: BLE001 - the figures of hours must not be lost with one harness
        traceback.print_exc()
        report.problem = f"ended early: {type(error).__name__}: {error}"
    report.seconds = time.monotonic() - began


def met(report: Report) -> bool:
    """Whether every goal of a harness was reached, as far as it ran."""
    return all(row.met for row in report.rows)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
