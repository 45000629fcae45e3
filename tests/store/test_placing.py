"""The last step of a save: the very file that was read is replaced, or what was overwritten is seen."""

from __future__ import annotations

import errno
import os
import threading
from pathlib import Path

import pytest

from triage.store import placing
from triage.store.atomic import replace
from triage.store.lock import folder_lock
from triage.store.placing import BriefPlacing, Placing


@pytest.fixture(autouse=True)
def system_asked_anew() -> None:
    """Have each test ask the system for its call, which a program does once."""
    placing._renameat2.cache_clear()


@pytest.mark.parametrize("old", [b"old", None])
def test_the_file_it_was_made_from_is_replaced(tmp_path: Path, old: bytes | None) -> None:
    path = tmp_path / "a"
    if old is not None:
        path.write_bytes(old)
    place = Placing(old)
    assert replace(path, b"new", tmp_path, place)
    assert (path.read_bytes(), place.displaced, os.listdir(tmp_path)) == (b"new", None, ["a"])


def test_a_corpus_may_be_named_from_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "corpus").mkdir()
    monkeypatch.chdir(tmp_path)
    for old, new in ((None, b"old"), (b"old", b"new")):
        assert replace(Path("corpus/a"), new, Path("corpus"), Placing(old))
        assert (tmp_path / "corpus" / "a").read_bytes() == new


@pytest.mark.parametrize(("expected", "there"), [(b"old", b"other"), (b"old", None), (None, b"other")])
def test_another_one_is_left_as_it_is(tmp_path: Path, expected: bytes | None, there: bytes | None) -> None:
    path = tmp_path / "a"
    if there is not None:
        path.write_bytes(there)
    assert not replace(path, b"new", tmp_path, Placing(expected))
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == ({"a": there} if there else {})


def written_meanwhile(monkeypatch: pytest.MonkeyPatch, path: Path, content: bytes | None) -> None:
    """Have another program write between the last look and the last step."""
    real = placing._renamed

    def late(temporary: str, target: str, *, new: bool) -> str:
        if content is None:
            path.unlink()
        else:
            path.write_bytes(content)
        return real(temporary, target, new=new)

    monkeypatch.setattr(placing, "_renamed", late)


@pytest.mark.parametrize("other", [b"other", b"other " * 20_000], ids=["short", "long"])
def test_what_is_overwritten_in_the_very_last_moment_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, other: bytes
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    written_meanwhile(monkeypatch, path, other)
    before, place = os.listdir("/proc/self/fd"), Placing(b"old")
    assert replace(path, b"new", tmp_path, place)
    assert (path.read_bytes(), place.displaced, os.listdir(tmp_path)) == (b"new", other, ["a"])
    place.let_go()
    assert os.listdir("/proc/self/fd") == before


def test_the_old_file_is_not_read_again_where_nobody_wrote_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"old")
    monkeypatch.setattr(placing, "_content", None)
    place = Placing(b"old")
    assert replace(tmp_path / "a", b"new", tmp_path, place)
    assert place.displaced is None


def test_a_pipe_that_came_in_the_place_of_the_old_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a")
    (tmp_path / "b").write_bytes(b"new")
    done: list[bool] = []

    def place() -> None:
        done.append(Placing(b"old")(str(tmp_path / "b"), str(tmp_path / "a")))

    thread = threading.Thread(target=place, daemon=True)
    thread.start()
    thread.join(10)
    assert done == [False]


@pytest.mark.parametrize(("old", "meanwhile"), [(None, b"other"), (b"old", None)])
def test_what_comes_or_goes_in_the_very_last_moment_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: bytes | None, meanwhile: bytes | None
) -> None:
    path = tmp_path / "a"
    if old is not None:
        path.write_bytes(old)
    written_meanwhile(monkeypatch, path, meanwhile)
    assert not replace(path, b"new", tmp_path, Placing(old))
    assert [each.read_bytes() for each in tmp_path.iterdir()] == ([] if meanwhile is None else [meanwhile])


def test_a_system_that_cannot_exchange_replaces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"old")
    monkeypatch.setattr("ctypes.get_errno", lambda: errno.EINVAL)
    monkeypatch.setattr(placing, "_EXCHANGE", 1 << 20)
    assert replace(tmp_path / "a", b"new", tmp_path, Placing(b"old"))
    assert (tmp_path / "a").read_bytes() == b"new"


def test_another_failure_is_told_and_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"old")
    monkeypatch.setattr("ctypes.get_errno", lambda: errno.EIO)
    monkeypatch.setattr(placing, "_EXCHANGE", 1 << 20)
    with pytest.raises(OSError, match="Input/output error"):
        replace(tmp_path / "a", b"new", tmp_path, Placing(b"old"))
    assert [each.read_bytes() for each in tmp_path.iterdir()] == [b"old"]


