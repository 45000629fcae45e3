"""A small corpus and a person without settings, for the tests of the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from triage.boot import main

BRIDGE = """\
Bridge closed after the flood

The Orrin bridge was closed on Monday. Forty boats came back. It is a shame.
"""
FERRY = """\
Ferry runs again

The ferry runs again. It runs  twice a day. The ferry runs late.
"""


@dataclass(frozen=True)
class Answer:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def value(self) -> Any:  # noqa: ANN401 - whatever the JSON says
        """What it printed as JSON."""
        return json.loads(self.out)


Run = Callable[..., Answer]


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two articles in a folder called articles; its parent is the current folder, and ana judges."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TRIAGE_REVIEWER", "ana")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder = tmp_path / "articles"
    (folder / "inner").mkdir(parents=True)
    (folder / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    (folder / "inner" / "ferry.txt").write_text(FERRY, encoding="utf-8")
    return folder


@pytest.fixture
def run(corpus: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the program in this process on a corpus that is there."""

    def run_it(*argv: str) -> Answer:
        capsys.readouterr()
        code = main(list(argv))
        captured = capsys.readouterr()
        return Answer(code, captured.out, captured.err)

    return run_it
