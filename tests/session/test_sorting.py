"""The list in other orders than by name, kept through filters and through changes of the folder."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.session.helpers import Review, write
from triage.core.order import BY_NAME, ORDERS, By, Order
from triage.session import sorting, viewing
from triage.session.display_order import Ordering, backwards
from triage.session.entry import Entry
from triage.session.listing import Listing

ONE = "Dam\n\nThe river rose by two metres. Nine houses were flooded. Nobody was hurt.\n"
TWO = "Mayor\n\nThe mayor resigned on Monday. A vote follows in May.\n"
TEN = "Port\n\n" + " ".join(f"The port was closed on day {number}." for number in range(10)) + "\n"


@pytest.fixture
def review(tmp_path: Path) -> Iterator[Review]:
    write(tmp_path, {"a.txt": ONE, "b.txt": TWO, "c.txt": TEN, "empty.txt": ""})
    bo = Review(tmp_path, "bo")
    for path, tag in (("a.txt", "disputed"), ("b.txt", "verified")):
        bo.desk.open(path)
        bo.tag(tag)
    bo.rest()
    bo.close(5)
    for number, path in enumerate(("b.txt", "c.txt", "a.txt")):
        os.utime(tmp_path / path, (1_000_000 + number,) * 2)
    review = Review(tmp_path)
    review.tag("verified")
    review.rest()
    yield review
    review.close(5)


def listed(review: Review) -> str:
    assert review.sorting.wait(10)
    review.deliveries.drain()
    positions = range(len(review.listing))
    paths = [review.listing[position].path for position in positions]
    assert [review.listing.position(path) for path in paths] == [*positions]
    return " ".join(path.removesuffix(".txt") for path in paths)


@pytest.mark.parametrize("beside", [False, True])
@pytest.mark.parametrize(
    ("order", "paths"),
    [
        ("name", "a b c empty"),
        ("name-reversed", "empty c b a"),
        ("date", "empty a c b"),
        ("date-reversed", "b c a empty"),
        ("progress", "b c a empty"),
        ("progress-reversed", "a b c empty"),
        ("size", "c a b empty"),
        ("size-reversed", "empty b a c"),
        ("claims", "c a b empty"),
        ("claims-reversed", "b a c empty"),
        ("disagreement", "a b c empty"),
        ("disagreement-reversed", "b c empty a"),
    ],
)
def test_every_order_has_what_it_says_first(
    review: Review, monkeypatch: pytest.MonkeyPatch, *, beside: bool, order: str, paths: str
) -> None:
    if beside:
        monkeypatch.setattr(sorting, "_FEW", -1)
        monkeypatch.setattr(sorting, "_AT_ONCE", 1)
    review.sorting.ask(ORDERS[order])
    assert review.said.text == f"listed {ORDERS[order].told}"
    assert listed(review) == paths
    review.sorting.ask(BY_NAME)
    assert listed(review) == "a b c empty"


def test_the_same_again_turns_it_round(review: Review) -> None:
    for words in ("claims", "claims"):
        viewing.sort(review, words)
    assert review.sorting.order == Order(By.CLAIMS, reversed=True)
    viewing.sort(review, "date-reversed")
    viewing.sort(review, "date")
    assert review.sorting.order == Order(By.DATE)
    viewing.sort(review, "sise")
    assert review.said.text.startswith("there is no order sise: name, date")


def test_the_next_article_is_the_next_in_this_order_and_tagging_moves_none(review: Review) -> None:
    review.desk.open("b.txt")
    review.sorting.choose(By.SIZE)
    assert listed(review) == "c a b empty"
    assert review.listing.position("b.txt") == 2
    assert [entry.path for entry in review.listing.following("a.txt")] == ["b.txt", "c.txt"]
    review.desk.move_article(-1)
    assert review.desk.path == "a.txt"
    review.sorting.choose(By.PROGRESS)
    review.desk.open("c.txt")
    for _ in range(10):
        review.tag("verified")
    assert listed(review) == "b c a empty"
    assert review.desk.path == "a.txt"
    review.sorting.ask(Order(By.PROGRESS))
    assert listed(review) == "b a c empty"


def test_an_order_is_kept_while_the_list_is_filtered_and_the_folder_changes(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sorting, "_AGAIN_SECONDS", 0.0)
    review.sorting.choose(By.CLAIMS)
    review.sieve.ask("claims<4")
    review.deliveries.drain_until(lambda: not review.sieve.is_looking)
    assert listed(review) == "a b empty"
    root = review.corpus.root
    write(root, {"aa.txt": TEN, "d.txt": "One claim is in here, and no more.\n"})
    (root / "b.txt").rename(root / "z.txt")
    review.look()
    review.deliveries.drain_until(lambda: not review.sieve.is_looking)
    assert listed(review) == "a z d empty"
    review.sieve.ask("")
    review.deliveries.drain_until(lambda: listed(review) == "aa c a z d empty")
    review.sieve.ask("o")
    assert listed(review) == "aa c z d"
    (root / "c.txt").unlink()
    review.look()
    review.sieve.ask("")
    assert listed(review) == "aa a z d empty"


def test_what_is_not_counted_yet_stands_at_the_end_and_is_told(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sorting, "_AGAIN_SECONDS", 0.0)
    listing = review.listing
    listing.set_paths(["a.txt", "b.txt", "new.txt"], {})
    review.sorting.ask(Order(By.CLAIMS))
    assert review.said.text == "listed by claims, most first · 2 of 3 counted so far"
    assert listed(review) == "a b new"
    listing.update(Entry("new.txt", claims=99, known=True))
    review.deliveries.drain_until(lambda: listing[0].path == "new.txt")
    listing.update(Entry("a.txt", claims=200, known=True))
    assert listed(review) == "new a b"


def test_a_saved_view_sets_filter_and_order(review: Review) -> None:
    root = review.corpus.root
    viewing.show(review, "mine")
    assert review.said.text == "there are no views; the setting views has them"
    text = "views:\n  mine: {filter: 'claims<9', sort: claims-reversed}\n  dates: {sort: date}\n"
    (root / ".triage.yaml").write_text(text, encoding="utf-8")
    viewing.show(review, "mine")
    review.deliveries.drain_until(lambda: not review.sieve.is_looking)
    assert (listed(review), review.said.text) == ("b a empty", "view mine")
    viewing.show(review, "dates")
    assert listed(review) == "empty a c b"
    viewing.show(review, "dats")
    assert review.said.text == "there is no view 'dats'; did you mean dates?"
    viewing.show(review, "")
    assert (listed(review), review.said.text) == ("a b c empty", "all articles, by name")
    known = viewing.views(review)
    assert viewing.completed("m", 1, known) == ("mine", 4, "mine")
    assert viewing.completed("", 0, known) == ("", 0, "dates  mine")
    assert viewing.completed("x", 1, known) == ("x", 1, "")


NAMES = [f"{number}.txt" for number in range(9)]
chosen = st.sets(st.sampled_from(NAMES)).map(sorted)


@given(st.permutations(range(9)), st.lists(st.tuples(st.sampled_from(["paths", "filter", "see"]), chosen)))
def test_the_order_holds_whatever_comes_goes_and_is_filtered(
    order: list[int], steps: list[tuple[str, list[str]]]
) -> None:
    listing = Listing()
    listing.set_paths(NAMES, {})
    ranks = array("I", (order.index(place) for place in range(9)))
    listing.sort(Ordering(array("I", order), ranks))
    model = [NAMES[place] for place in order]
    seen: set[str] | None = None
    for what, names in steps:
        if what == "paths":
            listing.set_paths(names, {})
            model = [name for name in model if name in names] + [name for name in names if name not in model]
            seen = None if seen is None else seen & set(names) & set(model)
            if seen is not None:
                listing.choose("x")
                for name in seen:
                    listing.put_chosen(names.index(name), chosen=True)
                listing.show_chosen()
        elif what == "filter":
            there = listing.articles
            seen = {name for name in names if name in there}
            listing.choose("x")
            for name in seen:
                place = there.place_of(name)
                assert place is not None
                listing.put_chosen(place, chosen=True)
            listing.show_chosen()
        else:
            for name in names:
                listing.update(Entry(name, claims=3, known=True))
        shown = [name for name in model if seen is None or name in seen]
        assert [listing[position].path for position in range(len(listing))] == shown
        assert [listing.position(name) for name in shown] == [*range(len(shown))]
        assert {entry.path for entry in listing.following("")} == set(shown)
        if shown:
            middle = len(shown) // 2
            others = [entry.path for entry in listing.following(shown[middle])]
            assert others == [*shown[middle + 1 :], *shown[:middle]]


def test_names_backwards_are_their_own_way_back() -> None:
    ordering = backwards(4)
    assert [ordering.position(place) for place in range(4)] == [3, 2, 1, 0]
