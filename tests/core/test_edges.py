"""Edges move by words as readers of each script see them, and never into a letter.

The rule about punctuation: full stops, closing quotes and brackets go with the word before them
up to the first comma, semicolon or colon, which goes with nothing; opening quotes and brackets go
with the word after them; dashes, and punctuation that stands alone, are stepped over.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage.core.edges import end_left, end_right, start_left, start_right

TABLE = [
    ("The river rose by two.", ["The", "river", "rose", "by", "two."]),
    ("He said “it was huge,” and left.", ["He", "said", "“it", "was", "huge", "and", "left."]),
    ("the “huge”, then “no.” (Yes!)", ["the", "“huge”", "then", "“no.”", "(Yes!)"]),
    ("U.S., Inc.: 5,600 at 3.5% – or so…", ["U.S.", "Inc.", "5,600", "at", "3.5%", "or", "so…"]),
    ("war—and peace; well-known", ["war", "and", "peace", "well-known"]),
    ("the soldiers' 'own' \"word\".", ["the", "soldiers'", "'own'", '"word".']),
    ("Er sagte: „Es war riesig“, und ging.", ["Er", "sagte", "„Es", "war", "riesig“", "und", "ging."]),
    ("»Ja«, sagte sie.", ["»Ja«", "sagte", "sie."]),
    ("Он сказал: «Да», и ушёл. «Нет!»", ["Он", "сказал", "«Да»", "и", "ушёл.", "«Нет!»"]),
    ("قال: «نعم»، ثم ذهب؟", ["قال", "«نعم»", "ثم", "ذهب؟"]),
    ("كَتَبَ رِسالةً.", ["كَتَبَ", "رِسالةً."]),
    ("他说：“这很大。”然后", ["他", "说", "“这", "很", "大。”", "然", "后"]),
    ("北约NATO有30国。", ["北", "约", "NATO", "有", "30", "国。"]),
    ("उसने कहा, “यह सच है।” हाँ।", ["उसने", "कहा", "“यह", "सच", "है।”", "हाँ।"]),
    ("ที่นี่", ["ที่", "นี่"]),
    ("he said 'no,' twice", ["he", "said", "'no", "twice"]),
    ("ab,】 cd,॥ ef؛ gh 【 ij", ["ab", "cd", "ef", "gh", "ij"]),
    ("他【说】了 a 说", ["他", "【说】", "了", "a", "说"]),
    ("กินข้าว", ["กิ", "น", "ข้", "า", "ว"]),
    ("war—\u0301and—\u200cpeace now", ["war", "and", "peace", "now"]),
    ("e\u0301te\u0301 👨\u200d👩\u200d👧 ok 👍🏽.", ["e\u0301te\u0301", "👨\u200d👩\u200d👧", "ok", "👍🏽."]),
]


@pytest.mark.parametrize(("text", "words"), TABLE)
def test_the_end_goes_over_each_word_in_turn(text: str, words: list[str]) -> None:
    end = text.index(words[0]) + len(words[0])
    ends = [end]
    while (further := end_right(text, 0, end)) != end:
        ends.append(end := further)
    assert ends == ends_of(text, words)


@pytest.mark.parametrize(("text", "words"), TABLE)
def test_the_end_comes_back_over_each_word_and_leaves_one(text: str, words: list[str]) -> None:
    ends = ends_of(text, words)
    end = ends[-1]
    found = [end]
    while (further := end_left(text, 0, end)) != end:
        found.append(end := further)
    assert found == ends[::-1]


@pytest.mark.parametrize(("text", "words"), TABLE)
def test_the_start_goes_over_each_word_and_back(text: str, words: list[str]) -> None:
    starts = starts_of(text, words)
    start, end = starts[0], len(text)
    there = [start]
    while (further := start_right(text, start, end)) != start:
        there.append(start := further)
    assert there == starts
    back = [start]
    while (further := start_left(text, start, end)) != start:
        back.append(start := further)
    assert back == starts[::-1]


def ends_of(text: str, words: list[str]) -> list[int]:
    return [start + len(word) for start, word in zip(starts_of(text, words), words, strict=True)]


def starts_of(text: str, words: list[str]) -> list[int]:
    starts: list[int] = []
    position = 0
    for word in words:
        starts.append(text.index(word, position))
        position = starts[-1] + len(word)
    return starts


MOVES: list[Callable[[str, int, int], int]] = [end_left, end_right, start_left, start_right]

pieces = st.sampled_from(
    [
        *"ab.,;:!?…—–()“”\"'«»„ \n",
        "の",
        "说",
        "。",
        "，",
        "کِ",
        "हि",
        "न्दी",
        "ที่",
        "e\u0301",
        "\u200d",
        "\u0301",
        "👍🏽",
        "9",
    ]
)


@settings(max_examples=300)
@given(st.lists(pieces, min_size=1, max_size=25).map("".join), st.data())
def test_a_move_leaves_a_span_and_never_cuts_a_letter_from_its_marks(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    for move in MOVES:
        at = move(text, start, end)
        outward = move in (end_right, start_left)
        if move in (end_left, end_right):
            assert start < at <= len(text)
            assert (at >= end) if outward else (at <= end)
            assert at == end or not cuts(text, at)
        else:
            assert 0 <= at < end
            assert (at <= start) if outward else (at >= start)
            assert at == start or not cuts(text, at)


def cuts(text: str, at: int) -> bool:
    """Whether `at` lies between a letter and a mark of its own."""
    return 0 < at < len(text) and unicodedata.category(text[at])[0] == "M" and not text[at - 1].isspace()


words = st.lists(
    st.sampled_from(
        ["The", "“river", "rose”", "by", "5,600", "metres,", "(or", "so)", "река", "ثم", "है।", "说"]
    ),
    min_size=3,
    max_size=8,
)


@given(words, st.data())
def test_out_and_back_is_where_it_was_inside_a_sentence(drawn: list[str], data: st.DataObject) -> None:
    text = " ".join(drawn)
    ends = [end_right(text, 0, 0)]
    while (further := end_right(text, 0, ends[-1])) != ends[-1]:
        ends.append(further)
    end = data.draw(st.sampled_from(ends[1:-1]))
    assert end_right(text, 0, end_left(text, 0, end)) == end
    assert end_left(text, 0, end_right(text, 0, end)) == end
    starts = [0]
    while (further := start_right(text, starts[-1], len(text))) != starts[-1]:
        starts.append(further)
    start = data.draw(st.sampled_from(starts[1:-1]))
    assert start_left(text, start_right(text, start, len(text)), len(text)) == start
    assert start_right(text, start_left(text, start, len(text)), len(text)) == start


@pytest.mark.parametrize("text", ["…", "“”", "— —", " ", "word"])
def test_where_there_is_no_other_word_nothing_moves(text: str) -> None:
    assert end_left(text, 0, len(text)) == len(text)
    assert end_right(text, 0, len(text)) == len(text)
    assert start_left(text, 0, len(text)) == 0
    assert start_right(text, 0, len(text)) == 0


def test_a_word_longer_than_the_reach_is_still_left_behind() -> None:
    text = "x" * 1000 + " end"
    assert 0 <= start_left(text, 1001, 1004) < 1001
