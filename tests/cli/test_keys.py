"""`triage keys`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from triage.commands import COMMANDS
from triage.core.codebook import Codebook
from triage.errors import UsageError
from triage.store import keymaps
from triage.store.codebook import shipped_codebook
from triage.store.yaml_error import YamlError


def test_every_binding_is_listed_with_what_it_does(run: Run) -> None:
    listed = run("keys", "--json").value
    by_key = {(binding["mode"], binding["key"]): binding["command"] for binding in listed}
    assert by_key["all", "v"] == "tag verified"
    assert by_key["all", "u"] == "undo"
    assert by_key["text", "j"] == "go.next claim"
    helps = {command.id: command.help for command in COMMANDS}
    assert all(binding["help"] == helps[binding["command"].split()[0]] for binding in listed)
    lines = run("keys").out.splitlines()
    assert len(lines) == len(listed) + 1
    assert lines[1].split()[:3] == ["all", "v", "tag"]


def test_the_markdown_is_a_table_with_safe_cells(run: Run, corpus: Path) -> None:
    path = corpus.parent / "keys.yaml"
    path.write_text('schema: 1\nmodes:\n  all: {"|": undo, "`": redo}\n', encoding="utf-8")
    lines = run("keys", "--markdown", "--keys", "./keys.yaml").out.splitlines()
    assert lines[0] == "| where | key | command | what it does |"
    assert r"| everywhere | `\|` | `undo` | " in lines[-2]
    assert "| everywhere | `` ` `` | `redo` | " in lines[-1]


def test_a_key_map_is_checked(run: Run, corpus: Path) -> None:
    path = corpus.parent / "keys.yaml"
    path.write_text("schema: 1\nmodes:\n  all: {z: undo}\n", encoding="utf-8")
    assert run("keys", "check", "keys.yaml").code == 0
    path.write_text("schema: 1\nmodes:\n  all: {z: undo, z: redo}\n", encoding="utf-8")
    said = "keys.yaml:3:18: duplicate key 'z'; the last one holds"
    checked = run("keys", "check", "keys.yaml")
    assert (checked.code, checked.out) == (1, f"{said}\n")
    assert run("keys", "check", "keys.yaml", "--json").value == [said]


@pytest.mark.parametrize("argv", [["chek", "a"], ["check"], ["check", "a", "b"], ["--keys", "defualt"]])
def test_other_words_are_a_mistake(run: Run, argv: list[str]) -> None:
    assert run("keys", *argv).code == 2


@pytest.fixture
def tags() -> Codebook:
    return shipped_codebook()


def test_every_shipped_key_map_loads_without_a_warning(tags: Codebook) -> None:
    assert "default" in keymaps.names()
    for name in keymaps.names():
        keymap, warnings = keymaps.load(keymaps.find(name), tags)
        assert (keymap.name, warnings) == (name, [])


def test_a_key_map_is_found_by_name_or_path() -> None:
    assert keymaps.find("default").is_file()
    assert keymaps.find("./mine") == Path("mine")
    assert keymaps.find("mine.yaml") == Path("mine.yaml")
    with pytest.raises(UsageError, match="no such key map") as raised:
        keymaps.find("defalt")
    assert "did you mean default?" in raised.value.hint


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("schema: 1\nmodes: {all: {z: undoo}}\n", "2:15: unknown command undoo; did you mean undo?"),
        ("schema: 1\nmodes: {all: {v: undo}}\n", "2:15: v tags verified, so it does not undo any more"),
        (
            "schema: 1\nmodes: {every: {z: undo}}\n",
            "2:9: unknown mode every; the modes are all, list, text, select, input",
        ),
        ("schema: 1\nkeys: {}\nmodes: {}\n", "2:1: the field 'keys' is not known and has no effect"),
    ],
)
def test_a_warning_has_file_line_and_column(tmp_path: Path, tags: Codebook, text: str, warning: str) -> None:
    path = tmp_path / "keys.yaml"
    path.write_text(text, encoding="utf-8")
    assert keymaps.load(path, tags)[1] == [f"{path}:{warning}"]


@pytest.mark.parametrize(
    "text", ["- a\n", "schema: 1\n", "schema: 2\nmodes: {}\n", "modes: {}\n", "schema: ["]
)
def test_what_is_no_key_map_is_refused(tmp_path: Path, tags: Codebook, text: str) -> None:
    path = tmp_path / "keys.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(YamlError):
        keymaps.load(path, tags)


def test_a_key_is_explained_with_the_line_that_binds_it(run: Run, corpus: Path) -> None:
    (corpus.parent / "keys.yaml").write_text("schema: 1\nmodes:\n  text:\n    g d: undo\n", encoding="utf-8")
    found = run("keys", "explain", "g", "--bind", "list:g=help", "--json").value
    explained = [(each["mode"], each["key"], each["command"], each["by"]) for each in found]
    assert explained[:2] == [
        ("list", "g", "help", "--bind list:g=help"),
        ("text", "g d", "undo", "keys.yaml:4"),
    ]
    assert ("text", "g g", "go.first") in {each[:3] for each in explained}
    assert run("keys", "explain", "v").out.splitlines()[1].split()[-2:] == ["the", "codebook"]
    assert "default.yaml:" in run("keys", "explain", "u").out
    assert run("keys", "explain", "%").code == 1
    wrong = run("keys", "explain", "C-x")
    assert (wrong.code, "C-x is written ctrl+x" in wrong.err) == (2, True)


def test_the_difference_between_two_key_maps_is_listed_once(run: Run) -> None:
    assert run("keys", "diff", "default").code == 0
    found = run("keys", "diff", "vim", "--json").value
    assert {"mode": "all", "key": "n", "here": "note", "there": "find.next"} in found
    assert {"mode": "all", "key": "Z Z", "here": "", "there": "quit"} in found
    assert [each["key"] for each in found].count("n") == 1
    lines = run("keys", "diff", "vim").out.splitlines()
    assert lines[0].split() == ["WHERE", "KEY", "HERE", "IN", "vim"]
    assert len(lines) == len(found) + 1
    assert run("keys", "diff", "vmi").code == 2


def test_the_reviewers_own_keys_are_begun_opened_and_checked(
    run: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = corpus.parent / "editor.sh"
    editor.write_text('#!/bin/sh\nsed -i "s/  all: {}/  all: {Y: undoo}/" "$1"\n', encoding="utf-8")
    editor.chmod(0o700)
    monkeypatch.setenv("VISUAL", str(editor))
    path = corpus.parent / "config" / "triage" / "keys.yaml"
    edited = run("keys", "edit")
    assert (edited.code, edited.out) == (1, f"{path}:6:9: unknown command undoo; did you mean undo?\n")
    path.write_text("schema: 1\nmodes:\n  all: {Y: undo}\n", encoding="utf-8")
    assert run("keys", "edit").code == 0
    assert ("Y", "undo") in {(each["key"], each["command"]) for each in run("keys", "--json").value}
    for broken in ("false", "/nowhere/editor", '"'):
        monkeypatch.setenv("VISUAL", broken)
        assert run("keys", "edit").code == 2


def test_what_the_command_line_binds_wrongly_is_a_mistake(run: Run) -> None:
    for bind in ("undo", "all:z", "all:z=", "all:z=undoo", "txt:z=undo", "all:shift+z=undo"):
        wrong = run("keys", "--bind", bind)
        assert (wrong.code, f"--bind {bind}: " in wrong.err) == (2, True)
    assert run("keys", "press").code == 2  # there is no terminal


def test_the_configuration_names_a_key_map_by_name_or_by_a_path_beside_it(run: Run, corpus: Path) -> None:
    folder = corpus.parent / "config" / "triage"
    folder.mkdir(parents=True)
    (folder / "mine.yaml").write_text("schema: 1\nextends: vim\nmodes: {all: {Y: undo}}\n", encoding="utf-8")
    (folder / "config.yaml").write_text("keys: mine.yaml\n", encoding="utf-8")
    bound = {(each["key"], each["command"]) for each in run("keys", "list", "--json").value}
    assert {("Y", "undo"), ("Z Z", "quit")} <= bound
    assert ("Z Z", "quit") not in {
        (each["key"], each["command"]) for each in run("keys", "--keys", "default", "--json").value
    }
