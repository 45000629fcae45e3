"""`triage export`: what is written, where to, and what is refused."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import BRIDGE, Run


@pytest.fixture
def judged(run: Run, corpus: Path) -> Run:
    """Two reviewers who judged three claims."""
    for reviewer, path, quote, tag in [
        ("ana", "bridge.txt", "It is a shame.", "opinion"),
        ("bo", "bridge.txt", "It is a shame.", "verified"),
        ("ana", "bridge.txt", "Forty boats came back.", "disputed"),
        ("bo", "inner/ferry.txt", "The ferry runs late.", "disputed"),
    ]:
        run("tag", path, "--folder", "articles", "--reviewer", reviewer, "--quote", quote, "--tag", tag)
    return run


def rows(text: str) -> list[dict[str, str]]:
    """Return the rows of a CSV."""
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_there_is_a_row_for_each_claim_and_reviewer(judged: Run) -> None:
    exported = judged("export", "articles")
    assert exported.code == 0
    assert [(row["file"], row["quote"], row["reviewer"], row["tag"]) for row in rows(exported.out)] == [
        ("bridge.txt", "Forty boats came back.", "ana", "disputed"),
        ("bridge.txt", "It is a shame.", "ana", "opinion"),
        ("bridge.txt", "It is a shame.", "bo", "verified"),
        ("inner/ferry.txt", "The ferry runs late.", "bo", "disputed"),
    ]
    row = rows(exported.out)[0]
    assert BRIDGE[int(row["start"]) : int(row["end"])] == row["quote"]


@pytest.mark.parametrize(
    ("argv", "count"),
    [
        ([], 4),
        (["--tag", "disputed"], 2),
        (["--tag", "disputed", "--tag", "opinion", "--by", "ana"], 2),
        (["--by", "nobody"], 0),
        (["--all"], 7),
        (["--all", "--by", "ana"], 5),
    ],
)
def test_the_rows_can_be_chosen(judged: Run, argv: list[str], count: int) -> None:
    assert len(judged("export", "articles", "--format", "jsonl", *argv).out.splitlines()) == count


@pytest.mark.parametrize(
    ("name", "begins"),
    [("a.csv", "file,title,"), ("a.jsonl", '{"file": '), ("a.md", "# Claims"), ("a.txt", "file,")],
)
def test_the_name_of_the_output_says_the_format(judged: Run, corpus: Path, name: str, begins: str) -> None:
    target = corpus.parent / name
    target.write_text("old", encoding="utf-8")
    exported = judged("export", "articles", "--output", name)
    assert (exported.code, exported.out, exported.err) == (0, "", f"{name}: 4 rows\n")
    assert target.read_text(encoding="utf-8").startswith(begins)


def test_a_hyphen_is_standard_output(judged: Run) -> None:
    assert len(rows(judged("export", "articles", "-o", "-").out)) == 4


def test_on_a_terminal_the_export_goes_to_the_folder_for_it(
    judged: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (corpus.parent / "annotations").mkdir()
    assert judged("export", "articles").out != ""
    monkeypatch.setattr("triage.cli.printing.on_terminal", lambda: True)
    assert judged("export", "articles").out == ""
    assert (corpus.parent / "annotations" / "claims.csv").is_file()


def test_on_a_terminal_nothing_in_the_texts_can_speak_to_it(
    judged: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged("tag", "articles/bridge.txt", "--quote", "It is a shame.", "--note", "a\x1b[31mb\rc")
    assert "\x1b[31m" in judged("export", "articles").out
    monkeypatch.setattr("triage.cli.printing.on_terminal", lambda: True)
    shown = judged("export", "articles").out
    assert "a␛[31mb␍c" in shown
    assert "\r" not in shown


@pytest.mark.parametrize("name", ["bridge.txt", "new.md", "inner/ferry.txt.triage.yaml"])
def test_nothing_is_written_over_an_article_or_among_them(judged: Run, corpus: Path, name: str) -> None:
    before = {path: path.read_bytes() for path in corpus.rglob("*") if path.is_file()}
    assert judged("export", "articles", "--output", f"articles/{name}").code == 3
    (corpus.parent / "link.csv").symlink_to(corpus / name)
    assert judged("export", "articles", "--output", "link.csv").code == 3
    assert {path: path.read_bytes() for path in corpus.rglob("*") if path.is_file()} == before


def test_only_a_regular_file_is_replaced(judged: Run, corpus: Path) -> None:
    (corpus.parent / "folder.csv").mkdir()
    assert judged("export", "articles", "--output", "folder.csv").code == 3


def test_an_output_that_cannot_be_written_is_named(judged: Run) -> None:
    told = judged("export", "articles", "--output", "missing/a.csv")
    assert told.code == 1
    assert told.err.startswith("triage: ")
    assert "missing" in told.err


def test_the_guard_for_spreadsheets_is_asked_for(judged: Run) -> None:
    judged("tag", "articles/bridge.txt", "--quote", "It is a shame.", "--note", "=1+1")
    assert rows(judged("export", "articles").out)[1]["note"] == "=1+1"
    assert rows(judged("export", "articles", "--spreadsheet").out)[1]["note"] == "'=1+1"
    assert judged("export", "articles", "--spreadsheet", "--format", "jsonl").code == 2


def test_what_is_missing_from_the_export_is_told_with_1(judged: Run, corpus: Path) -> None:
    (corpus / "bridge.txt.triage.yaml").write_text("a: b: c\n", encoding="utf-8")
    (corpus / "inner" / "ferry.txt").unlink()
    (corpus / "empty.txt").touch()
    told = judged("export", "articles")
    assert (told.code, rows(told.out)) == (1, [])
    assert "bridge.txt.triage.yaml:1:5" in told.err
    assert "inner/ferry.txt: the article is gone, its tags are not" in told.err
    assert "empty.txt" not in told.err


def test_claims_that_were_lost_are_there_without_a_position(judged: Run, corpus: Path) -> None:
    (corpus / "bridge.txt").write_text(BRIDGE.replace("Forty boats came back. ", ""), encoding="utf-8")
    lost = [json.loads(line) for line in judged("export", "articles", "--format", "jsonl").out.splitlines()]
    found = next(row for row in lost if row["quote"].startswith("Forty"))
    assert (found["state"], found["start"], found["end"]) == ("orphan", None, None)
