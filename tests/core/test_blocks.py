"""Lines become blocks, and hard-wrapped lines are put together."""

from __future__ import annotations

import textwrap

import pytest

from triage.core.blocks import blocks
from triage.core.segment import Kind, segment, sentences

PARAGRAPHS = """
The river rose through the night and by morning the lower town stood a metre deep in brown water. \
Firemen went from door to door in boats and brought out the old and the sick. Nobody was reported missing.
The mayor asked the region for pumps, tents and drinking water. She said that the dam had held, \
but that engineers would have to look at it once the water was gone, and that this could take weeks.
Farmers fear for the harvest. Most fields along the river are under water, and the roads to the mills \
are cut in three places.
""".strip().splitlines()


def texts(text: str) -> list[str]:
    return [text[block.start : block.end] for block in blocks(text)]


@pytest.mark.parametrize("width", [60, 65, 72, 78, 80, 100])
@pytest.mark.parametrize(("between", "indent"), [("\n\n", ""), ("\n", "    "), ("\n\n", "  ")])
def test_hard_wrapped_paragraphs_are_put_together(width: int, between: str, indent: str) -> None:
    wrapped = between.join(textwrap.fill(part, width, initial_indent=indent) for part in PARAGRAPHS)
    assert [" ".join(block.split()) for block in texts(wrapped)] == PARAGRAPHS


def test_a_sentence_of_a_hard_wrapped_text_spans_its_line_ends() -> None:
    wrapped = "Water in the Streets\n\n" + "\n\n".join(textwrap.fill(part, 72) for part in PARAGRAPHS)
    found = [wrapped[start:end] for start, end in sentences(wrapped)]
    assert found[2].split() == [
        "Firemen",
        "went",
        "from",
        "door",
        "to",
        "door",
        "in",
        "boats",
        "and",
        "brought",
        "out",
        "the",
        "old",
        "and",
        "the",
        "sick.",
    ]
    assert "\n" in found[1]
    assert segment(wrapped)[0].kind is Kind.TITLE


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n \t\n"])
def test_one_line_for_each_paragraph_stays_so(between: str) -> None:
    assert texts(between.join(PARAGRAPHS)) == PARAGRAPHS


def test_short_lines_of_similar_length_that_are_sentences_stay_apart() -> None:
    lines = [
        f"The council of town number {n} has voted for the new bridge on day {n}." for n in range(10, 30)
    ]
    assert texts("\n".join(lines)) == lines


def test_the_lines_of_a_poem_stay_apart() -> None:
    lines = [
        "The river ran at night,",
        "the town was half asleep;",
        "a lamp, a door, a light,",
        "the water high and deep.",
    ]
    assert texts("\n".join(lines)) == lines


@pytest.mark.parametrize("marker", ["- ", "* ", "• ", "{n}. ", "{n}) "])
def test_list_items_stay_apart_and_are_marked(marker: str) -> None:
    lines = [
        marker.format(n=n) + word for n, word in enumerate(["Pumps and tents", "Drinking water", "Boats"], 1)
    ]
    found = blocks("\n".join(lines))
    assert [block.item for block in found] == [True] * 3
    assert texts("\n".join(lines)) == lines


def test_items_of_a_hard_wrapped_list_keep_their_second_lines() -> None:
    items = ["- " + part for part in PARAGRAPHS]
    wrapped = "\n".join(textwrap.fill(item, 72, subsequent_indent="  ") for item in items)
    assert [" ".join(block.split()) for block in texts(wrapped)] == items


def test_a_markdown_heading_is_a_block_of_its_own_in_wrapped_text() -> None:
    wrapped = (
        "# Flood\n" + textwrap.fill(PARAGRAPHS[0], 72) + "\n## Help\n" + textwrap.fill(PARAGRAPHS[1], 72)
    )
    assert texts(wrapped)[0::2] == ["# Flood", "## Help"]
    assert len(texts(wrapped)) == 4


@pytest.mark.parametrize("separator", ["\n", "\u2028", "\u2029", "\x0b", "\x0c", "\x85"])
def test_every_line_separator_ends_a_block(separator: str) -> None:
    assert texts(f"One.{separator}Two.") == ["One.", "Two."]
