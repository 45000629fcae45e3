"""A terminal that asks for little: no colour, no mouse, ASCII, tmux, few bytes, the cursor on the claim."""

from __future__ import annotations

import re
from pathlib import Path
from statistics import median

import pytest

from tests.pty.terminal import Terminal

pytestmark = pytest.mark.pty

MOST = 1536
"""Bytes for moving to the next claim within the screen."""

MOUSE = re.compile(rb"\x1b\[\?(?:1000|1002|1003|1015|1006|1016)h")
LOOKS = re.compile(rb"\x1b\[([0-9;]*)m")
COLOUR = re.compile(r"(?:^|;)(?:[349][0-8]|10[0-7])(?:;|$)")


def test_what_is_asked_for_is_all_that_is_sent(tmp_path: Path) -> None:
    sentences = "".join(
        f"The river rose by {number} metres on that day, the “mayor” said. " for number in range(8)
    )
    (tmp_path / "a.txt").write_text(f"Title – of it\n\n{sentences}\n\n{sentences}\n", encoding="utf-8")
    environment = {"TERM": "tmux-256color", "NO_COLOR": "1", "TRIAGE_THEME": "nord"}
    options = ["--ascii", "--no-mouse", "--motion", "reduced"]
    with Terminal([str(tmp_path), "--reviewer", "ana", *options], environment=environment) as terminal:
        terminal.wait_for("claim 1 of 16")
        terminal.press("v")
        terminal.wait_for("claim 2 of 16")
        terminal.wait_for("+ saved")
        bytes_sent = []
        for number in range(3, 9):
            before = len(terminal.sent)
            terminal.press("j")
            terminal.wait_for(f"claim {number} of 16")
            bytes_sent.append(len(terminal.sent) - before)
        terminal.press("\x14")
        terminal.wait_for("no theme shows here")
        column, row = terminal.cursor()
        assert terminal.text().splitlines()[row][column:].startswith("The river rose by 7 metres")
        terminal.press("\t")
        terminal.wait_for(lambda: terminal.cursor()[0] < 4)
        assert "Title" in terminal.text().splitlines()[terminal.cursor()[1]]
        terminal.press("n")
        terminal.wait_for("note:")
        terminal.press("ab")
        terminal.wait_for(
            lambda: terminal.text().splitlines()[terminal.cursor()[1]][: terminal.cursor()[0]].endswith("ab")
        )
        terminal.press("\x1b")
        terminal.wait_for(lambda: "note:" not in terminal.text())
        terminal.press("B")
        terminal.wait_for("Needs attention")
        shown = terminal.text()
        terminal.press("\x1b")
        terminal.wait_for(lambda: "Needs attention" not in terminal.text())
        terminal.press("q")
        assert terminal.ended() == 0
        assert terminal.is_given_back()
    assert median(bytes_sent) < MOST
    assert not MOUSE.search(terminal.sent)
    assert not [look for look in LOOKS.findall(terminal.sent) if COLOUR.search(look.decode())]
    assert {sign for sign in shown if not sign.isascii()} <= {"“", "”"}
    assert b"\x1b[0 q" in terminal.sent