@pytest.mark.parametrize("library", [OSError("no C library"), object()], ids=["none", "an old one"])
@pytest.mark.parametrize("old", [b"old", None])
def test_a_system_that_does_not_know_the_call_replaces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: object, old: bytes | None
) -> None:
    def loaded(*_: object, **__: object) -> object:
        if isinstance(library, Exception):
            raise library
        return library

    monkeypatch.setattr("ctypes.CDLL", loaded)
    monkeypatch.setattr(placing, "_renameat2", placing._renameat2.__wrapped__)
    if old is not None:
        (tmp_path / "a").write_bytes(old)
    place = Placing(old)
    assert replace(tmp_path / "a", b"new", tmp_path, place)
    assert ((tmp_path / "a").read_bytes(), place.displaced) == (b"new", None)


def test_a_brief_placing_gives_way_to_whoever_has_the_lock_and_waits_for_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"old")
    with folder_lock(tmp_path), monkeypatch.context() as patch:
        patch.setattr("triage.store.lock.time.sleep", None)
        assert not replace(tmp_path / "a", b"new", tmp_path, BriefPlacing(b"old", tmp_path))
    assert (tmp_path / "a").read_bytes() == b"old"
    assert replace(tmp_path / "a", b"new", tmp_path, BriefPlacing(b"old", tmp_path))
    assert (tmp_path / "a").read_bytes() == b"new"
    with folder_lock(tmp_path, 0) as free:
        assert free


def test_a_brief_placing_goes_on_where_there_are_no_locks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("triage.store.lock.HAS_LOCKS", False)
    assert replace(tmp_path / "a", b"new", tmp_path, BriefPlacing(None, tmp_path))
    assert (tmp_path / "a").read_bytes() == b"new"


def test_what_was_displaced_and_cannot_be_read_is_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    exchange, read = placing._renamed, placing._content
    others = [b"other"]

    def late(temporary: str, target: str, *, new: bool) -> str:
        if others:
            path.write_bytes(others.pop())
        return exchange(temporary, target, new=new)

    def fail(name: str) -> bytes | None:
        if name != str(path):
            raise OSError(errno.EIO, "Input/output error")
        return read(name)

    monkeypatch.setattr(placing, "_renamed", late)
    monkeypatch.setattr(placing, "_content", fail)
    with pytest.raises(OSError, match="Input/output"):
        replace(path, b"new", tmp_path, Placing(b"old"))
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {"a": b"other"}


def test_a_long_file_is_known_again_and_none_stays_open(tmp_path: Path) -> None:
    old = b"old " * 600_000
    (tmp_path / "a").write_bytes(old)
    before, place = os.listdir("/proc/self/fd"), Placing(old)
    assert replace(tmp_path / "a", b"new", tmp_path, place)
    place.let_go()
    assert os.listdir("/proc/self/fd") == before
    assert (tmp_path / "a").read_bytes() == b"new"


@pytest.mark.parametrize("late", [b"ald", b"older"], ids=["as long", "longer"])
def test_what_was_written_into_the_old_file_itself_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, late: bytes
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    os.utime(path, (1, 1))
    written_meanwhile(monkeypatch, path, late)
    place = Placing(b"old")
    assert replace(path, b"new", tmp_path, place)
    assert place.displaced == late


def test_a_file_that_was_only_touched_meanwhile_is_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    os.utime(path, (1, 1))
    written_meanwhile(monkeypatch, path, b"old")
    place = Placing(b"old")
    assert replace(path, b"new", tmp_path, place)
    assert (path.read_bytes(), place.displaced) == (b"new", None)


def test_the_number_of_the_old_file_is_given_to_no_other_before_it_was_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    number = path.stat().st_ino
    real = placing._renamed

    def late(temporary: str, target: str, *, new: bool) -> str:
        for _ in range(20):
            path.unlink()
            path.write_bytes(b"ald")
            assert path.stat().st_ino != number
        return real(temporary, target, new=new)

    monkeypatch.setattr(placing, "_renamed", late)
    place = Placing(b"old")
    assert replace(path, b"new", tmp_path, place)
    assert place.displaced == b"ald"


def test_letting_go_twice_is_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"old")
    place = Placing(b"old")
    assert replace(tmp_path / "a", b"new", tmp_path, place)
    closed: list[int] = []

    def failing(descriptor: int) -> None:
        closed.append(descriptor)
        close(descriptor)
        raise OSError(errno.EIO, "disk")

    close = os.close
    monkeypatch.setattr(os, "close", failing)
    place.let_go()
    place.let_go()
    assert len(closed) == 1
