"""What is said to a person, on standard error: warnings, and failures with a hint what to do next."""

from __future__ import annotations

import sys

from triage.core.plain import plain
from triage.errors import TriageError


def failure(error: TriageError) -> None:
    """Say what went wrong in one line, and what to do next in another."""
    _say(f"triage: {error.message}")
    if error.hint:
        _say(f"  {error.hint}")


def error(text: str) -> None:
    """Say in one line what went wrong."""
    _say(f"triage: {text}")


def warning(text: str) -> None:
    """Say in one line what may be wrong."""
    _say(f"triage: warning: {text}")


def remark(text: str) -> None:
    """Say in one line what was done."""
    _say(text)


def _say(untrusted: str) -> None:
    sys.stderr.write(plain(untrusted) + "\n")
