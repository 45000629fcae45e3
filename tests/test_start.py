"""What a start may import before there is something to see: a coarse guard, with a quarter to spare."""

from __future__ import annotations

import subprocess
import sys

IMPORTED = """
import sys
import triage.boot, triage.first_frame, triage.ahead
print(*sys.modules)
from triage.ui import lean
lean.load()
import triage.ui.running
print(*sys.modules)
"""

NOT_FOR_THE_PICTURE = {
    "argparse",
    "asyncio",
    "dataclasses",
    "inspect",
    "json",
    "logging",
    "pathlib",
    "rich",
    "yaml",
}
NOT_FOR_THE_SCREEN = {
    "argparse",
    "difflib",
    "platform",
    "platformdirs",
    "shutil",
    "sqlite3",
    "ssl",
    "uuid",
    "yaml",
}
TIMES = 1.25


def test_little_is_imported_before_there_is_something_to_see() -> None:
    done = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path[:] = {sys.path!r}\n{IMPORTED}"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    picture, screen = (set(line.split()) for line in done.stdout.splitlines())
    assert not picture & NOT_FOR_THE_PICTURE
    assert len(picture) <= TIMES * 80
    assert not screen & NOT_FOR_THE_SCREEN
    assert len(screen) <= TIMES * 475
