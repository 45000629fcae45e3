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
