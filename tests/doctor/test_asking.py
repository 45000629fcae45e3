"""A terminal is asked what it is, answers or does not, and is as it was afterwards."""

from __future__ import annotations

import os
import sys
import termios
import threading
from collections.abc import Iterator
from contextlib import suppress

import pexpect
import pytest

from triage.doctor import asking
from triage.doctor.asking import QUESTIONS, Answers, asked, conversation, understood

ALL = b"\x1bP>|kitty(0.38)\x1b\\\x1b[?1u\x1b[?2004;2$y\x1b[?2026;1$y\x1b[?62;4c"


@pytest.fixture
def line() -> Iterator[tuple[int, int]]:
    """Both ends of a line: the terminal's own, and the one that programs have."""
    own, program = os.openpty()
    yield own, program
    for end in (own, program):
        os.close(end)


@pytest.mark.parametrize(
    ("data", "answers"),
    [
        (b"", Answers(1)),
        (ALL, Answers(1, "kitty(0.38)", kitty=True, paste=True, whole=True)),
        (b"\x1b[?2004;0$y\x1b[?2026;4$y\x1b[?1;2c", Answers(1, paste=False, whole=False)),
        (b"\x1b[?2004;3$y\x1b[?6c", Answers(1, paste=True)),
        (b"qpp\x1b[?6c", Answers(1)),
        (b"\x1bP>|" + b"x" * 90 + b"\x1b\\\x1b[?6c", Answers(1)),
    ],
)
def test_what_terminals_answer_is_understood(data: bytes, answers: Answers) -> None:
    assert understood(data, 1) == answers


def test_a_terminal_that_answers_is_heard_and_is_as_before(line: tuple[int, int]) -> None:
    own, program = line
    before = termios.tcgetattr(program)

    def answer() -> None:
        question = b""
        while not question.endswith(b"\x1b[c"):
            question += os.read(own, 100)
        assert question == QUESTIONS
        os.write(own, ALL)

    terminal = threading.Thread(target=answer)
    terminal.start()
    answers = conversation(program)
    terminal.join(timeout=5)
    assert answers.kitty
    assert answers.seconds is not None
    assert termios.tcgetattr(program) == before


def test_a_terminal_that_does_not_answer_is_not_waited_for(
    line: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "SECONDS", 0.02)
    before = termios.tcgetattr(line[1])
    assert conversation(line[1]) == Answers()
    assert termios.tcgetattr(line[1]) == before


def test_a_terminal_that_sends_without_end_is_left(
    line: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "SECONDS", 20.0)
    own, program = line

    def babble() -> None:
        with suppress(OSError):  # it ends with the line, which nobody reads any more
            os.read(own, 100)
            sent = 0
            while sent < 3 * 4096:
                sent += os.write(own, b"x" * 512)

    terminal = threading.Thread(target=babble, daemon=True)
    terminal.start()
    answers = conversation(program)
    assert answers.seconds is not None
    assert answers.seconds < asking.SECONDS / 2


@pytest.mark.pty
def test_the_terminal_that_a_program_runs_in_is_asked() -> None:
    program = "from triage.doctor.asking import asked; print(asked())"
    terminal = pexpect.spawn(sys.executable, ["-c", program], timeout=20)
    try:
        terminal.expect_exact(QUESTIONS)
        terminal.send(ALL)
        terminal.expect_exact(b"name='kitty(0.38)', kitty=True")
    finally:
        terminal.close(force=True)


def test_where_there_is_no_terminal_nobody_is_asked(line: tuple[int, int]) -> None:
    assert asked("/nowhere/tty") == "there is none"
    assert isinstance(asked(os.ttyname(line[1])), str)  # it is not the one that controls this program
    assert isinstance(asked(os.devnull), str)
