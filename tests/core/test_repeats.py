"""Words stand again where only white space and quotation marks differ."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage.core.repeats import Wording

CLAIM = "The mayor’s dam is safe."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (CLAIM, [CLAIM]),
        ("“The mayor's  dam\nis safe,” he said.", ["The mayor's  dam\nis safe"]),
        ("He wrote: “The mayor's dam is safe.”", ["“The mayor's dam is safe.”"]),
        ("He wrote „The mayor`s dam is safe“.", ["„The mayor`s dam is safe“."]),
        ("The mayor’s dam is safe today.", ["The mayor’s dam is safe"]),
        ("The mayor’s dam is safe... Is it?", ["The mayor’s dam is safe"]),
        ("The mayor’s dam is safe? The mayor’s dam is safe.", [CLAIM]),
        ("“The mayor’s dam is safe”?", []),
        ("the mayor’s dam is safe.", []),
        ("The mayor’s dam is safely shut.", []),
        ("The mayor’s dam\n\nis safe.", []),
        ("The mayor’s dam, is safe.", []),
        ("The mayors dam is safe.", []),
        ("The mayor’s dam is safe\u0301.", []),
        ("", []),
    ],
)
def test_a_claim_is_found_again_where_its_words_are(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in Wording(CLAIM).places(text)] == found


def test_scripts_without_blanks_are_found_inside_a_line() -> None:
    assert Wording("堤防は安全だ。").places("市長は堤防は安全だ。と言った") == [(3, 10)]


@pytest.mark.parametrize("words", ["", ".", "“”", " … "])
def test_without_a_word_nothing_is_found(words: str) -> None:
    assert not Wording(words)
    assert Wording(words).places(f"a {words} b") == []


SIGNS = st.text("ab.\"'“”’ \n\u0301", max_size=16)


@settings(max_examples=60, deadline=None)
@given(SIGNS, SIGNS)
def test_places_are_apart_and_say_the_same(words: str, text: str) -> None:
    wording, end = Wording(words), 0
    for start, last in wording.places(text + words + text):
        assert end <= start < last
        assert wording.are((text + words + text)[start:last])
        end = last
