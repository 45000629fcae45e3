"""The file of macros: what was recorded comes back, a broken file is left, lists fit key maps."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.keys.maps import TAGS, read
from triage.commands import Mode
from triage.keymap import Bound
from triage.keymap.arguments import bound_from
from triage.keymap.performed import Macro, Performed
from triage.store.macros import MOST, MacroFile, macros_path

NASTY = [
    "the log: says noon",
    "- [a, b]",
    "",
    " ~",
    "'\"\\ #",
    "\u202e\x1b]0;x",
    "line one\nline two",
    "yes",
    "{a",
]


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep macros of a test apart."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def bound(text: str) -> Bound:
    """Return a command as a key is bound to it."""
    found = bound_from(text, TAGS)
    assert isinstance(found, Bound)
    return found


def made(*commands: str) -> Macro:
    """Return a macro of plain commands."""
    return tuple(Performed(bound(command)) for command in commands)


def written(text: str, reviewer: str = "ana") -> MacroFile:
    """Write the file by hand; return it unread."""
    path = macros_path(reviewer)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return MacroFile(reviewer, TAGS)


def test_what_was_recorded_comes_back_and_is_private() -> None:
    macro = (
        *made("tag disputed"),
        Performed(bound("edge end-left"), 3),
        Performed(bound("note"), None, ("x",)),
    )
    file = MacroFile("ana\n# [evil]", TAGS)
    assert file.read_again() == []
    assert file.put("a", macro) == ""
    for letter, line in zip("0123456789", NASTY, strict=False):
        assert (
            file.put(
                letter, (Performed(bound("note"), None, (line,)), Performed(bound("find"), 2, (line, line)))
            )
            == ""
        )
    again = MacroFile("ana\n# [evil]", TAGS)
    assert again.read_again() == []
    assert again.macros == file.macros
    assert again.macros["a"] == macro
    assert again.listed() == "0 1 2 3 4 5 6 7 8 a"
    assert again.path.parent.stat().st_mode & 0o077 == 0
    assert MacroFile("ana", TAGS).path != again.path


def test_plain_commands_can_be_pasted_into_a_key_map(tmp_path: Path) -> None:
    file = MacroFile("ana", TAGS)
    file.put("n", made("confidence.next", "tag disputed"))
    text = file.path.read_text(encoding="utf-8")
    items = "".join(f"      {line.strip()}\n" for line in text.splitlines() if line.strip().startswith("- "))
    keymap, warnings = read(tmp_path, f"modes:\n  all:\n    Z:\n{items}")
    assert warnings == []
    assert [one.text for one in keymap.table(Mode.TEXT)["Z"].macro] == ["confidence.next", "tag disputed"]


def test_what_is_wrong_is_told_with_its_place_and_the_rest_works() -> None:
    file = written(
        "schema: 1\nmacros:\n  a: tag disputed\n  b: [nothing.such]\n  cc: [undo]\n  d: [tag maybe]\n"
        "  e: [{command: undo, count: 0}]\n  f: [{command: undo, keys: x}]\n"
        "  1: [undo, {command: undo, count: 2}]\n"
        f"  g: {['undo'] * (MOST + 1)}\n  h: [[undo]]\n  i: []\n"
    )
    told = file.read_again()
    assert sorted(file.macros) == ["1", "a"]
    assert len(told) == 8
    assert told[0].startswith(f"{file.path}:4:3: unknown command nothing.such")
    assert file.read_again() == []
    assert file.put("z", made("undo")) == ""
    kept = file.path.read_text(encoding="utf-8")
    assert "nothing.such" in kept, "what is not understood stays in the file"
    assert sorted(MacroFile("ana", TAGS).macros) == []
    again = MacroFile("ana", TAGS)
    again.read_again()
    assert sorted(again.macros) == ["1", "a", "z"]


@pytest.mark.parametrize(
    "text", ["schema: 1\nmacros: [", "\0", "schema: 2\nmacros: {}", "[]", "- " * 9000, "a: &a *a"]
)
def test_a_broken_file_is_told_and_never_overwritten(text: str) -> None:
    file = written(text)
    (told,) = file.read_again()
    assert str(file.path) in told
    assert file.put("a", made("undo")) == told
    assert file.macros["a"] == made("undo")
    assert file.path.read_text(encoding="utf-8") == text
    file.path.write_text("schema: 1\nmacros:\n  b: redo\n", encoding="utf-8")
    assert file.read_again() == []
    assert sorted(file.macros) == ["a", "b"]
    assert file.put("c", made("undo")) == ""
    assert "  a:\n  - undo\n" in file.path.read_text(encoding="utf-8")


def test_another_program_may_write_the_file_too() -> None:
    one, other = MacroFile("ana", TAGS), MacroFile("ana", TAGS)
    one.read_again()
    other.read_again()
    assert one.put("a", made("undo")) == ""
    assert other.put("b", made("redo")) == ""
    one.read_again()
    assert sorted(one.macros) == ["a", "b"]


def test_where_nothing_can_be_written_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    file = MacroFile("ana", TAGS)
    assert "file" in file.put("a", made("undo"))
    assert file.macros["a"] == made("undo")
