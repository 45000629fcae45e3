"""Plays every task and writes the table of keys: `python -m tests.tasks [FILE]`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.tasks.page import page
from tests.tasks.playing import play
from tests.tasks.table import TASKS


def main(target: str = "") -> None:
    """Play all tasks, print the table, and write the page to `target` if one is named."""
    for task in TASKS:
        with tempfile.TemporaryDirectory() as folder:
            play(task, Path(folder))
        print(f"{task.counted}  {task.name}", flush=True)
    if target:
        Path(target).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
