"""Names say what a file is, also those that synchronisers make up."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from triage.store.names import (
    InOrder,
    articles_among,
    copied_article,
    first_in_order,
    in_natural_order,
    is_article,
    is_conflict_copy,
    natural_key,
    ordered_like,
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


PARTS = st.sampled_from(
    (
        "a",
        "B",
        "1",
        "23",
        ".",
        ".txt",
        ".TXT",
        ".md",
        "~$",
        "_conflict-20260101-120000",
        " (conflicted copy)",
        "9_",
    )
)


@given(st.lists(st.lists(PARTS, min_size=1, max_size=4).map("".join), unique=True))
@example(["a1.txt", "a2.txt"])
@example([f"a_conflict-2026010{digit}-120000.txt" for digit in range(1, 4)])
def test_all_at_once_names_are_articles_as_each_of_them_is(names: list[str]) -> None:
    articles = articles_among(names)
    assert articles == [name for name in names if is_article(name)]
    assert in_natural_order(articles) == in_natural_order([*articles])


@given(st.lists(st.lists(PARTS, min_size=1, max_size=4).map("".join), unique=True), st.data())
def test_names_of_which_most_are_known_come_in_order(names: list[str], data: st.DataObject) -> None:
    before = data.draw(st.lists(st.sampled_from([*names, "0.txt", "z.md"]), unique=True))
    known = InOrder(in_natural_order(articles_among(before)))
    assert ordered_like(known, names) == in_natural_order(names)


def test_many_new_names_come_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("triage.store.names._FEW", 1)
    found = ordered_like(InOrder(["2.txt", "10.txt"]), ["11.txt", "10.txt", "3.txt", "1.txt"])
    assert found == ["1.txt", "3.txt", "10.txt", "11.txt"]


NAMES = st.text(st.sampled_from("aAbB019٣²ßİ/ -.\n\1\2\ud800é"), max_size=8)


@given(st.lists(NAMES, unique=True), st.integers(0, 5))
@example(["a/b", "a1", "a", "a 1", "A1", "a01", "a1b", "ab"], 3)
@example(["a10", "a09", "a11"], 2)
def test_all_at_once_names_come_in_the_order_of_their_keys(names: list[str], count: int) -> None:
    ordered = sorted(names, key=lambda path: (natural_key(path), path))
    assert in_natural_order(names) == ordered
    assert first_in_order(names, count) == ordered[:count]
