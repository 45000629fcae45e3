"""The lock is had by one at a time, is never waited for long, and never stands in the way."""

from __future__ import annotations

import fcntl
import os
import time
from pathlib import Path

import pytest

from triage.store.lock import folder_lock


def test_one_at_a_time_has_the_lock(tmp_path: Path) -> None:
    with folder_lock(tmp_path) as first:
        assert first
        with folder_lock(tmp_path, timeout=0.02) as second:
            assert not second
        with folder_lock(tmp_path, timeout=0.0) as third:
            assert not third
    with folder_lock(tmp_path, timeout=0.0) as again:
        assert again


def test_a_held_lock_is_waited_for_no_longer_than_said(tmp_path: Path) -> None:
    with folder_lock(tmp_path):
        began = time.monotonic()
        with folder_lock(tmp_path, timeout=0.05):
            assert 0.05 <= time.monotonic() - began < 0.5


def test_who_waits_for_the_lock_does_not_keep_the_processor_busy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[int] = []
    real = fcntl.flock

    def counted(descriptor: int, operation: int) -> None:
        tries.append(operation)
        real(descriptor, operation)

    with folder_lock(tmp_path):
        monkeypatch.setattr("triage.store.lock.fcntl.flock", counted)
        with folder_lock(tmp_path, timeout=0.05):
            pass
    assert 2 < len(tries) < 20


def test_a_folder_that_another_program_makes_in_the_same_moment_serves_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.mkdir

    def late(path: str) -> None:
        real(path)
        raise FileExistsError(17, "File exists", path)

    monkeypatch.setattr("triage.store.lock.os.mkdir", late)
    with folder_lock(tmp_path) as got:
        assert got


def test_the_lock_is_given_back_when_the_work_fails(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), folder_lock(tmp_path):
        raise RuntimeError
    with folder_lock(tmp_path, timeout=0.0) as got:
        assert got


def test_the_lock_file_stays(tmp_path: Path) -> None:
    with folder_lock(tmp_path):
        inode = (tmp_path / ".triage" / "lock").stat().st_ino
    with folder_lock(tmp_path):
        assert (tmp_path / ".triage" / "lock").stat().st_ino == inode
    assert (tmp_path / ".triage" / "lock").exists()


def test_where_there_can_be_no_lock_file_the_work_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / ".triage").write_bytes(b"in the way")
    (tmp_path / "b" / ".triage").mkdir(parents=True)
    (tmp_path / "b" / ".triage" / "lock").symlink_to("elsewhere")
    for folder in ("a", "b", "missing"):
        with folder_lock(tmp_path / folder) as got:
            assert not got
    assert not (tmp_path / "missing").exists()


@pytest.mark.parametrize("error", [OSError(30, "read-only file system"), PermissionError(13, "no")])
def test_a_read_only_folder_is_no_obstacle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("triage.store.lock.os.mkdir", fail)
    with folder_lock(tmp_path) as got:
        assert not got


def test_a_file_system_without_locks_is_no_obstacle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(37, "no locks available")

    monkeypatch.setattr("triage.store.lock.fcntl.flock", fail)
    with folder_lock(tmp_path) as got:
        assert not got


def test_a_platform_without_locks_is_no_obstacle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("triage.store.lock.HAS_LOCKS", False)
    with folder_lock(tmp_path) as got:
        assert not got
    assert os.listdir(tmp_path) == []


def test_the_lock_is_given_back_also_where_somebody_still_has_its_file_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched, folder_lock(tmp_path) as first:
        assert first
        patched.setattr("triage.store.lock.os.close", lambda _: None)  # as a forked child keeps it open
    with folder_lock(tmp_path, timeout=0.0) as again:
        assert again


def test_no_file_stays_open(tmp_path: Path) -> None:
    before = os.listdir("/proc/self/fd")
    with folder_lock(tmp_path):
        pass
    assert os.listdir("/proc/self/fd") == before


@pytest.mark.parametrize("folder", [True, False])
def test_everybody_may_lock_who_may_write(tmp_path: Path, folder: bool) -> None:
    if folder:
        (tmp_path / ".triage").mkdir()
    before = os.umask(0)
    try:
        with folder_lock(tmp_path):
            assert (tmp_path / ".triage" / "lock").stat().st_mode & 0o777 == 0o666
    finally:
        os.umask(before)


def test_a_close_that_fails_is_no_obstacle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.close

    def fail(descriptor: int) -> None:
        real(descriptor)
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("triage.store.lock.os.close", fail)
    with folder_lock(tmp_path) as got:
        assert got
