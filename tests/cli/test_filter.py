"""`--filter` on the command line: the same language for articles and for the rows of an export."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def judged(run: Run, corpus: Path) -> Run:
    """Two reviewers who judged three claims."""
    for reviewer, path, quote, tag, *more in [
        ("ana", "bridge.txt", "It is a shame.", "opinion", "--note", "tone"),
        ("bo", "bridge.txt", "It is a shame.", "verified"),
        ("ana", "bridge.txt", "Forty boats came back.", "disputed"),
        ("bo", "inner/ferry.txt", "The ferry runs late.", "disputed"),
    ]:
        given = ("--folder", "articles", "--reviewer", reviewer, "--quote", quote, "--tag", tag, *more)
        assert run("tag", path, *given).code == 0
    return run


@pytest.mark.parametrize(
    ("query", "paths"),
    [
        ("ferry", ["inner/ferry.txt"]),
        ("path:inner/*", ["inner/ferry.txt"]),
        ("tag:disputed", ["bridge.txt", "inner/ferry.txt"]),
        ("tag:disputed by:me", ["bridge.txt"]),
        ("tag:disputed has:note", []),
        ("-has:note", ["inner/ferry.txt", "z.txt"]),
        ("is:contested or is:problem", ["bridge.txt", "z.txt"]),
        ("quote:late kind:sentence", ["inner/ferry.txt"]),
        ("tagged=0 -is:problem", ["inner/ferry.txt"]),
    ],
)
def test_the_list_has_the_articles_that_are_meant(
    judged: Run, corpus: Path, query: str, paths: list[str]
) -> None:
    (corpus / "z.txt").touch()
    listed = judged("list", "articles", "--reviewer", "ana", "--filter", query, "--json").value
    assert [entry["path"] for entry in listed] == paths


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("tag:disputed", ["Forty ana", "The bo"]),
        ("tag:disputed by:ana", ["Forty ana"]),
        ("is:contested", ["It ana", "It bo"]),
        ("is:contested -has:note", ["It bo"]),
        ("-tag:disputed", ["It ana", "It bo"]),
        ("shame or late", ["It ana", "It bo", "The bo"]),
        ("path:inner/**", ["The bo"]),
        ("is:in-review age<1y", ["Forty ana", "It ana", "It bo", "The bo"]),
        ("is:done", []),
    ],
)
def test_an_export_has_the_rows_that_are_meant(judged: Run, query: str, rows: list[str]) -> None:
    exported = judged("export", "articles", "--filter", query)
    read = csv.DictReader(io.StringIO(exported.out, newline=""))
    assert [f"{row['quote'].split()[0]} {row['reviewer']}" for row in read] == rows


def test_claims_that_nobody_judged_can_be_meant_too(judged: Run) -> None:
    exported = judged("export", "articles", "--all", "--filter", "is:untagged ferry", "--format", "jsonl")
    assert "The ferry runs late." not in exported.out
    assert exported.out.count("\n") == 1


@pytest.mark.parametrize("command", ["list", "export"])
def test_a_fault_is_told_with_its_column(judged: Run, command: str) -> None:
    answer = judged(command, "articles", "--filter", "ferry tag:dsputed")
    assert (answer.code, answer.out) == (2, "")
    assert "--filter, column 11: the tag 'dsputed' is not known; did you mean disputed?" in answer.err


def test_the_tags_are_those_of_the_folders_codebook(judged: Run, corpus: Path) -> None:
    (corpus / "codebook.yaml").write_text(
        "schema: 1\nname: own\ntags:\n"
        "  checked: {label: Checked, key: v, symbol: +, letter: C, colour: green, definition: d}\n",
        encoding="utf-8",
    )
    assert judged("list", "articles", "--filter", "tag:checked").code == 0
    assert judged("list", "articles", "--filter", "tag:opinion").code == 2
