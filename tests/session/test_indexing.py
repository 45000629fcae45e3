"""When the index is made: by itself in a large corpus when nothing is typed, else with the first search."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.session.helpers import Deliveries, Review, write
from triage.session import beside, indexing
from triage.session.beside import Beside, Message
from triage.session.indexing import Indexing
from triage.store.index_files import index_path, writing
from triage.store.looks import Changes

Make = Callable[[int], Indexing]


@pytest.fixture
def deliveries() -> Deliveries:
    """What is delivered waits here."""
    return Deliveries()


@pytest.fixture
def make(tmp_path: Path, deliveries: Deliveries) -> Make:
    """Make the index keeper of a corpus that has two articles and says that it has so many."""
    write(tmp_path, {"a.txt": "A dam.\n", "b.txt": "A siren.\n"})
    return lambda articles: Indexing(tmp_path, lambda: articles, deliveries, lambda: None, pytest.fail)


def test_a_large_corpus_is_indexed_by_itself(
    make: Make, deliveries: Deliveries, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(indexing, "IDLE_SECONDS", 0.01)
    keeper = make(201)
    keeper.begin_when_idle()
    deliveries.drain_until(lambda: keeper.state.done == 2 and not keeper.state.running)
    assert keeper.state.total == 2
    assert index_path(tmp_path).exists()


def test_a_small_corpus_is_not_before_it_is_searched(
    make: Make, deliveries: Deliveries, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(indexing, "IDLE_SECONDS", 0.01)
    keeper = make(200)
    keeper.begin_when_idle()
    deliveries.run_one()
    keeper.follow(Changes(added=("a.txt",)))
    assert not keeper.state.running
    assert not index_path(tmp_path).parent.exists()
    keeper.begin()
    deliveries.drain_until(lambda: keeper.state.done == 2 and not keeper.state.running)


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="it shows how a program was started")
def test_it_is_made_by_a_program_that_asks_for_large_pages(
    make: Make, deliveries: Deliveries, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GLIBC_TUNABLES", "glibc.malloc.perturb=0")
    keeper = make(2)
    keeper.begin()
    assert keeper._beside is not None
    started = Path(f"/proc/{keeper._beside.pid}/environ").read_bytes().replace(b"\0", b":")  # glibc cuts it
    assert b"GLIBC_TUNABLES=glibc.malloc.perturb=0:glibc.malloc.hugetlb=1:" in started
    deliveries.drain_until(lambda: keeper.state.done == 2 and not keeper.state.running)


def test_it_waits_while_keys_come(
    make: Make, deliveries: Deliveries, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1000.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    waits: list[float] = []
    keeper = make(201)
    monkeypatch.setattr(keeper, "_after", lambda seconds, _: waits.append(seconds))
    keeper.begin_when_idle()
    now += 3
    keeper.noticed()
    now += 1
    keeper._begin_if_idle()
    runs = [keeper.state.running]
    now += 3
    keeper._begin_if_idle()
    runs.append(keeper.state.running)
    assert waits == [4, 3]
    assert runs == [False, True]
    keeper.stop()


def test_it_rests_while_keys_come(
    make: Make, deliveries: Deliveries, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told: list[Message] = []

    class Noted(Beside):
        def tell(self, message: Message) -> None:
            told.append(message)
            super().tell(message)

    monkeypatch.setattr(beside, "Beside", Noted)
    keeper = make(2)
    keeper.noticed()
    with writing(index_path(tmp_path)):  # it waits for this
        keeper.begin()
        keeper.noticed()
        keeper.noticed()
    assert [message.get("rest") for message in told] == [None, indexing.REST_SECONDS]
    deliveries.drain_until(lambda: keeper.state.done == 2 and not keeper.state.running)


def test_a_burst_of_changes_is_followed_once(
    make: Make, deliveries: Deliveries, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(indexing, "SETTLE_SECONDS", 0.05)
    keeper = make(2)
    keeper.begin()
    deliveries.drain_until(lambda: not keeper.state.running)
    orders = []

    class Noted(Beside):
        def tell(self, message: Message) -> None:
            orders.append(message["only"])
            super().tell(message)

    monkeypatch.setattr(beside, "Beside", Noted)
    write(tmp_path, {f"{number}.txt": "More.\n" for number in range(300)})
    keeper.follow(Changes(added=("0.txt",), renamed=(("x.txt", "1.txt"),)))
    keeper.follow(Changes(removed=("y.txt",)))
    deliveries.drain_until(lambda: keeper.state.running)
    deliveries.drain_until(lambda: not keeper.state.running)
    assert orders == [["0.txt", "1.txt", "x.txt", "y.txt"]]
    assert keeper.state.done == 4
    keeper.follow(Changes(added=tuple(f"{number}.txt" for number in range(300))))
    deliveries.drain_until(lambda: keeper.state.running)
    deliveries.drain_until(lambda: not keeper.state.running)
    assert orders[1:] == [None]
    assert keeper.state.done == 302


def test_what_changes_while_it_runs_is_followed_afterwards(
    make: Make, deliveries: Deliveries, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(indexing, "SETTLE_SECONDS", 0.01)
    keeper = make(2)
    keeper.begin()
    write(tmp_path, {"c.txt": "Another dam.\n"})
    keeper.follow(Changes(added=("c.txt",)))
    deliveries.drain_until(lambda: keeper.state.done == 3 and not keeper.state.running)


def test_stopping_ends_it_for_good(make: Make, deliveries: Deliveries) -> None:
    keeper = make(2)
    keeper.begin()
    keeper.stop()
    keeper.follow(Changes(added=("a.txt",)))
    deliveries.drain()
    keeper.begin()
    assert keeper._timer is None
    assert keeper._beside is None


def test_a_review_of_few_articles_starts_no_program_beside_it(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "A dam.\n"})
    review = Review(tmp_path)
    assert review.searching._beside is None
    assert review.searching.indexing._beside is None
    review.close(1)


def test_a_program_beside_that_is_killed_is_started_once_more(
    tmp_path: Path, deliveries: Deliveries, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "SETTLE_SECONDS", 0.01)
    write(tmp_path, {"a.txt": "A dam.\n"})
    problems: list[str] = []
    keeper = Indexing(tmp_path, lambda: 1, deliveries, lambda: None, problems.append)
    with writing(index_path(tmp_path)):  # it waits for this, and can be killed meanwhile
        keeper.begin()
        kill(keeper, deliveries)
    deliveries.drain_until(lambda: keeper.state.done == 1 and not keeper.state.running)
    with writing(index_path(tmp_path)):
        keeper.begin_anew()
        kill(keeper, deliveries)
        assert problems == []
        kill(keeper, deliveries)
    assert problems == [keeper.state.problem] == ["the program that makes it ends before it is done"]
    keeper.stop()


def kill(keeper: Indexing, deliveries: Deliveries) -> None:
    """Kill the program beside; wait until that was taken notice of."""
    killed = keeper._beside
    assert killed is not None
    os.kill(killed.pid, signal.SIGKILL)
    deliveries.drain_until(lambda: keeper.state.problem or keeper._beside not in (None, killed))
