"""What a journal does where the disk fails, where others use it too, and where its parts are in disorder."""

from __future__ import annotations

import errno
import os
import time
from pathlib import Path

import pytest

from tests.store.journals import content, numbered, written
from triage.store import journal as journal_module
from triage.store.journal import END, Journal, read_all
from triage.store.journal_files import journal_path, next_part, older_parts
from triage.store.journal_lines import line


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "journals" / ("0" * 32 + ".jsonl")


def test_only_what_was_written_is_synced_and_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    monkeypatch.setattr(journal_module, "_sync", synced.append)
    journal = Journal(path)
    journal.open()
    journal.sync()
    assert synced == []
    journal.append({"n": 1})
    journal.sync()
    journal.sync()
    assert len(synced) == 1
    journal.close([])


def test_a_sync_that_failed_is_made_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers: list[OSError | None] = [OSError(errno.EIO, os.strerror(errno.EIO)), None]

    def sync(descriptor: int) -> None:
        answer = answers.pop(0)
        if answer is not None:
            raise answer

    monkeypatch.setattr(journal_module, "_sync", sync)
    journal = Journal(path)
    journal.append({"n": 1})
    journal.sync()
    assert journal.problem == f"{path}: Input/output error"
    journal.sync()
    assert answers == []
    journal.close([])


def test_a_journal_that_was_not_opened_yet_has_nothing_to_say(path: Path) -> None:
    journal = Journal(path)
    assert (journal.problem, journal.alone, journal.ended_well) == ("", False, True)
    assert (journal.is_new, journal.complete) == (False, True)
    journal.sync()
    journal.close([{"n": 1}])
    assert not path.exists()


def test_of_two_programs_the_first_to_end_does_not_say_that_all_is_well(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_module, "PART_BYTES", 10)
    one, other = Journal(path), Journal(path)
    one.append({"n": 1})
    other.append({"n": 2})
    one.close([])
    assert END not in list(read_all(path))
    assert older_parts(path) == []
    other.append({"n": 3})
    other.close([])
    assert content(path) == numbered(1, 2, 3)
    assert list(read_all(path))[-1] == END


def test_opening_a_journal_that_others_use_too_waits_for_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    naps: list[float] = []
    monkeypatch.setattr(time, "sleep", naps.append)
    one, other = Journal(path), Journal(path)
    one.open()
    other.open()
    assert (one.alone, other.alone, naps) == (True, False, [])
    other.close([])
    one.close([])


def test_what_is_in_the_file_are_the_lines_and_nothing_else(path: Path) -> None:
    written(path, 1)
    written(path, 2)
    assert path.read_bytes() == b"".join(map(line, [*numbered(1), END, *numbered(2), END]))


@pytest.mark.parametrize("torn", [b"x", b"\nx", b"x" * 5000])
def test_behind_a_torn_line_of_any_length_the_next_is_whole(path: Path, torn: bytes) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(torn)
    journal = Journal(path)
    journal.open()
    assert (journal.is_new, journal.ended_well) == (False, False)
    journal.append({"n": 1})
    journal.close([])
    assert path.read_bytes() == torn + b"\n" + line({"n": 1}) + line(END)


def test_a_journal_that_cannot_be_put_away_goes_on_as_it_is(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_module, "PART_BYTES", 10)

    def fail(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    with monkeypatch.context() as unlinked:
        unlinked.setattr(os, "link", fail)
        written(path, 1, 2)
    assert list(read_all(path)) == [*numbered(1, 2), END]
    written(path, 3)  # what the failure left behind is no obstacle
    assert content(path) == numbered(1, 2, 3)
    assert len(older_parts(path)) == 1


def test_a_new_part_is_durable_before_it_takes_the_place_of_the_old_one(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_module, "PART_BYTES", 10)
    order: list[object] = []
    fsync, link = os.fsync, os.link

    def watched_fsync(descriptor: int) -> None:
        order.append(os.fstat(descriptor).st_size)
        fsync(descriptor)

    def watched_link(source: Path, target: Path) -> None:
        order.append("link")
        link(source, target)

    monkeypatch.setattr(os, "fsync", watched_fsync)
    monkeypatch.setattr(os, "link", watched_link)
    written(path, 1, 2, pending=({"n": 2},))
    assert order == [len(line({"n": 2})), "link"]


def test_a_part_that_cannot_be_read_does_not_hide_the_newer_ones(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_module, "PART_BYTES", 10)
    written(path, 1)
    written(path, 2)
    oldest = older_parts(path)[-1]
    oldest.unlink()
    oldest.mkdir()
    journal = Journal(path)
    assert list(journal.before()) == [[END], [END, *numbered(2), END]]
    journal.close([])


def test_a_journal_that_cannot_be_read_had_nothing_in_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(path, 1)
    journal = Journal(path)
    journal.open()

    def fail(*_: object) -> bytes:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "pread", fail)
    assert list(journal.before()) == [[]]
    journal.close([])


def test_an_error_without_words_of_the_system_is_told_in_its_own(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(descriptor: int) -> None:
        raise OSError("odd")

    monkeypatch.setattr(journal_module, "_sync", fail)
    journal = Journal(path)
    journal.append({"n": 1})
    journal.sync()
    assert journal.problem == f"{path}: odd"
    journal.close([])


def test_a_journal_stays_where_it_is_in_every_version_of_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "/state")
    assert journal_path(Path("/no/such/corpus"), "ana") == Path(
        "/state/triage/journals/13128376f6855bcf82cf941c2501b216.jsonl"
    )
    assert journal_path(Path("/no/such/corpus"), "\udcff").parent == Path("/state/triage/journals")


def test_parts_are_in_the_order_of_their_numbers(path: Path) -> None:
    path.parent.mkdir(parents=True)
    for number in ("0002", "10000", "0001", "9999", "0010"):
        path.with_name(f"{path.stem}.{number}.jsonl").write_bytes(b"")
    path.with_name(f"{'1' * 32}.0003.jsonl").write_bytes(b"")
    assert [int(part.name.split(".")[1]) for part in older_parts(path)] == [10000, 9999, 10, 2, 1]
    assert next_part(path).name == f"{path.stem}.10001.jsonl"


def test_where_there_is_no_journal_there_is_nothing_to_read(path: Path) -> None:
    assert list(read_all(path)) == []
    assert older_parts(path) == []


def test_a_close_that_fails_ends_the_journal_all_the_same(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(path)
    journal.append({"n": 1})
    real = os.close

    def fail(descriptor: int) -> None:
        real(descriptor)
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as failing:
        failing.setattr(os, "close", fail)
        journal.close([])
    assert content(path) == [{"n": 1}]
    journal.append({"n": 2})
    journal.close([])
    assert content(path) == [{"n": 1}, {"n": 2}]


def test_a_journal_that_is_left_is_said_to_have_ended_neither_well_nor_by_us(path: Path) -> None:
    journal = Journal(path)
    journal.leave()  # nothing was opened yet
    journal.append({"n": 1})
    opened = len(os.listdir("/proc/self/fd"))
    journal.leave()
    journal.leave()
    assert len(os.listdir("/proc/self/fd")) == opened - 1
    journal.close(())
    assert list(read_all(path)) == [{"n": 1}]
