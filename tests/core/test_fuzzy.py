"""Words as somebody remembers them find the texts that have them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.core.fuzzy import Fuzzy, is_like

TEXTS = (
    "the dam above velm broke at dawn on friday.",
    "mayor ada korr called the company reckless.",
    "volodymyr zelenszky said that the dam had been mined.",
    "zelensky called the mayor.",
    "大坝在黎明时分决堤。",
    "",
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", [0, 1, 2, 3, 4, 5]),
        ("dam", [0, 2]),
        ("mayor called", [1, 3]),
        ("CALLED mayor", [1, 3]),
        ("zelenskyy", [2, 3]),
        ("zelnsky", [2, 3]),
        ("zlsky", [2, 3]),
        ("compayn", [1]),
        ("recklass mayor", [1]),
        ("velm fridya", [0]),
        ("黎明", [4]),
        ("大决", []),
        ("大黎明", [4]),
        ("xyz", []),
        ("da", [0, 1, 2]),
        ("dxm", []),
        ("? *", []),
    ],
)
def test_texts_are_found_by_words_and_by_words_like_them(typed: str, found: list[int]) -> None:
    assert Fuzzy(TEXTS).find(typed) == found


def test_what_has_the_very_words_comes_first_and_of_many_nothing_else_does() -> None:
    few = ("the dame spoke", "the dam", "the dom")
    assert Fuzzy(few).find("dam") == [0, 1]
    assert Fuzzy(("a river rose", "the rivre rose", "the river")).find("river") == [0, 2, 1]
    assert Fuzzy(("the rivre", *["a river"] * 10)).find("river") == [*range(1, 11)]


@pytest.mark.parametrize(
    ("typed", "word", "like"),
    [
        ("river", "rivers", True),
        ("rivre", "river", True),
        ("rver", "river", True),
        ("rivver", "river", True),
        ("rivet", "river", True),
        ("riverx", "river", True),
        ("zelenskyy", "zelenszky", True),
        ("zelinskij", "zelenskyy", False),
        ("riverxy", "river", False),
        ("liver", "river", False),
        ("rr", "river", False),
        ("rvr", "river", True),
        ("rvr", "r" + "a" * 9 + "vr", False),
        ("rat", "rot", False),
        ("", "river", False),
    ],
)
def test_one_letter_may_be_wrong_and_some_may_be_left_out(typed: str, word: str, like: bool) -> None:
    assert is_like(typed, word) is like


@given(st.lists(st.text("abc é.", max_size=12), max_size=8), st.text("abcé .", max_size=8))
def test_every_text_is_found_once_at_most_and_those_with_the_words_all(texts: list[str], typed: str) -> None:
    found = Fuzzy(texts).find(typed)
    assert len({*found}) == len(found)
    exact = [n for n, text in enumerate(texts) if all(word in text for word in typed.casefold().split())]
    assert found[: len(exact)] == exact
