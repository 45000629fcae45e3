"""On a system that has no file locks everything is saved all the same."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


def loaded_without_locks(monkeypatch: pytest.MonkeyPatch, name: str) -> ModuleType:
    """Return a module as such a system loads it."""
    monkeypatch.setitem(sys.modules, "fcntl", None)
    spec = importlib.util.find_spec(name)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_folders_lock_is_not_had_and_not_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = loaded_without_locks(monkeypatch, "triage.store.lock")
    assert not lock.HAS_LOCKS
    with lock.folder_lock(tmp_path) as got:
        assert not got
    assert list(tmp_path.iterdir()) == []


def test_a_journal_takes_itself_for_the_only_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = loaded_without_locks(monkeypatch, "triage.store.journal")
    assert not module.HAS_LOCKS
    journal = module.Journal(tmp_path / "journal.jsonl")
    journal.append({"n": 1})
    assert (journal.alone, journal.problem) == (True, "")
    journal.close([])
    assert list(module.read_all(tmp_path / "journal.jsonl")) == [{"n": 1}, module.END]
