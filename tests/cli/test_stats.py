"""`triage stats`."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def judged(run: Run) -> Run:
    """Two reviewers who agree once and differ once."""
    for reviewer, quote, tag in [
        ("ana", "It is a shame.", "opinion"),
        ("bo", "It is a shame.", "opinion"),
        ("ana", "Forty boats came back.", "disputed"),
        ("bo", "Forty boats came back.", "verified"),
        ("bo", "The Orrin bridge was closed on Monday.", "verified"),
    ]:
        run(
            "tag",
            "bridge.txt",
            "--folder",
            "articles",
            "--reviewer",
            reviewer,
            "--quote",
            quote,
            "--tag",
            tag,
        )
    run(
        *(
            "tag",
            "bridge.txt",
            "--folder",
            "articles",
            "--reviewer",
            "cy",
            "--quote",
            "It is a shame.",
            "--note",
            "hm",
        )
    )
    return run


def test_tags_are_counted_by_reviewer_and_by_article(judged: Run) -> None:
    counted = judged("stats", "articles", "--json").value
    by_article = counted.pop("by_article")
    assert counted == {
        "articles": 2,
        "claims": 6,
        "tagged": 3,
        "tags": {"disputed": 1, "opinion": 2, "verified": 2},
        "reviewers": {
            "ana": {"tags": {"disputed": 1, "opinion": 1}, "done": 0},
            "bo": {"tags": {"opinion": 1, "verified": 2}, "done": 0},
            "cy": {"tags": {}, "done": 0},
        },
        "tagged_by_two": 2,
        "agreed": 1,
    }
    assert [(entry["path"], entry["tagged"]) for entry in by_article] == [
        ("bridge.txt", 2),
        ("inner/ferry.txt", 0),
    ]


def test_the_counts_are_printed_for_people(judged: Run) -> None:
    assert judged("stats", "articles").out == (
        "2 articles, 6 claims, 3 of them tagged\n"
        "2 tagged by two reviewers or more, who agree on 1\n"
        "\n"
        "REVIEWER  DISPUTED  OPINION  VERIFIED  ARTICLES DONE\n"
        "ana              1        1         0              0\n"
        "bo               0        1         2              0\n"
        "cy               0        0         0              0\n"
        "all              1        2         2\n"
        "\n"
        "TAGGED BY ana  ARTICLE\n"
        "          2/3  bridge.txt\n"
        "          0/3  inner/ferry.txt\n"
    )


def test_a_corpus_nobody_judged_has_counts_too(run: Run) -> None:
    assert run("stats", "articles").out.startswith("2 articles, 6 claims, 0 of them tagged\n")
