"""What the tests of the review in lines share: a corpus, and a review whose lines a test types."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.session.helpers import LONGEST_WAIT
from tests.ui.reviewing import corpus, keys_and_tags
from triage.boot import main
from triage.commands import Mode
from triage.core.values import replace
from triage.keymap.layering import keymap_from
from triage.line.deliveries import Deliveries
from triage.line.review import LineReview
from triage.line.signals import Signals
from triage.line.voice import Voice
from triage.session.session import Session
from triage.store.corpus import Corpus
from triage.store.yaml_reader import read

__all__ = ["Answer", "Typed", "corpus", "piped"]


@dataclass(frozen=True)
class Answer:
    """What was told, what went wrong, and how it ended."""

    code: int
    out: str
    err: str


def piped(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path, *lines: str
) -> Answer:
    """Run the program on lines from a pipe, ana judging, in this process."""
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
    capsys.readouterr()
    code = main(["review", "--plain", str(folder), "--reviewer", "ana"])
    captured = capsys.readouterr()
    return Answer(code, captured.out, captured.err)


class Typed:
    """A review whose lines come from a test, as if a person typed them; between two, the test can act."""

    is_terminal = True

    def __init__(self, folder: Path, lines: Sequence[str | Callable[[], object]], keys: str = "") -> None:
        """Review `folder` as ana by `lines`; what can be called is called while the line before it is typed.

        `keys` are more keys of the text, as a map has them.
        """
        self._lines = list(lines)
        self.prompts: list[str] = []
        self.shown = io.StringIO()
        self.voice = Voice(self.shown, self.shown)
        codebook, keymap = keys_and_tags()
        if keys:
            yaml = f"schema: 1\nname: own\nmodes: {{text: {{{keys}}}}}"
            own, findings = keymap_from(read(yaml, "own.yaml"), codebook)
            assert not findings
            text = {**keymap.modes[Mode.TEXT], **own.modes[Mode.TEXT]}
            keymap = replace(keymap, modes={**keymap.modes, Mode.TEXT: text})
        signals = Signals()
        self._deliveries = Deliveries(lambda: signals.came)
        self.session = Session(Corpus(folder), "ana", codebook, self._deliveries, quiet=0)
        self.review = LineReview(self.session, keymap, self, self.voice, self._deliveries, signals)

    def run(self) -> int:
        """Review until the lines end; return the exit status."""
        self.session.start()
        self.rest()
        self._act()
        try:
            return self.review.run()
        finally:
            self.session.close(LONGEST_WAIT)

    def line(self, prompt: str) -> str | None:
        """Type the next line."""
        self.prompts.append(prompt)
        self.shown.write(prompt)
        line = self._lines.pop(0) if self._lines else None
        assert line is None or isinstance(line, str)
        self.shown.write("" if line is None else f"{line}\n")
        self._act()
        return line

    def pauses(self) -> bool:
        """Nobody waits for the watcher here."""
        return False

    def look(self) -> None:
        """Have the session notice what happened in the folder."""
        self.session.follower.look_again()
        assert self.session.follower.wait(LONGEST_WAIT)

    def rest(self) -> None:
        """Wait until nothing is left to read or to write."""
        self._deliveries.wait(lambda: self.session.follower.wait(0.01), LONGEST_WAIT)
        self.session.saver.flush(LONGEST_WAIT)
        self._deliveries.run()

    @property
    def lines(self) -> list[str]:
        """What is on the terminal, line by line."""
        return self.shown.getvalue().splitlines()

    def _act(self) -> None:
        while self._lines and not isinstance(self._lines[0], str):
            act = self._lines.pop(0)
            assert callable(act)
            act()
