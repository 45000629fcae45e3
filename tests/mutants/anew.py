"""Tests run in a process that loads the changed file instead of the one on disk."""

from __future__ import annotations

import sys
import tempfile
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from types import CodeType, ModuleType

import pytest

from tests.mutants import scope
from tests.mutants.collected import OPTIONS, shorten
from tests.mutants.sources import Source


def fresh(source: Source, code: CodeType, names: list[str], files: list[str]) -> int:
    """Run in a fork: load the changed file, and run tests until one fails."""
    module = source.name.removesuffix(".py").replace("/", ".")
    assert module not in sys.modules
    sys.meta_path.insert(0, _Finder(module, code))
    with tempfile.TemporaryDirectory(prefix="triage-mutants-") as scratch:
        arguments = [*OPTIONS, "-x", f"--basetemp={scratch}/tests", f"--rootdir={scope.ROOT}", *files]
        status = pytest.main(arguments, [_Only(names)])
    return 0 if status == pytest.ExitCode.NO_TESTS_COLLECTED else int(status)


class _Only:
    """A pytest plugin that leaves the named tests, in their order."""

    def __init__(self, names: list[str]) -> None:
        self._order = {name: at for at, name in enumerate(names)}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Take out the others."""
        items[:] = sorted(
            (item for item in items if item.nodeid in self._order), key=lambda item: self._order[item.nodeid]
        )
        shorten(items)


class _Finder(MetaPathFinder, Loader):
    """Loads one module from code that is given."""

    def __init__(self, module: str, code: CodeType) -> None:
        self._module = module
        self._code = code

    def find_spec(self, name: str, path: object, target: object = None) -> ModuleSpec | None:
        """Know the one module."""
        return spec_from_loader(name, self, origin=self._code.co_filename) if name == self._module else None

    def exec_module(self, module: ModuleType) -> None:
        """Run the changed code."""
        module.__file__ = self._code.co_filename
        exec(self._code, module.__dict__)
