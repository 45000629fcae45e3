"""Keys in the real program: a sequence with its popup, a count, keys saved meanwhile, and their names."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.keys.maps import written
from tests.pty.terminal import Terminal
from tests.ui.reviewing import corpus, judged

pytestmark = pytest.mark.pty


def test_a_sequence_a_count_and_keys_that_are_saved_meanwhile(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    corpus(folder)
    config = tmp_path / "config"
    (config / "triage").mkdir(parents=True)
    written(config / "triage", "options: {popup: 0.05}\nmodes: {}\n", "keys.yaml")
    environment = {"XDG_CONFIG_HOME": str(config)}
    with Terminal([str(folder), "--reviewer", "ana", "--keys", "vim"], environment=environment) as terminal:
        terminal.wait_for("claim 1 of 4")
        terminal.press("3j")
        terminal.wait_for("claim 4 of 4")
        terminal.press("g")
        terminal.wait_for("go to  Esc leaves")
        terminal.wait_for("First claim")
        terminal.press("g")
        terminal.wait_for(lambda: "claim 1 of 4" in terminal.text() and "go to" not in terminal.text())
        terminal.settle()
        drawn = terminal.cells()
        terminal.press("]")
        terminal.wait_for("Next changed claim")
        terminal.press("\x1b")
        terminal.wait_for(lambda: terminal.cells() == drawn)
        written(config / "triage", "modes: {all: {Y: [confidence.next, tag disputed]}}\n", "keys.yaml")
        terminal.wait_for("keys read again")
        terminal.press("Y")
        terminal.wait_for("claim 2 of 4")
        terminal.press("YZZ")
        assert terminal.ended() == 0
    assert list(judged(folder).values()) == ["disputed", "disputed"]


def test_the_names_of_keys_are_shown_as_they_are_pressed_and_the_terminal_is_given_back() -> None:
    with Terminal(["keys", "press", "--keys", "vim", "--bind", "all:ctrl+t=undo"]) as terminal:
        terminal.wait_for("Press keys")
        terminal.press("g")
        terminal.wait_for("g …")
        terminal.send(b"g\x14\x1b[1;5C\x1b[200~vdo\x1b[201~\x1b[Z")
        terminal.wait_for("shift+tab")
        text = terminal.text()
        for line in ("text: go.first   list and select: –", "ctrl+t          undo", "ctrl+right"):
            assert line in text
        assert "tag verified" not in text
        terminal.press("\x03")
        assert terminal.ended() == 0
        assert terminal.is_given_back()
