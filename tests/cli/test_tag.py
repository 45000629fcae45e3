"""`triage tag`: one judgement at a time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.conftest import BRIDGE, Run


def sidecar(corpus: Path, path: str = "bridge.txt") -> Any:  # noqa: ANN401 - YAML
    """Return the sidecar as any program reads it."""
    return yaml.safe_load((corpus / f"{path}.triage.yaml").read_text(encoding="utf-8"))


def test_a_sentence_is_tagged_by_its_words(run: Run, corpus: Path) -> None:
    done = run("tag", "articles/bridge.txt", "--quote", " It is a shame. ", "--tag", "opinion")
    start = BRIDGE.index("It is a shame.")
    assert (done.code, done.out, done.err) == (0, f"bridge.txt {start}-{start + 14}: opinion\n", "")
    (claim,) = sidecar(corpus)["claims"].values()
    assert (claim["quote"], claim["start"]) == ("It is a shame.", start)
    assert claim["tags"]["ana"]["tag"] == "opinion"
    assert sidecar(corpus)["reviews"]["ana"]["status"] == "in-review"


def test_words_within_a_sentence_become_a_claim(run: Run, corpus: Path) -> None:
    run("tag", "articles/bridge.txt", "--quote", "Orrin bridge", "--tag", "verified", "--reviewer", "bo")
    (claim,) = sidecar(corpus)["claims"].values()
    assert claim["quote"] == "Orrin bridge"
    assert list(claim["tags"]) == ["bo"]


def test_a_title_can_be_tagged_when_it_is_quoted(run: Run, corpus: Path) -> None:
    assert (
        run(
            "tag", "articles/bridge.txt", "--quote", "Bridge closed after the flood", "--tag", "verified"
        ).code
        == 0
    )
    assert run("list", "articles", "--json").value[0]["claims"] == 4


def test_a_blank_stands_for_any_white_space(run: Run, corpus: Path) -> None:
    assert (
        run("tag", "articles/inner/ferry.txt", "--quote", "It runs twice a day.", "--tag", "verified").code
        == 0
    )
    (claim,) = sidecar(corpus, "inner/ferry.txt")["claims"].values()
    assert claim["quote"] == "It runs  twice a day."


def test_the_span_can_be_given_in_code_points(run: Run, corpus: Path) -> None:
    assert run(
        "tag", "articles/bridge.txt", "--start", "0", "--end", "6", "--tag", "verified", "--json"
    ).value == {
        "file": "bridge.txt",
        "claim": next(iter(sidecar(corpus)["claims"])),
        "start": 0,
        "end": 6,
        "tag": "verified",
        "reviewer": "ana",
        "changed": True,
    }


@pytest.mark.parametrize(
    ("argv", "code", "message"),
    [
        (["--quote", "runs"], 1, "inner/ferry.txt: these words stand in 4 places"),
        (["--quote", "walks"], 1, "inner/ferry.txt: these words are not in the text"),
        (["--quote", "  "], 1, "inner/ferry.txt: these words are not in the text"),
        (["--start", "3", "--end", "3"], 1, "inner/ferry.txt: [3, 3) is no span"),
        (["--start", "3", "--end", "9999"], 1, "inner/ferry.txt: [3, 9999) is no span"),
        (["--start", "-1", "--end", "4"], 1, "inner/ferry.txt: [-1, 4) is no span"),
        (["--start", "16", "--end", "18"], 1, "inner/ferry.txt: [16, 18) is no span"),
        (["--start", "3"], 2, "which words are judged?"),
        (["--quote", "a", "--start", "3", "--end", "4"], 2, "which words are judged?"),
        ([], 2, "which words are judged?"),
        (["--quote", "late", "--tag", "nonsense"], 2, "the codebook has no tag nonsense"),
        (["--quote", "late", "--stance", "refutes"], 2, "--stance says what a source does"),
        (["--quote", "late", "--reviewer", "a\x07b"], 2, "--reviewer: the reviewer's name holds"),
    ],
)
def test_what_is_not_clear_is_not_recorded(
    run: Run, corpus: Path, argv: list[str], code: int, message: str
) -> None:
    tag = [] if "--tag" in argv else ["--tag", "verified"]
    told = run("tag", "inner/ferry.txt", "--folder", "articles", *argv, *tag)
    assert (told.code, told.out) == (code, "")
    assert told.err.startswith(f"triage: {message}")
    assert not (corpus / "inner" / "ferry.txt.triage.yaml").exists()


def test_a_judgement_that_says_nothing_is_a_mistake(run: Run) -> None:
    assert run("tag", "articles/bridge.txt", "--quote", "It is a shame.").code == 2


def test_doing_it_again_changes_nothing(run: Run, corpus: Path) -> None:
    argv = (
        *("tag", "articles/bridge.txt", "--quote", "It is a shame.", "--tag", "opinion", "--note", "so"),
        *("--confidence", "low", "--evidence", "https://example.org/", "--stance", "supports"),
    )
    run(*argv)
    before = (corpus / "bridge.txt.triage.yaml").read_bytes()
    again = run(*argv)
    assert again.out.endswith(": opinion already\n")
    assert (corpus / "bridge.txt.triage.yaml").read_bytes() == before


def test_note_and_evidence_can_come_later_and_the_tag_can_go(run: Run, corpus: Path) -> None:
    where = ("tag", "articles/bridge.txt", "--quote", "It is a shame.")
    run(*where, "--tag", "opinion")
    run(*where, "--note", "Says who?")
    run(*where, "--evidence", "https://example.org/1")
    run(*where, "--evidence", "https://example.org/2", "--stance", "context", "--confidence", "medium")
    run(*where, "--untag")
    (claim,) = sidecar(corpus)["claims"].values()
    record = claim["tags"]["ana"]
    assert (record["tag"], record["note"], record["confidence"]) == ("none", "Says who?", "medium")
    assert record["evidence"] == [
        {"url": "https://example.org/1"},
        {"url": "https://example.org/2", "stance": "context"},
    ]


def test_taking_a_tag_off_that_is_not_there_writes_nothing(run: Run, corpus: Path) -> None:
    assert run("tag", "articles/bridge.txt", "--quote", "It is a shame.", "--untag").code == 0
    assert not (corpus / "bridge.txt.triage.yaml").exists()


def test_what_a_reviewer_marked_as_no_claim_is_left_alone(run: Run, corpus: Path) -> None:
    run("tag", "articles/bridge.txt", "--quote", "It is a shame.", "--tag", "opinion")
    path = corpus / "bridge.txt.triage.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("    tags:", "    skip: true\n    tags:"), encoding="utf-8"
    )
    told = run("tag", "articles/bridge.txt", "--quote", "It is a shame.", "--tag", "verified")
    assert told.code == 1
    assert "was marked as not a claim" in told.err


@pytest.mark.parametrize("content", ["schema: [", "schema: 99\nsource: {file: bridge.txt, sha256: ''}\n"])
def test_a_sidecar_that_could_be_harmed_is_refused_with_3(run: Run, corpus: Path, content: str) -> None:
    path = corpus / "bridge.txt.triage.yaml"
    path.write_text(content, encoding="utf-8")
    told = run("tag", "articles/bridge.txt", "--quote", "It is a shame.", "--tag", "opinion")
    assert told.code == 3
    assert "bridge.txt.triage.yaml" in told.err
    assert "nothing was changed" in told.err
    assert path.read_text(encoding="utf-8") == content


def test_a_failure_to_save_is_told_with_3_and_what_stands_on_disk(
    run: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("triage.store.atomic.replace", full)
    monkeypatch.setattr("triage.store.texts.keep", lambda *_: None)
    told = run("tag", "articles/bridge.txt", "--quote", "It is a shame.", "--tag", "opinion")
    assert (told.code, told.out) == (3, "")
    assert told.err == (
        "triage: bridge.txt.triage.yaml: not saved: No space left on device\n"
        "  nothing was changed and nothing was lost; it can be tried again\n"
    )


def test_a_name_that_is_not_utf_8_is_refused(run: Run, corpus: Path) -> None:
    try:
        (corpus / "a\udcff.txt").write_text(BRIDGE, encoding="utf-8")
    except OSError:
        pytest.skip("this file system has names in UTF-8 only")
    told = run("tag", "articles/a\udcff.txt", "--quote", "It is a shame.", "--tag", "opinion")
    assert told.code == 3
    assert (
        run("check", "articles").out
        == "a\ufffd.txt: name is not UTF-8, which a sidecar has to hold: rename it\n"
    )
