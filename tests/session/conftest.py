"""What holds for every test of a session."""

from __future__ import annotations

import pytest

from triage.session import first_look


@pytest.fixture(autouse=True)
def _a_start_that_is_not_in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """The start looks for the first unfinished article however busy the machine is."""
    monkeypatch.setattr(first_look, "FIRST_LOOK_SECONDS", 10.0)
