"""The tests of one part, collected once by pytest, then run as often as there are mutants, in forks."""

from __future__ import annotations

import gc
import itertools
import os
import sys
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import Phase, settings

from tests.mutants.running import OTHER_WAY

if TYPE_CHECKING:
    from _typeshed import TraceFunction

OPTIONS = (
    *("-p", "no:terminal", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:faulthandler"),
    *("--capture=sys", "--assert=plain", "-o", "addopts="),
)
EXAMPLES = 40
"""Of a property test, at most; the same ones each time, and none is made smaller."""


class Traced(NamedTuple):
    """What a test does where nothing is changed."""

    passed: bool
    seconds: float
    """Of processor time."""
    lines: dict[str, list[int]]
    """Which lines of each file it runs."""


class Tests:
    """A pytest plugin that hands the collected tests over instead of running them."""

    __test__ = False

    def __init__(self, use: Callable[[Tests], None]) -> None:
        self._use = use
        self._failed = False
        self._functions: dict[str, list[FunctionType]] = {}
        self.items: dict[str, pytest.Item] = {}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Make property tests short, and the same each time."""
        shorten(items)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take note of a test that fails."""
        self._failed |= report.failed

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Hand over, in the place where the tests would be run."""
        self.items = {item.nodeid: item for item in session.items}
        for function in gc.get_objects():
            if isinstance(function, FunctionType):
                self._functions.setdefault(function.__code__.co_filename, []).append(function)
        gc.collect()
        gc.freeze()  # what never changes need not be copied into the forks
        self._use(self)
        return True

    def run(self, names: Sequence[str], changed: CodeType) -> int:
        """Put the functions of `changed` in place of those loaded, and run tests until one fails."""
        if not put(changed, self._functions.get(changed.co_filename, ())):
            return OTHER_WAY
        return self.first_failing(names) is not None

    def first_failing(self, names: Sequence[str]) -> str | None:
        """Run tests in this order until one fails, and return its name; None if all pass."""
        self._take_own_folder()
        pairs = zip(names, [*names[1:], ""], strict=True)
        return next((name for name, after in pairs if not self._passes(name, after)), None)

    def traced(self, files: Iterable[Path]) -> dict[str, Traced]:
        """Run each test as it is, and take note of the lines of `files`."""
        result: dict[str, Traced] = {}
        names = [*self.items, ""]
        lines: dict[str, set[int]] = {os.fspath(path): set() for path in files}

        def local(frame: FrameType, _event: str, _argument: object) -> TraceFunction | None:
            lines[frame.f_code.co_filename].add(frame.f_lineno)
            return local

        def traced(frame: FrameType, event: str, argument: object) -> TraceFunction | None:
            return local(frame, event, argument) if frame.f_code.co_filename in lines else None

        for name, after in itertools.pairwise(names):
            began = time.process_time()
            threading.settrace(traced)
            sys.settrace(traced)
            try:
                passed = self._passes(name, after)
            finally:
                sys.settrace(None)
                threading.settrace(None)
            found = {path: sorted(numbers) for path, numbers in lines.items() if numbers}
            result[name] = Traced(passed, time.process_time() - began, found)
            for numbers in lines.values():
                numbers.clear()
        return result

    def _take_own_folder(self) -> None:
        """Keep files from those of other forks: pytest empties the folder it was given, on first use."""
        factory = vars(next(iter(self.items.values())).config)["_tmp_path_factory"]
        factory._given_basetemp = factory._given_basetemp.with_name(f"tests-{os.getpid()}")

    def _passes(self, name: str, after: str) -> bool:
        item = self.items[name]
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=self.items.get(after))
        failed, self._failed = self._failed, False
        return not failed


def shorten(items: Iterable[pytest.Item]) -> None:
    """Have property tests try few examples, the same each time, and stop at the first that fails."""
    for item in items:
        function = getattr(item, "obj", None)
        function = getattr(function, "__func__", function)
        old = getattr(function, "_hypothesis_internal_use_settings", None)
        if isinstance(old, settings):
            short = settings(
                old,
                max_examples=min(old.max_examples, EXAMPLES),
                derandomize=True,
                database=None,
                phases=(Phase.explicit, Phase.generate),
            )
            vars(function)["_hypothesis_internal_use_settings"] = short


def put(changed: CodeType, loaded: Iterable[FunctionType]) -> bool:
    """Put the functions of `changed` in place of those `loaded`, and return whether it could be done.

    It cannot where none of them differs: what is imported only once a test runs is not loaded yet.
    """
    codes = {(code.co_qualname, code.co_firstlineno): code for code in _codes(changed)}
    differs = False
    for function in loaded:
        old = function.__code__
        code = codes.get((old.co_qualname, old.co_firstlineno), old)
        if code != old:
            if code.co_freevars != old.co_freevars:
                return False
            function.__code__ = code
            differs = True
    return differs


def _codes(code: CodeType) -> Iterable[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)
