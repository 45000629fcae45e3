"""Changes are gathered until a burst of them is over."""

from __future__ import annotations

from tests.watch.helpers import DEADLINE
from triage.watch_hints import EVERYTHING, Hints


def test_what_comes_after_a_calm_is_told_at_once_and_what_follows_it_together() -> None:
    hints = Hints(quiet=0.05, at_most=10 * DEADLINE)
    for path in ("first.txt", "second.txt", "third.txt"):
        hints.add([path])
        if path == "first.txt":
            assert hints.wait(0.0) == frozenset({"first.txt"})
    assert hints.wait(DEADLINE) == frozenset({"second.txt", "third.txt"})


def test_too_many_paths_are_everything() -> None:
    hints = Hints(quiet=0.0, at_most=0.0)
    hints.add(map(str, range(2000)))
    assert hints.wait(DEADLINE) == EVERYTHING
    hints.add(["a.txt"])
    hints.add(EVERYTHING)
    assert hints.wait(DEADLINE) == EVERYTHING
    hints.add(["a.txt"])
    assert hints.wait(DEADLINE) == frozenset({"a.txt"})
    assert hints.wait(0.0) is None
