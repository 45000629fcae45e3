"""`triage show`, and how its FILE is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import BRIDGE, Run


def test_the_article_is_shown_passage_by_passage_with_its_records(run: Run) -> None:
    run(
        *(
            "tag",
            "articles/bridge.txt",
            "--quote",
            "Forty boats came back.",
            "--tag",
            "disputed",
            "--note",
            "a\nb",
        ),
        *("--confidence", "high", "--evidence", "https://example.org/log", "--stance", "refutes"),
    )
    assert run("show", "articles/bridge.txt").out == (
        "Bridge closed after the flood\n"
        "bridge.txt\n"
        "ana: in-review\n"
        "\n"
        "   [title] Bridge closed after the flood\n"
        "1  The Orrin bridge was closed on Monday.\n"
        "2  Forty boats came back.\n"
        "     ana: disputed, high confidence; a b\n"
        "       evidence: refutes https://example.org/log\n"
        "3  It is a shame.\n"
    )


def test_the_json_holds_spans_that_are_right_in_the_text(run: Run) -> None:
    run("tag", "articles/bridge.txt", "--quote", "boats came", "--tag", "disputed")
    shown = run("show", "articles/bridge.txt", "--json").value
    assert shown["length"] == len(BRIDGE)
    assert [piece["kind"] for piece in shown["segments"]] == ["title", "sentence", "sentence", "sentence"]
    for passage in shown["passages"]:
        assert passage["text"] == BRIDGE[passage["start"] : passage["end"]]
    (claim,) = shown["claims"]
    assert BRIDGE[claim["start"] : claim["end"]] == claim["quote"] == "boats came"
    assert claim["tags"]["ana"]["tag"] == "disputed"
    assert [passage["claims"] for passage in shown["passages"] if passage["claims"]] == [[claim["id"]]]


def test_lost_claims_are_shown_at_the_end(run: Run, corpus: Path) -> None:
    run("tag", "articles/bridge.txt", "--quote", "Forty boats came back.", "--tag", "verified")
    (corpus / "bridge.txt").write_text(BRIDGE.replace("Forty boats came back. ", ""), encoding="utf-8")
    last = run("show", "articles/bridge.txt").out.splitlines()[-2:]
    assert last == ["   [not in the text any more] Forty boats came back.", "     ana: verified"]


def test_words_that_changed_are_shown_beside_what_they_were(run: Run, corpus: Path) -> None:
    run("tag", "articles/bridge.txt", "--quote", "Forty boats came back.", "--tag", "verified")
    (corpus / "bridge.txt").write_text(BRIDGE.replace("Forty", "Fifty"), encoding="utf-8")
    assert (
        "changed since it was judged; was: Forty boats came back." in run("show", "articles/bridge.txt").out
    )


@pytest.mark.parametrize(
    ("here", "argv", "path"),
    [
        (".", ["articles/inner/ferry.txt"], "ferry.txt"),
        (".", ["inner/ferry.txt", "--folder", "articles"], "inner/ferry.txt"),
        (".", ["articles/inner/ferry.txt", "--folder", "articles"], "inner/ferry.txt"),
        ("articles/inner", ["ferry.txt", "--folder", ".."], "inner/ferry.txt"),
        ("articles", ["../articles/bridge.txt"], "bridge.txt"),
    ],
)
def test_a_file_is_found_from_here_or_in_the_folder(
    run: Run, monkeypatch: pytest.MonkeyPatch, here: str, argv: list[str], path: str
) -> None:
    monkeypatch.chdir(here)
    assert run("show", *argv, "--json").value["path"] == path


def test_the_nearest_folder_where_something_was_judged_is_the_corpus(run: Run) -> None:
    run("tag", "bridge.txt", "--folder", "articles", "--quote", "It is a shame.", "--tag", "opinion")
    assert run("show", "articles/inner/ferry.txt", "--json").value["path"] == "inner/ferry.txt"


def test_a_file_in_the_samples_is_found_by_its_name(run: Run, corpus: Path) -> None:
    corpus.rename(corpus.parent / "seeds")
    assert run("show", "bridge.txt", "--json").value["path"] == "bridge.txt"


@pytest.mark.parametrize(
    ("argv", "code", "message"),
    [
        (["missing.txt"], 2, "missing.txt: there is no such file"),
        (["articles/notes.doc"], 2, "articles/notes.doc: not an article"),
        (["outside.txt", "--folder", "articles"], 2, "outside.txt: not in the folder articles"),
        (["articles/blob.txt"], 1, "blob.txt: not text"),
    ],
)
def test_a_file_that_cannot_be_shown_is_named(
    run: Run, corpus: Path, argv: list[str], code: int, message: str
) -> None:
    (corpus / "notes.doc").touch()
    (corpus / "blob.txt").write_bytes(bytes(range(256)) * 8)
    (corpus.parent / "outside.txt").touch()
    told = run("show", *argv)
    assert (told.code, told.out) == (code, "")
    assert told.err.startswith(f"triage: {message}")


def test_the_text_cannot_speak_to_the_terminal(run: Run, corpus: Path) -> None:
    (corpus / "wild.txt").write_text("Wild news\n\nIt is \x1b[2Jso\x9b31m, he said.\n", encoding="utf-8")
    shown = run("show", "articles/wild.txt").out
    assert "It is ␛[2Jso␦31m, he said." in shown
    assert "\\u001b" in run("show", "articles/wild.txt", "--json").out
    assert "\\u009b" in run("show", "articles/wild.txt", "--json").out
