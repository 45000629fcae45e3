"""Files of settings: what each may hold, and where it is said what is wrong."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from triage.settings import SETTINGS
from triage.store import choosing, configuration, settings
from triage.store.choosing import Choice, Origin
from triage.store.hand_written import SIZE
from triage.store.names import FOLDER_SETTINGS


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder with a codebook in a folder of its own, and one beside it that is none of its business."""
    folder = tmp_path / "corpus"
    (folder / "tags").mkdir(parents=True)
    (folder / "tags" / "lab.yaml").write_text("schema: 1\n", encoding="utf-8")
    (tmp_path / "outside.yaml").write_text("schema: 1\n", encoding="utf-8")
    return folder


def of_folder(corpus: Path, text: str | bytes) -> configuration.Configuration:
    """Write the file of the folder and read it."""
    path = corpus / FOLDER_SETTINGS
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return configuration.of_folder(corpus)


def test_what_is_read_has_a_field_for_every_setting() -> None:
    fields = settings.Settings.__match_args__
    assert fields == tuple(known.name for known in SETTINGS)


def test_the_file_of_a_folder_can_name_a_codebook_in_it_and_nothing_else(corpus: Path) -> None:
    found = of_folder(
        corpus, "schema: 1\ncodebook: tags/lab.yaml\neditor: rm -rf ~\nreviewer: eve\nkeys: vim\nbrowser: x\n"
    )
    assert found.values == {"codebook": "tags/lab.yaml"}
    assert found.findings == (
        f"{corpus}/.triage.yaml:3:1: 'editor' has no effect in the file of a folder",
        f"{corpus}/.triage.yaml:4:1: 'reviewer' has no effect in the file of a folder",
        f"{corpus}/.triage.yaml:5:1: 'keys' has no effect in the file of a folder",
        f"{corpus}/.triage.yaml:6:1: there is no setting 'browser'",
    )


@pytest.mark.parametrize("way", ["../outside.yaml", "{parent}/outside.yaml", "~/a.yaml", "tags/link.yaml"])
def test_a_codebook_outside_of_the_folder_is_not_taken(corpus: Path, way: str) -> None:
    (corpus / "tags" / "link.yaml").symlink_to(corpus.parent / "outside.yaml")
    found = of_folder(corpus, f"codebook: {way.format(parent=corpus.parent)}\n")
    assert found.values == {}
    assert found.findings == (f"{corpus}/.triage.yaml:1:1: 'codebook' leads out of the folder",)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", ""),
        ("# only words\n\n", ""),
        ("codebook:\n", ""),
        ("codebok: tags/lab.yaml\n", "1:1: there is no setting 'codebok'; did you mean codebook?"),
        ("codebook: tags\n", "1:1: 'codebook' names no file: 'tags'"),
        ("schema: 1\ncodebook: [a]\n", "2:1: 'codebook' must be text"),
        ('codebook: "a\\0"\n', "1:1: 'codebook' holds a character that cannot be seen"),
        ("schema: 2\ncodebook: tags/lab.yaml\n", "1:1: 'schema' must be 1: a newer triage may be needed"),
        ("schema: one\n", "1:1: 'schema' must be a whole number, 0 or greater, without quotes"),
        ("- a\n", "1:1: the configuration must be a mapping"),
        ("codebook: a\ncodebook: b\n", "2:1: duplicate key 'codebook'"),
        ("a:\n\t- b\n", "2:1: found character that cannot start any token"),
        (b"\xff\n", "1:1: the byte 0xff is not UTF-8"),
        ("# long\n" * SIZE, f"1:1: the file is larger than {SIZE} bytes"),
    ],
)
def test_what_is_wrong_is_told_with_line_and_column(corpus: Path, text: str, problem: str) -> None:
    found = of_folder(corpus, text)
    assert found.values == {}
    told = [finding.removeprefix(f"{corpus}/.triage.yaml:") for finding in found.findings]
    assert [each[: len(problem)] for each in told] == ([problem] if problem else [])


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("keys: vmi\n", "1:1: there is no key map 'vmi'; did you mean vim?"),
        ("editor: vi 'a\n", "1:1: 'editor' cannot be read as a command: No closing quotation"),
    ],
)
def test_the_values_of_a_persons_file_are_checked(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(text, encoding="utf-8")
    assert configuration.read(path).findings == (f"{path}:{problem}",)


@pytest.mark.parametrize("kind", ["folder", "pipe", "endless", "link out", "link to itself"])
def test_what_is_no_file_of_the_folder_is_neither_read_nor_waited_for(corpus: Path, kind: str) -> None:
    path = corpus / FOLDER_SETTINGS
    match kind:
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "endless":
            path.symlink_to("/dev/zero")
        case "link out":
            path.symlink_to(corpus.parent / "outside.yaml")
        case _:
            path.symlink_to(path)
    found = configuration.of_folder(corpus)
    assert found.values == {}
    assert len(found.findings) == 1


def test_a_persons_file_that_is_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "config.yaml")
    assert configuration.read(tmp_path / "config.yaml").findings == (f"{tmp_path}/config.yaml: not a file",)


def test_the_nearest_word_about_the_codebook_counts(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert choosing.codebook(None, corpus) is None
    own = settings.config_path()
    own.parent.mkdir(parents=True)
    own.write_text("codebook: mine.yaml\n", encoding="utf-8")
    assert choosing.codebook(None, corpus) == Choice("mine.yaml", Origin.USER, str(own))
    (corpus / "codebook.yaml").write_text("schema: 1\n", encoding="utf-8")
    found = choosing.codebook(None, corpus)
    assert found is not None
    assert (found.origin, found.path()) == (Origin.FOLDER, corpus / "codebook.yaml")
    of_folder(corpus, "codebook: tags/lab.yaml\n")
    found = choosing.codebook(None, corpus)
    assert found is not None
    assert (found.origin, found.path()) == (Origin.FOLDER, corpus / "tags" / "lab.yaml")
    monkeypatch.setenv("TRIAGE_CODEBOOK", "here.yaml")
    assert choosing.codebook(None, corpus) == Choice("here.yaml", Origin.ENVIRONMENT, "TRIAGE_CODEBOOK")
    assert choosing.codebook("a.yaml", corpus) == Choice("a.yaml", Origin.OPTION, "--codebook")


def test_the_editor_is_what_was_set_for_triage_before_what_is_set_for_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    assert choosing.editor().value == "vi"
    monkeypatch.setenv("EDITOR", "ed")
    assert choosing.editor().place == "EDITOR"
    own = settings.config_path()
    own.parent.mkdir(parents=True)
    own.write_text("editor: nano -w\n", encoding="utf-8")
    assert choosing.editor() == Choice("nano -w", Origin.USER, str(own))
    monkeypatch.setenv("TRIAGE_EDITOR", "vim")
    assert choosing.editor().value == "vim"
