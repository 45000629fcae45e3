"""Changes in a real folder come out as few calls to look again, and nothing ends the watch but `stop`."""

from __future__ import annotations

import errno
import logging
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from triage.store.atomic import replace
from triage.store.lock import folder_lock
from triage.watch import Watcher, WatchState, is_relevant
from triage.watch_folders import Folders, is_remote, watched_inodes
from triage.watch_hints import EVERYTHING, Hints

DEADLINE = 10.0


def eventually(predicate: Callable[[], bool], seconds: float = DEADLINE) -> bool:
    """Wait until `predicate` holds, at most so many seconds; return whether it does."""
    deadline = time.monotonic() + seconds
    never = threading.Event()
    while not predicate() and time.monotonic() < deadline:
        never.wait(0.005)
    return predicate()


class Looks:
    """Takes down each call to look again."""

    def __init__(self) -> None:
        self.hints: list[frozenset[str]] = []
        self.threads: set[str] = set()

    def __call__(self, hints: frozenset[str]) -> None:
        self.threads.add(threading.current_thread().name)
        self.hints.append(hints)

    def saw(self, path: str) -> bool:
        return any(path in hints for hints in self.hints)


@pytest.fixture
def looks() -> Looks:
    return Looks()


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_text("A.", encoding="utf-8")
    return folder


@pytest.fixture
def watcher(corpus: Path, looks: Looks) -> Iterator[Watcher]:
    watcher = Watcher(corpus, looks, beat=0.05)
    watcher.start()
    assert eventually(lambda: watcher.state is WatchState.WATCHING and bool(looks.hints))
    looks.hints.clear()
    yield watcher
    watcher.stop()


def settle(corpus: Path, looks: Looks) -> None:
    """Make one more change, and wait until it was reported: what was before it would have been by then."""
    (corpus / "last.txt").write_text("Last.", encoding="utf-8")
    assert eventually(lambda: looks.saw("last.txt"))


@pytest.mark.usefixtures("watcher")
def test_files_that_come_change_move_and_go_are_reported(corpus: Path, looks: Looks) -> None:
    (corpus / "sub" / "b.txt").write_text("B.", encoding="utf-8")
    assert eventually(lambda: looks.saw("sub/b.txt"))
    (corpus / "a.txt").write_text("Changed.", encoding="utf-8")
    assert eventually(lambda: looks.saw("a.txt"))
    looks.hints.clear()
    (corpus / "a.txt").rename(corpus / "sub" / "c.md")
    assert eventually(lambda: looks.saw("a.txt") and looks.saw("sub/c.md"))
    (corpus / "sub" / "b.txt").unlink()
    assert eventually(lambda: looks.saw("sub/b.txt"))
    assert looks.threads == {"watch"}


@pytest.mark.usefixtures("watcher")
def test_folders_that_come_move_and_go_are_reported_with_what_is_in_them(corpus: Path, looks: Looks) -> None:
    (corpus / "new" / "deep").mkdir(parents=True)
    (corpus / "new" / "deep" / "b.txt").write_text("B.", encoding="utf-8")
    assert eventually(lambda: looks.saw("new/deep/b.txt"))
    (corpus / "new").rename(corpus / "other")
    assert eventually(lambda: looks.saw("new") and looks.saw("other"))
    shutil.rmtree(corpus / "other")
    looks.hints.clear()
    (corpus / "sub" / "c.txt").write_text("C.", encoding="utf-8")
    assert eventually(lambda: looks.saw("sub/c.txt"))


@pytest.mark.usefixtures("watcher")
def test_an_atomic_save_is_reported_under_its_own_name(corpus: Path, looks: Looks) -> None:
    replace(corpus / "a.txt.triage.yaml", b"schema: 1\n", within=corpus)
    assert eventually(lambda: looks.saw("a.txt.triage.yaml"))
    assert set().union(*looks.hints) == {"a.txt.triage.yaml"}


@pytest.mark.usefixtures("watcher")
def test_reading_locking_and_other_files_are_not_reported(corpus: Path, looks: Looks) -> None:
    (corpus / "a.txt").read_bytes()
    os.listdir(corpus / "sub")
    with folder_lock(corpus):
        pass
    for name in (".a.txt.swp", "a.txt~", "notes.pdf", ".triage/x.txt", "a.sync-conflict-1.txt"):
        (corpus / name).write_bytes(b"x")
    settle(corpus, looks)
    assert set().union(*looks.hints) == {"last.txt"}


