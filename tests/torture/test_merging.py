"""Short slices of the harnesses of joining and merging; `make torture` runs them in full."""

from __future__ import annotations

import pytest

from tests.torture import git_merges, histories, joins
from tests.torture.figures import Row
from triage.core import join as joining
from triage.core import merge as merging
from triage.core.claim import Annotations


def test_random_triples_break_no_law() -> None:
    assert joins.triples(400).met


def test_random_histories_lose_nothing() -> None:
    assert [row.result for row in histories.play(150)] == ["0 conflicts", "0 lost"]


def test_merges_by_the_real_git_lose_nothing() -> None:
    assert [row.result for row in git_merges.play(5)] == ["0 conflicts", "0 lost"]


def test_the_harnesses_notice_a_join_that_loses(monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(one: Annotations, other: Annotations) -> Annotations:
        return one if one.claims else other

    monkeypatch.setattr(joins, "join", careless)
    assert not joins.triples(50).met
    monkeypatch.setattr(merging, "join", careless)
    assert not all(row.met for row in histories.play(50))
    assert joining.join is not careless


def test_a_row_says_whether_its_goal_was_reached() -> None:
    assert Row("x", 1, "0", "0").met
