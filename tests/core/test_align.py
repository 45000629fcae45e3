"""Fitting two texts to each other, held against the plain way of doing it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.core.align import aligned, best_prefix, distance, likeness, minima
from triage.core.diff import kept_in_order, moved_blocks
from triage.core.tokens import tokens

texts = st.text(alphabet="abc", max_size=9)


def plain_distance(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for down, left in enumerate(one, 1):
        above, row = row, [down]
        for at, right in enumerate(other, 1):
            row.append(min(above[at] + 1, row[-1] + 1, above[at - 1] + (left != right)))
    return row[-1]


@pytest.mark.parametrize(
    ("one", "other", "edits", "part"),
    [
        ("", "", 0, 1.0),
        ("abc", "", 3, 0.0),
        ("abc", "abc", 0, 1.0),
        ("abcd", "abxd", 1, 0.75),
        ("abcd", "acd", 1, 0.75),
        ("abcd", "xabcd", 1, 0.8),
        ("kitten", "sitting", 3, 1 - 3 / 7),
        ("abb", "bab", 2, 1 / 3),
        ("xaybzc", "wabc", 3, 0.5),
    ],
)
def test_edits_are_counted_between_what_two_texts_share_at_their_ends(
    one: str, other: str, edits: int, part: float
) -> None:
    assert distance(one, other) == distance(other, one) == edits
    assert likeness(one, other) == likeness(other, one) == pytest.approx(part)


@given(texts, texts)
def test_the_distance_is_levenshteins(one: str, other: str) -> None:
    assert distance(one, other) == plain_distance(one, other)
    assert (likeness(one, other) == 1) is (one == other)


@given(texts, texts)
def test_an_alignment_costs_what_the_distance_is(old: str, new: str) -> None:
    to = aligned(old, new)
    kept = [place for place in to if place >= 0]
    assert kept == sorted(set(kept))
    swapped = sum(place >= 0 and old[at] != new[place] for at, place in enumerate(to))
    assert len(old) - len(kept) + len(new) - len(kept) + swapped == distance(old, new)


@given(texts, texts)
def test_places_are_told_at_their_least_cost(pattern: str, text: str) -> None:
    for cost, end in minima(pattern, text, len(pattern)):
        assert cost == min(plain_distance(pattern, text[start:end]) for start in range(end + 1))
    length = best_prefix(pattern, text)
    costs = [plain_distance(pattern, text[:end]) for end in range(len(text) + 1)]
    assert costs[length] == min(costs)


@pytest.mark.parametrize(
    ("old", "new", "to"),
    [
        ("abc", "abc", [0, 1, 2]),
        ("abc", "ac", [0, -1, 1]),
        ("ac", "abc", [0, 2]),
        ("abc", "axc", [0, 1, 2]),
        ("ab", "", [-1, -1]),
        ("", "ab", []),
    ],
)
def test_signs_are_kept_deleted_inserted_and_replaced(old: str, new: str, to: list[int]) -> None:
    assert aligned(old, new) == to


@pytest.mark.parametrize(
    ("pattern", "text", "length"),
    [
        ("", "ab", 0),
        ("ab", "", 0),
        ("ab", "abc", 2),
        ("abc", "ab", 2),
        ("abcd", "abxcd more", 5),
        ("abcd", "acd more", 3),
        ("abcd", "xyzw", 4),
        # Of beginnings that are as like it, the one as long as it is, else the shorter one.
        ("aa", "baa", 2),
        ("ab", "bab", 1),
        ("abcd", "efghijklm", 4),
    ],
)
def test_the_likest_beginning_of_a_text_is_told(pattern: str, text: str, length: int) -> None:
    assert best_prefix(pattern, text) == length


@pytest.mark.parametrize(
    ("pattern", "text", "most", "places"),
    [
        ("dam", "the dam, a dam", 0, [(0, 7), (0, 14)]),
        ("dam", "the dim", 0, []),
        ("dam", "the dim", 1, [(1, 7)]),
        ("dam", "the damp", 1, [(0, 7)]),
        ("abb", "bab", 1, [(1, 3)]),
        ("abb", "bab", 2, [(2, 1), (1, 3)]),
        # Of ends side by side that cost the same, the first.
        ("aa", "ba", 1, [(1, 2)]),
        ("ab", "axb", 1, [(1, 1)]),
        ("", "a", 0, []),
        ("a", "", 1, []),
    ],
)
def test_places_where_an_edit_ends_are_told_with_what_it_costs(
    pattern: str, text: str, most: int, places: list[tuple[int, int]]
) -> None:
    assert minima(pattern, text, most) == places


sentences = st.lists(st.sampled_from(["a b c.", "b a.", "c.", "d e f g.", "a a."]), max_size=8).map(" ".join)


@given(sentences, sentences)
def test_kept_tokens_are_equal_and_in_order(old: str, new: str) -> None:
    one, other = tokens(old), tokens(new)
    to = kept_in_order(one, other)
    kept = [place for place in to if place >= 0]
    assert kept == sorted(set(kept))
    assert all(place < 0 or one.words[at] == other.words[place] for at, place in enumerate(to))
    for at, place in moved_blocks(one.words, other.words, to).items():
        assert to[at] < 0
        assert place not in to
        assert one.words[at] == other.words[place]


def test_a_deleted_sentence_takes_its_own_full_stop_along() -> None:
    old, new = tokens("it rose. it fell. it stayed."), tokens("it rose. it stayed.")
    assert kept_in_order(old, new) == [0, 1, 2, -1, -1, -1, 3, 4, 5]
