"""Whatever a text holds, what is shown is printable, as long, and the same where nothing is wrong."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.core import plain as module
from triage.core.plain import MARK, MOST_MARKS, plain, plain_lines

_NASTY = (
    "\0\x07\x1b\x7f\x85\x9b\n\t\u200b\u200d\u200e\u202e\u2028\u2066\ufeff"
    "\U000e0041\ud800\ue000\ufe0f\u0301\u0489"
)
texts = st.text(st.one_of(st.characters(), st.sampled_from(_NASTY)))

CLEAN = {
    "ASCII": "Markup [/] and [bold] is nothing special here. ~{}`",
    "Latin": "“It’s a café,” he said — £5 naïve Ærøskøbing…",
    "Russian": "Российские войска отступают, ёлки — «зелёные».",
    "Ukrainian": "Її ґанок, що є",
    "Greek": "Οι δυνάμεις υποχωρούν",
    "Hebrew": "הכוחות נסוגים, שָׁלוֹם",
    "Arabic": "القوات الروسية تنسحب، قال المسؤولون؟ مُحَمَّد",
    "Hindi": "नमस्ते दुनिया, क्षत्रिय",
    "Thai": "กองกำลังถอยทัพ",
    "Chinese": "俄罗斯军队撤退，乌克兰的攻势取得成功。",
    "Japanese": "ロシア軍は撤退した。「成功」とAP通信",
    "Korean": "러시아군이 후퇴했다",
    "emoji": "👍 🔥 ❤ 👩 🇺🇦 👍🏽",
    "combining": "e\u0301 o\u0302\u0323",
}


@pytest.mark.parametrize("text", CLEAN.values(), ids=CLEAN.keys())
def test_clean_text_is_left_as_it_is(text: str) -> None:
    assert plain(text) == text


@pytest.mark.parametrize(
    ("character", "shown"),
    [
        ("\x00", "␀"),
        ("\x1b", "␛"),
        ("\n", "␊"),
        ("\r", "␍"),
        ("\t", " "),
        ("\x7f", "␡"),
        ("\x85", "␤"),
        ("\x9b", "␦"),
        ("\u2028", "␤"),
        ("\u2029", "␤"),
        ("\u00a0", " "),
        ("\u2009", " "),
        ("\u3000", " "),
        ("\u00ad", "␣"),
        ("\u200b", "␣"),
        ("\u200c", "␣"),
        ("\u200d", "␣"),
        ("\u2060", "␣"),
        ("\ufeff", "␣"),
        ("\u180e", "␣"),
        ("\u3164", "␣"),
        ("\ufe0f", "␣"),
        ("\U000e0041", "␣"),
        ("\U000e0101", "␣"),
        ("\u061c", "⇄"),
        ("\u200f", "⇄"),
        ("\u202e", "⇄"),
        ("\u2069", "⇄"),
        ("\ud800", "�"),
        ("\ue000", "�"),
        ("\U0010fffd", "�"),
        ("\uffff", "�"),
        ("\u0378", "�"),
    ],
)
def test_each_unsafe_character_has_its_stand_in(character: str, shown: str) -> None:
    assert plain(f"a{character}b") == f"a{shown}b"
    assert plain(f"ї{character}字") == f"ї{shown}字"


TAGS = 0xE0000
SOME = [*range(0x20000), *range(0x20000, sys.maxunicode, 61), *range(TAGS, TAGS + 0x200), sys.maxunicode]
"""All planes with signs of many kinds, and some code points of those with few."""


@pytest.mark.parametrize("codes", [SOME, pytest.param(range(sys.maxunicode + 1), marks=pytest.mark.slow)])
def test_no_code_point_at_all_reaches_the_screen_unprintable_or_unseen(codes: Sequence[int]) -> None:
    every = "".join(map(chr, codes))
    shown = plain(every)
    assert len(shown) == len(every)
    assert shown.isprintable()
    assert not set("\u115f\u1160\u3164\uffa0\u2800\u034f\ufe00\ufe0f\U000e0100\U000e01ef") & set(shown)


def test_the_ranges_that_are_not_looked_at_hold_only_visible_characters_of_their_own() -> None:
    every = "".join(map(chr, range(0x80, sys.maxunicode + 1)))
    unseen = re.sub(module._NEEDS_A_LOOK, "", every)
    assert len(unseen) > 30_000
    assert unseen.isprintable()
    assert not [character for character in unseen if unicodedata.category(character).startswith("M")]
    assert module._WITHOUT_A_LOOK.isdisjoint(unseen)


@given(texts)
def test_the_length_never_changes_and_twice_is_once(text: str) -> None:
    shown = plain(text)
    assert len(shown) == len(text)
    assert shown.isprintable()
    assert plain(shown) == shown


@given(texts, st.integers(0, 50), st.integers(0, 50))
def test_a_piece_reads_as_it_did_in_the_whole(text: str, start: int, end: int) -> None:
    without_marks = "".join(c for c in text if not unicodedata.category(c).startswith("M"))
    assert plain(without_marks[start:end]) == plain(without_marks)[start:end]


@given(texts)
def test_lines_are_kept_only_where_they_are_asked_for(text: str) -> None:
    shown = plain_lines(text)
    assert shown.split("\n") == [plain(line) for line in text.split("\n")]


@pytest.mark.parametrize("mark", ["\u0301", "\u20dd", "\u0903", "\U0001d167"])
def test_marks_beyond_the_fourth_are_shown_beside_the_letter(mark: str) -> None:
    assert plain("x" + mark * 300 + "y") == "x" + mark * MOST_MARKS + MARK * (300 - MOST_MARKS) + "y"


def test_letters_between_astral_marks_begin_a_new_run() -> None:
    text = "😀\U0001d167\U0001d167\U0001d167😀\U0001d167\U0001d167😀"
    assert plain(text) == text


def test_many_different_unsafe_characters_are_replaced_too() -> None:
    assert plain("".join(map(chr, range(0xE000, 0xE100)))) == "�" * 256
