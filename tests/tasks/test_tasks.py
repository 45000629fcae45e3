"""The tasks of the docs are done by the keys that the docs say, and by few."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tasks.page import page
from tests.tasks.playing import play
from tests.tasks.table import TASKS, Task

MOST = 6
"""Keys that a task may take besides typed text."""

ONE = ("Tag a claim and go on", "Move an edge by one word")
"""The tasks that are done by one key."""

EACH_TIME = ("Split a claim and tag the second half",)
"""The tasks that are played in every run of the tests; the others have tests of their own there."""


def test_no_task_takes_many_keys_and_what_is_done_most_takes_one() -> None:
    counted = {task.name: task.counted for task in TASKS}
    assert max(counted.values()) <= MOST
    assert [counted[name] for name in ONE] == [1, 1]


def test_the_page_says_what_is_played() -> None:
    written = Path(__file__).parents[2] / "docs" / "tasks.md"
    assert written.read_text(encoding="utf-8") == page()


@pytest.mark.pty
@pytest.mark.parametrize(
    "task",
    [
        pytest.param(task, id=task.name, marks=() if task.name in EACH_TIME else pytest.mark.slow)
        for task in TASKS
    ],
)
def test_a_task_is_done_by_its_keys(task: Task, tmp_path: Path) -> None:
    play(task, tmp_path)
