"""The list keeps what is known of each article, its order, its filter and its sums."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.core.claim import Status
from triage.session.entry import Entry, totals
from triage.session.listing import Listing


@pytest.fixture
def listing() -> Listing:
    listing = Listing()
    listing.set_paths(["a.txt", "b.txt", "c.txt", "sub/d.txt"], {})
    listing.update(Entry("b.txt", "The Mayor resigned", claims=4, tagged=1, known=True))
    return listing


def paths(listing: Listing) -> list[str]:
    return [listing[number].path for number in range(len(listing))]


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("", ["a.txt", "b.txt", "c.txt", "sub/d.txt"]),
        ("   ", ["a.txt", "b.txt", "c.txt", "sub/d.txt"]),
        ("mayor", ["b.txt"]),
        ("RESIGNED mayor", ["b.txt"]),
        ("mayor sub", []),
        ("sub/", ["sub/d.txt"]),
        ("txt", ["a.txt", "b.txt", "c.txt", "sub/d.txt"]),
    ],
)
def test_the_filter_wants_every_word_in_title_or_path(
    listing: Listing, query: str, listed: list[str]
) -> None:
    listing.filter(query)
    assert paths(listing) == listed
    assert [listing.position(path) for path in listed] == list(range(len(listed)))
    assert len(list(listing.all())) == 4


def test_an_article_comes_into_the_filtered_list_when_its_title_is_read(listing: Listing) -> None:
    listing.filter("mayor")
    listing.update(Entry("a.txt", "Another mayor", known=True))
    assert paths(listing) == ["a.txt", "b.txt"]
    listing.update(Entry("b.txt", "The vote", known=True))
    assert paths(listing) == ["a.txt"]


def test_a_new_list_of_paths_keeps_what_is_known(listing: Listing) -> None:
    new = listing.set_paths(["0.txt", "b.txt"], {"bad.txt": "broken link"})
    assert new == ["0.txt", "bad.txt"]
    assert listing.entry("b.txt").tagged == 1
    assert listing.entry("bad.txt").problem == "broken link"
    assert "a.txt" not in listing
    assert listing.totals() == totals(listing.all())


def test_what_is_not_in_the_folder_any_more_is_not_listed_by_a_late_reading(listing: Listing) -> None:
    listing.update(Entry("gone.txt", known=True))
    assert "gone.txt" not in listing


@pytest.mark.parametrize(
    ("start", "order"),
    [
        ("a.txt", ["b.txt", "c.txt", "sub/d.txt"]),
        ("c.txt", ["sub/d.txt", "a.txt", "b.txt"]),
        ("sub/d.txt", ["a.txt", "b.txt", "c.txt"]),
        ("nowhere", ["a.txt", "b.txt", "c.txt", "sub/d.txt"]),
    ],
)
def test_following_goes_round_once_and_leaves_the_start_out(
    listing: Listing, start: str, order: list[str]
) -> None:
    assert [entry.path for entry in listing.following(start, lambda _: True)] == order


@pytest.mark.parametrize(
    ("start", "order"), [("a.txt", ["b.txt"]), ("c.txt", ["a.txt", "b.txt"]), ("b.txt", ["a.txt"])]
)
def test_following_stays_within_the_filter_even_if_the_start_is_not_listed(
    listing: Listing, start: str, order: list[str]
) -> None:
    listing.update(Entry("a.txt", "Mayor again", known=True))
    listing.filter("mayor")
    assert [entry.path for entry in listing.following(start, lambda _: True)] == order


def test_each_entry_is_judged_when_its_turn_comes(listing: Listing) -> None:
    following = listing.following("a.txt", lambda entry: not entry.known)
    assert next(following).path == "c.txt"
    listing.update(Entry("sub/d.txt", known=True))
    assert list(following) == []


entries = st.builds(
    Entry,
    path=st.sampled_from(["a.txt", "b.txt", "c.txt", "gone.txt"]),
    claims=st.integers(0, 5),
    tagged=st.integers(0, 5),
    status=st.sampled_from(Status),
    known=st.booleans(),
)


@given(st.lists(entries), st.lists(entries))
def test_the_sums_are_those_of_adding_everything_up(before: list[Entry], after: list[Entry]) -> None:
    listing = Listing()
    listing.set_paths(["a.txt", "b.txt", "c.txt"], {})
    for entry in before:
        listing.update(entry)
    listing.totals()
    for entry in after:
        listing.update(entry)
        assert listing.totals() == totals(listing.all())


@pytest.mark.parametrize(
    ("entry", "unfinished"),
    [
        (Entry("a"), True),
        (Entry("a", claims=2, tagged=1, known=True), True),
        (Entry("a", claims=2, tagged=2, known=True), False),
        (Entry("a", known=True), False),
        (Entry("a", problem="empty", claims=1, known=True), False),
        (Entry("a", claims=2, status=Status.DONE, known=True), False),
        (Entry("a", claims=2, status=Status.SET_ASIDE, known=True), False),
        (Entry("a", claims=2, status=Status.IN_REVIEW, known=True), True),
    ],
)
def test_an_article_is_unfinished_while_a_claim_is_left(entry: Entry, unfinished: bool) -> None:
    assert entry.unfinished is unfinished
