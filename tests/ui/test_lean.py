"""Textual is imported without what is never used, and as a whole where that does not work."""

from __future__ import annotations

import subprocess
import sys

import pytest

AFTER = """
import sys
from triage.ui import lean
{before}
lean.load()
import ssl, textual.app, textual.command
assert "triage.ui" in sys.modules
print(textual.command.CommandPalette.__module__, textual.app.CommandPalette.__module__, ssl.__name__)
"""


@pytest.mark.parametrize(
    ("before", "palette"),
    [
        ("", "triage.ui.lean"),
        ("lean._WithoutPalette.__getattr__ = lambda self, name: 1 / 0", "textual.command"),
        ("del lean._WithoutPalette.__getattr__", "textual.command"),
        ("import textual.app", "textual.command"),
    ],
    ids=["lean", "another error", "a name is missing", "imported before"],
)
def test_what_is_left_out_can_be_imported_afterwards(before: str, palette: str) -> None:
    program = AFTER.format(before=before)
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.stderr == ""
    assert done.stdout.split() == ["textual.command", palette, "ssl"]
