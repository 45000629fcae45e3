"""Every command does something in a review in lines, or says why not."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tests.line.lines import Typed
from tests.ui.reviewing import corpus
from triage.boot import main
from triage.commands import CHOICES, COMMANDS, TAGGED, Argument
from triage.line.acting import Acting
from triage.line.on_the_screen import ON_THE_SCREEN
from triage.line.telling import WORDS

HOW = """
A command that needs no screen is one row in triage/session/acts.py, which screen and lines share; one that
asks for a line or tells a list is one in triage/line/acting.py; one that means nothing without a screen is
one in triage/line/on_the_screen.py, with what to do instead.
"""


def test_every_command_is_done_in_lines_or_listed_with_what_to_do_instead(tmp_path: Path) -> None:
    acting = Acting(Typed(tmp_path, []).review)
    done = {*acting.table, *acting.asking}
    ids = {known.id for known in COMMANDS}
    assert not ids - done - ON_THE_SCREEN.keys(), HOW
    assert not done - ids, "these are no commands"
    assert not done & ON_THE_SCREEN.keys(), "these are done and listed as not done"
    assert not ids & WORDS.keys(), "these are words of lines already"
    assert {known.id for known in COMMANDS if known.asks} <= {*acting.asking, *acting.table, *ON_THE_SCREEN}


def test_every_command_can_be_typed_and_answers_without_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first = {**{kind: next(iter(words)) for kind, words in CHOICES.items()}, Argument.TAG: "verified"}
    typed = [f"{known.id} {first.get(known.argument, '')}\n\n" for known in COMMANDS if known.id != "quit"]
    typed += [f"go.next {TAGGED}opinion\n", *(f"{word}\n" for word in WORDS)]
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(typed)))
    main(["review", "--plain", str(corpus(tmp_path)), "--reviewer", "ana"])
    told = capsys.readouterr()
    assert "fault" not in told.out + told.err
    assert "is done on the screen only" not in told.err, HOW
    assert "no command" not in told.err
    assert "takes" not in told.err.replace("open takes a number", "")
