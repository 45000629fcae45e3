"""The review in lines as a process: in a terminal, told to end, and where nobody reads any more."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pty.terminal import Terminal
from tests.ui.reviewing import corpus, judged

pytestmark = pytest.mark.pty

PROGRAM = [sys.executable, "-m", "triage", "review", "--plain"]
FIRST_CLAIM = "The dam above Velm broke at dawn on Friday."


EDITING = {b"\x1b[K", b"\x1b[C", b"\x1b[A"}
"""What the editing of a line, which the person does, may send."""

SURROUNDINGS = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}


def test_in_a_terminal_it_prompts_edits_and_ends_in_good_order_when_interrupted(tmp_path: Path) -> None:
    folder = corpus(tmp_path)
    options = ["review", "--plain", str(folder), "--reviewer", "ana"]
    with Terminal(options, environment={"TERM": "xterm"}) as terminal:
        terminal.wait_for(FIRST_CLAIM)
        terminal.press("no\tso it wzs\x7f\x7fas\r")
        terminal.wait_for("note: so it was")
        terminal.press("v\r")
        terminal.wait_for("claim 2 of 4, untagged")
        terminal.press("half a li\x03")
        assert terminal.ended() == 128 + signal.SIGINT
        assert terminal.is_given_back()
        assert set(re.findall(rb"\x1b.[^A-Za-z]*[A-Za-z]?", terminal.sent)) <= EDITING
        assert not terminal.sent.replace(b"\r\n", b"").replace(b"\x08", b"").count(b"\r")
    assert judged(folder) == {FIRST_CLAIM: "verified"}


def running(folder: Path) -> subprocess.Popen[str]:
    """Run the program with pipes; what it tells at once comes at once."""
    pipe = subprocess.PIPE
    command = [*PROGRAM, str(folder), "--reviewer", "ana"]
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, env=SURROUNDINGS)


def test_told_to_end_or_with_nobody_who_reads_it_saves_what_was_done(tmp_path: Path) -> None:
    folder = corpus(tmp_path)
    with running(folder) as told:
        assert told.stdin is not None
        assert told.stdout is not None
        told.stdin.write("v\n")
        told.stdin.flush()
        assert any("claim 2 of 4" in line for line in told.stdout)
        told.send_signal(signal.SIGTERM)
        assert told.wait(60) == 128 + signal.SIGTERM
    assert judged(folder) == {FIRST_CLAIM: "verified"}
    with running(folder) as unread:
        assert unread.stdin is not None
        assert unread.stdout is not None
        assert unread.stderr is not None
        assert unread.stdout.readline().startswith("triage, 2 articles")
        unread.stdout.close()
        unread.stdin.write("d\nshow\n")
        unread.stdin.close()
        assert unread.wait(60) == 128 + signal.SIGPIPE
        assert unread.stderr.read() == ""
    assert "disputed" in judged(folder).values()
