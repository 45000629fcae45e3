"""Very many changes at once are found by a look at everything, not event by event."""

from __future__ import annotations

import ctypes
import logging
import os
from pathlib import Path

import pytest

from tests.watch.helpers import Looks, eventually, settle
from triage.watch import Watcher, WatchState
from triage.watch_folders import events_waiting
from triage.watch_hints import EVERYTHING


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


def test_a_flood_is_known_before_its_events_are_read(
    corpus: Path, looks: Looks, monkeypatch: pytest.MonkeyPatch
) -> None:
    watcher = Watcher(corpus, looks, beat=60)
    watcher.start()
    try:
        assert eventually(lambda: bool(looks.hints))
        before = watcher._observer
        monkeypatch.setattr("triage.watch.events_waiting", lambda: 1001)
        (corpus / "b.txt").write_bytes(b"x")
        assert eventually(lambda: watcher._observer not in (before, None))
        assert looks.hints[-1] is EVERYTHING
    finally:
        watcher.stop()


def test_the_kernel_tells_how_many_events_wait(tmp_path: Path) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    before = events_waiting()
    descriptor = libc.inotify_init1(os.O_CLOEXEC)
    try:
        created = 0x100  # IN_CREATE in sys/inotify.h
        assert libc.inotify_add_watch(descriptor, os.fsencode(tmp_path), created) > 0
        for number in range(7):
            (tmp_path / f"{number}.txt").touch()
        assert events_waiting() == before + 7
    finally:
        os.close(descriptor)


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
