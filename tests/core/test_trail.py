"""Where a span went that was cut in a word, or that has nothing kept before it."""

from __future__ import annotations

import pytest

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


C = "no siren was heard in the lower town before five."


@pytest.mark.parametrize(
    ("old", "new", "words", "there"),
    [
        # An edge within a word that was kept stays within it.
        (f"{B} the river rose.", f"{B} now the river rose.", "the riv", "the riv"),
        (f"{B} the river rose.", f"now. {B} the river rose.", "ver rose", "ver rose"),
        # An edge at a word of which a part was kept is where the word begins or ends now.
        (f"it was. {B} dawn, they said.", f"so it was. {B} dawning, they said.", "dawn", "dawning"),
        (
            f"{B} he broke it at dawn, he said.",
            f"{B} he broke it at dawning, he said.",
            "at dawn",
            "at dawning",
        ),
        (f"{B} earthquake. {C}", f"{B} seaquake. {C}", "earth", "sea"),
        (f"{B} earthquake. {C}", f"{B} seaquake. {C}", "quake", "quake"),
        # One letter that is like one of the next sentence is no reason to cut a word.
        (
            f"{B} Shut until spring. Rain came. {C}",
            f"{B} Shut until June. {C}",
            "until spring.",
            "until June",
        ),
        (f"{B} It is so. Rain came at noon. {C}", f"{B} It was. {C}", "It is so.", "It was"),
        # Two words that became one are still two claims.
        (f"{B} the rain fall was {C}", f"{B} the rainfall was {C}", "rain", "rain"),
        (f"{B} the rain fall was {C}", f"{B} the rainfall was {C}", "fall was", "fall was"),
        # Other words between neighbours that were kept, but not many other words.
        (f"{B} alpha beta. {C}", f"it rained. {B} gamma delta. {C}", "alpha beta.", "gamma delta."),
        (f"{B} a b c {C}", f"{B} {'x ' * 60} {C}", "a b c", ""),
        (f"{B} alpha beta {C}", f"{B} {C}", "alpha beta", ""),
    ],
)
def test_an_edge_is_where_the_signs_beside_it_went(old: str, new: str, words: str, there: str) -> None:
    assert went(old, new, words) == there


@pytest.mark.parametrize(("between", "sure"), [(70, True), (90, False)])
def test_a_neighbour_eighty_tokens_away_tells_nothing(between: int, sure: bool) -> None:
    gone = " ".join(f"x{number}" for number in range(between))
    old, new = Searched(f"{B} {gone} the dam broke at noon."), Searched(f"{B} a dam broke at noon.")
    followed = Trail(old, new).follow(len(B) + len(gone) + 2, len(old.normal.folded))
    assert followed is not None
    assert followed.sure is sure


def test_a_span_most_of_which_went_elsewhere_is_not_sure() -> None:
    block = "one two three four five six"
    far = " ".join(f"x{number}" for number in range(60))
    old = Searched(f"{B} {block} seven eight nine ten eleven twelve {far} {C}")
    new = Searched(f"{B} seven eight nine ten eleven twelve {far} {block} {C}")
    followed = Trail(old, new).follow(len(B) + 1, old.normal.folded.index(" x0"))
    assert followed is not None
    assert not followed.sure
