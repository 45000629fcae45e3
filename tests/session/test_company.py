"""Company comes and goes by itself, and is told once."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from tests.session.helpers import LONGEST_WAIT, Deliveries
from triage.session.company import Company
from triage.store.presence import Person, Presence


def test_who_comes_and_goes_is_noticed(tmp_path: Path) -> None:
    deliveries, told = Deliveries(), []
    company = Company(tmp_path, "ana", deliveries, lambda: told.append(1), look_seconds=0.01)
    company.start()
    bo = Presence(tmp_path, "bo")
    bo.refresh()
    deliveries.drain_until(lambda: company.others == (Person("bo", os.uname().nodename),))
    bo.leave()
    deliveries.drain_until(lambda: company.others == ())
    assert len(told) == 2
    company.stop()
    assert os.listdir(tmp_path) == []


def test_it_says_that_it_is_here_while_it_runs(tmp_path: Path) -> None:
    company = Company(tmp_path, "ana", Deliveries(), lambda: None)
    company.start()
    bo = Presence(tmp_path, "bo")
    wait(lambda: bo.others() == (Person("ana", os.uname().nodename),))
    company.stop()
    assert bo.others() == ()


def test_stopping_what_never_started_is_harmless(tmp_path: Path) -> None:
    Company(tmp_path, "ana", Deliveries(), lambda: None).stop()
    assert os.listdir(tmp_path) == []


def wait(condition: Callable[[], bool]) -> None:
    """Wait until `condition` holds, or fail."""
    deadline = time.monotonic() + LONGEST_WAIT
    while not condition():
        assert time.monotonic() < deadline
