"""Corners of the normal form, the search and the trail that whole articles seldom come to."""

from __future__ import annotations

from triage.core.anchor import anchor_at, find_place
from triage.core.claim import State
from triage.core.clock import from_milliseconds
from triage.core.normal import normal
from triage.core.search import Searched
from triage.core.trail import Trail

AT = from_milliseconds(0)


def test_a_letter_that_becomes_two_when_small_stays_one_so_that_positions_hold() -> None:
    one = normal("İstanbul ROSE")
    assert one.folded == "İstanbul rose"
    assert len(one.folded) == len(one.text)


def test_a_quote_beyond_all_measure_is_looked_for_only_as_it_is() -> None:
    text = " ".join(f"word{number}" for number in range(900))
    searched = Searched(text)
    assert [place.likeness for place in searched.places(text[10:5000])] == [1.0]
    assert searched.places(text[10:5000] + "!") == []
    assert searched.places(text[10:3000] + "!")


def test_a_place_that_shrinks_to_nothing_at_the_ends_of_words_is_none() -> None:
    places = Searched("zz abcdefghxx .abcd abcdefgh").places("abcd . ")
    assert places
    assert all(place.start < place.end for place in places)


def test_an_end_with_nothing_kept_behind_it_is_found_by_its_last_words() -> None:
    lead = "One two three four five six seven. "
    old, new = (
        Searched(normal(lead + "The dam broke at noon").folded),
        Searched(lead + "the dam broke at moon, ha"),
    )
    followed = Trail(old, new).follow(len(lead), len(lead) + 21)
    assert followed is not None
    assert new.normal.folded[followed.place.start : followed.place.end].startswith("the dam broke at")
    many = " ".join(f"x{number}" for number in range(100))
    far = Trail(Searched(f"{lead}the dam broke {many}"), Searched(f"{lead}the dam fell"))
    beyond = far.follow(len(lead), len(lead) + 13)
    assert beyond is not None
    assert beyond.place.start == len(lead)


def test_a_letter_that_became_a_blank_has_no_word_to_end_with() -> None:
    old, new = "abcdefgh . zz abcd efgh the abcdefgh efgh", "zz efgh . . abcdefgh"
    followed = Trail(Searched(old), Searched(new)).follow(25, 28)
    assert followed is None or followed.place.start < followed.place.end


def test_a_claim_that_was_cut_at_its_start_within_a_character_stays_so() -> None:
    old = "The river rose. It is called q\u0303 by all."
    start = old.index("\u0303")
    found = find_place("Now. " + old, anchor_at(old, start, start + 8, AT), old)
    assert (found.state, found.quote, found.start) == (State.MOVED, "\u0303 by all", start + 5)