def test_what_comes_after_a_calm_is_told_at_once_and_what_follows_it_together() -> None:
    hints = Hints(quiet=0.05, at_most=10 * DEADLINE)
    for path in ("first.txt", "second.txt", "third.txt"):
        hints.add([path])
        if path == "first.txt":
            assert hints.wait(0.0) == frozenset({"first.txt"})
    assert hints.wait(DEADLINE) == frozenset({"second.txt", "third.txt"})


def test_a_burst_is_one_look_after_the_first(corpus: Path, looks: Looks) -> None:
    watcher = Watcher(corpus, looks, quiet=0.3, at_most=DEADLINE)
    watcher.start()
    try:
        assert eventually(lambda: len(looks.hints) == 1)
        for number in range(200):
            (corpus / f"{number}.txt").write_bytes(b"x")
        assert eventually(lambda: len(looks.hints) == 3)
        assert looks.hints[1] | looks.hints[2] == {f"{number}.txt" for number in range(200)}
    finally:
        watcher.stop()


@pytest.mark.usefixtures("watcher")
def test_changes_without_a_pause_are_reported_while_they_last(corpus: Path, looks: Looks) -> None:
    def change_and_look() -> bool:
        (corpus / "a.txt").write_bytes(b"x")
        return looks.saw("a.txt")

    assert eventually(change_and_look)


def test_a_folder_that_goes_and_comes_back_is_watched_again(
    corpus: Path, looks: Looks, watcher: Watcher
) -> None:
    for _ in range(2):
        shutil.rmtree(corpus)
        assert eventually(lambda: watcher.state is WatchState.GONE)
        assert eventually(lambda: EVERYTHING in looks.hints)
        corpus.mkdir()
        assert eventually(lambda: watcher.state is WatchState.WATCHING)
        looks.hints.clear()
        settle(corpus, looks)


def test_a_folder_replaced_at_once_is_watched_again(corpus: Path, looks: Looks, watcher: Watcher) -> None:
    shutil.rmtree(corpus)
    corpus.mkdir()
    assert eventually(lambda: EVERYTHING in looks.hints)

    def change_and_look() -> bool:
        (corpus / "b.txt").write_bytes(b"x")
        return looks.saw("b.txt")

    assert eventually(change_and_look)
    assert watcher.state is WatchState.WATCHING


def test_another_folder_put_in_its_place_is_watched(corpus: Path, looks: Looks, watcher: Watcher) -> None:
    corpus.rename(corpus.with_name("before"))
    corpus.mkdir()
    assert eventually(lambda: EVERYTHING in looks.hints)
    settle(corpus, looks)
    looks.hints.clear()
    (corpus.with_name("before") / "b.txt").write_bytes(b"x")
    settle(corpus, looks)
    assert not looks.saw("b.txt")
    assert watcher.state is WatchState.WATCHING


def test_a_corpus_behind_a_link_is_watched(corpus: Path, looks: Looks) -> None:
    link = corpus.with_name("link")
    link.symlink_to(corpus)
    watcher = Watcher(link, looks)
    watcher.start()
    try:
        assert eventually(lambda: bool(looks.hints))
        settle(corpus, looks)
    finally:
        watcher.stop()


