"""Properties of segments that hold for every text, and what the public functions promise."""

from __future__ import annotations

import subprocess
import sys
from time import thread_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage.core.segment import Kind, Segment, segment, sentences

MARKS = ". ! ? … 。 ！ \" ' “ ” ‘ ’ « » ( ) [ ] - — • * # : ; , 1 2. 1) a."
BLANKS = [
    "\n",
    "\n\n",
    " ",
    "  ",
    "\t",
    "\u00a0",
    "\u2028",
    "\u0085",
    "\x0c",
    "\x1c",
    "\u200b",
    "\ufeff",
    "\ud800",
]
WORDS = (
    "A b Mr. U.S. a.m. No. The he said iPhone http://a.b/c?D=e a@b.co 中文 है। ؟ г. ended.The 😀 :) [1] -----"
)
PHRASES = ["Photo:", "By Jane Doe", "Read More", ". . .", "(AP) —", "- ", "all rights reserved"]
PIECES = st.lists(st.sampled_from([*MARKS.split(), *BLANKS, *WORDS.split(), *PHRASES]))
NASTY = st.one_of(st.text(), PIECES.map("".join), PIECES.map(" ".join))


def check_exact(text: str, spans: list[tuple[int, int]]) -> None:
    covered = 0
    for start, end in spans:
        assert covered <= start < end <= len(text)
        assert not text[covered:start].strip()
        assert text[start:end] == text[start:end].strip()
        covered = end
    assert not text[covered:].strip()


@settings(max_examples=150, deadline=None)
@given(NASTY)
def test_every_character_that_is_not_blank_is_in_exactly_one_sentence(text: str) -> None:
    check_exact(text, sentences(text))


@settings(max_examples=150, deadline=None)
@given(NASTY)
def test_every_character_that_is_not_blank_is_in_exactly_one_segment(text: str) -> None:
    check_exact(text, [(found.start, found.end) for found in segment(text)])


@settings(max_examples=100, deadline=None)
@given(NASTY)
def test_an_article_has_one_title_of_its_own_at_most_before_its_body(text: str) -> None:
    kinds = [found.kind for found in segment(text) if found.kind not in (Kind.BOILERPLATE, Kind.CAPTION)]
    assert Kind.TITLE not in kinds[1:]


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\t \u2028\n"])
def test_blank_text_has_no_segments(text: str) -> None:
    assert segment(text) == []
    assert sentences(text) == []


@pytest.mark.parametrize(
    ("found", "claim"),
    [
        (Segment(0, 5, Kind.TITLE), False),
        (Segment(0, 5, Kind.HEADING), False),
        (Segment(0, 5, Kind.BOILERPLATE), False),
        (Segment(0, 5, Kind.CAPTION), False),
        (Segment(0, 5, Kind.CAPTION, full_sentence=True), True),
        (Segment(0, 5, Kind.SENTENCE), True),
    ],
)
def test_sentences_and_captions_that_are_sentences_are_claims(found: Segment, claim: bool) -> None:
    assert found.claim is claim


def test_kinds_are_written_as_plain_words() -> None:
    assert [str(kind) for kind in Kind] == ["title", "heading", "caption", "sentence", "boilerplate"]


def test_an_article_is_cut_into_its_parts_in_order() -> None:
    text = (
        "River Floods Three Towns\n\nBy Ann Miller\n\n(Photo shows the bridge, which was lost on Friday.)\n\n"
        "The river rose at night. Nobody was hurt.\n\nWhat Comes Next\n\n"
        "Repairs start on Monday.\n\nRead More\n"
    )
    assert [(str(found.kind), text[found.start : found.end], found.claim) for found in segment(text)] == [
        ("title", "River Floods Three Towns", False),
        ("boilerplate", "By Ann Miller", False),
        ("caption", "(Photo shows the bridge, which was lost on Friday.)", True),
        ("sentence", "The river rose at night.", True),
        ("sentence", "Nobody was hurt.", True),
        ("heading", "What Comes Next", False),
        ("sentence", "Repairs start on Monday.", True),
        ("boilerplate", "Read More", False),
    ]


UNITS = [
    "x",
    ".",
    ". ",
    "(",
    "( ",
    "“",
    '" ',
    "? ",
    "?!x",
    ". A",
    "A. 😀 ",
    "(a b. A) ",
    "• a. ",
    "1. A ",
    "-",
    "----- ",
]
UNITS += [
    "A.",
    "aa.Bb",
    "a\n",
    " ",
    "word word word. Next\n",
    "中。",
    ".\n",
    "Mr. X ",
    "a. \t ",
    "!",
    "x - ",
    "“a.” “",
]


@pytest.mark.parametrize("unit", UNITS)
def test_time_grows_with_the_length_of_the_text_and_not_faster(unit: str) -> None:
    def cost(size: int, tries: int) -> float:
        text = (unit * (size // len(unit) + 1))[:size]
        best = float("inf")
        for _ in range(tries):
            began = thread_time()
            segment(text)
            best = min(best, thread_time() - began)
        return best

    small = 6_000
    cost(small, 1)
    for tries in (1, 3, 3, 3):  # a machine that is busy is asked again, and more closely
        if cost(8 * small, tries) < 24 * cost(small, 3) + 0.003:
            return
    pytest.fail(f"eight times {unit!r} takes more than 24 times as long")


def test_importing_segments_needs_nothing_but_the_standard_library_and_itself() -> None:
    code = "import sys, triage.core.segment; print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    roots = {name.partition(".")[0] for name in found.stdout.split()} - sys.stdlib_module_names
    assert {name for name in roots if not name.startswith(("_", "sitecustomize"))} <= {"triage", "sys"}
    assert not [name for name in found.stdout.split() if name.startswith(("triage.store", "triage.ui"))]
