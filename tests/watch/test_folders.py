"""Which folders there are, what came or went in them, and what the kernel says of them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from triage.watch import Watcher, WatchState
from triage.watch_folders import Folders, is_remote, watched_inodes


def test_folders_tell_when_a_name_comes_or_goes_in_any_of_them(corpus: Path) -> None:
    folders = Folders(str(corpus))
    (corpus / "loop").symlink_to(corpus)
    (corpus / ".hidden").mkdir()
    assert folders.changed()
    assert folders.inodes() == {folder.stat().st_ino for folder in (corpus, corpus / "sub")}
    assert not folders.changed()
    assert folders.stirred()
    assert not folders.stirred()
    for change in (
        lambda: (corpus / "sub" / "b.txt").write_bytes(b"x"),
        lambda: (corpus / "sub" / "b.txt").rename(corpus / "c.txt"),
        lambda: (corpus / "sub" / "deep" / "er").mkdir(parents=True),
        lambda: (corpus / "sub" / "deep" / "er" / "d.txt").write_bytes(b"x"),
        lambda: shutil.rmtree(corpus / "sub" / "deep"),
        lambda: shutil.rmtree(corpus),
    ):
        change()
        assert folders.stirred()
        assert folders.changed()
        assert not folders.changed()
        folders.stirred()


def test_a_folder_is_read_anew_only_where_folders_may_have_come(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = Folders(str(corpus))
    assert folders.changed({}) == {"", "sub"}
    with monkeypatch.context() as unread:
        unread.setattr("triage.watch_folders.os.scandir", lambda path: pytest.fail(f"{path} was read"))
        (corpus / "new").mkdir()
        assert folders.changed({"": False}) == {""}
        assert folders.changed({}) == frozenset()
    assert folders.changed({"": True}) == {"new"}
    assert folders.names == 3


def test_the_kernel_is_asked_which_folders_are_watched(corpus: Path, watcher: Watcher) -> None:
    assert watcher.state is WatchState.WATCHING
    watched = watched_inodes()
    assert watched is not None
    assert {folder.stat().st_ino for folder in (corpus, corpus / "sub")} <= watched


@pytest.mark.parametrize(
    ("folder", "remote"),
    [
        ("/srv/local", False),
        ("/srv/share", True),
        ("/srv/share/deep/er", True),
        ("/srv/shared", False),
        ("/srv/share/disk", False),
        ("/home/ana/my files/x", True),
        ("/mnt/stick", False),
    ],
)
def test_a_network_file_system_is_known_by_its_kind(tmp_path: Path, folder: str, *, remote: bool) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(
        "21 1 8:1 / / rw - ext4 /dev/sda rw\n"
        "22 21 0:40 / /srv/share rw shared:1 - nfs4 server:/ rw\n"
        "23 22 8:2 / /srv/share/disk rw - xfs /dev/sdb rw\n"
        "24 21 0:41 / /home/ana/my\\040files rw - fuse.sshfs ana@server: rw\n"
        "25 21 8:3 / /mnt/stick rw - fuseblk /dev/sdc rw\n",
        encoding="utf-8",
    )
    assert is_remote(folder, mounts) is remote
    assert not is_remote(folder, tmp_path / "none")
