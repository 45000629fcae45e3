"""The list follows its filter: what it knows decides at once, claims are looked into behind the scenes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.session.helpers import CODEBOOK, Review, write
from triage.core.filter import Filter
from triage.session import sieve
from triage.session.session import Session
from triage.store.corpus import Corpus

ONE = "Dam\n\nThe river rose by two metres. Nine houses were flooded. Nobody was hurt.\n"
TWO = "Mayor\n\nThe mayor resigned on Monday. A vote follows in May.\n"
TEN = "Port\n\n" + " ".join(f"The port was closed on day {number}." for number in range(10)) + "\n"


@pytest.fixture
def review(tmp_path: Path) -> Iterator[Review]:
    write(tmp_path, {"a.txt": ONE, "b.txt": TWO, "in/c.txt": TEN, "in/d.txt": ONE, "empty.txt": ""})
    bo = Review(tmp_path, "bo")
    bo.desk.open("in/d.txt")
    bo.go("Nine")
    bo.tag("disputed")
    bo.note("see the archive")
    bo.rest()
    bo.close(5)
    review = Review(tmp_path)
    yield review
    review.close(5)


def listed(review: Review) -> str:
    return " ".join(review.listing[place].path for place in range(len(review.listing)))


def settle(review: Review) -> None:
    review.deliveries.drain_until(lambda: not review.sieve.is_looking)


@pytest.mark.parametrize(
    ("query", "paths"),
    [
        ("dam", "a.txt in/d.txt"),
        ("dam -path:in/**", "a.txt"),
        ("claims>3 or path:b*", "b.txt in/c.txt"),
        ("is:problem", "empty.txt"),
        ("tag:disputed", "in/d.txt"),
        ("tag:disputed by:me", ""),
        ("has:note by:bo", "in/d.txt"),
        ("-has:note -is:problem", "a.txt b.txt in/c.txt"),
        ("quote:mayor", "b.txt"),
        ("is:untagged claims<10", "a.txt b.txt in/d.txt"),
    ],
)
def test_the_list_has_what_is_meant(review: Review, query: str, paths: str) -> None:
    review.sieve.ask(query)
    settle(review)
    assert listed(review) == paths
    assert review.listing.query == query
    review.sieve.ask("")
    assert len(review.listing) == 5


def test_only_what_the_list_does_not_decide_is_read(review: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    real = review.shelf.read

    def watched(path: str, *, remember: bool = True) -> object:
        read.append(path)
        return real(path, remember=remember)

    monkeypatch.setattr(review.shelf, "read", watched)
    for path in ("a.txt", "in/c.txt"):
        review.shelf.forget(path)
    review.sieve.ask("path:in/* tag:disputed")
    settle(review)
    assert (listed(review), read) == ("in/d.txt", ["in/d.txt"])
    review.sieve.ask("path:*.txt quote:river")
    settle(review)
    assert "in/c.txt" not in read


def test_a_filter_that_is_wrong_leaves_the_list_and_is_told(review: Review) -> None:
    review.sieve.ask("path:in/*")
    settle(review)
    review.sieve.ask("path:in/* tga:x")
    assert review.said.text.startswith("filter, column 11: the field 'tga' is not known; did you mean tag?")
    assert listed(review) == "in/c.txt in/d.txt"
    assert (review.sieve.query, review.listing.query) == ("path:in/* tga:x", "path:in/*")
    review.sieve.ask(r"re:/(a|a|aa)+(a|aa|aaa)+(?<!a)$/ or quote:dam")
    settle(review)
    assert review.sieve.query.startswith("re:")


def test_an_expression_that_takes_too_long_is_told_and_tried_no_more(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = review.corpus.root
    write(root, {"z.txt": "a" * 5000 + "c\n\n" + ONE})
    review.look()
    review.sieve.ask(r"re:/(a|a|aa)+(a|aa|aaa)+(?<!a)$/")
    settle(review)
    assert "takes too long" in review.said.text
    # What was found until then stays listed, and nothing is held against the expression any more.
    judged: list[object] = []
    monkeypatch.setattr(Filter, "means", lambda _, subject: judged.append(subject))
    before = listed(review)
    review.say("")
    write(root, {"a.txt": TWO})
    review.look()
    review.desk.open("in/c.txt")
    review.tag("verified")
    review.rest()
    assert (judged, review.said.text[:8], listed(review)) == ([], "verified", before)


def test_an_article_stays_listed_until_it_is_left(review: Review) -> None:
    review.sieve.ask("is:untagged claims<3")
    settle(review)
    assert listed(review) == "b.txt"
    review.desk.open("b.txt")
    review.tag("verified")
    review.tag("verified")
    settle(review)
    assert review.listing.entry("b.txt").tagged == 2
    assert review.desk.path == "b.txt"
    assert listed(review) == "b.txt"
    review.desk.open("a.txt")
    review.noticed()
    settle(review)
    assert listed(review) == ""
    review.undo()
    settle(review)
    assert listed(review) == "b.txt"


def test_what_comes_changes_and_goes_is_followed(review: Review) -> None:
    root = review.corpus.root
    review.sieve.ask("-is:problem claims<3")
    settle(review)
    write(root, {"e.txt": TWO, "f.txt": TEN, "a.txt": TWO})
    (root / "b.txt").unlink()
    review.look()
    settle(review)
    assert listed(review) == "a.txt e.txt"
    (root / "e.txt").rename(root / "g.txt")
    review.look()
    settle(review)
    assert listed(review) == "a.txt g.txt"


def test_what_another_reviewer_tags_is_followed(review: Review) -> None:
    review.sieve.ask("tag:disputed by:bo")
    settle(review)
    bo = Session(Corpus(review.corpus.root), "bo", CODEBOOK, lambda result: result())
    bo.start()
    bo.desk.open("b.txt")
    bo.tag("disputed")
    bo.close(5)
    review.look()
    settle(review)
    assert listed(review) == "b.txt in/d.txt"


def test_a_later_filter_takes_the_place_of_an_earlier_one(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sieve, "_SLICE_SECONDS", -1.0)  # nothing is judged before the next delivery
    review.sieve.ask("quote:river")
    review.sieve.ask("quote:mayor")
    review.sieve.ask("quote:mayor or claims>3")
    monkeypatch.undo()
    settle(review)
    assert listed(review) == "b.txt in/c.txt"


def test_articles_that_come_while_others_are_judged_are_judged_too(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sieve, "_SLICE_SECONDS", -1.0)
    review.sieve.ask("-is:problem claims<3")
    write(review.corpus.root, {"0.txt": TWO})
    monkeypatch.undo()
    review.look()
    settle(review)
    assert listed(review) == "0.txt b.txt"
