"""A short slice of the counted faults; `make torture` makes twenty thousand."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest

from tests.torture.faults import run, run_journalled
from triage.store import atomic, journal


def test_no_fault_in_a_save_tears_or_loses_anything() -> None:
    score = run(160, share=0.1)
    assert score.clean, score.details[:10]


def test_no_fault_loses_what_was_journalled() -> None:
    score = run_journalled(100, share=0.1)
    assert score.clean, score.details[:10]


def test_the_harness_notices_a_save_that_writes_in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(path: Path, content: bytes, *_: object) -> bool:
        with suppress(OSError):
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
            os.write(descriptor, content)
            os.close(descriptor)
        return True

    monkeypatch.setattr(atomic, "replace", careless)
    score = run(80, share=0.1)
    assert score.torn
    assert score.lost


def test_the_harness_notices_a_journal_that_forgets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "line", lambda _: b"")
    assert run_journalled(5).lost
