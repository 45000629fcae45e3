"""Articles read before they are asked for are given only as they still are; long ones are shown at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.session.helpers import Review, write
from triage.core.article import Article
from triage.session import segmenting, shelf
from triage.session.shelf import FINDING
from triage.store.unreadable import Unreadable

TEXTS = {f"{letter}.txt": f"Title of {letter}\n\nThe river rose at {letter}.\n" for letter in "abcdef"}


def reads(review: Review, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list to which the path of every article is added that is read from now on."""
    paths: list[str] = []
    real = review.corpus.article

    def article(path: str) -> Article | Unreadable:
        paths.append(path)
        return real(path)

    monkeypatch.setattr(review.corpus, "article", article)
    return paths


def rest(review: Review) -> None:
    review.deliveries.drain_until(lambda: review.follower.wait(0.01))
    review.deliveries.drain()


def test_the_next_article_was_read_when_it_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, TEXTS)
    review = Review(tmp_path)
    rest(review)
    review.desk.move_article(2)
    review.noticed()
    rest(review)
    paths = reads(review, monkeypatch)
    review.desk.move_article(1)
    assert review.opened.title == "Title of d"
    assert paths == []
    assert review.tag("verified")
    review.close(5)


def test_an_article_that_changed_since_it_was_read_ahead_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, TEXTS)
    review = Review(tmp_path)
    rest(review)
    review.desk.move_article(2)
    review.noticed()
    rest(review)
    (tmp_path / "d.txt").write_text("Other title\n\nThe river fell by a metre.\n", encoding="utf-8")
    paths = reads(review, monkeypatch)
    review.desk.move_article(1)
    assert review.opened.title == "Other title"
    assert paths == ["d.txt"]
    review.close(5)


def test_articles_that_are_passed_by_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, TEXTS)
    review = Review(tmp_path)
    rest(review)
    paths = reads(review, monkeypatch)
    for _ in range(5):
        assert review.desk.move_article(1)
    assert not review.desk.move_article(1)
    assert review.opened.title == "Title of f"
    assert paths == ["f.txt"]
    review.close(5)


def test_of_a_long_article_the_beginning_is_there_at_once_and_the_rest_soon(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "LONG", 1000)
    monkeypatch.setattr(segmenting, "_BEGINNING", 200)
    sentences = [f"The river rose by {number} metres at the bridge." for number in range(100)]
    write(tmp_path, {"a.txt": "Title\n\n" + "\n\n".join(sentences) + "\n"})
    review = Review(tmp_path, start=False)
    review.start()
    assert review.opened.pending
    assert review.opened.blocked == FINDING
    assert 1 < review.opened.outline.count < 10
    shown = review.opened.article
    assert not review.tag("verified")
    review.deliveries.drain_until(lambda: not review.opened.pending)
    assert review.opened.outline.count == 100
    assert review.opened.article is shown, "two copies of a long text take much room"
    assert review.tag("verified")
    assert review.listing.entry("a.txt").tagged == 1
    review.close(5)