@pytest.mark.parametrize("error", [errno.EMFILE, errno.ENOSPC, errno.ENOSYS])
def test_where_the_system_cannot_watch_the_folder_is_polled(
    corpus: Path, looks: Looks, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    def fail(**_: object) -> None:
        raise OSError(error, "limit reached")

    monkeypatch.setattr("triage.watch_events.Observer", fail)
    watcher = Watcher(corpus, looks, beat=0.01)
    watcher.start()
    try:
        assert eventually(lambda: len(looks.hints) >= 3)
        assert set(looks.hints) == {EVERYTHING}
        assert watcher.state is WatchState.POLLING
        shutil.rmtree(corpus)
        assert eventually(lambda: watcher.state is WatchState.GONE)
    finally:
        watcher.stop()


def test_it_looks_now_and_then_without_being_told(corpus: Path, looks: Looks) -> None:
    watcher = Watcher(corpus, looks, beat=0.01, unasked=0.02)
    watcher.start()
    try:
        assert eventually(lambda: len(looks.hints) >= 4)
        assert watcher.state is WatchState.WATCHING
    finally:
        watcher.stop()


def test_stopping_is_quick_final_and_may_be_repeated(corpus: Path, looks: Looks, watcher: Watcher) -> None:
    began = time.monotonic()
    watcher.stop()
    assert time.monotonic() - began < 1.0
    assert watcher.state is WatchState.STOPPED
    (corpus / "b.txt").write_bytes(b"x")
    watcher.stop()
    watcher.start()
    assert not any(thread.name == "watch" for thread in threading.enumerate())
    assert not looks.saw("b.txt")


def test_a_watcher_that_never_started_stops_too(corpus: Path, looks: Looks) -> None:
    watcher = Watcher(corpus, looks)
    watcher.stop()
    watcher.start()
    assert watcher.state is WatchState.STOPPED
    assert looks.hints == []


def test_it_may_be_stopped_from_within_a_look(corpus: Path) -> None:
    stopped: list[frozenset[str]] = []

    def look(hints: frozenset[str]) -> None:
        stopping.stop()
        stopped.append(hints)

    stopping = Watcher(corpus, look)
    stopping.start()
    assert eventually(lambda: stopping.state is WatchState.STOPPED)
    assert stopped == [EVERYTHING]


def test_watchdog_is_not_imported_before_watching_begins() -> None:
    script = "import sys, triage.watch; sys.exit(any(name.startswith('watchdog') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


@pytest.mark.parametrize(
    ("path", "folder", "relevant"),
    [
        ("a.txt", False, True),
        ("sub/a.MD", False, True),
        ("a.txt.triage.yaml", False, True),
        ("sub", True, True),
        ("sub", False, False),
        (".triage/lock", False, False),
        (".triage", True, False),
        (".git/a.txt", False, False),
        (".a.txt.triage-tmp-00000000-1-00000000", False, False),
        ("../outside.txt", False, False),
    ],
)
def test_only_what_a_scan_would_see_is_relevant(path: str, *, folder: bool, relevant: bool) -> None:
    assert is_relevant(path, folder=folder) is relevant


def test_too_many_paths_are_everything() -> None:
    hints = Hints(quiet=0.0, at_most=0.0)
    hints.add(map(str, range(2000)))
    assert hints.wait(DEADLINE) == EVERYTHING
    hints.add(["a.txt"])
    hints.add(EVERYTHING)
    assert hints.wait(DEADLINE) == EVERYTHING
    hints.add(["a.txt"])
    assert hints.wait(DEADLINE) == frozenset({"a.txt"})
    assert hints.wait(0.0) is None


def test_a_dead_thread_of_watchdogs_makes_a_new_watch_and_no_noise(
    watcher: Watcher, capsys: pytest.CaptureFixture[str]
) -> None:
    def die() -> None:
        raise FileNotFoundError

    before = watcher._observer
    dying = type(
        "Dying", (threading.Thread,), {"__module__": "watchdog.observers.test", "run": lambda _: die()}
    )
    thread = dying()
    thread.start()
    thread.join()
    assert eventually(lambda: watcher._observer not in (before, None))
    assert capsys.readouterr().err == ""


def test_a_file_in_the_place_of_the_folder_is_no_folder(corpus: Path, watcher: Watcher) -> None:
    corpus.rename(corpus.with_name("before"))
    corpus.write_text("no folder", encoding="utf-8")
    assert eventually(lambda: watcher.state is WatchState.GONE)
    corpus.unlink()
    corpus.with_name("before").rename(corpus)
    assert eventually(lambda: watcher.state is WatchState.WATCHING)


def test_a_link_that_leads_elsewhere_now_is_followed_there(corpus: Path, looks: Looks) -> None:
    other, link, new = (corpus.with_name(name) for name in ("other", "link", "new"))
    other.mkdir()
    link.symlink_to(corpus)
    watcher = Watcher(link, looks, beat=0.05)
    watcher.start()
    try:
        assert eventually(lambda: bool(looks.hints))
        new.symlink_to(other)
        os.replace(new, link)
        looks.hints.clear()
        assert eventually(lambda: bool(looks.hints))
        settle(other, looks)
    finally:
        watcher.stop()


def test_events_that_the_system_dropped_make_another_look(looks: Looks, watcher: Watcher) -> None:
    assert watcher.state is WatchState.WATCHING
    logging.getLogger("watchdog.observers.inotify_c").warning("Inotify queue overflowed")
    assert eventually(lambda: EVERYTHING in looks.hints)


def test_a_flood_is_not_waded_through_event_by_event(
    corpus: Path, looks: Looks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("triage.watch.FLOOD", 50)
    watcher = Watcher(corpus, looks, beat=0.05, at_most=0.05)
    watcher.start()
    try:
        assert eventually(lambda: bool(looks.hints))
        before = watcher._observer
        for number in range(200):
            (corpus / f"{number}.txt").write_bytes(b"x")
        assert eventually(lambda: watcher._observer not in (before, None))
        settle(corpus, looks)
        assert watcher.state is WatchState.WATCHING
    finally:
        watcher.stop()


def test_after_a_stop_what_waits_is_taken_for_a_flood(
    corpus: Path, looks: Looks, monkeypatch: pytest.MonkeyPatch
) -> None:
    watcher = Watcher(corpus, looks, beat=0.02)
    watcher.start()
    try:
        assert eventually(lambda: bool(looks.hints))
        before = watcher._observer
        monkeypatch.setattr("triage.watch._LATE_SECONDS", -1.0)  # as if each beat were late
        assert eventually(lambda: watcher._observer not in (before, None))
        monkeypatch.undo()
        settle(corpus, looks)
    finally:
        watcher.stop()


def test_folders_that_are_not_watched_are_polled_and_that_is_said(
    corpus: Path, looks: Looks, monkeypatch: pytest.MonkeyPatch
) -> None:
    unwatched = {(corpus / "sub").stat().st_ino}
    monkeypatch.setattr("triage.watch.watched_inodes", lambda: (watched_inodes() or set()) - unwatched)
    watcher = Watcher(corpus, looks, beat=0.02, unasked=0.5)
    watcher.start()
    try:
        assert eventually(lambda: watcher.state is WatchState.POLLING)
        assert "limit" in watcher.trouble
        looks.hints.clear()
        assert eventually(lambda: EVERYTHING in looks.hints)
        unwatched.clear()
        assert eventually(lambda: watcher.state is WatchState.WATCHING)
        assert watcher.trouble == ""
    finally:
        watcher.stop()


def test_a_network_file_system_is_watched_and_polled(
    corpus: Path, looks: Looks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("triage.watch.is_remote", lambda _: True)
    watcher = Watcher(corpus, looks, beat=0.02)
    watcher.start()
    try:
        assert eventually(lambda: len(looks.hints) >= 3)
        assert (watcher.state, watcher._observer is None) == (WatchState.POLLING, False)
        assert "network" in watcher.trouble
        settle(corpus, looks)
    finally:
        watcher.stop()


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


def test_a_change_that_no_event_tells_of_makes_a_look_at_everything(
    corpus: Path, looks: Looks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("triage.watch._UNHEARD_SECONDS", 0.1)
    monkeypatch.setattr(Watcher, "_take_hint", lambda *_: None)
    watcher = Watcher(corpus, looks, beat=0.02)
    watcher.start()
    try:
        assert eventually(lambda: looks.hints == [EVERYTHING])
        (corpus / "sub" / "b.txt").write_bytes(b"x")
        assert eventually(lambda: looks.hints == [EVERYTHING, EVERYTHING])
    finally:
        watcher.stop()


def test_changes_that_events_tell_of_make_no_look_at_everything(
    corpus: Path, looks: Looks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("triage.watch._UNHEARD_SECONDS", 0.1)
    told: list[bool] = []
    real = Watcher._is_untold

    def is_untold(watcher: Watcher, changed: frozenset[str], heard: frozenset[str]) -> bool:
        told.append(real(watcher, changed, heard))
        return told[-1]

    monkeypatch.setattr(Watcher, "_is_untold", is_untold)
    watcher = Watcher(corpus, looks, beat=0.02)
    watcher.start()
    try:
        assert eventually(lambda: bool(looks.hints))
        for name in ("b.txt", ".hidden", "notes.pdf", "sub/c.txt"):
            (corpus / name).write_bytes(b"x")
        settle(corpus, looks)
        beats = len(told)
        assert eventually(lambda: len(told) > beats + 10)
        assert not any(told)
        assert looks.hints.count(EVERYTHING) == 1
    finally:
        watcher.stop()


@pytest.mark.usefixtures("watcher")
def test_a_link_of_any_name_that_comes_or_goes_is_told(corpus: Path, looks: Looks) -> None:
    (corpus / "linked").symlink_to(corpus / "sub")
    assert eventually(lambda: looks.saw("linked"))
    looks.hints.clear()
    (corpus / "linked").unlink()
    assert eventually(lambda: looks.saw("linked"))


def test_the_first_folder_in_a_corpus_is_watched_as_any_other(tmp_path: Path, looks: Looks) -> None:
    watcher = Watcher(tmp_path, looks, beat=0.05)
    watcher.start()
    try:
        assert eventually(lambda: bool(looks.hints))
        (tmp_path / "new").mkdir()
        assert eventually(lambda: looks.saw("new"))

        def change_and_look() -> bool:
            (tmp_path / "new" / "b.txt").write_bytes(b"x")
            return looks.saw("new/b.txt")

        assert eventually(change_and_look)
        assert watcher.state is WatchState.WATCHING
    finally:
        watcher.stop()


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
