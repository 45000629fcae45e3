"""A folder that is watched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.watch.helpers import Looks, eventually
from triage.watch import Watcher, WatchState


@pytest.fixture
def looks() -> Looks:
    return Looks()


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_text("A.", encoding="utf-8")
    return folder


@pytest.fixture
def watcher(corpus: Path, looks: Looks) -> Iterator[Watcher]:
    watcher = Watcher(corpus, looks, beat=0.05)
    watcher.start()
    assert eventually(lambda: watcher.state is WatchState.WATCHING and bool(looks.hints))
    looks.hints.clear()
    yield watcher
    watcher.stop()
