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


CALLED = """
from triage.ui import lean
lean.load()
import ipaddress, sys, textwrap, tokenize, uuid
import textual.app, textual.notifications, textual.suggestions
from textual.css.tokenize import tokenize_values
from textual.pilot import Pilot
assert textual.notifications.uuid4().version == uuid.uuid4().version
assert textual.suggestions.get_suggestion("widht", ["width"]) == "width"
assert textual.app.user_downloads_path().is_absolute()
assert [token.name for token in tokenize_values({"a": "#fff 2"})["a"]] == ["color", "whitespace", "number"]
assert Pilot(textual.app.App()).app.title
for module in (ipaddress, textwrap, tokenize, uuid, sys.modules["textual.pilot"]):
    assert module.__file__, module
print("done")
"""


def test_what_is_stood_in_for_is_there_when_it_is_called() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CALLED], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.stderr, done.stdout) == ("", "done\n")


LATER = """
import sys
from triage.ui import lean
with lean.looked_into_later():
    import dataclasses, inspect
    import triage.cli.review, triage.session.first_look
    assert sys.modules["inspect"].__class__ is lean._LookedInto
    if {used}:
        assert inspect.isfunction(lean.load)
left = {{"inspect", "ast", "dis", "tokenize", "ipaddress", "textwrap"}} & {{*sys.modules}}
assert bool(left) == {used}, left
@dataclasses.dataclass
class Point:
    x: int = 0
assert Point.__doc__ == "Point(x: int = 0)"
import inspect, textwrap
assert inspect.__file__ and textwrap.__file__
print("done")
"""


@pytest.mark.parametrize("used", [False, True])
def test_what_is_looked_into_later_is_there_when_it_is_used(used: bool) -> None:
    done = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path[:] = {sys.path!r}\n{LATER.format(used=used)}"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.stderr == ""
    assert done.stdout == "done\n"
