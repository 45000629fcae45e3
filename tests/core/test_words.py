"""Words as a search sees them: one form for each sign, and the way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.core.words import FoldedText, folded, form, indexable, pieces

SIGNS = st.one_of(
    st.characters(exclude_categories=["Cs"]),
    st.sampled_from("aZé“’ ﬁßİǅ\u0301\u200b\u00ad٠ـ北京ｶﾞ𠀀가กำÅΣς½㍻.\n"),
)
TEXTS = st.text(SIGNS, max_size=60)


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("Café", "cafe"),
        ("Cafe\u0301", "cafe"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("ﬁn", "fin"),
        ("ＡＢＣ１", "abc1"),
        ("Πόλις ΠΌΛΙΣ", "πολισ πολισ"),
        ("Ёлка", "елка"),
        ("كِتَابـــ", "كتاب"),
        ("שָׁלוֹם", "שלום"),
        ("co\u00adop", "coop"),
        ("नमस्ते", "नमस्ते"),
        ("Łódź ø æ", "łodz ø æ"),
    ],
)
def test_case_and_accents_do_not_matter(written: str, seen: str) -> None:
    assert folded(written).lower() == folded(seen).lower()
    if seen.isascii():
        assert folded(written).lower() == seen


def test_letters_that_are_others_stay_others() -> None:
    assert len({folded(word) for word in ("लोक", "लिक", "लक")}) == 3
    assert folded("がか") == "がか"
    assert folded("มา") != folded("มี")


@given(SIGNS)
def test_the_form_of_a_form_is_itself(sign: str) -> None:
    assert "".join(map(form, form(sign))) == form(sign)


@given(TEXTS)
def test_a_text_folds_sign_by_sign_whichever_way_is_quickest(text: str) -> None:
    expected = "".join(form(sign) if sign >= "\x80" else sign for sign in text)
    assert folded(text) == expected
    assert folded("a" * 400 + text) == "a" * 400 + expected


@given(TEXTS)
def test_every_sign_of_a_folded_text_leads_back_to_where_it_comes_from(text: str) -> None:
    made = FoldedText(text)
    assert made.text == folded(text).lower()
    for at, sign in enumerate(made.text):
        start, end = made.outside(at, at + 1)
        assert end == start + 1
        assert sign in form(text[start]) or text[start].lower() == sign


def test_a_span_leads_back_to_all_of_its_signs() -> None:
    text = "x ﬁne\u0301 Straße"
    made = FoldedText(text)
    start = made.text.index("strasse")
    assert text[slice(*made.outside(start, start + 7))] == "Straße"
    start = made.text.index("fine")
    assert text[slice(*made.outside(start, start + 4))] in ("ﬁne", "ﬁne\u0301")


def test_unspaced_scripts_are_indexed_by_every_two_signs() -> None:
    assert indexable("abc 北京大学。大").split() == ["abc", "北京", "京大", "大学", "学", "大", "大"]
    assert indexable("plain text") == "plain text"
    assert indexable("東").split() == ["東"]


def test_what_is_no_letter_or_digit_stands_between_words() -> None:
    assert pieces("don’t “U.S.” 5,600—x_y 🔥") == [
        (word, False) for word in ("don", "t", "u", "s", "5", "600", "x", "y")
    ]
    assert pieces("abc北京def") == [("abc", False), ("北京", True), ("def", False)]
