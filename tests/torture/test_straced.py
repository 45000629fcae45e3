"""A short slice of the faults under strace, where there is one; `make torture` makes them all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest

from tests.torture import straced
from triage.store import atomic


@pytest.fixture(autouse=True)
def _traceable(tmp_path: Path) -> None:
    reason = straced.why_not(tmp_path)
    if reason:
        pytest.skip(reason)


def test_no_system_call_that_fails_tears_or_loses_anything() -> None:
    score, calls = straced.run(1, share=0.06)
    assert score.clean, score.details[:10]
    assert calls > 30  # a save and its journal make about 40


def test_the_harness_notices_a_save_that_writes_in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(path: str, content: bytes, *_: object) -> bool:
        with suppress(OSError):
            Path(path).write_bytes(content[: len(content) // 2])
            Path(path).write_bytes(content)
        return True

    monkeypatch.setattr(atomic, "replace", careless)
    score, _ = straced.run(1, share=0.1)
    assert score.torn
    assert not score.clean


def test_where_nothing_can_be_traced_the_row_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", os.devnull)
    (row,) = straced.full(1)
    assert row.result == "did not run: strace is not installed"
