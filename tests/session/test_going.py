"""Going to the next claim of a kind: in the article, in those that follow, and what is said on the way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.session.helpers import Review, write
from triage.session import going
from triage.session.state import Tone

ONE = "Dam\n\nThe river rose by two metres. Nine houses were flooded. Nobody was hurt.\n"
TWO = "Mayor\n\nThe mayor resigned on Monday. A vote follows in May.\n"


@pytest.fixture
def review(tmp_path: Path) -> Iterator[Review]:
    write(tmp_path, {"a.txt": ONE, "b.txt": TWO, "c.txt": ONE, "d.txt": TWO, "e.txt": ONE})
    bo = Review(tmp_path, "bo")
    for path, words, tag in (("c.txt", "Nine", "disputed"), ("e.txt", "Nobody", "verified")):
        bo.desk.open(path)
        bo.go(words)
        bo.tag(tag)
        bo.go(words)
        bo.note("see the archive")
    bo.rest()
    bo.close(5)
    review = Review(tmp_path)
    yield review
    review.close(5)


def went(review: Review, count: int, to: str) -> tuple[str | None, str]:
    """Go, and return where that led and what was said."""
    review.going.go(count, to)
    review.deliveries.drain_until(lambda: not review.going.is_looking)
    return review.desk.path, review.said.text or review.here


def next_unfinished(review: Review, count: int) -> str | None:
    """Open the next unfinished article; return which that is."""
    review.going.to_unfinished(count)
    review.deliveries.drain_until(lambda: not review.going.is_looking)
    return review.desk.path


@pytest.mark.parametrize("reads_beside", [False, True])
@pytest.mark.parametrize(
    ("count", "to", "path", "found"),
    [
        (1, "note", "c.txt", "Nine houses were flooded."),
        (2, "has:note", "e.txt", "Nobody was hurt."),
        (9, "note", "e.txt", "Nobody was hurt."),
        (1, "tag:verified by:bo", "e.txt", "Nobody was hurt."),
        (1, "tag:verified", "a.txt", "no claim tagged verified after this one"),
        (-1, "note", "a.txt", "no claim with a note before this one"),
        (1, "review", "c.txt", "Nine houses were flooded."),
        (3, '"two metres" path:[d-z]*', "e.txt", "The river rose by two metres."),
        (1, "quote:vote -path:b*", "d.txt", "A vote follows in May."),
        (1, "has:evidence", "a.txt", "no claim that is has:evidence after this one"),
        (4, "untagged", "b.txt", "A vote follows in May."),
        (1, "tga:x", "a.txt", "column 1 of the filter: the field 'tga' is not known; did you mean tag?"),
    ],
)
def test_the_next_claim_of_a_kind_is_found_in_following_articles_too(
    review: Review,
    monkeypatch: pytest.MonkeyPatch,
    *,
    reads_beside: bool,
    count: int,
    to: str,
    path: str,
    found: str,
) -> None:
    if reads_beside:
        monkeypatch.setattr(going, "_SLICE_SECONDS", -1.0)
        monkeypatch.setattr(going, "_FEW", -1)
    assert went(review, count, to) == (path, found)


def test_the_way_back_and_the_jump_back(review: Review) -> None:
    went(review, 2, "note")
    assert went(review, -1, "note") == ("c.txt", "Nine houses were flooded.")
    assert review.jumps.back(2)
    assert (review.desk.path, review.here) == ("a.txt", "The river rose by two metres.")
    assert review.jumps.forward()
    assert review.desk.path == "e.txt"


def test_what_was_asked_for_is_gone_on_with(review: Review) -> None:
    def where(query: str, count: int = 1) -> str | None:
        review.going.where(query, count)
        review.deliveries.drain_until(lambda: not review.going.is_looking)
        return review.desk.path

    assert went(review, 1, "asked")[1] == "no filter was asked for yet to go by"
    assert where("tag:verified") == "e.txt"  # anybody's, as in every filter
    assert where("note", -1) == "e.txt"  # the word
    assert review.said.text == "no claim that is note before this one"
    assert where("has:note ", -1) == "c.txt"
    assert went(review, 1, "asked")[0] == "e.txt"
    assert where("", -1) == "c.txt"


def test_a_key_meanwhile_calls_it_off_and_no_other_claim_is_tagged(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(going, "_SLICE_SECONDS", -1.0)
    review.going.go(1, "note")
    assert review.said.text == "looking for the next claim with a note …"
    review.noticed()  # the key that began it
    assert not review.tag("verified")
    assert review.said.tone is Tone.ERROR
    assert not review.going.is_looking
    review.going.go(1, "note")
    review.noticed()
    review.noticed()
    review.deliveries.drain()
    assert review.desk.path == "a.txt"
    review.going.go(1, "note")
    review.desk.move(1)
    review.deliveries.drain_until(lambda: not review.going.is_looking)
    assert (review.desk.path, review.here) == ("a.txt", "Nine houses were flooded.")


def test_the_next_unfinished_article_is_opened_at_its_first_untagged_claim(review: Review) -> None:
    review.desk.open("b.txt")
    review.toggle_done()
    review.desk.open("c.txt")
    review.desk.move_to_end(1)
    review.desk.open("a.txt")
    assert next_unfinished(review, 1) == "c.txt"
    assert (review.desk.path, review.here) == ("c.txt", "The river rose by two metres.")
    assert next_unfinished(review, 9) == "e.txt"
    assert next_unfinished(review, 1) == "e.txt"
    assert review.said.text == "no unfinished article after this one"
    assert next_unfinished(review, -3) == "a.txt"


def test_an_expression_that_takes_too_long_ends_the_way(review: Review) -> None:
    write(review.corpus.root, {"f.txt": "a" * 5000 + "c\n"})
    review.look()
    said = went(review, 1, r"re:/(a|a|aa)+(a|aa|aaa)+(?<!a)$/ path:f*")[1]
    assert said == "column 1 of the filter: the regular expression takes too long"
