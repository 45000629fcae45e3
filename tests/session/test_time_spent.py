"""Time counts while somebody types, for the article that was before them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.session.helpers import Review, write
from triage.session.chronicle import SEEN_MS, Chronicle
from triage.session.recollection import entries_of, seconds_spent
from triage.session.time_spent import time_spent
from triage.store.corpus import Corpus
from triage.store.journal import Journal, read_all
from triage.store.journal_lines import Entry

S = 1000


def seen(second: float, path: str) -> Entry:
    return {"do": "seen", "path": path, "t": int(second * S)}


@pytest.mark.parametrize(
    ("entries", "spent"),
    [
        ([], {}),
        ([seen(0, "a")], {}),
        ([seen(0, "a"), seen(30, "a"), seen(59, "a")], {"a": 59}),
        ([seen(0, "a"), seen(59.999, "a")], {"a": 59.999}),
        ([seen(0, "a"), seen(60, "a"), seen(70, "a")], {"a": 10}),
        ([seen(0, "a"), seen(5, "b"), seen(12, "a"), seen(13, "b")], {"a": 6, "b": 7}),
        ([seen(50, "a"), seen(10, "a"), seen(15, "a")], {"a": 5}),
        ([seen(0, "a"), {"do": "rename", "old": "a", "new": "c", "t": 5 * S}, seen(9, "c")], {"c": 9}),
        ([seen(0, "a"), seen(4, "b"), {"do": "rename", "old": "a", "new": "b", "t": 5 * S}], {"b": 4}),
        ([{"do": "seen", "path": "a"}, seen(0, "a"), {"do": "end"}, seen(3, "a")], {"a": 3}),
    ],
)
def test_the_gaps_shorter_than_a_minute_are_added_up(entries: list[Entry], spent: dict[str, float]) -> None:
    found = time_spent(entries)
    assert {path: ms / S for path, ms in found.items()} == spent


def test_presence_is_noted_at_another_article_and_every_ten_seconds(tmp_path: Path) -> None:
    now = [0]
    path = tmp_path / "journal.jsonl"
    chronicle = Chronicle(Journal(path), "here", "ana", lambda: now[0])
    for now[0], article in [
        (0, "a"),
        (SEEN_MS - 1, "a"),
        (SEEN_MS, "a"),
        (SEEN_MS + 1, "b"),
        (SEEN_MS + 2, "b"),
        (SEEN_MS + 3, "a"),
    ]:
        chronicle.seen(article)
    chronicle.close()
    noted = [(entry["t"], entry["path"]) for entry in read_all(path) if entry["do"] == "seen"]
    assert noted == [(0, "a"), (SEEN_MS, "a"), (SEEN_MS + 1, "b"), (SEEN_MS + 3, "a")]


def test_steps_count_and_time_is_told_by_article(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "The river rose. The dam broke.\n", "b.txt": "The mayor resigned.\n"})
    review = Review(tmp_path)
    moment = [1_000_000]
    review.chronicle._wall = lambda: moment[0]
    for step in (20, 20, 20):
        moment[0] += step * S
        review.tag("verified")
    review.close(5)
    entries = [
        entry for entry in entries_of(Corpus(tmp_path), "ana") if entry.get("t", 0) in range(9_000_000)
    ]
    assert {path: ms / S for path, ms in time_spent(entries).items()} == {"a.txt": 40}
    assert seconds_spent(Corpus(tmp_path), "bo") == {}
