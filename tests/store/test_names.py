"""Names say what a file is, also those that synchronisers make up."""

from __future__ import annotations

import pytest

from triage.store.names import copied_article, is_article, is_conflict_copy


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
