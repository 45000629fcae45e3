"""How sure a span's way is, how far apart what was kept of it may be, and where its edges come to lie."""

from __future__ import annotations

import pytest

from triage.core.search import Place, Searched
from triage.core.trail import Followed, Trail

B = "farmers moved their cattle to the hills that night."
C = "no siren was heard in the lower town before five."
D = "dam broke at noon and fell"


def followed(old: str, new: str, words: str) -> Followed | None:
    """Return where these words of the old text went."""
    start = old.index(words)
    return Trail(Searched(old), Searched(new)).follow(start, start + len(words))


def went(old: str, new: str, words: str) -> tuple[str, bool]:
    """Return the words of the new text to which these words of the old one lead, and whether that is sure."""
    found = followed(old, new, words)
    assert found is not None
    return new[found.place.start : found.place.end], found.sure


def numbered(letter: str, many: int) -> str:
    """Return so many words of which no two are alike."""
    return " ".join(f"{letter}{number}" for number in range(many))


def test_a_span_has_the_likeness_of_its_words_to_those_it_became() -> None:
    assert followed(f"{B} the dam.", f"{B} the dam.", "the dam.") == Followed(Place(52, 60, 1.0), sure=True)
    assert followed(f"{B} abcd.", f"{B} abxd.", "abcd") == Followed(Place(52, 56, 0.75), sure=True)


def test_a_block_that_moved_whole_is_sure_at_both_edges() -> None:
    block = "one two three four five six"
    assert went(f"{block} {B} {C}", f"{B} {C} {block}", block) == (block, True)
    assert went(f"{B} {C} {block}", f"{block} {B} {C}", block) == (block, True)


@pytest.mark.parametrize(("stayed", "sure"), [(18, True), (17, False)])
def test_a_third_of_a_span_may_be_elsewhere(stayed: int, sure: bool) -> None:
    block, rest = "one two three four five six", numbered("s", stayed)
    there = went(f"{B} {rest} {block} {C}", f"{block} {B} {rest} {C}", f"{rest} {block}")
    assert there == (rest, sure)
    assert went(f"{B} {block} {rest} {C}", f"{B} {rest} {C} {block}", f"{block} {rest}") == (rest, sure)


@pytest.mark.parametrize(
    ("between", "sure"),
    [
        ("u {17} v w", True),
        ("u v {17} w", True),
        ("u {10} v {10} w", True),
        ("u {17} v {17} w", True),
        ("u {18} v w", False),
        ("u v {18} w", False),
    ],
)
def test_tokens_stayed_together_that_are_few_other_tokens_apart(between: str, sure: bool) -> None:
    """Of a span of three tokens 2 * 3 + 12, counted from one to the next."""
    for many in (10, 17, 18):
        between = between.replace(f"{{{many}}}", numbered("x", many), 1)
        between = between.replace(f"{{{many}}}", numbered("y", many), 1)
    found = followed(f"{B} u v w {C}", f"{B} {between} {C}", "u v w")
    assert found is not None
    assert found.sure is sure


@pytest.mark.parametrize(
    ("old", "new", "words", "there"),
    [
        # Nothing near was kept beside the edge, but the edge is that of the text.
        (f"rising {D}. {B}", f"{B} risen {D}.", f"rising {D}.", (f"risen {D}.", True)),
        (f"{B} {D} dusk", f"{D} dawn {B}", f"{D} dusk", (f"{D} dawn", True)),
        # It is not.
        (f"so rising {D}. {B}", f"{B} risen {D}.", f"rising {D}.", (f"risen {D}.", False)),
        (f"{B} {D} dusk so", f"{D} dawn {B}", f"{D} dusk", (f"{D} dawn", False)),
        # There it takes in whole words, and as many as there were and some more.
        (f"so rising {D}. {B}", f"{B} uprising {D}.", f"rising {D}.", (f"uprising {D}.", False)),
        (f"{B} {D} dusk so", f"{D} duskier {B}", f"{D} dusk", (f"{D} duskier", False)),
        (
            *(f"so heavy thunderstorm {D}. {B}", f"{B} heavily thunderous hailstorm {D}."),
            *(f"heavy thunderstorm {D}.", (f"heavily thunderous hailstorm {D}.", False)),
        ),
        (
            *(f"{B} {D} heavy thunderstorm set so", f"{D} heavily thunderish storm sat {B}"),
            *(f"{D} heavy thunderstorm set", (f"{D} heavily thunderish storm sat", False)),
        ),
        # What was kept beside it holds it, be it one token at the edge of the text.
        (f"oh rising {D}.", f"oh risen {D}.", f"rising {D}.", (f"risen {D}.", True)),
        (f"{D} dusk oh", f"{D} dawn oh", f"{D} dusk", (f"{D} dawn", True)),
        # Even where nothing is left between.
        (f"oh rising {D}.", f"oh {D}.", f"rising {D}.", (f"{D}.", True)),
        (f"{D} dusk oh", f"{D} oh", f"{D} dusk", (D, True)),
    ],
)
def test_an_edge_is_sure_by_what_was_kept_beside_it(
    old: str, new: str, words: str, there: tuple[str, bool]
) -> None:
    assert went(old, new, words) == there


