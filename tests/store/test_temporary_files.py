"""Temporary files say whose they are; those of killed programs are swept away, and nothing else is."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.store.atomic import _host, sweep, temporary_name
from triage.store.names import is_article

OLD, NEW = b"old", b"new " * 1000


@given(st.text(st.characters(exclude_characters="/\0"), min_size=1))
def test_temporary_names_are_hidden_short_and_no_articles(name: str) -> None:
    temporary = temporary_name(name)
    assert temporary.startswith(".")
    assert len(os.fsencode(temporary)) <= 143
    assert not is_article(temporary)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("a.yaml", "a.yaml"),
        ("a\udcffb", "ab"),
        ("é" * 50, "é" * 50),
        ("a" + "é" * 50, "a" + "é" * 49),
    ],
)
def test_a_temporary_name_says_which_file_it_is_for(name: str, label: str) -> None:
    assert temporary_name(name).startswith(f".{label}.triage-tmp-")


def test_a_temporary_name_says_on_which_host_it_was_made(monkeypatch: pytest.MonkeyPatch) -> None:
    hosts = []
    for node in ("one", "one", "two"):
        monkeypatch.setattr(os, "uname", partial(SimpleNamespace, nodename=node))
        _host.cache_clear()
        hosts.append(temporary_name("a").split("-")[2])
    monkeypatch.undo()
    _host.cache_clear()
    assert hosts[0] == hosts[1] != hosts[2]
    assert len(bytes.fromhex(hosts[0])) == 4


def left_over(folder: Path, process: int, name: str = "a\nb.yaml") -> Path:
    """Make the temporary file that `process` of this host would have left."""
    path = folder / temporary_name(name).replace(f"-{os.getpid()}-", f"-{process}-")
    path.write_bytes(b"half")
    return path


def finished_process() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_sweeping_removes_what_dead_processes_left_and_nothing_else(tmp_path: Path) -> None:
    dead, alive = finished_process(), os.getpid()
    for folder in ("sub/deep", ".triage/texts", ".git"):
        (tmp_path / folder).mkdir(parents=True)
    gone = [left_over(tmp_path / folder, dead) for folder in ("", "sub/deep", ".triage/texts")]
    stays = [left_over(tmp_path, alive), left_over(tmp_path / ".git", dead)]
    for name in ("a.txt", ".a.txt.triage-tmp-1-2", "a.triage-tmp-00000000-1-00000000", ".hidden"):
        stays.append(tmp_path / name)
        stays[-1].write_bytes(b"")
    assert sweep(tmp_path) == 3
    assert not any(path.exists() for path in gone)
    assert all(path.exists() for path in stays)


def test_sweeping_follows_no_link_to_a_folder(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "elsewhere").mkdir()
    path = left_over(tmp_path / "elsewhere", finished_process())
    (tmp_path / "corpus" / "link").symlink_to(tmp_path / "elsewhere")
    assert sweep(tmp_path / "corpus") == 0
    assert path.exists()


def test_sweeping_leaves_other_hosts_their_files_for_an_hour(tmp_path: Path) -> None:
    path = tmp_path / f".a.yaml.triage-tmp-00000000-{finished_process()}-01234567"
    path.write_bytes(b"half")
    assert sweep(tmp_path) == 0
    os.utime(path, (time.time() - 3590,) * 2)
    assert sweep(tmp_path) == 0
    os.utime(path, (time.time() - 3600.5,) * 2)
    assert sweep(tmp_path) == 1


@pytest.mark.parametrize(
    ("error", "alive"),
    [
        (ProcessLookupError(errno.ESRCH, ""), False),
        (OverflowError(""), False),
        (PermissionError(errno.EPERM, ""), True),
    ],
)
def test_what_belongs_to_a_process_of_somebody_else_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, alive: bool
) -> None:
    asked: list[tuple[int, int]] = []

    def kill(process: int, number: int) -> None:
        asked.append((process, number))
        raise error

    monkeypatch.setattr(os, "kill", kill)
    path = left_over(tmp_path, 4_000_000)
    assert sweep(tmp_path) == (0 if alive else 1)
    assert asked == [(4_000_000, 0)]
    assert path.exists() is alive


def test_what_somebody_else_left_beside_it_keeps_nothing_from_being_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def kill(process: int, number: int) -> None:
        raise PermissionError(errno.EPERM, "") if process % 2 else ProcessLookupError(errno.ESRCH, "")

    monkeypatch.setattr(os, "kill", kill)
    paths = [left_over(tmp_path, 4_000_000 + number) for number in range(20)]
    assert sweep(tmp_path) == 10
    assert [path.exists() for path in paths] == [False, True] * 10


def test_sweeping_goes_on_where_a_file_cannot_be_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dead = finished_process()
    stays, goes = left_over(tmp_path, dead, "a.yaml"), left_over(tmp_path, dead, "b.yaml")
    real = os.unlink

    def unlink(path: str) -> None:
        if path == str(stays):
            raise PermissionError(errno.EPERM, "", path)
        real(path)

    with monkeypatch.context() as patched:
        patched.setattr(os, "unlink", unlink)
        assert sweep(tmp_path) == 1
    assert (stays.exists(), goes.exists()) == (True, False)


def test_what_only_has_the_name_of_a_temporary_file_stays(tmp_path: Path) -> None:
    target = left_over(tmp_path, finished_process())
    link = tmp_path / target.name.replace("a\nb", "c")
    target.rename(tmp_path / "kept")
    link.symlink_to("kept")
    assert sweep(tmp_path) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([link.name, "kept"])


def test_sweeping_a_missing_folder_is_nothing(tmp_path: Path) -> None:
    assert sweep(tmp_path / "none") == 0
