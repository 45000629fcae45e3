"""Where a span went that was cut in a word, or that has nothing kept before it."""

from __future__ import annotations

from triage.core.search import Searched
from triage.core.trail import Trail


def went(old: str, new: str, words: str) -> str:
    """Return the words of the new text to which these words of the old one lead."""
    start = old.index(words)
    followed = Trail(Searched(old), Searched(new)).follow(start, start + len(words))
    return "" if followed is None else new[followed.place.start : followed.place.end]


def test_the_first_word_of_a_text_may_change() -> None:
    old, new = "alpha river rose by two metres.", "brave river rose by two metres."
    assert went(old, new, old) == new


def test_the_last_word_of_a_text_may_change() -> None:
    old, new = "the river rose by two metres", "the river rose by two feet"
    assert went(old, new, old) == new


def test_a_span_that_begins_within_a_word_that_became_two_is_followed() -> None:
    old, new = "the one xay two men went home.", "the one x y two men went home."
    assert went(old, new, "ay two men went home.").strip() == "y two men went home."


def test_of_what_is_gone_with_all_around_it_nothing_is_told() -> None:
    assert went("the river rose.", "a dog slept", "river") == ""


B = "farmers moved their cattle to the hills that night."


def test_a_first_word_that_changed_is_found_where_the_sentence_before_it_went_elsewhere() -> None:
    old, new = f"{B} the dam broke at noon today.", f"a dam broke at noon today. {B}"
    assert went(old, new, "the dam broke at noon today.") == "a dam broke at noon today."


def test_a_last_word_that_changed_is_found_where_the_sentence_behind_it_went_elsewhere() -> None:
    old, new = f"it is said the dam broke at dawn {B}", f"{B} it is said the dam broke at dusk"
    assert went(old, new, "it is said the dam broke at dawn") == "it is said the dam broke at dusk"


def test_an_edge_beside_which_nothing_was_kept_in_its_place_is_not_sure() -> None:
    words = "the dam broke at noon today."
    old = f"{B} {words}"
    for new, sure in ((f"{B} a dam broke at noon today.", True), (f"a dam broke at noon today. {B}", False)):
        followed = Trail(Searched(old), Searched(new)).follow(len(B) + 1, len(old))
        assert followed is not None
        assert followed.sure is sure
