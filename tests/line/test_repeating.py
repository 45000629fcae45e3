"""Doing again in lines: the last change, macros and what ends them, kept in the file that the screen has."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.line.lines import Typed, corpus, piped
from tests.ui.reviewing import judged, sidecar
from triage.store.macros import macros_path

Capture = pytest.CaptureFixture[str]


def notes(folder: Path, name: str = "a.txt") -> list[str]:
    """Return the notes in a sidecar, in order."""
    claims = sidecar(folder, name)["claims"].values()
    return [tag["note"] for claim in claims for tag in claim["tags"].values() if tag.get("note")]


def tags(folder: Path) -> list[str]:
    """Return the tags in the sidecar of the first article, in order."""
    return [tag for tag in judged(folder).values() if tag != "none"]


def test_what_changed_something_last_is_done_again_with_what_was_typed_for_it(tmp_path: Path) -> None:
    typed = [
        "n two papers say so",
        "j",
        ".",
        "j",
        "note",
        "and a third",
        "j",
        "repeat",
        "3.",
        "k",
        "v",
        ".",
        "u",
        "quit",
    ]
    run = Typed(corpus(tmp_path), typed)
    assert run.run() == 0
    assert notes(tmp_path) == ["two papers say so", "two papers say so", "and a third", "and a third"]
    assert "again: note: and a third" in "\n".join(run.lines)
    assert "note takes no count" in "\n".join(run.lines)
    assert tags(tmp_path) == ["verified"]


def test_with_nothing_changed_there_is_nothing_to_do_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    ended = piped(monkeypatch, capsys, corpus(tmp_path), "j", ".", "macro.play @", "macro.play ?", "quit")
    assert "nothing has been changed yet" in ended.err
    assert "no macro has been played yet" in ended.err
    assert "a macro has a letter or a digit" in ended.err
    assert ended.code == 1


def test_a_macro_is_recorded_played_undone_as_one_and_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    folder = corpus(tmp_path)
    typed = [
        "M",
        "a",
        "note who said so",
        "tag disputed",
        "claim 2",
        "M",
        "2@",
        "a",
        "undo",
        "macro.play a",
        "quit",
    ]
    ended = piped(monkeypatch, capsys, folder, *typed)
    assert "recording macro a" in ended.out
    assert "claim is no part of macro a" in ended.err
    assert "macro a: 2 commands, note: who said so + tag disputed" in ended.out
    assert "macro a played 2 times" in ended.out
    assert tags(folder) == ["disputed", "disputed"]
    assert notes(folder) == ["who said so", "who said so"]
    # another sitting has it still, and undoes the play at once
    ended = piped(monkeypatch, capsys, folder, "claim 4", "macro.play a", "macro.play @", "u", "quit")
    assert "macro a played" in ended.out
    assert len(tags(folder)) == 3


@pytest.mark.parametrize(
    ("recorded", "played", "why"),
    [
        (["go.next claim"], "macro.play a 9", "stopped in round"),
        (["find nowhere"], "macro.play a", "at find: nowhere"),
        (["note", ""], "macro.play a", "there is no macro a"),
        (["tag disputed"], "macro.play b", "there is no macro b"),
        (["v", "macro.play a"], "macro.play a", "cannot be played in itself"),
    ],
)
def test_a_macro_ends_where_it_cannot_go_on_and_says_why(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Capture,
    recorded: list[str],
    played: str,
    why: str,
) -> None:
    ended = piped(monkeypatch, capsys, corpus(tmp_path), "macro.record a", *recorded, "M", played, "quit")
    assert why in ended.err


def test_macros_that_call_each_other_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    typed = [
        "macro.record b",
        "c",
        "M",
        "macro.record a",
        "macro.play b",
        "M",
        "macro.record b",
        "macro.play a",
        "M",
    ]
    ended = piped(monkeypatch, capsys, corpus(tmp_path), *typed, "macro.play a", "undo", "quit")
    assert "macros call each other more than 10 deep" in ended.err


def test_a_macro_does_nothing_to_all_that_is_marked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    folder = corpus(tmp_path)
    typed = ["macro.record a", "tag opinion", "M", "undo", "mark.like all: the", "macro.play a", "", "quit"]
    ended = piped(monkeypatch, capsys, folder, *typed)
    assert "it would be done to all of them" in ended.err
    assert not tags(folder)


def test_a_macro_that_asks_for_what_it_was_not_told_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    folder = corpus(tmp_path)
    piped(monkeypatch, capsys, folder, "macro.record a", "c", "M", "quit")
    file = macros_path("ana")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("confidence.next", "note"), encoding="utf-8")
    ended = piped(monkeypatch, capsys, folder, "macro.play a", "j", "quit")
    assert "it asks for something that was not recorded" in ended.err
    file.write_text(text.replace("confidence.next", "quit"), encoding="utf-8")
    ended = piped(monkeypatch, capsys, folder, "macro.play a", "v")
    assert ended.code in (0, 1)
    assert not tags(folder)
