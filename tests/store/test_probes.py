"""What a folder can do is found out by doing it, and nothing is left there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from triage.store import engines, probes
from triage.store.placing import exchanged


def test_a_folder_is_written_locked_and_exchanged_in(tmp_path: Path) -> None:
    found = probes.probed(tmp_path)
    assert (found.refusal, found.locks) == ("", True)
    assert os.listdir(tmp_path) == []


def test_a_disk_that_fails_in_the_middle_is_told_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert probes.probed(tmp_path) == probes.Probed("No space left on device")
    assert os.listdir(tmp_path) == []


def test_two_files_are_exchanged_or_left_as_they_are(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_bytes(b"1")
    other.write_bytes(b"2")
    done = exchanged(str(one), str(other))
    assert (one.read_bytes(), other.read_bytes()) == ((b"2", b"1") if done else (b"1", b"2"))
    assert probes.probed(tmp_path).exchanges is done


def test_the_libraries_here_can_do_what_they_are_for() -> None:
    assert engines.searches()[1]
    assert engines.parses_quickly() in (True, False)
