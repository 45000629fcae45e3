"""Paths kept as bytes are the paths that they were made of."""

from __future__ import annotations

import os
import pickle
import sys
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.store.names import in_natural_order
from triage.store.paths import Paths, order_of

names = st.text(st.sampled_from([*"aB1029/-\1é漢", "\udce9"]), max_size=6)
paths = st.sets(names, max_size=40).map(lambda chosen: in_natural_order([*chosen]))
places = st.integers(-45, 45) | st.none()


def packed(paths: list[str], block: int) -> Paths:
    with patch("triage.store.paths._BLOCK", block):
        return Paths.of(paths)


@given(paths, st.sampled_from([1, 3, 100]), places, places, st.sampled_from([None, 1, 2, -1]))
def test_packed_paths_are_as_good_as_a_list_of_them(
    listed: list[str], block: int, start: int | None, end: int | None, step: int | None
) -> None:
    made = packed(listed, block)
    assert (len(made), [*made]) == (len(listed), listed)
    assert made[start:end:step] == listed[start:end:step]
    assert [made[place] for place in range(-len(listed), len(listed))] == listed * 2
    some = [place % len(listed) for place in (start, end, 0, 1, 2, -1) if place is not None and listed]
    assert [*made.at(some)] == [listed[place] for place in some]
    for outside in (len(listed), -len(listed) - 1):
        with pytest.raises(IndexError):
            made[outside]
    assert pickle.loads(pickle.dumps(made)) == made == packed(listed, 2)
    assert made != Paths.of([*listed, "~"])


@given(paths, names, st.sampled_from([1, 3, 100]))
def test_every_path_is_found_where_it_is_or_would_be(listed: list[str], other: str, block: int) -> None:
    made = packed(listed, block)
    assert [made.place_of(path) for path in listed] == [*range(len(listed))]
    assert made.place_of(other) == (listed.index(other) if other in listed else None)
    assert made.place_for(other) == sorted({*listed, other}, key=order_of).index(other)
    assert (other in made) is (other in listed)


def test_names_that_are_no_text_stay_as_they_are() -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    assert [*Paths.of([name])] == [name]
    assert not Paths.of([])
    assert [*Paths.of([""])] == [""]


def test_very_many_paths_take_little_more_than_their_characters() -> None:
    made = Paths.of([f"report-{number:06d}.txt" for number in range(100_000)])
    for place in range(0, len(made), 50):
        assert made[place] == f"report-{place:06d}.txt"
    taken = sum(sys.getsizeof(block.packed) + sys.getsizeof(block.first) for block in made.blocks)
    at_hand = sum(sys.getsizeof(path) for paths in made._at_hand.values() for path in paths)
    assert taken < 100_000 * 19
    assert at_hand < 500_000
