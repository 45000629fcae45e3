"""The list keeps what is known of each article, its order, its filter and its sums."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.core.claim import Status
from triage.session.columns import counted
from triage.session.entry import Entry, totals
from triage.session.listing import Listing
from triage.store.names import in_natural_order


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


def test_words_typed_letter_by_letter_find_what_they_find_at_once(listing: Listing) -> None:
    for typed in ("m", "ma", "may", "mayo", "mayor", "mayor r", "mayor re", "mayor x", "mayor ", "sub"):
        listing.filter(typed)
        narrowed = paths(listing)
        listing.filter("")
        listing.filter(typed)
        assert paths(listing) == narrowed


def test_an_article_comes_into_the_filtered_list_when_its_title_is_read(listing: Listing) -> None:
    listing.filter("mayor")
    listing.update(Entry("a.txt", "Another mayor", known=True))
    assert paths(listing) == ["a.txt", "b.txt"]
    listing.update(Entry("b.txt", "The vote", known=True))
    assert paths(listing) == ["a.txt"]


def test_a_new_list_of_paths_keeps_what_is_known(listing: Listing) -> None:
    listing.set_paths(["0.txt", "b.txt"], {"bad.txt": "broken link"})
    assert [entry.path for entry in listing.all()] == ["0.txt", "b.txt", "bad.txt"]
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
    assert [entry.path for entry in listing.following(start)] == order


@pytest.mark.parametrize(
    ("start", "order"), [("a.txt", ["b.txt"]), ("c.txt", ["a.txt", "b.txt"]), ("b.txt", ["a.txt"])]
)
def test_following_stays_within_the_filter_even_if_the_start_is_not_listed(
    listing: Listing, start: str, order: list[str]
) -> None:
    listing.update(Entry("a.txt", "Mayor again", claims=1, known=True))
    listing.filter("mayor")
    assert [entry.path for entry in listing.following(start)] == order


def test_each_entry_is_judged_when_its_turn_comes(listing: Listing) -> None:
    listing.update(Entry("b.txt", claims=2, tagged=2, known=True))
    following = listing.following("a.txt")
    assert next(following).path == "c.txt"
    listing.update(Entry("sub/d.txt", known=True))
    assert list(following) == []


PATHS = in_natural_order(["a.txt", "a1.txt", "a10.txt", "b.txt", "b/x.txt", "c.txt", "gone.txt"])

entries = st.builds(
    Entry,
    path=st.sampled_from(PATHS),
    title=st.sampled_from(["", "Fire", "Flood"]),
    claims=st.integers(0, 5),
    tagged=st.integers(0, 5),
    status=st.sampled_from(Status),
    problem=st.sampled_from(["", "empty"]),
    warning=st.sampled_from(["", "lost"]),
    waiting=st.integers(0, 2),
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


class Model:
    """What a listing does, done in the plainest way."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        self.articles: set[str] = set()
        self.old: set[str] = set()

    def set_paths(self, paths: list[str], problems: list[str]) -> None:
        # What was no article is read anew when it is one, and the other way round.
        known = {
            path: one for path, one in self.entries.items() if (path in paths) is (path in self.articles)
        }
        self.articles = set(paths)
        listed = [*paths, *(path for path in problems if path not in paths)]
        self.entries = {path: known.get(path, Entry(path)) for path in listed}
        for path in problems:
            self.update(Entry(path, problem="broken", known=True))

    def update(self, entry: Entry) -> None:
        if entry.path in self.entries:
            self.entries[entry.path] = entry
            self.old.discard(entry.path)

    def take(self, entries: list[Entry]) -> None:
        for entry in entries:
            if entry.path in self.entries:
                known = self.entries[entry.path].known
                if not known or entry.path in self.old:
                    self.update(entry)

    def grow_old(self, path: str) -> None:
        if path in self.entries and self.entries[path].known:
            self.old.add(path)


paths_in_order = st.sets(st.sampled_from(PATHS)).map(lambda chosen: [one for one in PATHS if one in chosen])
steps = st.one_of(
    st.tuples(st.just("set_paths"), paths_in_order, paths_in_order),
    st.tuples(st.just("update"), entries),
    st.tuples(st.just("take"), st.lists(entries, unique_by=lambda entry: entry.path)),
    st.tuples(st.just("grow_old"), st.sampled_from(PATHS)),
    st.tuples(st.just("filter"), st.sampled_from(["", "f", "fire", "a b", "x"])),
)


@given(st.lists(steps, max_size=12))
def test_after_any_steps_the_listing_is_what_the_plainest_one_is(taken: list[tuple[Any, ...]]) -> None:
    listing, model = Listing(), Model()
    for step, *given_to in taken:
        if step == "filter":
            listing.filter(*given_to)
        elif step == "set_paths":
            paths, problems = given_to
            before = set(model.entries)
            model.set_paths(paths, problems)
            listing.set_paths(list(paths), dict.fromkeys(problems, "broken"))
            model.old -= {*model.entries} - before
        elif step == "take":
            fresh = [replace(entry, known=True) for entry in given_to[0]]
            model.take(fresh)
            listing.take(counted(fresh))
        elif step == "grow_old":
            model.grow_old(*given_to)
            listing.grow_old(given_to)
        else:
            model.update(*given_to)
            listing.update(*given_to)
        every = [*model.entries.values()]
        assert list(listing.all()) == every
        assert listing.totals() == totals(every)
        shown = [
            one for one in every if all(w in f"{one.title} {one.path}".lower() for w in listing.query.split())
        ]
        assert [listing[number] for number in range(len(listing))] == shown
        assert [listing.position(one.path) for one in shown] == [*range(len(shown))]
        assert [listing.entry(one.path) for one in every] == every
        assert listing.unread() == [one.path for one in every if not one.known or one.path in model.old]
        assert listing.how_many_unread() == len(listing.unread())
        assert listing.with_waiting() == [one for one in every if one.waiting]
        assert [one for one in listing.following("") if one.unfinished] == [
            one for one in shown if one.unfinished
        ]


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
