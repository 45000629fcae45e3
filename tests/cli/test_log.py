"""`triage log`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.session.helpers import Review

CLOSED, BOATS = "The Orrin bridge was closed on Monday.", "Forty boats came back."


@pytest.fixture
def reviewed(run: Run, corpus: Path) -> Run:
    """Ana tagged two claims, undid one, and moved an edge; bo judged one from the command line."""
    review = Review(corpus)
    review.desk.open("bridge.txt")
    review.tag("verified")
    review.tag("disputed")
    review.undo()
    review.go("closed on Monday")
    review.note("until noon")
    review.close(5)
    words = ("--reviewer", "bo", "--quote", BOATS, "--tag", "opinion")
    assert run("tag", "bridge.txt", "--folder", "articles", *words).code == 0
    return run


def test_the_history_is_told_step_by_step(reviewed: Run) -> None:
    told = reviewed("log", "articles")
    assert (told.code, told.err) == (0, "")
    rows = [re.split(r"  +", line) for line in told.out.splitlines()]
    assert rows[0] == ["WHEN", "WHO", "WHAT", "WORDS", "ARTICLE"]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", row[0]) for row in rows[1:])
    judged = [row[1:] for row in rows[1:] if len(row) == 5]
    assert judged == [
        ["ana", "nothing → verified", CLOSED, "bridge.txt"],
        ["ana", "nothing → disputed", BOATS, "bridge.txt"],
        ["ana", "undid: disputed → no tag", BOATS, "bridge.txt"],
        ["ana", "verified → verified, note “until noon”", CLOSED, "bridge.txt"],
        ["bo", "opinion", BOATS, "bridge.txt"],
    ]
    assert [row[2] for row in rows if len(row) == 4] == ["nothing → in-review", "in-review"]


def test_the_history_of_one_claim_and_one_article_is_told_as_json(reviewed: Run) -> None:
    whole = reviewed("log", "articles", "--json").value
    claim = next(line["claim"] for line in whole if line["quote"] == CLOSED)
    lines = reviewed("log", "bridge.txt", "--folder", "articles", "--claim", claim, "--json").value
    assert [(line["do"], line["before"], line["after"]["tag"]) for line in lines] == [
        ("step", None, "verified"),
        ("step", {"tag": "verified", "at": lines[0]["at"]}, "verified"),
    ]
    assert {(line["reviewer"], line["path"], line["quote"]) for line in lines} == {
        ("ana", "bridge.txt", CLOSED)
    }
    assert reviewed("log", "inner/ferry.txt", "--folder", "articles", "--json").value == []
    assert reviewed("log", "articles/bridge.txt", "--json").value == whole


def test_a_moved_edge_and_what_is_no_claim_are_told(run: Run, corpus: Path) -> None:
    review = Review(corpus)
    review.desk.open("bridge.txt")
    review.spans.edge("end-left")
    review.spans.toggle_claim()
    review.close(5)
    told = run("log", "articles").out
    assert f"“{CLOSED}” → “The Orrin bridge was closed on”" in told
    assert "“The Orrin bridge was closed on” → not a claim" in told


def test_without_a_journal_of_theirs_the_last_state_of_everybody_is_told(reviewed: Run) -> None:
    lines = reviewed("log", "articles", "--reviewer", "cy", "--json").value
    assert {line["do"] for line in lines} == {""}
    assert sorted((line["reviewer"], line["after"].get("tag", "")) for line in lines) == [
        ("ana", ""),
        ("ana", "none"),
        ("ana", "verified"),
        ("bo", ""),
        ("bo", "opinion"),
    ]


def test_a_renamed_articles_history_goes_with_it(run: Run, corpus: Path) -> None:
    review = Review(corpus)
    review.desk.open("bridge.txt")
    review.tag("verified")
    review.rest()
    (corpus / "bridge.txt").rename(corpus / "span.txt")
    review.look()
    review.close(5)
    lines = run("log", "articles/span.txt", "--json").value
    assert [line["do"] for line in lines] == ["step", "step"]


def test_a_sidecar_that_does_not_parse_is_told_and_the_rest_is_printed(reviewed: Run, corpus: Path) -> None:
    (corpus / "inner" / "ferry.txt.triage.yaml").write_text("schema: [", encoding="utf-8")
    told = reviewed("log", "articles")
    assert told.code == 1
    assert "inner/ferry.txt.triage.yaml:2:1" in told.err
    assert CLOSED in told.out


def test_the_time_spent_stands_in_the_statistics(run: Run, corpus: Path) -> None:
    review = Review(corpus)
    now = review.chronicle._wall()
    review.chronicle._wall = lambda: now + 65_000
    review.desk.open("bridge.txt")
    review.noticed()
    review.chronicle._wall = lambda: now + 110_000
    review.tag("verified")
    review.close(5)
    counted = run("stats", "articles", "--json").value
    assert [(entry["path"], entry["seconds"]) for entry in counted["by_article"]] == [
        ("bridge.txt", 45.0),
        ("inner/ferry.txt", 0),
    ]
    assert (
        "TAGGED BY ana     TIME  ARTICLE\n          1/3  0:00:45  bridge.txt\n"
        in run("stats", "articles").out
    )
