"""Paths are found in a list in natural order, and what two such lists share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.session.places import Kept, gaps, kept_runs, place_of, same
from triage.session.titles import Titles
from triage.store.names import in_natural_order

names = st.sets(st.text("aB1029/-\1é", min_size=1, max_size=6), max_size=40).map(list)


@given(names)
def test_every_path_is_found_where_natural_order_put_it(paths: list[str]) -> None:
    ordered = in_natural_order(paths)
    assert [place_of(path, ordered, len(ordered)) for path in ordered] == [*range(len(ordered))]
    assert place_of("nowhere", ordered, len(ordered)) is None
    assert [place_of(path, ordered, 1) for path in ordered[1:]] == [None] * len(ordered[1:])


@given(names, names)
def test_the_runs_that_two_lists_share_are_all_that_they_share(one: list[str], other: list[str]) -> None:
    old, new = in_natural_order(one), in_natural_order([*{*other, *one[::2]}])
    runs = list(kept_runs(old, new))
    assert all(old[run.old : run.old + run.length] == new[run.new :][: run.length] for run in runs)
    kept = [path for run in runs for path in old[run.old : run.old + run.length]]
    assert kept == [path for path in old if path in new]
    fresh = gaps(((run.new, run.length) for run in runs), len(new))
    assert [path for start, end in fresh for path in new[start:end]] == [p for p in new if p not in old]


@pytest.mark.parametrize("length", [0, 1, 63, 64, 65, 1000])
@pytest.mark.parametrize("more", [0, 1, 64, 500])
def test_a_run_ends_where_the_lists_differ(length: int, more: int) -> None:
    one = ["x", *map(str, range(length)), *["one"] * more]
    other = [*map(str, range(length)), *["other"] * more]
    assert same(one, 1, other, 0) == length


def test_titles_that_nothing_refers_to_take_no_memory_for_long() -> None:
    titles = Titles(100)
    for number in range(400):
        titles.put(0, [f"{number}: {'long ' * 9}title {place}\ud800" for place in range(100)])
    assert titles[7] == "399: long long long long long long long long long title 7\ud800"
    assert len(titles._bytes) < 200_000
    titles.put(3, [""])
    titles.rearrange([Kept(3, 1, 5)], 8)
    assert [bool(titles[place]) for place in range(8)] == [False, False, True, True, True, True, False, False]
    assert titles[5].endswith("title 7\ud800")