@pytest.mark.parametrize(("many", "sure"), [(80, True), (81, False)])
def test_eighty_tokens_beside_a_span_are_looked_at(many: int, sure: bool) -> None:
    """The eightieth is the first that was kept, or is no more looked at."""
    gone = numbered("x", many - 1)
    old, new = f"{B} {gone} rising {D}.", f"{B} risen {D}."
    assert went(old, new, f"rising {D}.") == (f"risen {D}.", sure)
    old, new = f"{D} dusk {gone} {B}", f"{D} dawn {B}"
    assert went(old, new, f"{D} dusk") == (f"{D} dawn", sure)


@pytest.mark.parametrize(("many", "near"), [(29, True), (30, False)])
def test_neighbours_that_are_far_apart_now_hold_nothing(many: int, near: bool) -> None:
    """Three tokens for each that was between them, and 24."""
    old, new = f"now {B} quay {C}", f"{B} {numbered('quay', many)} {C}"
    assert (followed(old, new, "quay") is not None) is near
    for words in (f"{B} quay", f"quay {C}"):
        found = followed(old, new, words)
        assert found is not None
        assert found.sure is near


def test_where_nothing_stands_between_its_neighbours_a_span_went_nowhere() -> None:
    assert followed("he saw foo bar.", "he saw foo.", "bar") is None
    assert followed("he saw foo bar end.", "he saw foo end.", "bar") is None
    assert followed("he saw (qb) end.", "he saw (b) end.", "q") is None


@pytest.mark.parametrize(
    ("old", "new", "words", "there"),
    [
        # A blank at an edge is no part of what it became.
        (f"{B} the dam broke.", f"{B} so the dam broke.", " the dam ", "the dam"),
        # What is held by one sign alone is there.
        (f"{B} (q) {C}", f"{B} (z) {C}", "q", "z"),
        # An edge within a word that changed stays there where a sign on its other side was kept.
        (f"{B} stane {C}", f"{B} stone {C}", "tane", "tone"),
        (f"{B} stane {C}", f"{B} stone {C}", "stan", "ston"),
        (f"{B} stqne {C}", f"{B} stone {C}", "q", "o"),
        (f"{B} (sxone {C}", f"{B} (sone {C}", "one", "one"),
        # A letter that became a blank, and a blank that became a letter, are gone.
        (f"{B} qbzy {C}", f"{B} qb y {C}", "qbz", "qb"),
        (f"{B} qbzy {C}", f"{B} qb y {C}", "zy", "y"),
        (f"{B} qb {C}", f"{B} xqbx {C}", " qb ", "xqbx"),
        # Signs that were put in at an edge belong to the word, but not those of another one.
        (f"{B} dawn; {C}", f"{B} dawning: {C}", "dawn", "dawning"),
        (f"{B} upper {C}", f"{B} supper {C}", "upper", "supper"),
    ],
)
def test_an_edge_lies_beside_the_signs_that_it_lay_beside(old: str, new: str, words: str, there: str) -> None:
    assert went(old, new, words)[0] == there


@pytest.mark.parametrize(("old", "new"), [(2998, 5), (5, 2998)])
def test_in_a_region_of_more_than_three_thousand_signs_nothing_is_looked_for(old: int, new: int) -> None:
    for more, found in ((0, "x" * new), (1, None)):
        one, other = f"{B} {'x' * (old + more)} {C}", f"{B} {'x' * (new + more)} {C}"
        gone = followed(one, other, "x" * (old + more))
        assert (gone and other[gone.place.start : gone.place.end]) == found
