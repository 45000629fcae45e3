"""Short slices of what the readers are fed with; `make torture` feeds ten million files."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence

import pytest

from tests.torture import bombs, fuzz, mutations, pieces, readers, round_trip
from triage.errors import TriageError
from triage.store.sidecar import dump, parse


@pytest.mark.parametrize(
    ("what", "count"), [("sidecars", 3000), ("codebooks", 300), ("key maps", 200), ("settings", 300)]
)
def test_a_mutated_file_is_read_or_refused_by_the_one_exception(what: str, count: int) -> None:
    found = fuzz.look(what, count, seed=7)
    assert found.strange == []
    assert found.changed == []
    assert found.slow == []
    assert found.accepted > count / 50


@pytest.mark.slow
def test_of_a_million_mutated_sidecars_none_is_more_than_read_or_refused() -> None:
    assert all(row.met for row in fuzz.rows("sidecars", fuzz.LONG))


def test_what_is_looked_for_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(data: bytes) -> object:
        if data.count(b"schema") == 2:
            raise KeyError(data)
        return parse(data, "x")

    seeds: Sequence[bytes] = mutations.SIDECARS
    monkeypatch.setattr(fuzz, "READERS", {"sidecars": (careless, seeds, TriageError)})
    monkeypatch.setattr(fuzz, "comes_back", lambda _: False)
    monkeypatch.setattr(fuzz, "SLOW_SECONDS", 0.0)
    found = fuzz.look("sidecars", 300, seed=7)
    assert found.strange
    assert found.changed
    assert found.slow


def test_the_two_readers_of_sidecars_give_the_same() -> None:
    found = readers.look(400, seed=5)
    assert (found.different, found.not_ours) == ([], [])
    assert found.taken > 10


def test_readers_that_give_different_things_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("triage.store.canonical._taken", lambda raw: raw.strip('"'))
    monkeypatch.setattr("triage.store.canonical._taken_closely", lambda raw: raw.strip('"'))
    found = readers.look(200, seed=5)
    assert found.different
    assert found.not_ours


@pytest.mark.parametrize("name", bombs.BOMBS)
def test_a_bomb_is_refused_at_once(name: str) -> None:
    seconds = bombs.seconds(bombs.BOMBS[name])
    assert seconds is not None, "accepted"
    assert seconds < bombs.LIMIT_SECONDS


def test_random_texts_come_back_exactly_and_half_a_character_is_refused() -> None:
    for texts in round_trip.drawn(1000, part=3):
        assert round_trip.comes_back(texts)
        assert round_trip.is_refused([*texts[:-1], "\udc80"])


def test_the_parts_of_the_round_trip_have_every_character_in_them() -> None:
    characters = round_trip._characters()
    seen = set().union(*("".join(texts) for texts in round_trip.drawn(10_000, part=98)))
    share = len(characters) // 100 + 1
    assert 99 * share < len(characters) <= 100 * share
    assert seen.issuperset(characters[98 * share : 99 * share])


def test_a_text_that_does_not_come_back_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(round_trip, "dump", lambda annotations: dump(annotations).replace("\\u", "\\\\u"))
    assert not all(map(round_trip.comes_back, round_trip.drawn(160, part=1)))


def test_a_piece_that_dies_is_counted_with_what_it_was_at() -> None:
    def work(number: int, note: pieces.Note) -> int:
        note.at(b"%d" % number)
        if number == 3:
            os.kill(os.getpid(), signal.SIGKILL)
        if number == 4:
            raise ValueError(number)
        return number * number

    results, dead = pieces.run(work, range(6))
    assert sorted(results) == [0, 1, 4, 25]
    assert sorted(dead) == [b"3", b"4"]
