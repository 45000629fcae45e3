"""The saver writes the newest state of each article in order, keeps what fails, and loses nothing."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from triage.core.article import Article
from triage.core.claim import Annotations, Source
from triage.errors import TriageError
from triage.session.saver import Outcome, Saver, Unsaved

SOON = 5.0
"""Seconds that a thread has to do its part."""


def unsaved(path: str, version: str = "1") -> Unsaved:
    return Unsaved(
        Article(path, "text", "utf-8", "sha"),
        Annotations(Source(path, "sha"), extra={"version": version}),
        "",
    )


class Disk:
    """Stands for the disk: it can be slow, and it can fail."""

    def __init__(self) -> None:
        self.written: list[tuple[str, str]] = []
        self.failing: dict[str, Exception] = {}
        self.begun: queue.SimpleQueue[str] = queue.SimpleQueue()
        self.may_go_on = threading.Event()
        self.may_go_on.set()

    def save(self, asked: Unsaved) -> Annotations:
        path, version = asked.article.path, str(asked.annotations.extra["version"])
        self.begun.put(path)
        assert self.may_go_on.wait(SOON)
        if path in self.failing:
            raise self.failing[path]
        self.written.append((path, version))
        return asked.annotations


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def told() -> queue.SimpleQueue[Outcome]:
    return queue.SimpleQueue()


@pytest.fixture
def saver(disk: Disk, told: queue.SimpleQueue[Outcome]) -> Iterator[Saver]:
    saver = Saver(disk.save, told.put, retry_seconds=1000)
    yield saver
    disk.may_go_on.set()
    saver.stop()


def test_articles_are_written_in_the_order_in_which_they_were_asked_for(saver: Saver, disk: Disk) -> None:
    disk.may_go_on.clear()
    for path in "abc":
        saver.submit(unsaved(path))
    disk.may_go_on.set()
    assert saver.flush(SOON) == []
    assert disk.written == [("a", "1"), ("b", "1"), ("c", "1")]


def test_only_the_newest_state_of_what_waits_is_written(saver: Saver, disk: Disk) -> None:
    disk.may_go_on.clear()
    saver.submit(unsaved("a", "1"))
    assert disk.begun.get(timeout=SOON) == "a"
    for version in "234":
        saver.submit(unsaved("a", version))
    assert saver.unsaved() == ["a"]
    disk.may_go_on.set()
    assert saver.flush(SOON) == []
    assert disk.written == [("a", "1"), ("a", "4")]


def test_what_is_being_written_counts_as_unsaved_and_is_known(saver: Saver, disk: Disk) -> None:
    disk.may_go_on.clear()
    saver.submit(unsaved("a", "1"))
    disk.begun.get(timeout=SOON)
    assert saver.unsaved() == ["a"]
    assert [one.article.path for one in saver.waiting()] == ["a"]
    asked = saver.asked("a")
    assert asked is not None
    assert asked.extra["version"] == "1"
    saver.submit(unsaved("a", "2"))
    asked = saver.asked("a")
    assert asked is not None
    assert asked.extra["version"] == "2"
    assert saver.asked("b") is None
    assert saver.flush(0) == ["a"]


def test_a_failure_is_told_kept_and_tried_again(disk: Disk, told: queue.SimpleQueue[Outcome]) -> None:
    saver = Saver(disk.save, told.put, retry_seconds=0)
    disk.failing["a"] = OSError(28, "No space left on device")
    saver.submit(unsaved("a"))
    for _ in range(3):
        outcome = told.get(timeout=SOON)
        assert outcome.saved is None
        assert outcome.error == "a: No space left on device"
    disk.failing.clear()
    while told.get(timeout=SOON).saved is None:
        pass
    assert saver.unsaved() == []
    assert disk.written == [("a", "1")]
    saver.stop()


def test_an_older_state_that_failed_does_not_take_the_place_of_a_newer_one(
    saver: Saver, disk: Disk, told: queue.SimpleQueue[Outcome]
) -> None:
    disk.failing["a"] = OSError(5, "broken")
    disk.may_go_on.clear()
    saver.submit(unsaved("a", "1"))
    disk.begun.get(timeout=SOON)
    saver.submit(unsaved("a", "2"))
    disk.may_go_on.set()
    assert told.get(timeout=SOON).error
    disk.failing.clear()
    assert saver.flush(SOON) == []
    assert disk.written == [("a", "2")]


def test_what_fails_does_not_hold_up_the_others(
    saver: Saver, disk: Disk, told: queue.SimpleQueue[Outcome]
) -> None:
    disk.failing["a"] = TriageError("a.triage.yaml:3:1: broken")
    saver.submit(unsaved("a"))
    saver.submit(unsaved("b"))
    outcomes = [told.get(timeout=SOON) for _ in range(2)]
    assert [(outcome.path, outcome.error) for outcome in outcomes] == [
        ("a", "a.triage.yaml:3:1: broken"),
        ("b", ""),
    ]


def test_a_new_request_is_tried_at_once_after_a_failure(
    saver: Saver, disk: Disk, told: queue.SimpleQueue[Outcome]
) -> None:
    disk.failing["a"] = OSError(5, "broken")
    saver.submit(unsaved("a"))
    assert told.get(timeout=SOON).error
    disk.failing.clear()
    saver.submit(unsaved("a", "2"))  # the next try would come in a thousand seconds
    assert told.get(timeout=SOON).saved is not None


def test_flush_tries_a_failed_file_once_more_and_names_it(
    saver: Saver, disk: Disk, told: queue.SimpleQueue[Outcome]
) -> None:
    disk.failing["a"] = OSError(5, "broken")
    saver.submit(unsaved("a"))
    saver.submit(unsaved("b"))
    while told.get(timeout=SOON).path != "b":
        pass
    assert saver.flush(SOON) == ["a"]
    assert list(iter_queue(disk.begun)).count("a") == 2
    disk.failing.clear()
    assert saver.flush(SOON) == []


def test_a_fault_of_ours_is_told_and_does_not_end_saving(
    saver: Saver, disk: Disk, told: queue.SimpleQueue[Outcome]
) -> None:
    disk.failing["a"] = ValueError("half a character")
    saver.submit(unsaved("a"))
    assert "half a character" in told.get(timeout=SOON).error
    saver.submit(unsaved("b"))
    assert told.get(timeout=SOON).saved is not None


def test_nothing_to_do_is_flushed_and_stopped_at_once() -> None:
    def fail(asked: Unsaved) -> Annotations:
        raise AssertionError(asked)

    tell: Callable[[Outcome], None] = print
    saver = Saver(fail, tell)
    assert saver.flush(0) == []
    saver.stop()


def later(seconds: float, work: Callable[[], None]) -> None:
    timer = threading.Timer(seconds, work)
    timer.daemon = True
    timer.start()


def test_flush_waits_for_what_is_being_written(saver: Saver, disk: Disk) -> None:
    disk.may_go_on.clear()
    saver.submit(unsaved("a"))
    disk.begun.get(timeout=SOON)
    later(0.05, disk.may_go_on.set)
    assert saver.flush(0.9) == []
    assert disk.written == [("a", "1")]


def test_flush_waits_no_longer_than_it_may(saver: Saver, disk: Disk) -> None:
    disk.may_go_on.clear()
    saver.submit(unsaved("a"))
    disk.begun.get(timeout=SOON)
    began = time.monotonic()
    assert saver.flush(0.05) == ["a"]
    assert 0.05 <= time.monotonic() - began < SOON


def test_flush_does_not_wait_for_what_cannot_be_saved(
    saver: Saver, disk: Disk, told: queue.SimpleQueue[Outcome]
) -> None:
    disk.failing["a"] = OSError(5, "broken")
    saver.submit(unsaved("a"))
    told.get(timeout=SOON)
    began = time.monotonic()
    assert saver.flush(1000) == ["a"]
    assert time.monotonic() - began < SOON


def test_a_stopped_saver_has_ended_what_it_was_writing(saver: Saver, disk: Disk) -> None:
    disk.may_go_on.clear()
    saver.submit(unsaved("a"))
    disk.begun.get(timeout=SOON)
    later(0.05, disk.may_go_on.set)
    saver.stop()
    assert disk.written == [("a", "1")]


def test_what_failed_is_tried_again_after_its_time_by_itself(
    disk: Disk, told: queue.SimpleQueue[Outcome]
) -> None:
    saver = Saver(disk.save, told.put, retry_seconds=0.05)
    disk.failing["a"] = OSError("odd")
    saver.submit(unsaved("a"))
    assert told.get(timeout=SOON).error == "a: odd"
    disk.failing.clear()
    assert told.get(timeout=SOON).saved is not None
    saver.stop()


def test_a_fault_of_ours_is_told_with_its_kind(
    saver: Saver, disk: Disk, told: queue.SimpleQueue[Outcome]
) -> None:
    disk.failing["a"] = ValueError("half a character")
    saver.submit(unsaved("a"))
    assert told.get(timeout=SOON).error == "a: ValueError: half a character"


def test_saving_keeps_no_program_from_ending(saver: Saver, disk: Disk) -> None:
    saver.submit(unsaved("a"))
    threads = [thread for thread in threading.enumerate() if thread.name == "triage-saver"]
    assert threads
    assert all(thread.daemon for thread in threads)


def iter_queue(waiting: queue.SimpleQueue[str]) -> Iterator[str]:
    while not waiting.empty():
        yield waiting.get()


class Watched(threading.Condition):
    """Takes note of how long each wait may last."""

    def __init__(self) -> None:
        super().__init__()
        self.waits: queue.SimpleQueue[float | None] = queue.SimpleQueue()

    def wait(self, timeout: float | None = None) -> bool:
        self.waits.put(timeout)
        return super().wait(timeout)


def test_flush_tries_what_still_waits_though_something_else_failed(disk: Disk) -> None:
    flushed = threading.Event()

    def tell(outcome: Outcome) -> None:
        """Go on with the next only when flush has looked at this failure, and waits again or ended."""
        while outcome.path == "a" and not flushed.is_set() and watched.waits.empty():
            time.sleep(0)

    saver = Saver(disk.save, tell, retry_seconds=1000)
    watched = Watched()
    saver._wake = watched
    disk.failing["a"] = OSError(5, "Input/output error")
    disk.may_go_on.clear()
    saver.submit(unsaved("a"))
    saver.submit(unsaved("b"))
    assert disk.begun.get(timeout=SOON) == "a"
    left: list[str] = []

    def flush() -> None:
        left.extend(saver.flush(SOON))
        flushed.set()

    thread = threading.Thread(target=flush)
    thread.start()
    watched.waits.get(timeout=SOON)  # flush waits for the first
    disk.may_go_on.set()
    thread.join(SOON)
    assert (left, disk.written) == (["a"], [("b", "1")])
    saver.stop()


def test_a_flush_without_time_left_does_not_wait(saver: Saver, disk: Disk) -> None:
    watched = saver._wake = Watched()
    disk.may_go_on.clear()
    saver.submit(unsaved("a"))
    assert disk.begun.get(timeout=SOON) == "a"
    assert saver.flush(0) == ["a"]
    assert watched.waits.empty()


def test_of_several_that_failed_the_one_that_is_due_first_wakes_the_saver(
    disk: Disk, told: queue.SimpleQueue[Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Hours:
        now = 100.0

        def monotonic(self) -> float:
            return self.now

    clock = Hours()
    monkeypatch.setattr("triage.session.saver.time", clock)
    saver = Saver(disk.save, told.put, retry_seconds=1000)
    watched = saver._wake = Watched()
    disk.failing = {"a": OSError(5, "slow"), "b": OSError(5, "slower")}
    saver.submit(unsaved("a"))
    assert told.get(timeout=SOON).path == "a"
    assert watched.waits.get(timeout=SOON) == 1000
    clock.now = 300.0
    saver.submit(unsaved("b"))
    assert told.get(timeout=SOON).path == "b"
    assert watched.waits.get(timeout=SOON) == 800
    monkeypatch.undo()
    saver.stop()


def test_while_it_is_held_nothing_new_is_begun(saver: Saver, disk: Disk) -> None:
    saver.submit(unsaved("a"))
    disk.begun.get(timeout=SOON)
    with saver.held():
        saver.submit(unsaved("b", "1"))
        with pytest.raises(queue.Empty):
            disk.begun.get(timeout=0.05)
        saver.submit(unsaved("b", "2"))
    assert disk.begun.get(timeout=SOON) == "b"
    assert saver.flush(SOON) == []
    assert disk.written == [("a", "1"), ("b", "2")]


def test_what_was_asked_for_first_while_it_was_held_is_begun_afterwards(saver: Saver, disk: Disk) -> None:
    with saver.held():
        saver.submit(unsaved("a"))
        with pytest.raises(queue.Empty):
            disk.begun.get(timeout=0.05)
    assert disk.begun.get(timeout=SOON) == "a"


def test_who_leaves_has_all_written_though_it_is_held(saver: Saver, disk: Disk) -> None:
    with saver.held():
        saver.submit(unsaved("a"))
        assert saver.flush(SOON) == []
    assert disk.written == [("a", "1")]
