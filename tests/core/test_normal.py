"""What is typography and what is another word, and the way back to the canonical text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import NASTY_CHARACTERS
from triage.core.normal import normal, same_words


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("He said “no” — twice…", 'He said "no" - twice...', True),
        ("two  words\nhere", "two words here", True),
        ("two\u00a0words", "two words", True),
        ("soft\u00adhyphen", "softhyphen", True),
        ("don’t", "don't", True),
        ("don’t — café", "donâ€™t â€” cafÃ©", True),
        ("café", unicodedata.normalize("NFD", "café"), True),
        ("ﬁve １２", "five 12", True),
        ("库在\n二楼", "库在二楼", True),
        ("The dam broke", "the dam broke", True),
        ("DAM BROKE", "Dam broke", True),
        ("in May", "in may", False),
        ("the US", "the us", False),
        ("it is 12", "it is 13", False),
        ("10²", "102", False),
        ("it is", "it is not", False),
        ("now here", "nowhere", False),
        ("from 5 to −3", "from 5 to 3", False),
        ("1,000", "1.000", False),
    ],
)
def test_words_are_told_from_typography(one: str, other: str, same: bool) -> None:
    assert same_words(one, other) is same
    assert same_words(other, one) is same


@given(st.text(alphabet=NASTY_CHARACTERS + "â€™Ã©—“ﬁ が", max_size=30))
def test_every_sign_knows_where_it_came_from(text: str) -> None:
    one = normal(text)
    assert len(one.text) == len(one.folded) == len(one.starts) == len(one.ends)
    assert list(one.starts) == sorted(one.starts)
    assert all(0 <= start < end <= len(text) for start, end in zip(one.starts, one.ends, strict=True))
    for at, sign in enumerate(one.text):
        if sign.isalnum() and sign.isascii():
            first, last = one.inside(one.starts[at], one.ends[at])
            assert sign in one.text[first:last]
            assert one.outside(at, at + 1) == (one.starts[at], one.ends[at])
