"""A file with its mutants, and the tests that can notice them."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterable
from pathlib import Path
from types import CodeType
from typing import Any

from tests.mutants import scope
from tests.mutants.changes import Change, changes
from tests.mutants.collected import Traced
from tests.mutants.running import Ending

_QUICK = 0.02
"""Seconds of processor time that a test takes which costs nothing to run."""

_LONGEST = 20.0
"""Seconds of processor time that the tests of one mutant take at most, as measured."""


class Source:
    """A file of the scope with its mutants."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = path.relative_to(scope.ROOT).as_posix()
        self.tree = ast.parse(path.read_text(encoding="utf-8"))
        self.changes = changes(self.tree)
        self.endings: dict[str, Ending] = {}

    def changed(self, change: Change) -> CodeType:
        """Return the file compiled with `change`."""
        change.swap()
        try:
            return compile(self.tree, os.fspath(self.path), "exec", dont_inherit=True)
        finally:
            change.swap()


class Baseline:
    """What the tests of a part run and how long they take where nothing is changed."""

    def __init__(self, traced: dict[str, list[Any]]) -> None:
        tests = {name: Traced(*entry) for name, entry in traced.items()}
        self._seconds = {name: test.seconds for name, test in tests.items()}
        self._lines = {
            name: {path: set(found) for path, found in test.lines.items()} for name, test in tests.items()
        }
        self.failing = [name for name, test in tests.items() if not test.passed]

    def tests(self, path: Path, lines: Iterable[int] | None = None) -> list[str]:
        """Return the tests that run one of the `lines` of `path`, the quickest first.

        Without `lines` those that run any of it, and all quick ones: what stands outside of functions is
        run by none.
        """
        wanted = None if lines is None else set(lines)
        reaching = [
            name
            for name, found in self._lines.items()
            if not (here := found.get(os.fspath(path), set())).isdisjoint(here if wanted is None else wanted)
            or (wanted is None and self._seconds[name] < _QUICK)
        ]
        chosen: list[str] = []
        total = 0.0
        for name in sorted(reaching, key=lambda name: self._seconds[name]):
            total += self._seconds[name]
            if total > _LONGEST and chosen:
                break
            chosen.append(name)
        return chosen

    def seconds(self, names: Iterable[str]) -> float:
        """Return how long the tests called `names` may take."""
        return 1.0 + 2 * sum(self._seconds[name] for name in names)
