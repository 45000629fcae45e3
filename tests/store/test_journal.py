"""The journal keeps every line it took, whatever happens to the last one, and says so where it cannot."""

from __future__ import annotations

import errno
import fcntl
import os
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.journals import content, numbered, written
from tests.strategies import NASTY_CHARACTERS
from triage.store import journal as journal_module
from triage.store.journal import END, Journal, read_all
from triage.store.journal_files import journal_path, next_part, older_parts
from triage.store.journal_lines import entries, line

# Half a character is what undecodable bytes in a file's name become; a first half never stands for one.
texts = st.text(alphabet=NASTY_CHARACTERS + "\udc80\udcff", max_size=8)
some_entries = st.lists(
    st.dictionaries(
        texts, st.one_of(texts, st.integers(), st.none(), st.lists(texts, max_size=2)), max_size=3
    ),
    max_size=5,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "journals" / ("0" * 32 + ".jsonl")


@given(some_entries)
def test_a_journal_torn_at_any_byte_has_every_line_that_was_whole(kept: list[dict[str, object]]) -> None:
    lines = [line(entry) for entry in kept]
    whole = b"".join(lines)
    for at in range(len(whole) + 1):
        ends = [len(b"".join(lines[: number + 1])) - 1 for number in range(len(lines))]
        assert list(entries(whole[:at])) == kept[: sum(end <= at for end in ends)]


@given(some_entries, st.data())
def test_a_damaged_byte_costs_one_line_or_two_at_most(
    kept: list[dict[str, object]], data: st.DataObject
) -> None:
    whole = bytearray(b"".join(map(line, kept)) or b"\n")
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] ^= data.draw(st.integers(1, 255))
    found = list(entries(bytes(whole)))
    assert len(found) >= len(kept) - 2
    assert all(entry in kept for entry in found)


@given(some_entries, some_entries, st.data())
def test_what_is_added_behind_a_torn_line_is_whole(
    before: list[dict[str, object]], after: list[dict[str, object]], data: st.DataObject
) -> None:
    whole = b"".join(map(line, before))
    torn = whole[: data.draw(st.integers(0, len(whole)))]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.jsonl"
        path.write_bytes(torn)
        journal = Journal(path)
        for entry in after:
            journal.append(entry)
        journal.close([{"pending": True}])
        assert list(read_all(path)) == [*entries(torn), *after]


@pytest.mark.parametrize(
    "garbage", [b"", b"\n\n", b"x", b"00000000 0 \n", b"-1 2 {}\n", b"\xff 1 1\n", b"99 "]
)
def test_what_is_no_line_is_passed_over(garbage: bytes) -> None:
    good = line({"a": 1})
    assert list(entries(garbage + b"\n" + good)) == [{"a": 1}]


def test_a_number_is_no_entry_however_well_it_is_framed() -> None:
    assert list(entries(line(5))) == []  # type: ignore[arg-type]  # no entry: that is the point


def test_only_its_owner_can_read_it(path: Path) -> None:
    written(path, 1)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_a_line_is_with_the_system_when_append_returns(path: Path) -> None:
    journal = Journal(path)
    for number in range(3):
        journal.append({"n": number})
        assert content(path) == numbered(*range(number + 1))
    journal.sync()
    journal.close([])


def test_journals_differ_by_corpus_and_reviewer_and_links_lead_to_the_same(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "one")
    one = journal_path(tmp_path / "one", "ana")
    assert one == journal_path(tmp_path / "link", "ana")
    assert len({one, journal_path(tmp_path / "one", "bo"), journal_path(tmp_path / "two", "ana")}) == 3
    assert "ana" not in one.name


def test_a_folder_that_cannot_be_written_is_told_and_lines_wait_for_it(path: Path) -> None:
    path.parent.parent.write_text("a file where the folder should be", encoding="utf-8")
    journal = Journal(path)
    for entry in numbered(1, 2):
        journal.append(entry)
    assert not journal.complete
    assert str(path) in journal.problem
    path.parent.parent.unlink()
    journal.append({"n": 3})
    assert (journal.complete, journal.problem) == (True, "")
    assert content(path) == numbered(1, 2, 3)
    journal.close([])


@pytest.mark.parametrize("taken", [0, 1, 7])
def test_a_full_disk_tears_no_line_for_good(path: Path, monkeypatch: pytest.MonkeyPatch, taken: int) -> None:
    journal = Journal(path)
    journal.append({"n": 1})
    real = os.write

    def full(descriptor: int, given: bytes) -> int:
        if taken and len(given) > taken + 1:
            return real(descriptor, bytes(given[: len(given) - taken]))
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as filled:
        filled.setattr(os, "write", full)
        journal.append({"n": 2})
        assert "No space" in journal.problem
        assert not journal.complete
    journal.append({"n": 3})
    assert content(path) == numbered(1, 2, 3)
    journal.close([])


