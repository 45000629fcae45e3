"""Makes every mutant of the scope, or of the files named, and counts those no test notices: `make mutants`.

Most mutants change one function: they are put into a process in which pytest has collected the tests,
and those tests that run the changed lines are run in a fork. What is outside of functions is loaded
anew. Results are kept in `.mutants/`, so that a page can be written of files measured one after another.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import charset_normalizer  # noqa: F401 - the libraries are loaded once, before forking
import hypothesis.strategies  # noqa: F401
import pytest
import pytest_asyncio.plugin  # noqa: F401
import yaml  # noqa: F401

from tests.mutants import page, scope
from tests.mutants.anew import fresh
from tests.mutants.collected import OPTIONS, Tests
from tests.mutants.running import Ending, Work, run
from tests.mutants.sources import Baseline, Source

RESULTS = scope.ROOT / ".mutants"
_LONG = 1e6
"""Seconds that nothing takes."""


def measure(part: str, sources: list[Source], jobs: int) -> None:
    """Run the mutants of `sources`, all of one part, and note how each ended."""
    paths = scope.tests_of(part)
    with tempfile.TemporaryDirectory(prefix="triage-mutants-") as scratch:
        notes = Path(scratch, "notes.json")
        collected = Work(part, lambda: _in_collected(paths, sources, jobs, notes), _LONG)
        if [ending for _, ending in run([collected], 1, quiet=False)] != [Ending.SURVIVED]:
            sys.exit(f"{part}: the tests do not pass as they are")
        found = json.loads(notes.read_text(encoding="utf-8"))
        baseline = Baseline(found["baseline"])
        by_name = {source.name: source for source in sources}
        for name, endings in found["endings"].items():
            by_name[name].endings.update({key: Ending(ending) for key, ending in endings.items()})
        for (name, key), ending in run(_anew(sources, baseline, paths), jobs):
            by_name[name].endings[key] = _told(name, key, ending)


def _told(name: str, key: str, ending: Ending) -> Ending:
    """Say at once what survived: all of them take long."""
    if ending is Ending.SURVIVED:
        print(f"{name}: {key}", file=sys.stderr, flush=True)
    return ending


def _in_collected(paths: list[str], sources: list[Source], jobs: int, notes: Path) -> int:
    """Run in a fork: collect the tests of a part and run those mutants that need no new start."""

    def use(tests: Tests) -> None:
        trace = notes.with_suffix(".trace")

        def traced() -> int:
            trace.write_text(json.dumps(tests.traced([source.path for source in sources])), encoding="utf-8")
            return 0

        list(run([Work("", traced, _LONG)], 1))
        baseline = Baseline(found := json.loads(trace.read_text(encoding="utf-8")))
        if baseline.failing:
            sys.exit("\n".join(baseline.failing))
        for source in sources:
            _check_order(tests, baseline.tests(source.path))
        endings: dict[str, dict[str, str]] = {source.name: {} for source in sources}
        for (name, key), ending in run(_patched(sources, baseline, tests), jobs):
            endings[name][key] = _told(name, key, ending)
        notes.write_text(json.dumps({"baseline": found, "endings": endings}), encoding="utf-8")

    base = notes.parent / "tests"
    return int(pytest.main([*OPTIONS, f"--basetemp={base}", f"--rootdir={scope.ROOT}", *paths], [Tests(use)]))


def _check_order(tests: Tests, names: list[str]) -> None:
    """Exit if a test fails with nothing changed, in the order in which mutants meet them."""

    def unchanged() -> int:
        failing = tests.first_failing(names)
        if failing is not None:
            print(f"{failing}: fails after the quicker ones", file=sys.stderr)
        return failing is not None

    if [ending for _, ending in run([Work("", unchanged, _LONG)], 1, quiet=False)] != [Ending.SURVIVED]:
        sys.exit("tests fail that should pass")


def _patched(sources: list[Source], baseline: Baseline, tests: Tests) -> Iterator[Work[tuple[str, str]]]:
    """Yield the mutants that change a function which some test runs."""
    for source in sources:
        for change in source.changes:
            names = baseline.tests(source.path, change.lines)
            if change.function and names:
                run_them = partial(tests.run, names, source.changed(change))
                yield Work((source.name, change.key), run_them, baseline.seconds(names))


def _anew(sources: list[Source], baseline: Baseline, paths: list[str]) -> Iterator[Work[tuple[str, str]]]:
    """Yield the mutants for which the file has to be loaded anew."""
    for source in sources:
        names = baseline.tests(source.path)
        wanted = {os.fspath(scope.ROOT / name.split("::")[0]) for name in names}
        files = [path for path in paths if path in wanted]
        for change in source.changes:
            if source.endings.get(change.key, Ending.OTHER_WAY) is Ending.OTHER_WAY:
                run_them = partial(fresh, source, source.changed(change), names, files)
                yield Work((source.name, change.key), run_them, 4.0 + baseline.seconds(names))


def main(words: list[str]) -> int:
    """Measure; return 1 if in any of the files measured too many mutants are noticed by no test."""
    parser = argparse.ArgumentParser(prog="make mutants")
    parser.add_argument("files", nargs="*", type=Path, help="of the scope; all if none is named")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--every", type=int, default=1, help="only every so many mutants, from the first on")
    parser.add_argument(
        "--left", action="store_true", help="only those that survived the last time, and new ones"
    )
    parser.add_argument("--page", action="store_true", help="only write the page of what was measured")
    options = parser.parse_args(words)
    wanted = {path.resolve() for path in options.files} or set(scope.files())
    RESULTS.mkdir(exist_ok=True)
    for part in () if options.page else scope.TESTS:
        sources = [Source(path) for path in scope.files() if path in wanted and scope.part_of(path) == part]
        if not sources:
            continue
        began = time.monotonic()
        chosen = {}
        for source in sources:
            chosen[source.name] = source.changes[:: options.every]
            if options.left:
                source.endings.update(page.noticed(RESULTS, source.name))
            source.changes = [each for each in chosen[source.name] if each.key not in source.endings]
        measure(part, sources, options.jobs)
        for source in sources:
            found = [(each.key, each.lines.start, source.endings[each.key]) for each in chosen[source.name]]
            page.keep(RESULTS, source.name, found, options.every)
        print(f"{part}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    names = {path.relative_to(scope.ROOT).as_posix() for path in wanted}
    return page.write(RESULTS, names)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
