"""What tests of the watch share: waiting for a condition, and taking down what is told."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

DEADLINE = 10.0
"""Seconds after which a condition that did not come true fails the test."""


def eventually(predicate: Callable[[], bool], seconds: float = DEADLINE) -> bool:
    """Wait until `predicate` holds, at most so many seconds; return whether it does."""
    deadline = time.monotonic() + seconds
    never = threading.Event()
    while not predicate() and time.monotonic() < deadline:
        never.wait(0.005)
    return predicate()


class Looks:
    """Takes down each call to look again."""

    def __init__(self) -> None:
        self.hints: list[frozenset[str]] = []
        self.threads: set[str] = set()

    def __call__(self, hints: frozenset[str]) -> None:
        self.threads.add(threading.current_thread().name)
        self.hints.append(hints)

    def saw(self, path: str) -> bool:
        return any(path in hints for hints in self.hints)


def settle(corpus: Path, looks: Looks) -> None:
    """Make one more change, and wait until it was reported: what was before it would have been by then."""
    (corpus / "last.txt").write_text("Last.", encoding="utf-8")
    assert eventually(lambda: looks.saw("last.txt"))
