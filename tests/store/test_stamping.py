"""Very many files look the same whoever looks at them, and something else is done once meanwhile."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from triage.store import stamping
from triage.store.columns import UNKNOWN, Found
from triage.store.scan import look_at, scan
from triage.store.stamping import stamps_of

NAMES = [
    "a.txt",
    "b.txt",
    "empty.txt",
    "folder",
    "gone.txt",
    "link.txt",
    "pipe.txt",
    "twin.txt",
    "z\udce9.txt",
]
PLAIN = {"b.txt", "empty.txt", "z\udce9.txt"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of all sorts, which another process looks at."""
    for name in ("a.txt", "b.txt", "z\udce9.txt"):
        (tmp_path / name).write_text(name[:1], encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "folder").mkdir()
    (tmp_path / "link.txt").symlink_to("b.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    os.link(tmp_path / "a.txt", tmp_path / "twin.txt")
    monkeypatch.setattr(stamping, "_MANY", 0)
    monkeypatch.setattr(stamping.threading, "active_count", lambda: 1)  # type: ignore[attr-defined]  # asked there
    return tmp_path


def looked_at(folder: Path) -> None:
    done: list[int] = []
    stamps = [*stamps_of(os.fspath(folder), NAMES, lambda: done.append(os.getpid()))]
    found = {name: look_at(folder, name) for name in NAMES}
    plain = {name: each.stamp for name, each in found.items() if each is not None and name in PLAIN}
    assert stamps == [plain.get(name, UNKNOWN) for name in NAMES]
    assert len(plain) == len(PLAIN)
    assert done == [os.getpid()]
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def asked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Return for each look whether this process took it."""
    here, real = os.getpid(), stamping._looked_at
    looks = folder.parent / f"{folder.name}-looks"

    def watched(root: str, paths: list[str]) -> bytearray:
        with open(looks, "a", encoding="ascii") as file:
            file.write(f"{os.getpid()}\n")
        return real(root, paths)

    monkeypatch.setattr(stamping, "_looked_at", watched)
    looked_at(folder)
    return [line == str(here) for line in looks.read_text("ascii").splitlines()]


def test_another_process_sees_what_this_one_would_see(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked(folder, monkeypatch) == [False]


def test_a_few_files_are_looked_at_here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamping, "_MANY", len(NAMES) + 1)
    assert asked(folder, monkeypatch) == [True]


def test_beside_threads_no_process_is_made(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamping.threading, "active_count", lambda: 2)  # type: ignore[attr-defined]  # asked there
    assert asked(folder, monkeypatch) == [True]


def test_where_no_process_can_be_made_this_one_looks(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_more() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", no_more)
    assert asked(folder, monkeypatch) == [True]


def test_what_a_killed_process_did_not_see_is_looked_at_here(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, real = os.getpid(), stamping._looked_at

    def dying(root: str, paths: list[str]) -> bytearray:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(root, paths)

    monkeypatch.setattr(stamping, "_looked_at", dying)
    looked_at(folder)


def test_a_scan_is_the_same_whoever_looks(folder: Path) -> None:
    assert scan(folder, lambda: None) == scan(folder)


def test_what_changed_after_its_name_was_read_is_looked_at_more_closely(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = scan(folder)

    def changing(root: str, paths: list[str], _: object = None) -> object:
        (folder / "empty.txt").unlink()
        (folder / "b.txt").rename(folder / "c.txt")
        (folder / "b.txt").symlink_to("c.txt")
        return stamps_of(root, paths)

    monkeypatch.setattr("triage.store.scan.stamps_of", changing)
    after = scan(folder)
    known = before.articles.get("b.txt")
    assert known is not None
    assert after.articles.get("b.txt") == Found("b.txt", *known.stamp)
    assert after.articles.get("empty.txt") is None
    assert after.linked - before.linked == {"b.txt"}
