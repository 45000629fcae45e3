"""What counts as a token in each script, which of them a span touches, and which tell where they are."""

from __future__ import annotations

import pytest

from triage.core.tokens import Tokens, features, tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("the river rose.", ["the", "river", "rose", "."]),
        ("5,600 at 3.5%", ["5", ",", "600", "at", "3", ".", "5", "%"]),
        ("don't—no", ["don", "'", "t", "—", "no"]),
        ("a_b é", ["a_b", "é"]),
        ("大坝x决", ["大", "坝", "x", "决"]),
        ("ไทยab", ["ไ", "ท", "ย", "ab"]),
        ("မြန ខ្មែ", ["မ", "ြ", "န", "ខ", "្", "ម", "ែ"]),
        ("ខគ ຂຄ", ["ខ", "គ", "ຂ", "ຄ"]),
    ],
)
def test_words_are_cut_at_blanks_and_signs_and_unspaced_scripts_at_every_letter(
    text: str, words: list[str]
) -> None:
    found = tokens(text)
    assert found.words == words
    assert all(text.startswith(word, at) for word, at in zip(words, found.starts, strict=True))


TEXT = tokens("ab cd. ef")


@pytest.mark.parametrize(
    ("start", "end", "touched"),
    [
        *(((0, 9, (0, 4))), (0, 2, (0, 1)), (1, 2, (0, 1)), (2, 3, (1, 1)), (2, 4, (1, 2)), (1, 4, (0, 2))),
        *((3, 5, (1, 2)), (3, 6, (1, 3)), (5, 6, (2, 3)), (6, 7, (3, 3)), (8, 9, (3, 4)), (9, 9, (4, 4))),
    ],
)
def test_a_span_touches_the_tokens_it_shares_a_sign_with(
    start: int, end: int, touched: tuple[int, int]
) -> None:
    assert TEXT.over(start, end) == touched


def test_before_the_first_token_there_is_none() -> None:
    assert tokens("  ab").over(0, 1) == (0, 0)
    assert tokens("  ab").over(0, 3) == (0, 1)


def test_a_token_ends_behind_its_last_sign_and_knows_whether_a_blank_stands_before_it() -> None:
    assert [TEXT.end(at) for at in range(4)] == [2, 5, 6, 9]
    assert [TEXT.after_blank(at) for at in range(4)] == [True, True, False, True]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ab cd", [(0, "ab"), (3, "cd")]),
        ("a. b", []),
        ("a b c", [(0, "ab"), (2, "bc")]),
        ("a. bc", [(3, "bc")]),
        ("a bc", [(2, "bc")]),
        (". a b", [(2, "ab")]),
        ("a b.", [(0, "ab")]),
        ("大坝。", [(0, "大坝")]),
    ],
)
def test_words_tell_a_place_and_pairs_where_tokens_are_letters(
    text: str, found: list[tuple[int, str]]
) -> None:
    assert list(features(tokens(text))) == found


def test_tokens_are_equal_by_what_they_hold() -> None:
    assert tokens("a b") == Tokens(["a", "b"], [0, 2])
