"""Other terminals, other tags, other tools: no colour, small screens, an editor, a codebook of one's own."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
import yaml

from tests.pty.terminal import Terminal

pytestmark = pytest.mark.pty

ARTICLE = "Dam breaks\n\nThe dam broke at dawn. Nobody was hurt, the mayor said.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text(ARTICLE, encoding="utf-8")
    return corpus


def records(folder: Path) -> dict[str, dict[str, object]]:
    loaded = yaml.safe_load((folder / "a.txt.triage.yaml").read_text(encoding="utf-8"))
    return {claim["quote"]: claim["tags"]["ana"] for claim in loaded["claims"].values()}


def test_without_colour_the_tags_and_the_current_claim_are_still_told_apart(folder: Path) -> None:
    with Terminal([str(folder), "--reviewer", "ana"], environment={"NO_COLOR": "1"}) as terminal:
        terminal.wait_for("claim 1 of 2")
        terminal.press("d")
        terminal.wait_for(lambda: "✗  The dam broke at dawn." in terminal.text())
        assert "▌·  Nobody was hurt" in terminal.text()
        terminal.press("q")
        assert terminal.ended() == 0


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (40, 10), (30, 6)])
def test_a_small_terminal_shows_the_claim_and_takes_keys(folder: Path, size: tuple[int, int]) -> None:
    with Terminal([str(folder), "--reviewer", "ana"], columns=size[0], lines=size[1]) as terminal:
        terminal.wait_for("claim 1 of 2")
        terminal.wait_for("The dam broke")
        terminal.press("\t")
        terminal.wait_for("Dam breaks")
        terminal.press("\tv")
        terminal.wait_for("claim 2 of 2")
        terminal.press("q")
        assert terminal.ended() == 0
    assert records(folder)["The dam broke at dawn."]["tag"] == "verified"


def test_a_long_note_is_written_in_the_editor(folder: Path, tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text("#!/bin/sh\nprintf 'first line\\nsecond [line]\\n' >> \"$1\"\n", encoding="utf-8")
    editor.chmod(0o755)
    with Terminal([str(folder), "--reviewer", "ana"], environment={"VISUAL": str(editor)}) as terminal:
        terminal.wait_for("claim 1 of 2")
        terminal.press("N")
        terminal.wait_for("first line")
        terminal.press("q")
        assert terminal.ended() == 0
    assert records(folder)["The dam broke at dawn."]["note"] == "first line\nsecond [line]"


def test_an_editor_that_fails_changes_nothing_and_that_is_said(folder: Path) -> None:
    with Terminal([str(folder), "--reviewer", "ana"], environment={"VISUAL": "false"}) as terminal:
        terminal.wait_for("claim 1 of 2")
        terminal.press("N")
        terminal.wait_for("the note is unchanged")
        terminal.press("q")
        assert terminal.ended() == 0
    assert not (folder / "a.txt.triage.yaml").exists()


def test_a_codebook_of_ones_own_replaces_the_tags_everywhere(folder: Path) -> None:
    (folder / "codebook.yaml").write_text(
        """schema: 1
name: mine
tags:
  holds: {label: Holds, key: "^", symbol: "+", letter: "+", colour: green, definition: It is so.}
  urgent: {label: Urgent, key: u, symbol: "!", letter: "!", colour: red, definition: Look at it today.}
""",
        encoding="utf-8",
    )
    with Terminal([str(folder), "--reviewer", "ana"]) as terminal:
        terminal.wait_for("^ holds  u urgent")
        terminal.wait_for("u tags urgent, so it does not undo any more")
        terminal.press("v^u")
        terminal.wait_for("every claim in this folder is tagged")
        assert "+  The dam broke at dawn." in terminal.text()
        terminal.press("q")
        assert terminal.ended() == 0
    assert [record["tag"] for record in records(folder).values()] == ["holds", "urgent"]


def test_keys_typed_before_the_screen_is_there_are_not_lost(folder: Path) -> None:
    with Terminal([str(folder), "--reviewer", "ana"]) as terminal:
        terminal.wait_for("1 article")
        terminal.press("nodd\rvd")
        terminal.wait_for("every claim in this folder is tagged")
        terminal.press("q")
        assert terminal.ended() == 0
    assert [record["tag"] for record in records(folder).values()] == ["verified", "disputed"]
    assert records(folder)["The dam broke at dawn."]["note"] == "odd"


def test_a_mistake_on_the_command_line_is_told_where_it_stays(folder: Path) -> None:
    with Terminal([str(folder), "--codebook", str(folder / "none.yaml")]) as terminal:
        assert terminal.ended() == 2
        after = bytes(terminal.sent).rpartition(b"\x1b[?1049l")[2]
        assert b"none.yaml" in after


def test_the_terminal_is_as_it_was_before(folder: Path) -> None:
    with Terminal([str(folder), "--reviewer", "ana"]) as terminal:
        before = terminal.attributes()
        terminal.wait_for("claim 1 of 2")
        assert terminal.attributes() != before
        terminal.press("q")
        terminal.wait_for(lambda: terminal.attributes() == before)
        assert terminal.ended() == 0
    assert os.path.exists(folder)


def test_ctrl_z_puts_it_aside_and_fg_brings_the_whole_screen_back(folder: Path) -> None:
    shell = ("bash", "--norc", "--noprofile", "-i")
    with Terminal([], program=shell, environment={"PS1": "ready> "}, columns=100, lines=30) as terminal:
        terminal.wait_for("ready> ")
        terminal.press(f"{sys.executable} -m triage {folder} --reviewer ana\r")
        terminal.wait_for("claim 1 of 2")
        terminal.press("v")
        terminal.wait_for("claim 2 of 2")
        terminal.press("\x1a")
        terminal.wait_for("Stopped")
        terminal.forget()
        terminal.press("fg\r")
        for words in (
            "1 article",
            "◐ Dam breaks",
            "✓  The dam broke",
            "Nobody was hurt",
            "claim 2 of 2",
            "q quit",
        ):
            terminal.wait_for(words)
        terminal.press("d")
        terminal.wait_for("every claim in this folder is tagged")
        terminal.press("q")
        terminal.wait_for("ready> ")
        terminal.press("exit\r")
        assert terminal.ended() == 0
    assert [record["tag"] for record in records(folder).values()] == ["verified", "disputed"]
