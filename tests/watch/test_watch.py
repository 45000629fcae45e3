"""Changes in a real folder come out as few calls to look again, and nothing ends the watch but `stop`."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.watch.helpers import DEADLINE, Looks, eventually, settle
from triage.store.atomic import replace
from triage.store.lock import folder_lock
from triage.watch import Watcher, WatchState, is_relevant
from triage.watch_folders import watched_inodes
from triage.watch_hints import EVERYTHING


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
