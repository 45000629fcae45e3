"""`triage tag --batch`: many judgements as lines of JSON."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Answer, Run
from tests.cli.test_tag import sidecar


def batch(run: Run, monkeypatch: pytest.MonkeyPatch, *lines: object) -> Answer:
    """Run the lines, objects or text, as a batch from standard input."""
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    return run("tag", "--folder", "articles", "--batch", "-", "--json")


SHAME = {"file": "bridge.txt", "quote": "It is a shame.", "tag": "opinion"}


def test_every_line_is_recorded_and_answered(run: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = batch(
        run,
        monkeypatch,
        SHAME,
        {"file": "inner/ferry.txt", "start": 0, "end": 5, "tag": "verified", "reviewer": "model-7"},
        "",
        {
            "file": "bridge.txt",
            "quote": "Forty boats came back.",
            "tag": "disputed",
            "note": "37",
            "confidence": "low",
        },
    )
    answers = [json.loads(line) for line in done.out.splitlines()]
    assert done.code == 0
    assert [(answer["line"], answer["file"], answer["tag"], answer["reviewer"]) for answer in answers] == [
        (1, "bridge.txt", "opinion", "ana"),
        (2, "inner/ferry.txt", "verified", "model-7"),
        (4, "bridge.txt", "disputed", "ana"),
    ]
    assert len(sidecar(corpus)["claims"]) == 2
    (claim,) = sidecar(corpus, "inner/ferry.txt")["claims"].values()
    assert list(claim["tags"]) == ["model-7"]


def test_evidence_is_an_address_or_a_list(run: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pieces = [{"url": "https://example.org/b", "stance": "refutes", "accessed": "2026-11-21", "note": "p. 3"}]
    batch(run, monkeypatch, {**SHAME, "evidence": "https://example.org/a"}, {**SHAME, "evidence": pieces})
    (claim,) = sidecar(corpus)["claims"].values()
    assert [piece["url"] for piece in claim["tags"]["ana"]["evidence"]] == [
        "https://example.org/a",
        "https://example.org/b",
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("nonsense", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ([1], "not a JSON object"),
        ({**SHAME, "file": 1}, "the field file is text"),
        ({"quote": "a", "tag": "opinion"}, "the field file is missing"),
        ({**SHAME, "file": "missing.txt"}, "missing.txt: there is no such file"),
        ({**SHAME, "file": "../outside.txt"}, "../outside.txt: not in the folder articles"),
        ({**SHAME, "tags": "opinion"}, "the field tags is not known"),
        ({**SHAME, "tag": "nonsense"}, "the codebook has no tag nonsense"),
        ({**SHAME, "untag": True}, "untag is true or false, and not given with a tag"),
        ({**SHAME, "confidence": "total"}, "the field confidence is one of: high, medium, low"),
        ({**SHAME, "evidence": {"note": "no url"}}, "evidence is a URL, or a list of objects with a url"),
        ({**SHAME, "evidence": [3]}, "evidence is a URL, or a list of objects with a url"),
        ({**SHAME, "start": True}, "the field start is a whole number"),
        ({**SHAME, "quote": "nowhere"}, "bridge.txt: these words are not in the text"),
        ({**SHAME, "reviewer": ""}, "reviewer: the reviewer's name is empty"),
        ({**SHAME, "note": "\ud800"}, "a note or a URL is not valid text"),
    ],
)
def test_a_line_that_fails_does_not_keep_the_others_from_being_saved(
    run: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch, line: object, message: str
) -> None:
    (corpus.parent / "outside.txt").write_text("So it is.", encoding="utf-8")
    done = batch(run, monkeypatch, SHAME, line, {**SHAME, "quote": "Forty boats came back."})
    answers = {answer["line"]: answer for answer in map(json.loads, done.out.splitlines())}
    assert done.code == 1
    assert answers[2]["error"].startswith(message)
    assert answers[1]["changed"]
    assert answers[3]["changed"]
    assert len(sidecar(corpus)["claims"]) == 2


def test_lines_about_a_sidecar_that_cannot_be_written_fail_together(
    run: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (corpus / "bridge.txt.triage.yaml").mkdir()
    done = batch(run, monkeypatch, SHAME, {"file": "inner/ferry.txt", "quote": "late", "tag": "opinion"})
    assert done.code == 1
    assert [("error" in json.loads(line)) for line in done.out.splitlines()] == [True, False]


def test_a_batch_is_read_from_a_file_and_answered_for_people(run: Run, corpus: Path) -> None:
    lines = corpus.parent / "batch.jsonl"
    lines.write_text(json.dumps(SHAME) + "\nnonsense\n", encoding="utf-8")
    done = run("tag", "--folder", "articles", "--batch", str(lines))
    assert (done.code, done.out) == (1, "bridge.txt 93-107: opinion\n")
    assert done.err.startswith("triage: line 2: not JSON")


@pytest.mark.parametrize("extra", [["a.txt"], ["--tag", "opinion"], ["--quote", "x"], ["--note", ""]])
def test_a_batch_takes_no_judgement_beside_its_lines(run: Run, extra: list[str]) -> None:
    assert run("tag", "--batch", "-", *extra).code == 2
