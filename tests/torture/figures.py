"""What a harness found out: one line of the table that `make torture` prints."""

from __future__ import annotations

from typing import NamedTuple

NOT_RUN = "did not run"
"""How the result begins of what could not be tried."""


class Row(NamedTuple):
    """One figure beside its goal."""

    what: str
    tried: int
    """How often it was tried."""
    goal: str
    result: str
    met: bool = True


def lost(what: str, count: int, failures: int, word: str = "lost") -> Row:
    """Return the row of something of which nothing may be lost, or go wrong as `word` says."""
    return Row(what, count, f"0 {word}", f"{failures} {word}", failures == 0)


def not_run(what: str, reason: str) -> Row:
    """Return the row of something that could not be tried here, and why."""
    return Row(what, 0, "", f"{NOT_RUN}: {reason}")
