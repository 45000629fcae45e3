"""Commands without a screen."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.bench.figures import Row, times_floor

_TRIAGE = (sys.executable, "-m", "triage")


def rows(many: Path, rounds: int) -> Iterator[Row]:
    """Yield the figures of `--help`, and of listing the folder of `many` articles."""
    ours, bare = [], []
    for number in range(4 * rounds + 1):
        nothing, helped = taken(sys.executable, "-c", "pass"), taken(*_TRIAGE, "--help")
        if number:
            bare.append(nothing)
            ours.append(helped)
    yield times_floor("triage --help, against python -c pass", ours, bare, 2)
    count = len(list(many.glob("*.txt")))
    what = f"triage list --json, {count:,} articles"
    first, *again = (taken(*_TRIAGE, "list", "--json", str(many)) for _ in range(4))
    yield Row(f"{what}, the first time", f"{first:.1f} s", "", "", "no goal", None)
    yield Row(what, f"{min(again):.2f} s", "", "", "within 2 s", min(again) <= 2)


def taken(*command: str) -> float:
    """Return the seconds a command takes."""
    began = time.perf_counter()
    subprocess.run(_words(command), check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def _words(command: Sequence[str]) -> list[str]:
    return list(command)
