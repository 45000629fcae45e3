"""`triage list`."""

from __future__ import annotations

import os
from pathlib import Path

from tests.cli.conftest import Run
from triage.cli.list import entry_object
from triage.core.json_text import json_text
from triage.session.tallies import tallies
from triage.store.corpus import Corpus


def test_the_list_says_how_far_the_reviewer_is(run: Run, corpus: Path) -> None:
    run("tag", "articles/bridge.txt", "--quote", "It is a shame.", "--tag", "opinion")
    (corpus / "empty.txt").touch()
    assert run("list", "articles").out == (
        "STATE      TAGGED  TITLE                          PATH\n"
        "in review     1/3  Bridge closed after the flood  bridge.txt\n"
        "problem            (empty)                        empty.txt\n"
        "new           0/3  Ferry runs again               inner/ferry.txt\n"
    )


def test_another_reviewer_is_somewhere_else(run: Run) -> None:
    run("tag", "articles/bridge.txt", "--quote", "It is a shame.", "--tag", "opinion")
    listed = run("list", "articles", "--reviewer", "bo", "--json").value
    assert [(entry["status"], entry["tagged"]) for entry in listed] == [("new", 0), ("new", 0)]


def test_the_json_has_every_field(run: Run, corpus: Path) -> None:
    (corpus / "bridge.txt.triage.yaml").write_text("a: b: c\n", encoding="utf-8")
    first, second = run("list", "articles", "--json").value
    assert first.pop("warning").startswith("bridge.txt.triage.yaml:1:5: ")
    assert first == {
        "path": "bridge.txt",
        "title": "Bridge closed after the flood",
        "status": "new",
        "claims": 3,
        "tagged": 0,
        "problem": "",
    }
    assert second["warning"] == ""


def test_the_json_is_that_of_the_entries_to_the_last_byte(run: Run, corpus: Path) -> None:
    run("tag", "articles/bridge.txt", "--quote", "It is a shame.", "--tag", "opinion")
    for name, text in (("a10.txt", "Tenth \x9b\u2028 é\n\nSo it is.\n"), ("a9.txt", ""), ("A1.txt", "So.\n")):
        (corpus / name).write_text(text, encoding="utf-8")
    (corpus / "ferry.md").symlink_to("nowhere")
    for reviewer in ("ana", "bo"):
        entries = [one.entry(reviewer) for one in tallies(Corpus(corpus))]
        objects = [entry_object(entry) for entry in entries]
        assert [each["path"] for each in objects] == [
            *("A1.txt", "a9.txt", "a10.txt", "bridge.txt", "inner/ferry.txt", "ferry.md"),
        ]
        listed = run("list", "articles", "--json", "--reviewer", reviewer)
        assert listed.out == json_text(objects, indent=2) + "\n"
    assert len({run("list", "articles", "--json", "--reviewer", who).out for who in ("ana", "bo")}) == 2


def test_an_empty_folder_gives_an_empty_list(run: Run, corpus: Path) -> None:
    (corpus.parent / "nothing").mkdir()
    assert run("list", "nothing").out == ""
    assert run("list", "nothing", "--json").value == []


def test_names_and_titles_cannot_speak_to_the_terminal(run: Run, corpus: Path) -> None:
    (corpus / "a\x1b[2Jb.txt").write_text("Wild\x9b news\u202e\n\nSo it is.\n", encoding="utf-8")
    listed = run("list", "articles").out
    assert "a␛[2Jb.txt" in listed
    assert not set("\x1b\x9b\u202e") & set(listed)
    assert "a\x1b[2Jb.txt" in [entry["path"] for entry in run("list", "articles", "--json").value]


def test_seeds_is_the_folder_where_none_is_named(run: Run, corpus: Path) -> None:
    assert [entry["path"] for entry in run("list", "--json").value] == [
        "articles/bridge.txt",
        "articles/inner/ferry.txt",
    ]
    corpus.rename(corpus.parent / "seeds")
    assert [entry["path"] for entry in run("list", "--json").value] == ["bridge.txt", "inner/ferry.txt"]


def test_the_list_comes_in_other_orders_and_as_saved_views(run: Run, corpus: Path) -> None:
    (corpus / "empty.txt").touch()
    (corpus / "a.txt").write_text("One claim is in here, and no more than that.\n", encoding="utf-8")
    run("tag", "articles/bridge.txt", "--quote", "It is a shame.", "--tag", "opinion")
    for number, path in enumerate(("bridge.txt", "a.txt", "inner/ferry.txt", "empty.txt")):
        os.utime(corpus / path, (1_000_000 + number,) * 2)

    def paths(*options: str) -> str:
        listed = run("list", "articles", "--json", *options).value
        return " ".join(Path(each["path"]).stem for each in listed)

    for order, shown in (
        ("name-reversed", "ferry empty bridge a"),
        ("date", "empty ferry a bridge"),
        ("date-reversed", "bridge a ferry empty"),
        ("size", "bridge ferry a empty"),
        ("claims-reversed", "a bridge ferry empty"),
        ("progress", "a ferry bridge empty"),
        ("progress-reversed", "bridge a ferry empty"),
        ("disagreement", "a bridge empty ferry"),
    ):
        assert paths("--sort", order) == shown, order
    (corpus / ".triage.yaml").write_text("views: {few: {filter: claims<3 claims>0, sort: size}}\n", "utf-8")
    assert paths("--view", "few") == "a"
    assert paths("--view", "few", "--filter", "path:b") == ""
    wrong = run("list", "articles", "--view", "fwe")
    assert (wrong.code, "there is no view 'fwe'; did you mean few?" in wrong.err) == (2, True)
    assert run("list", "articles", "--sort", "dat").code == 2
