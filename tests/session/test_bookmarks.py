"""Bookmarks and jumps: they come back to the claim, also after the text, its name or the sitting changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.session.helpers import Review, write
from triage.core.claim import Annotations, Source
from triage.core.spot import Spot
from triage.session import jumps
from triage.session.session import Session
from triage.store.bookmarks import bookmarks_path, load, save

ONE = "Dam\n\nThe river rose by two metres. Nine houses were flooded. Nobody was hurt.\n"
TWO = "Mayor\n\nThe mayor resigned on Monday. A vote follows in May.\n"


@pytest.fixture
def review(tmp_path: Path) -> Iterator[Review]:
    folder = tmp_path / "corpus"
    write(folder, {"a.txt": ONE, "b.txt": TWO, "c.txt": ONE})
    review = Review(folder)
    yield review
    review.close(5)


def settled(review: Review) -> Path:
    """Return the file of the bookmarks once it is written."""
    assert review.follower.wait(5)
    return bookmarks_path(review.corpus.root, review.reviewer)


def where(session: Review) -> tuple[str | None, str]:
    return session.desk.path, session.here


def test_a_bookmark_is_gone_to_from_elsewhere_and_comes_back_with_the_next_sitting(review: Review) -> None:
    review.go("Nine")
    review.bookmarks.set("a")
    review.desk.open("b.txt")
    review.go("vote")
    review.bookmarks.set("B")
    assert review.said.text == "bookmark B set"
    review.bookmarks.go("a")
    assert where(review) == ("a.txt", "Nine houses were flooded.")
    assert review.jumps.back()
    settled(review)
    later = Review(review.corpus.root)
    assert later.bookmarks.listed() == "B b.txt  a a.txt"
    later.bookmarks.go("B")
    assert where(later) == ("b.txt", "A vote follows in May.")
    later.bookmarks.set("a")
    later.bookmarks.set("B")
    assert later.said.text == "bookmark B taken away"
    later.close(5)
    review.bookmarks.go("a")
    assert where(review) == ("b.txt", "A vote follows in May.")


def test_a_bookmark_stays_on_its_words_or_its_claim_when_the_text_changes(review: Review) -> None:
    review.go("Nobody")
    review.bookmarks.set("w")
    review.go("Nine")
    review.tag("verified")
    review.go("Nine")
    review.bookmarks.set("c")
    review.rest()
    edited = ONE.replace("The river", "Rain fell for a week. The river").replace("Nine", "Eight")
    write(review.corpus.root, {"a.txt": edited})
    review.look()
    review.bookmarks.go("w")
    assert review.here == "Nobody was hurt."
    review.bookmarks.go("c")
    assert review.here == "Eight houses were flooded."


def test_a_renamed_article_keeps_bookmarks_and_jumps_and_a_lost_one_is_told(review: Review) -> None:
    review.go("Nobody")
    review.bookmarks.set("a")
    review.bookmarks.go("z")
    assert review.said.text == "there is no bookmark z: a a.txt"
    with review.jumps.jumping():
        review.desk.open("b.txt")
    (review.corpus.root / "a.txt").rename(review.corpus.root / "z.txt")
    review.look()
    review.bookmarks.go("a")
    assert where(review) == ("z.txt", "Nobody was hurt.")
    assert review.jumps.back(9)
    assert review.desk.path == "z.txt"
    assert load(settled(review))["a"].path == "z.txt"
    (review.corpus.root / "z.txt").unlink()
    review.look()
    review.bookmarks.go("a")
    assert review.said.text == "the article of bookmark a is gone: z.txt"


def test_what_is_no_bookmark_is_refused_and_a_damaged_file_is_told(review: Review) -> None:
    for letter in ("", " ", "!", "ab"):
        review.bookmarks.set(letter)
        assert review.said.text == "a bookmark is a letter or a digit"
    path = settled(review)
    good = {"path": "a.txt", "start": 5, "end": 9}
    path.parent.mkdir(parents=True)
    for content in ("{", "[]", '{"schema": 2, "bookmarks": {}}', "[" * 5000, '{"schema": 1}'):
        path.write_text(content, encoding="utf-8")
        review.bookmarks.go("a")
        assert "the bookmarks cannot be read" in review.said.text
        review.bookmarks.set("a")
        review.bookmarks.follow_renames([("a.txt", "b.txt")])
        assert review.follower.wait(5)
        assert path.read_text(encoding="utf-8") == content
    bad = [5, {}, {**good, "start": -1}, {**good, "end": "9"}, {**good, "path": None}, {**good, "quote": 3}]
    spots = {"a": good, "xy": good, **dict(zip("bcdefg", bad, strict=True))}
    path.write_text(json.dumps({"schema": 1, "bookmarks": spots}), encoding="utf-8")
    assert load(path) == {"a": Spot("a.txt", 5, 9)}
    review.bookmarks.go("a")
    assert review.here == "The river rose by two metres."


def test_bookmarks_that_cannot_be_written_are_told(review: Review) -> None:
    path = settled(review)
    path.parent.mkdir(parents=True)
    path.symlink_to(path.parent / "nowhere" / "a.json")
    review.bookmarks.set("a")
    settled(review)
    review.deliveries.drain()
    assert "the bookmarks are not written" in review.said.text


def test_a_place_is_found_by_the_nearest_of_its_words() -> None:
    nothing = Annotations(Source("a.txt", ""))
    text = "one two. one two. one two."
    assert Spot("a.txt", 10, 17, quote="one two.").span_in(text, nothing) == (9, 16)
    assert Spot("a.txt", 14, 21, quote="one two.").span_in(text, nothing) == (18, 25)
    assert Spot("a.txt", 900, 905, quote="one two.").span_in(text, nothing) == (18, 23)
    assert Spot("a.txt", 3, 5, quote="three").span_in(text, nothing) == (3, 5)


def test_jumps_go_back_and_forward_by_counts_and_are_no_more_than_so_many(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jumps, "MOST", 3)
    assert not review.jumps.back()
    words = ["river", "Nine", "Nobody", "river", "Nobody"]
    for word in words:
        with review.jumps.jumping():
            review.go(word)
    assert review.jumps.back(2)
    assert review.here == "Nobody was hurt."
    assert review.jumps.back(9)
    assert review.here == "Nine houses were flooded."
    assert not review.jumps.back()
    assert review.jumps.forward(2)
    assert "river" in review.here
    with review.jumps.jumping():
        review.go("Nine")
    assert not review.jumps.forward()


def test_turning_over_articles_is_one_jump_and_reads_none_on_the_way(review: Review) -> None:
    review.go("Nobody")
    review.shelf.forget("b.txt")
    assert review.jumps.turn_article(1)
    assert review.jumps.turn_article(1)
    assert review.shelf.get("b.txt") is None
    assert not review.jumps.turn_article(1)
    assert review.jumps.back()
    assert where(review) == ("a.txt", "Nobody was hurt.")
    assert not review.jumps.back()


def test_undo_and_search_hits_are_jumps(review: Review) -> None:
    review.go("Nine")
    review.tag("verified")
    review.desk.open("b.txt")
    review.undo()
    assert review.desk.path == "a.txt"
    assert review.jumps.back()
    assert review.desk.path == "b.txt"


def test_two_programs_see_each_others_bookmarks(review: Review) -> None:
    other = Review(review.corpus.root)
    review.bookmarks.set("a")
    settled(review)
    other.bookmarks.set("b")
    assert isinstance(other, Session)
    settled(other)
    other.close(5)
    assert review.bookmarks.listed() == "a a.txt  b a.txt"
    save(settled(review), {})
    assert review.bookmarks.listed() == "none is set"
