"""The page of figures that `make torture` writes: what each harness does, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from inspect import getmodule

from tests.machine import measured_on
from tests.torture.figures import NOT_RUN, Row

HEAD = "| what | count | goal | result | |\n|---|---:|---|---|---|"


@dataclass(slots=True)
class Report:
    """One harness: what it does, and its rows as far as it got."""

    name: str
    about: str
    rows: list[Row] = field(default_factory=list)
    seconds: float = 0.0
    problem: str = ""
    """Why there are no rows, or no more of them."""


def about(harness: Callable[[], Iterable[tuple[object, ...]]]) -> str:
    """Return the sentence by which a harness's file says what it does."""
    return (getattr(getmodule(harness), "__doc__", None) or "").partition("\n")[0].strip()


def line(row: Row) -> str:
    """Return a line of the table."""
    verdict = "reached" if row.met else "missed"
    if row.result.startswith(NOT_RUN) or row.goal == "no goal":
        verdict = ""
    return f"| {row.what} | {row.tried:,} | {row.goal} | {row.result} | {verdict} |"


def written(reports: Sequence[Report]) -> str:
    """Return the page as Markdown, with the machine that the figures come from."""
    parts = [
        "# Nothing lost",
        "",
        "Written by `make torture`, which runs every harness below in full; `make test` runs a short slice",
        "of each. A figure counts what went wrong, or measures how long something took, beside its goal.",
        "[Anchoring](anchoring.md) and [speed](bench.md) have pages of their own.",
    ]
    for report in reports:
        parts += ["", f"## {report.name}", "", report.about]
        if report.rows:
            parts += ["", HEAD, *map(line, report.rows)]
        if report.problem:
            parts += ["", f"This harness {report.problem}."]
    missing = [report.name for report in reports if report.problem]
    missing += [
        f"{report.name} ({row.what})"
        for report in reports
        for row in report.rows
        if row.result.startswith(NOT_RUN)
    ]
    parts += ["", "## What did not run", ""]
    parts.append(f"Not run here, or not to the end: {', '.join(missing)}." if missing else "Everything ran.")
    seconds = sum(report.seconds for report in reports)
    parts += ["", f"{seconds / 60:.0f} minutes in all; {measured_on()}"]
    return "\n".join(parts) + "\n"
