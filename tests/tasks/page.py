"""The page of the tasks and how many keys each takes."""

from __future__ import annotations

import re

from tests.tasks.table import TASKS

_HEAD = """# Keys for what is done all day

What reviewers do all day, played in a real terminal with the default keys (`make tasks`): each begins as
told, its keys are pressed, and the screen and the sidecars are looked at afterwards. Counted is every key;
what is typed as text, in italics, is not.

| task | begins | keys pressed | keys |
|---|---|---|---|
"""


def page() -> str:
    """Return docs/tasks.md."""
    rows = (f"| {task.name} | {task.about} | {_shown(task.keys)} | {task.counted} |\n" for task in TASKS)
    return _HEAD + "".join(rows)


def _shown(keys: str) -> str:
    spelled = re.sub(r"`([^`]*)`|(\S+)", lambda each: f"*{each[1]}*" if each[1] else f"`{each[2]}`", keys)
    return spelled.replace("`…` ", "")
