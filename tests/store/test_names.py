"""Names say what a file is, also those that synchronisers make up."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from triage.store.names import (
    copied_article,
    first_in_order,
    in_natural_order,
    is_article,
    is_conflict_copy,
    natural_key,
)


@pytest.mark.parametrize(
    ("name", "article"),
    [
        ("a.txt.triage.sync-conflict-20260101-120000-ABCDEFG.yaml", "a.txt"),
        ("a.txt.triage (ana's conflicted copy 2026-01-01).yaml", "a.txt"),
        ("a.txt.triage (conflicted copy 2026-01-01 120000).yaml", "a.txt"),
        ("a.txt.triage (Ana's Conflicted Copy).yaml", "a.txt"),
        ("a.txt.triage (Case Conflict).yaml", "a.txt"),
        ("a.txt.triage_conflict-20260101-120000.yaml", "a.txt"),
        ("a.txt.triage.yaml.sync-conflict-20260101-120000-ABCDEFG", "a.txt"),
        ("b c (1).md.triage (conflicted copy).sync-conflict-1.yaml", "b c (1).md"),
        ("a.txt.triage.yaml", None),
        ("a.txt.triage.yaml (1)", None),
        ("a.txt.triage (1).yaml", None),
        (".a.txt.triage.sync-conflict-1.yaml", None),
        ("a.doc.triage.sync-conflict-1.yaml", None),
        ("a.sync-conflict-1.txt.triage.sync-conflict-1.yaml", None),
        ("a (conflicted copy).txt.triage.yaml", None),
        ("a.sync-conflict-1.txt", None),
    ],
)
def test_a_conflict_copy_of_a_sidecar_names_its_article(name: str, article: str | None) -> None:
    assert copied_article(name) == article
    assert article is None or is_conflict_copy(name)


def test_a_conflict_copy_of_an_article_is_none() -> None:
    assert not is_article("a_conflict-20260101-120000.txt")
    assert is_article("a_conflict-of-interests.txt")


NAMES = st.text(st.sampled_from("aAbB019٣²ßİ/ -.\n\1\2\ud800é"), max_size=8)


@given(st.lists(NAMES, unique=True), st.integers(0, 5))
@example(["a/b", "a1", "a", "a 1", "A1", "a01", "a1b", "ab"], 3)
@example(["a10", "a09", "a11"], 2)
def test_all_at_once_names_come_in_the_order_of_their_keys(names: list[str], count: int) -> None:
    ordered = sorted(names, key=lambda path: (natural_key(path), path))
    assert in_natural_order(names) == ordered
    assert first_in_order(names, count) == ordered[:count]
