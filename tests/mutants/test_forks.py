"""Tests that run in several forks at once do not meet each other's files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mutants.collected import OPTIONS, Tests
from tests.mutants.running import Ending, Work, run

TEST = """\
def test_alone(tmp_path):
    (tmp_path / "a").touch()
    for _ in range(200):
        (tmp_path.parent / "beside").touch()
        assert [path.name for path in tmp_path.iterdir()] == ["a"]
"""


def test_each_fork_has_folders_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "test_one.py"
    file.write_text(TEST, encoding="utf-8")
    base = tmp_path / "tests"

    def whole() -> int:
        """Collect and run in a child, as this pytest has its own state."""

        def use(tests: Tests) -> None:
            work = Work("", lambda: tests.first_failing(list(tests.items)) is not None, 60.0)
            endings.extend(ending for _, ending in run([work] * 6, 3))

        endings: list[Ending] = []
        pytest.main([*OPTIONS, f"--basetemp={base}", f"--rootdir={tmp_path}", str(file)], [Tests(use)])
        return endings != [Ending.SURVIVED] * 6

    assert [ending for _, ending in run([Work("", whole, 60.0)], 1)] == [Ending.SURVIVED]
