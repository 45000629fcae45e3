"""What is told of a quote where its words stand in many places: how many, which, and how like it they are."""

from __future__ import annotations

import pytest

from triage.core.search import Searched

FAR = " it rained on and on, and nobody there had seen anything like that in all those years. "


METRES = "metres rose it ten rose in was noon rose"
RAINED = "river rained, went y at at metres they the in at dam"


def places(text: str, quote: str) -> list[tuple[int, int, float]]:
    """Return where the quote stands exactly or nearly, and how like it the words there are."""
    return [(place.start, place.end, place.likeness) for place in Searched(text).places(quote)]


@pytest.mark.parametrize(
    ("text", "quote", "told"),
    [
        # Occurrences that overlap are places like others.
        ("river noon the dam", "o", [(7, 8, 1), (8, 9, 1)]),
        # An edge in a word goes to its nearer end, and there may be nothing left that is another place.
        ("noon no atly at noon dam", "no at", [(5, 10, 1)]),
        ("a threedam broke. so", "the dam broke.", [(2, 17, 1 - 2 / 15)]),
        ("at by at they in by", "at in", [(0, 3, 0.6), (6, 9, 0.6), (9, 16, 0.6)]),
        # Of places as like the quote the first one is told first.
        (
            f"broke rose {METRES} noon orrin. dam rose the by was in the in they it metres it",
            "metres rose it",
            [(11, 25, 1), (23, 37, 1 - 5 / 14), (102, 111, 1 - 5 / 14)],
        ),
        # Places that overlap others are told where they are no other end of the same one.
        (
            "dam the river dam at at noon dam dam the noon at dam noon",
            "noon at dam noon",
            [(41, 57, 1), (13, 28, 1 - 6 / 16), (24, 37, 1 - 6 / 16)],
        ),
        (
            f"went orrin. in in at at metres was the orrin. was river nobody {RAINED} metres men home",
            "at at metres was the",
            [(18, 38, 1), (84, 105, 1 - 4 / 21), (109, 127, 1 - 7 / 20)],
        ),
        (
            "at dam at broke river rained, river the river river noon noon river river dam river",
            "river dam",
            [(68, 77, 1), (16, 22, 1 - 2 / 9), (30, 36, 1 - 3 / 9), (62, 68, 1 - 3 / 9)],
        ),
    ],
)
def test_words_that_recur_make_many_places(text: str, quote: str, told: list[tuple[int, int, float]]) -> None:
    found = places(text, quote)
    assert [place[:2] for place in found] == [place[:2] for place in told]
    assert [place[2] for place in found] == pytest.approx([place[2] for place in told])


def test_of_very_many_places_with_the_very_words_64_are_told() -> None:
    assert len(places("x. " * 64, "x.")) == 64
    assert len(places("x. " * 65, "x.")) == 64


@pytest.mark.parametrize("least", range(5))
def test_of_five_regions_the_four_with_most_of_the_words_are_looked_at(least: int) -> None:
    near = ["the dams at orrin broke at noon" for _ in range(5)]
    near[least] = "the dams at orrins broke at noon"
    text = FAR + FAR.join(near) + FAR
    starts = [len(FAR.join(["", *near[:at], ""])) for at in range(5)]
    found = places(text, "the dam at orrin broke at noon")
    assert [place[0] for place in found] == [start for at, start in enumerate(starts) if at != least]


@pytest.mark.parametrize(("many", "found"), [(64, True), (65, False)])
def test_a_word_in_more_than_64_places_tells_nothing_beside_a_rare_one(many: int, found: bool) -> None:
    """That no word of the text is the other one makes it as rare as can be."""
    assert bool(places("damage xx. " * many, "damage qq")) is found


def test_words_in_more_than_64_places_tell_of_some_where_there_are_no_others() -> None:
    assert places("damage yy. " * 65, "yy damage")
    assert len(places("damage yy. " * 65, "yy damage")) < 20


def test_places_with_the_very_words_do_not_hide_one_that_is_nearly_like_them() -> None:
    quote, near = "the dam at orrin broke at noon", "the dams at orrins broke at noon"
    text = FAR + FAR.join([quote] * 5) + FAR + near + FAR
    found = places(text, quote)
    assert [place[2] == 1 for place in found] == [True] * 5 + [False]
    assert found[-1][0] == text.index(near)
