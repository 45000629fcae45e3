"""A replaced file holds the old bytes or the new ones, whatever fails, and nothing is left beside it."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from triage.errors import RefusedError
from triage.store.atomic import replace

OLD, NEW = b"old", b"new " * 1000


def failing(call: Callable[..., object], after: int) -> Callable[..., object]:
    """Return `call`, failing each time but the first `after`; it does its work first, as a close may."""
    calls = []

    def fail(*arguments: object, **options: object) -> object:
        calls.append(arguments)
        if len(calls) <= after:
            return call(*arguments, **options)
        if call.__name__ == "close":
            call(*arguments, **options)
        raise OSError(errno.EIO, "disk")

    return fail


@pytest.mark.parametrize("existing", [True, False])
@pytest.mark.parametrize("after", [0, 1])
@pytest.mark.parametrize("name", ["open", "write", "fchmod", "fsync", "close", "replace", "lstat", "access"])
def test_whatever_fails_the_old_file_or_the_new_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, after: int, existing: bool
) -> None:
    path = tmp_path / "a.yaml"
    if existing:
        path.write_bytes(OLD)
    with monkeypatch.context() as patched:
        patched.setattr(f"triage.store.atomic.os.{name}", failing(getattr(os, name), after))
        try:
            replace(path, NEW)
        except OSError:
            failed = True
        else:
            failed = False
    found = path.read_bytes() if path.exists() else None
    assert found in (OLD if existing else None, NEW)
    assert failed or found == NEW
    assert os.listdir(tmp_path) == (["a.yaml"] if found else [])


def test_failing_before_the_end_keeps_the_old_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(OLD)
    for name in ("write", "fchmod", "fsync", "close", "replace"):
        with monkeypatch.context() as patched:
            patched.setattr(f"triage.store.atomic.os.{name}", failing(getattr(os, name), 0))
            with pytest.raises(OSError, match="disk"):
                replace(path, NEW)
        assert path.read_bytes() == OLD


def test_an_interrupt_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("triage.store.atomic.os.fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        replace(tmp_path / "a.yaml", NEW)
    assert os.listdir(tmp_path) == []


def test_bytes_are_durable_before_they_are_seen_and_the_folder_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    fsync, rename = os.fsync, os.replace

    def watched_fsync(descriptor: int) -> None:
        order.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        fsync(descriptor)

    def watched_rename(source: str, target: str) -> None:
        assert Path(source).read_bytes() == NEW
        order.append("rename")
        rename(source, target)

    monkeypatch.setattr("triage.store.atomic.os.fsync", watched_fsync)
    monkeypatch.setattr("triage.store.atomic.os.replace", watched_rename)
    replace(tmp_path / "a.yaml", NEW)
    assert order == ["file", "rename", "folder"]


@pytest.mark.parametrize("content", [b"", b"x", NEW])
def test_short_writes_are_continued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    write = os.write
    monkeypatch.setattr("triage.store.atomic.os.write", lambda descriptor, left: write(descriptor, left[:7]))
    replace(tmp_path / "a.yaml", content)
    assert (tmp_path / "a.yaml").read_bytes() == content


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o666, 0o755])
def test_the_mode_of_the_old_file_is_kept(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(OLD)
    path.chmod(mode)
    replace(path, NEW)
    assert stat.S_IMODE(path.stat().st_mode) == mode


@pytest.mark.parametrize(("mask", "mode"), [(0o027, 0o640), (0, 0o666)])
def test_a_new_file_gets_what_the_umask_leaves(tmp_path: Path, mask: int, mode: int) -> None:
    before = os.umask(mask)
    try:
        replace(tmp_path / "a.yaml", NEW)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.yaml").stat().st_mode) == mode


def test_nobody_else_may_read_what_is_not_in_place_yet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.yaml").write_bytes(OLD)
    write, modes = os.write, []

    def watched(descriptor: int, content: bytes) -> int:
        modes.append(stat.S_IMODE(os.fstat(descriptor).st_mode))
        return write(descriptor, content)

    monkeypatch.setattr(os, "write", watched)
    before = os.umask(0)
    try:
        replace(tmp_path / "a.yaml", NEW)
    finally:
        os.umask(before)
    assert modes == [0o600]


def test_what_went_wrong_first_is_told_where_cleaning_up_fails_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.EROFS, "cleaning up")

    monkeypatch.setattr(os, "replace", failing(os.replace, 0))
    monkeypatch.setattr(os, "unlink", fail)
    with pytest.raises(OSError, match="disk"):
        replace(tmp_path / "a.yaml", NEW)


def test_no_file_stays_open(tmp_path: Path) -> None:
    before = os.listdir("/proc/self/fd")
    replace(tmp_path / "a.yaml", NEW)
    assert os.listdir("/proc/self/fd") == before


def test_a_write_protected_file_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(OLD)
    monkeypatch.setattr("triage.store.atomic.os.access", lambda *_: False)  # root may always write
    with pytest.raises(PermissionError):
        replace(path, NEW)
    assert path.read_bytes() == OLD


def test_why_a_file_may_not_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(OLD)
    real = os.open

    def read_only(name: str, flags: int, *mode: int) -> int:
        if flags & os.O_WRONLY and not flags & os.O_CREAT:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), name)
        return real(name, flags, *mode)

    monkeypatch.setattr(os, "access", lambda *_: False)
    monkeypatch.setattr(os, "open", read_only)
    with pytest.raises(OSError, match="Read-only file system"):
        replace(path, NEW)


def test_a_link_is_written_through_inside_the_folder_and_refused_out_of_it(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    (corpus / "sub").mkdir(parents=True)
    (corpus / "sub" / "real.yaml").write_bytes(OLD)
    (tmp_path / "outside.yaml").write_bytes(OLD)
    (corpus / "in.yaml").symlink_to("sub/real.yaml")
    (corpus / "out.yaml").symlink_to("../outside.yaml")
    (corpus / "folder").symlink_to("..")
    replace(corpus / "in.yaml", NEW, within=corpus)
    assert (corpus / "in.yaml").is_symlink()
    assert (corpus / "sub" / "real.yaml").read_bytes() == NEW
    for path in (corpus / "out.yaml", corpus / "folder" / "outside.yaml"):
        with pytest.raises(RefusedError) as caught:
            replace(path, NEW, within=corpus)
        assert caught.value.message == f"{path}: not written, the link leads out of {corpus}"
        assert caught.value.hint == "Replace the link by a file, then try again."
    assert (tmp_path / "outside.yaml").read_bytes() == OLD


def test_what_is_no_regular_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo.yaml")
    (tmp_path / "folder.yaml").mkdir()
    for name in ("fifo.yaml", "folder.yaml"):
        with pytest.raises(RefusedError) as caught:
            replace(tmp_path / name, NEW)
        assert caught.value.message == f"{tmp_path / name}: not written, it is not a regular file"
    assert sorted(os.listdir(tmp_path)) == ["fifo.yaml", "folder.yaml"]


def test_the_longest_name_can_be_replaced(tmp_path: Path) -> None:
    name = "é" * 121 + "a.triage.yaml"
    assert len(os.fsencode(name)) == 255
    replace(tmp_path / name, NEW)
    assert os.listdir(tmp_path) == [name]


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES, errno.EPERM])
def test_a_folder_that_cannot_be_made_durable_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    real = os.fsync

    def fail(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(number, os.strerror(number))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fail)
    assert replace(tmp_path / "a.yaml", NEW)
    assert (tmp_path / "a.yaml").read_bytes() == NEW


def test_a_disk_that_fails_to_make_the_folder_durable_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", failing(os.fsync, 1))
    with pytest.raises(OSError, match="disk"):
        replace(tmp_path / "a.yaml", NEW)
    assert (tmp_path / "a.yaml").read_bytes() == NEW


@pytest.mark.parametrize("refused", [True, False])
def test_a_file_of_another_owner_keeps_its_owner_where_that_may_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: bool
) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(OLD)
    path.chmod(0o640)
    given: list[tuple[int, int]] = []

    def own(descriptor: int, user: int, group: int) -> None:
        given.append((user, group))
        if refused:
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "fchown", own)
    replace(path, NEW)
    assert given == []
    monkeypatch.setattr(os, "geteuid", lambda: path.stat().st_uid + 1)
    replace(path, OLD)
    assert given == [(path.stat().st_uid, path.stat().st_gid)]
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (OLD, 0o640)
