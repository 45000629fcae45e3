"""What `triage tag` does beside the tag: it joins conflict copies in, and tells the journal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.session.helpers import Review, sidecar, tags_by_quote
from tests.session.test_chronicle import abandon
from triage.session.time_spent import time_spent
from triage.store import atomic
from triage.store.journal import read_all
from triage.store.journal_files import journal_path

CLOSED, BOATS = "The Orrin bridge was closed on Monday.", "Forty boats came back."
COPY = "bridge.txt.triage.sync-conflict-20260101-120000-ABCDEFG.yaml"
SIDE = "bridge.txt.triage.yaml"


def tag(run: Run, words: str, name: str, *more: str) -> None:
    told = run("tag", "articles/bridge.txt", "--quote", words, "--tag", name, *more)
    assert told.code == 0, told.err


def judged_by(run: Run, corpus: Path, reviewer: str) -> bytes:
    """Let somebody tag a claim; return the sidecar and take it away again."""
    tag(run, CLOSED, "disputed", "--reviewer", reviewer)
    written = (corpus / SIDE).read_bytes()
    (corpus / SIDE).unlink()
    return written


def test_a_conflict_copy_is_joined_in_moved_aside_and_said(run: Run, corpus: Path) -> None:
    theirs = judged_by(run, corpus, "bo")
    (corpus / COPY).write_bytes(theirs)
    (corpus / "inner" / COPY).write_bytes(theirs)
    told = run("tag", "articles/bridge.txt", "--quote", BOATS, "--tag", "verified")
    assert (told.code, told.err) == (
        0,
        f"triage: warning: joined in: {COPY}, kept in .triage/joined\n",
    )
    assert tags_by_quote(corpus, "bridge.txt") == {CLOSED: {"bo": "disputed"}, BOATS: {"ana": "verified"}}
    assert [path.read_bytes() for path in (corpus / ".triage" / "joined").iterdir()] == [theirs]
    assert not (corpus / COPY).exists()
    assert (corpus / "inner" / COPY).exists()  # that of another article


def test_a_copy_that_cannot_be_read_stays_and_the_tag_is_saved(run: Run, corpus: Path) -> None:
    (corpus / COPY).write_bytes(b"claims: [")
    told = run("tag", "articles/bridge.txt", "--quote", BOATS, "--tag", "verified")
    assert told.code == 0
    assert told.err.startswith(f"triage: warning: not joined in: {COPY}:2:1: ")
    assert (corpus / COPY).read_bytes() == b"claims: ["
    assert tags_by_quote(corpus, "bridge.txt") == {BOATS: {"ana": "verified"}}


def test_a_sidecar_with_the_marks_of_git_is_mended(run: Run, corpus: Path) -> None:
    theirs = judged_by(run, corpus, "bo")
    ours = judged_by(run, corpus, "cy")
    marked = b"<<<<<<< ours\n" + ours + b"=======\n" + theirs + b">>>>>>> theirs\n"
    (corpus / SIDE).write_bytes(marked)
    told = run("tag", "articles/bridge.txt", "--quote", BOATS, "--tag", "verified")
    assert (told.code, told.err) == (
        0,
        f"triage: warning: joined in: {SIDE}, kept in .triage/joined\n",
    )
    reviewers = {name for claim in sidecar(corpus, "bridge.txt")["claims"].values() for name in claim["tags"]}
    assert reviewers == {"ana", "bo", "cy"}
    assert [path.read_bytes() for path in (corpus / ".triage" / "joined").iterdir()] == [marked]


def test_a_scripted_tag_stands_in_the_history_and_is_undone_in_a_review(run: Run, corpus: Path) -> None:
    tag(run, BOATS, "verified", "--note", "counted", "--confidence", "low")
    tag(run, BOATS, "opinion")
    lines = run("log", "articles", "--json").value
    judged = [(line["do"], line["after"]["tag"]) for line in lines if line["claim"]]
    assert judged == [("step", "verified"), ("step", "opinion")]
    review = Review(corpus)
    said = []
    for _ in range(3):
        review.undo()
        said.append(review.said.text)
        review.rest()
    assert said == [
        f"undid: tagged opinion: “{BOATS}”",
        f"undid: tagged verified, set the note, set the confidence: “{BOATS}”",
        "nothing to undo",
    ]
    review.close(5)
    assert tags_by_quote(corpus, "bridge.txt") == {BOATS: {"ana": "none"}}


def test_each_judgement_of_a_batch_is_in_the_journal_of_who_made_it(run: Run, corpus: Path) -> None:
    batch = corpus.parent / "batch.jsonl"
    batch.write_text(
        f'{{"file": "bridge.txt", "quote": "{BOATS}", "tag": "verified", "reviewer": "bo"}}\n'
        f'{{"file": "bridge.txt", "quote": "{CLOSED}", "tag": "opinion"}}\n',
        encoding="utf-8",
    )
    assert run("tag", "--folder", "articles", "--batch", str(batch)).code == 0
    for reviewer, words in (("bo", BOATS), ("ana", CLOSED)):
        lines = run("log", "articles", "--reviewer", reviewer, "--json").value
        assert [line["quote"] for line in lines if line["do"] and line["claim"]] == [words]


def test_a_tag_that_was_not_saved_is_not_in_the_journal(
    run: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as failing:
        failing.setattr(atomic, "replace", full)
        assert run("tag", "articles/bridge.txt", "--quote", BOATS, "--tag", "verified").code == 3
    assert run("log", "articles", "--json").value == []
    review = Review(corpus)
    assert review.said.text == ""
    review.close(5)


def test_a_scripted_tag_leaves_to_the_next_review_what_a_crash_left_unsaved(
    run: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as failing:
        failing.setattr(atomic, "replace", full)
        crashed = Review(corpus)
        crashed.desk.open("bridge.txt")
        crashed.go(CLOSED)
        crashed.tag("disputed")
        crashed.rest()
        abandon(crashed)
    tag(run, BOATS, "verified")
    again = Review(corpus)
    assert again.said.text == "recovered after a crash: 1 step"
    again.close(5)
    assert tags_by_quote(corpus, "bridge.txt") == {CLOSED: {"ana": "disputed"}, BOATS: {"ana": "verified"}}


def test_without_a_journal_the_tag_is_saved_and_that_is_said(
    run: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (corpus.parent / "state").write_bytes(b"in the way")
    monkeypatch.setenv("XDG_STATE_HOME", str(corpus.parent / "state"))
    told = run("tag", "articles/bridge.txt", "--quote", BOATS, "--tag", "verified")
    assert told.code == 0
    assert told.err.startswith("triage: warning: no journal, but all is saved: ")
    assert tags_by_quote(corpus, "bridge.txt") == {BOATS: {"ana": "verified"}}


def test_what_a_script_did_is_no_time_of_the_reviewer(run: Run, corpus: Path) -> None:
    tag(run, BOATS, "verified")
    entries = [entry for entry in read_all(journal_path(corpus, "ana")) if entry.get("do") == "step"]
    assert len(entries) == 1
    later = [{**entries[0], "t": 10_000}, {**entries[0], "t": 20_000}]
    assert time_spent(later) == {}
    assert time_spent([{**entry, "scripted": False} for entry in later]) == {"bridge.txt": 10_000}
