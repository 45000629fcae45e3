"""Where a quote is found in a text, how like it the words there are, and when it is not looked for."""

from __future__ import annotations

import pytest

from triage.core.search import Place, Searched, likeness_of


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ((0, 10), (0, 10), True),
        ((0, 10), (5, 15), False),
        ((0, 10), (4, 14), True),
        ((0, 10), (8, 12), False),
        ((0, 10), (7, 10), True),
        ((0, 10), (10, 20), False),
    ],
)
def test_places_overlap_that_share_more_than_half_of_the_shorter(
    one: tuple[int, int], other: tuple[int, int], overlap: bool
) -> None:
    assert Place(*one, 1.0).overlaps(Place(*other, 1.0)) is overlap
    assert Place(*other, 1.0).overlaps(Place(*one, 1.0)) is overlap


def test_every_place_of_the_very_words_is_told_then_those_nearly_like_them() -> None:
    text = Searched("the dam broke. a dog slept. the dam broke. nobody saw it. the dams broke.")
    assert text.places("the dam broke.") == [
        Place(0, 14, 1.0),
        Place(28, 42, 1.0),
        Place(58, 73, 1 - 1 / 15),
    ]


def test_of_the_very_words_in_a_hundred_places_the_first_64_and_few_more_are_told() -> None:
    found = Searched("it rose. " * 100).places("it rose.")
    assert [place.start for place in found[:64]] == list(range(0, 64 * 9, 9))
    assert len(found) < 80


@pytest.mark.parametrize("length", [4000, 4001])
def test_a_very_long_quote_is_looked_for_only_as_it_is(length: int) -> None:
    words = " ".join(f"w{number}" for number in range(1000))[: length - 1]
    text = Searched(f"before that, {words}x. nothing else was said.")
    assert text.places(f"{words}x") == [Place(13, 13 + length, 1.0)]
    assert bool(text.places(f"{words}z")) is (length == 4000)


@pytest.mark.parametrize("quote", ["", "nowhere to be found", "…"])
def test_what_is_not_there_is_not_found(quote: str) -> None:
    assert Searched("the dam broke. a dog slept.").places(quote) == []


def test_what_is_like_a_quote_within_the_end_of_a_long_word_is_no_place() -> None:
    assert Searched(f"the {'x' * 20}thedam").places("the dam") == []
    assert Searched(f"the {'x' * 20} thedam").places("the dam") == [Place(25, 31, 1 - 1 / 7)]


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ("", "", 1.0),
        ("a", "", 0.0),
        ("", "a", 0.0),
        ("abcd", "abcd", 1.0),
        ("abcd", "abxd", 0.75),
        ("abcd", "ab", 0.5),
        ("a" * 4001, "a" * 4001, 1.0),
        ("a" * 4000, "a" * 3999 + "b", 1 - 1 / 4000),
        ("a" * 4001, "a" * 4000, 0.0),
    ],
)
def test_likeness_is_the_part_that_needs_no_edit(one: str, other: str, likeness: float) -> None:
    assert likeness_of(one, other) == likeness
    assert likeness_of(other, one) == likeness