def test_a_disk_that_fails_to_keep_it_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = Journal(path)
    journal.append({"n": 1})

    def fail(descriptor: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(journal_module, "_sync", fail)
    journal.sync()
    assert "Input/output error" in journal.problem
    journal.close([])


def test_whether_a_program_ended_well_is_known(path: Path) -> None:
    fresh = Journal(path)
    fresh.open()
    assert (fresh.is_new, fresh.ended_well, fresh.alone) == (True, True, True)
    fresh.append({"n": 1})
    fresh.close([])
    after_end = Journal(path)
    after_end.open()
    assert (after_end.is_new, after_end.ended_well) == (False, True)
    after_end.append({"n": 2})
    after_end.close(numbered(2))
    after_pending = Journal(path)
    after_pending.open()
    assert not after_pending.ended_well
    after_pending.close([])
    again = Journal(path)
    again.open()
    assert again.ended_well
    again.close([])


def test_of_two_programs_only_the_last_one_says_that_it_ended_well(path: Path) -> None:
    one, other = Journal(path), Journal(path)
    one.append({"n": 1})
    other.append({"n": 2})
    assert (one.alone, other.alone) == (True, False)
    other.close([])
    one.append({"n": 3})
    assert END not in list(read_all(path))
    assert content(path) == numbered(1, 2, 3)
    one.close([])
    assert list(read_all(path))[-1] == END


def test_before_is_what_stood_there_before_this_program(path: Path) -> None:
    written(path, 1, 2)
    journal = Journal(path)
    journal.append({"n": 3})
    assert list(journal.before()) == [[*numbered(1, 2), END]]
    journal.close([])


def test_a_long_journal_is_put_away_and_nothing_in_it_is_lost(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_module, "PART_BYTES", 100)
    written(path, *range(10))
    written(path, *range(10, 20), pending=({"n": 19},))
    written(path, 20)
    assert [part.name[33:37] for part in older_parts(path)] == ["0002", "0001"]
    assert path.stat().st_size < 100
    assert path.stat().st_mode & 0o777 == 0o600
    assert content(path) == numbered(*range(20), 19, 20)
    journal = Journal(path)
    parts = [[entry for entry in part if entry != END] for part in journal.before()]
    assert parts == [numbered(19, 20), numbered(*range(10, 20)), numbered(*range(10))]
    assert next_part(path).name.endswith(".0003.jsonl")
    journal.close([])


def test_no_journal_is_put_away_under_another_program(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_module, "PART_BYTES", 10)
    one, other = Journal(path), Journal(path)
    one.append({"n": 1})
    other.append({"n": 2})
    other.close([])
    one.append({"n": 3})
    assert older_parts(path) == []
    assert content(path) == numbered(1, 2, 3)
    one.close([])
    assert len(older_parts(path)) == 1


def test_a_link_in_its_place_is_not_followed(path: Path, tmp_path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.symlink_to(tmp_path / "elsewhere")
    journal = Journal(path)
    journal.append({"n": 1})
    assert journal.problem
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("another", [True, False])
def test_a_journal_that_was_put_away_while_it_was_opened_is_opened_anew(
    path: Path, monkeypatch: pytest.MonkeyPatch, another: bool
) -> None:
    written(path, 1)
    real, opened = os.open, []

    def slow(name: Path, flags: int, mode: int) -> int:
        descriptor = real(name, flags, mode)
        opened.append(descriptor)
        if len(opened) == 1:
            path.rename(path.with_suffix(".old"))
            if another:
                path.write_bytes(line({"n": 2}))
        return descriptor

    with monkeypatch.context() as slowed:
        slowed.setattr(os, "open", slow)
        journal = Journal(path)
        journal.append({"n": 3})
    assert len(opened) == 2
    assert content(path) == numbered(*([2] if another else []), 3)
    assert journal.is_new is not another
    journal.close([])
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(opened[0])


def test_a_journal_that_another_program_holds_is_opened_all_the_same_and_soon(path: Path) -> None:
    written(path, 1)
    descriptor = os.open(path, os.O_RDWR)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    began = time.monotonic()
    journal = Journal(path)
    journal.append({"n": 2})
    assert 0.2 < time.monotonic() - began < 2
    assert (journal.alone, journal.complete, content(path)) == (False, True, numbered(1, 2))
    os.close(descriptor)
    journal.close([])
    assert list(read_all(path))[-1] == END


def test_on_a_file_system_without_locks_a_journal_is_kept_as_if_it_were_alone(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", fail)
    journal = Journal(path)
    journal.append({"n": 1})
    assert (journal.alone, journal.complete, journal.problem) == (True, True, "")
    journal.close([])
    assert list(read_all(path)) == [{"n": 1}, END]


def test_of_a_journal_that_cannot_be_opened_nothing_stood_before(path: Path) -> None:
    path.parent.parent.write_text("in the way", encoding="utf-8")
    journal = Journal(path)
    assert list(journal.before()) == []
    assert str(path) in journal.problem
    journal.sync()
    journal.close([])


def test_what_stood_before_is_read_to_its_end_however_little_comes_at_a_time(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(path, *range(20))
    journal = Journal(path)
    journal.open()
    real = os.pread
    monkeypatch.setattr(os, "pread", lambda at, size, offset: real(at, min(size, 7), offset))
    assert list(journal.before()) == [[*numbered(*range(20)), END]]
    journal.close([])
