"""Where the signs of a normal text come from: across the steps in which it is made, and in other scripts."""

from __future__ import annotations

import pytest

from triage.core.normal import normal

PIECE = 16_384
"""Signs that are looked through at once for a wrong decoding."""


@pytest.mark.parametrize("before", range(PIECE - 4, PIECE + 2))
def test_a_sign_read_wrongly_is_seen_across_two_steps(before: int) -> None:
    whole = normal("a" * before + "\u00f0Ÿ˜€" + "b")
    assert whole.text == "a" * before + "😀b"
    assert whole.outside(before, before + 1) == (before, before + 4)


def test_letters_of_other_scripts_stay_apart_where_some_are_decomposed() -> None:
    whole = normal("и\u0306ва ᄀ\u1161가")
    assert whole.text == "йва 가가"
    assert list(whole.starts) == [0, 2, 3, 4, 5, 7]
    assert list(whole.ends) == [2, 3, 4, 5, 7, 8]


@pytest.mark.parametrize("sign", "“”‘’、】～")
def test_a_line_that_breaks_beside_a_sign_of_an_unspaced_script_adds_no_blank(sign: str) -> None:
    assert normal(f"大{sign}\n坝").text == normal(f"大{sign}坝").text
    assert normal(f"大\n{sign}坝").text == normal(f"大{sign}坝").text
