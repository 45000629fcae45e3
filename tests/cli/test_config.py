"""`triage config` and `triage init`: every setting is shown, told where it comes from, and explained."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import jsonschema
import pytest
import yaml

from tests.cli.conftest import Run
from triage.cli import appearing, options, settings_texts
from triage.settings import SETTINGS, Kind, held_by
from triage.store import configuration
from triage.store.settings import config_path
from triage.store.shipped import shipped


def configure(text: str) -> Path:
    """Write the person's file."""
    path = config_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_each_value_is_shown_with_who_says_so(
    run: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "ed")
    path = configure("# mine\nkeys: vim\nreviewer: bo\n")
    (corpus / "lab.yaml").write_text("schema: 1\n", encoding="utf-8")
    (corpus / ".triage.yaml").write_text("editor: x\ncodebook: lab.yaml\n", encoding="utf-8")
    shown = run("config", "show", "--origin", "articles")
    assert [re.split(r"  +", line) for line in shown.out.splitlines()] == [
        ["SETTING", "VALUE", "ORIGIN", "PLACE"],
        ["reviewer", "ana", "environment", "TRIAGE_REVIEWER"],
        ["keys", "vim", "your file", f"{path}:2"],
        ["codebook", "lab.yaml", "the folder's file", "articles/.triage.yaml:2"],
        ["editor", "ed", "environment", "EDITOR"],
        ["theme", "triage-dark", "built-in"],
        ["ascii", "off", "built-in"],
        ["motion", "full", "built-in"],
        ["mouse", "on", "built-in"],
        ["title", "on", "built-in"],
        ["views", "none", "built-in"],
    ]
    assert shown.err == (
        "triage: warning: articles/.triage.yaml:1:1: 'editor' has no effect in the file of a folder\n"
    )
    given = run("config", "articles", "--keys", "emacs", "--json").value
    assert [(each["value"], each["origin"], each["line"]) for each in given[:3]] == [
        ("ana", "environment", 0),
        ("emacs", "option", 0),
        ("lab.yaml", "the folder's file", 2),
    ]


def test_what_is_wrong_in_both_files_is_told_at_once(run: Run, corpus: Path) -> None:
    path = configure("revewer: bo\nkeys: vmi\n")
    (corpus / ".triage.yaml").write_text("keys: vim\n", encoding="utf-8")
    checked = run("config", "check", "articles")
    assert checked.code == 1
    assert checked.out.splitlines() == [
        f"{path}:1:1: there is no setting 'revewer'; did you mean reviewer?",
        f"{path}:2:1: there is no key map 'vmi'; did you mean vim?",
        "articles/.triage.yaml:1:1: 'keys' has no effect in the file of a folder",
    ]
    assert run("config", "show").code == 2
    configure("")
    (corpus / ".triage.yaml").unlink()
    assert run("config", "check", "articles").code == 0


def test_a_folder_whose_file_is_broken_is_reviewed_all_the_same_and_check_tells(
    run: Run, corpus: Path
) -> None:
    (corpus / ".triage.yaml").write_bytes(b"\xff")
    assert run("tag", "articles/bridge.txt", "--quote", "It is a shame.", "--tag", "opinion").code == 0
    checked = run("check", "articles")
    assert "articles/.triage.yaml:1:1: the byte 0xff is not UTF-8" in checked.out
    shutil.copy(shipped("annotations") / "codebook.yaml", corpus / "lab.yaml")
    (corpus / ".triage.yaml").write_text("codebook: lab.yaml\neditor: x\n", encoding="utf-8")
    assert ".triage.yaml:2:1: 'editor' has no effect" in run("check", "articles").out


@pytest.mark.parametrize("in_folder", [False, True])
def test_the_file_that_is_written_sets_nothing_and_each_line_in_it_would(
    run: Run, corpus: Path, in_folder: bool
) -> None:
    written = run("init", *(["articles"] if in_folder else []))
    path = Path(written.out.strip())
    assert path == (Path("articles/.triage.yaml") if in_folder else config_path())
    text = path.read_text(encoding="utf-8")
    folder = path.parent if in_folder else None
    assert configuration.read(path, folder) == configuration.Configuration(path, {})
    again = run("init", *(["articles"] if in_folder else []))
    assert (again.code, path.read_text(encoding="utf-8")) == (3, text)
    (path.parent / "tags").mkdir()
    (path.parent / "tags" / "lab.yaml").touch()
    path.write_text(re.sub(r"^# ([a-z-]+: )", r"\1", text, flags=re.MULTILINE), encoding="utf-8")
    found = configuration.read(path, folder)
    assert found.findings == ()
    held = [known for known in held_by(in_folder=in_folder) if known.kind is not Kind.VIEWS]
    assert found.values == {known.name: known.example for known in held}
    assert [*found.views] == ["mine", "contested"]


@pytest.mark.parametrize("in_folder", [False, True])
def test_the_schema_takes_what_is_taken_and_refuses_the_rest(run: Run, in_folder: bool) -> None:
    schema = run("config", "schema", *(["--corpus"] if in_folder else [])).value
    jsonschema.Draft202012Validator.check_schema(schema)
    checker = jsonschema.Draft202012Validator(schema)
    examples: dict[str, object] = {known.name: known.example for known in held_by(in_folder=in_folder)}
    examples["views"] = yaml.safe_load(str(examples["views"]))
    assert checker.is_valid({"schema": 1, **examples})
    assert checker.is_valid(yaml.safe_load(settings_texts.commented(in_folder=in_folder)))
    nonsense: tuple[object, ...] = ({"schema": 2}, {"other": "x"}, {"codebook": ["a"]}, [], {"views": "x"})
    for wrong in nonsense:
        assert not checker.is_valid(wrong)
    assert checker.is_valid({"keys": "vmi"}) is False
    assert checker.is_valid({"editor": "vi"}) is not in_folder


@pytest.mark.parametrize("known", [known for known in SETTINGS if known.option], ids=lambda known: known.name)
def test_an_option_says_the_same_about_its_setting_as_the_table(run: Run, known: object) -> None:
    setting = next(each for each in SETTINGS if each == known)
    made = options.parser("x", "", "")
    options.add_reviewer(made)
    options.add_keys(made)
    options.add_codebook(made)
    appearing.add_to(made)
    words = " ".join(made.format_help().split())
    assert setting.option in words
    assert setting.otherwise in words


def test_the_list_has_every_setting(run: Run) -> None:
    listed = run("config", "list").out
    assert all(known.help in listed and known.variable in listed for known in SETTINGS)
    assert [each["name"] for each in run("config", "list", "--corpus", "--json").value] == [
        "codebook",
        "views",
    ]


def test_a_word_that_is_no_verb_is_told(run: Run) -> None:
    assert run("config", "shw", "articles").err.startswith("triage: shw: it takes one of show, check, list")
