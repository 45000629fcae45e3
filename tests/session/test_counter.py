"""The program beside counts what is seen first, keeps what it counted, and rests when it is told to."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from tests.bench.corpora import make
from triage.session import counter, many
from triage.session.beside import Message
from triage.session.many import Workers
from triage.store import kept_counts
from triage.store.names import SIDECAR_SUFFIX

LONG_AGO = 1_600_000_000
COUNT = 40
NAMES = [f"article-{number:06d}.txt" for number in range(COUNT)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of articles that have rested."""
    root = tmp_path / "articles"
    make(root, COUNT, claims=1, sentences=2)
    for path in root.iterdir():
        os.utime(path, (LONG_AGO, LONG_AGO))
    return root


class Asker:
    """In the place of the review: says what it is given, when asked for the so-manieth time."""

    def __init__(self, says: dict[int, Message | None]) -> None:
        self.asked = 0
        self._says = says

    def waits(self, seconds: float = 0) -> bool:
        self.asked += 1
        return any(at <= self.asked for at in self._says)

    def next(self) -> Message | None:
        return self._says.pop(min(self._says))


@pytest.fixture
def counted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Return what runs the program in this process, and returns the paths that it told."""
    monkeypatch.setattr(counter, "processors", lambda: 1)
    monkeypatch.setattr(counter, "_FEW", 0)
    monkeypatch.setattr(counter, "_give_way", lambda: None)  # other tests would have it wait for long
    monkeypatch.setattr(counter, "_COUNTED_EVERY", 60.0)

    def run(first: Sequence[str] = (), says: dict[int, Message | None] | None = None) -> list[str]:
        told: list[Message] = []
        monkeypatch.setattr(counter, "answer", told.append)
        order = {"root": str(folder), "reviewer": "ana", "first": first}
        quiet, end = os.pipe()  # in the place of its input, which a test does not have
        monkeypatch.setattr(counter, "_INPUT", quiet)
        with suppress(counter._OverError):
            counter._Counter(order, Asker(says or {})).run()  # type: ignore[arg-type]  # it is asked the same
        os.close(quiet)
        os.close(end)
        return [path for message in told for path in message["paths"]]

    return run


def test_what_was_asked_for_is_counted_first(counted: Callable[..., list[str]]) -> None:
    told = counted(first=[NAMES[30], "nowhere.txt", NAMES[31]])
    assert told == [NAMES[30], NAMES[31], *NAMES[:30], *NAMES[32:]]


def test_few_are_counted_without_another_process(
    counted: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counter, "_FEW", COUNT)
    monkeypatch.setattr(os, "fork", pytest.fail)
    assert counted(first=[NAMES[30]]) == [NAMES[30], *NAMES[:30], *NAMES[31:]]


def test_what_is_asked_for_later_comes_next(counted: Callable[..., list[str]]) -> None:
    told = counted(says={2: {"rest": 0, "first": [NAMES[38], NAMES[2]]}})
    assert sorted(told) == NAMES
    assert told.index(NAMES[38]) < 24


def test_what_was_counted_once_is_told_at_once(folder: Path, counted: Callable[..., list[str]]) -> None:
    counted()
    (folder / NAMES[3]).write_text("It rained. Nobody came.\n", "utf-8")
    told = counted(first=[NAMES[5]])
    assert sorted(told) == NAMES
    assert told[-1] == NAMES[3]


def test_when_nobody_asks_any_more_what_was_counted_is_kept(
    folder: Path, counted: Callable[..., list[str]]
) -> None:
    counted(says={2: None})
    kept = {path for path, _, _ in kept_counts.read(folder)}
    assert 0 < len(kept) < COUNT
    assert sorted(counted()) == NAMES


def test_gits_marks_are_left_to_the_review(folder: Path, counted: Callable[..., list[str]]) -> None:
    sidecar = folder / (NAMES[4] + SIDECAR_SUFFIX)
    text = sidecar.read_text("utf-8")
    at = text.index("reviews:")
    marked = f"{text[:at]}<<<<<<< ours\n{text[at:]}=======\n{text[at:]}>>>>>>> theirs\n"
    sidecar.write_text(marked, "utf-8")
    os.utime(sidecar, (LONG_AGO, LONG_AGO))
    assert counted() == [path for path in NAMES if path != NAMES[4]]
    assert counted() == [path for path in NAMES if path != NAMES[4]]
    assert sidecar.read_text("utf-8") == marked


def test_lines_that_do_not_hold_any_more_do_not_pile_up(
    folder: Path, counted: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_counts, "_OUTDATED", 1)
    counted()
    for round_ in (1, 2, 3):
        for path in folder.glob("*.txt"):
            os.utime(path, (LONG_AGO, LONG_AGO + round_))
        counted()
    assert len(list(kept_counts.read(folder))) <= 2 * COUNT + 1


def test_workers_that_rest_answer_nothing_until_they_go_on() -> None:
    items = list(range(6))
    places = iter([[0, 1], [2, 3], [4, 5]])
    workers = Workers(items, lambda some: ([each] for each in some), 1)
    answers: list[object] = []
    try:
        workers.rest()
        for given in workers.run(lambda: next(places, []), seconds=0.05):
            answers.append(given)
            if given is None:
                workers.go_on()
    finally:
        workers.stop()
    assert answers == [None, [0], [1], [2], [3], [4], [5]]


def test_what_a_worker_was_given_when_it_was_killed_is_missing() -> None:
    def work(items: Sequence[int]) -> list[list[int]]:
        if 2 in items:
            os._exit(1)
        return [[item] for item in items]

    places = iter([[0, 1], [2, 3], [4, 5], [6]])
    workers = Workers(list(range(7)), work, 2)
    given = sorted(each for each in workers.run(lambda: next(places, [])) if each is not None)
    workers.stop()
    assert given == [[0], [1], [4], [5], [6]]
    assert many.processors() >= 1
