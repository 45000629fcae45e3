"""Spans are moved, made whole and cut by units, and never empty, outside the text, or within a letter."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage.core.edges import end_left, start_left
from triage.core.graphemes import is_within
from triage.core.segment import segment
from triage.core.selection import Selection
from triage.core.spans import Step, halves, moved, place_to_split, whole
from triage.core.units import Unit, characters, clauses, words

CLAUSES = [
    (
        "He said “it was huge,” and left (as 5,600 did) — or so; well.",
        ["He said", "“it was huge", "and left", "(as 5,600 did)", "or so", "well."],
    ),
    ("“It never,” she said, “was U.S. policy.”", ["“It never", "she said", "“was U.S. policy.”"]),
    ("该公司说，这很大，然后。", ["该公司说", "这很大", "然后。"]),
    ("the soldiers' 'own' word - not theirs", ["the soldiers' 'own' word", "not theirs"]),
    ("- first, last -", ["first", "last"]),
    ("قال: نعم، ثم ذهب؟", ["قال", "نعم", "ثم ذهب؟"]),
    ("…", []),
]


@pytest.mark.parametrize(("text", "expected"), CLAUSES)
def test_clauses_are_over_at_commas_dashes_brackets_and_quotations(text: str, expected: list[str]) -> None:
    assert [text[begin:stop] for begin, stop in clauses(text, 0, len(text))] == expected


def test_characters_are_what_a_reader_takes_for_one_and_no_blanks() -> None:
    text = "e\u0301 👨\u200d👩\u200d👧\n🇩🇪นำ"
    assert [text[begin:stop] for begin, stop in characters(text, 0, len(text))] == [
        *("e\u0301", "👨\u200d👩\u200d👧", "🇩🇪", "นำ")
    ]
    assert list(characters(text, 1, 2)) == []


def test_a_letter_of_a_script_without_blanks_is_not_cut_from_its_vowel() -> None:
    assert [stop for _, stop in words("ทำงาน", 0, 5)] == [2, 3, 4, 5]


TEXT = """A title

The river rose, officials said, by two metres. Nine houses (of forty) flooded. No.

She left. He stayed, e\u0301te\u0301 👨\u200d👩\u200d👧 and all.
"""
SEGMENTS = segment(TEXT)


@pytest.mark.parametrize(
    ("words_", "step", "expected"),
    [
        ("Nine houses", "end-right-sentence", "Nine houses (of forty) flooded."),
        ("Nine houses", "end-right-clause", "Nine houses (of forty)"),
        ("Nine houses", "end-right-paragraph", "Nine houses (of forty) flooded. No."),
        ("Nine houses", "start-left-sentence", "The river rose, officials said, by two metres. Nine houses"),
        ("flooded. No.", "start-left-clause", "(of forty) flooded. No."),
        ("flooded. No.", "end-left-sentence", "flooded."),
        ("rose, officials said", "start-right-clause", "officials said"),
        ("rose, officials said", "end-left-clause", "rose"),
        ("rose", "end-left-clause", "rose"),
        ("rose", "start-right-sentence", "rose"),
        ("rose, officials", "end-left-character", "rose, official"),
        ("rose, o", "end-left-character", "rose,"),
        ("He stayed, e\u0301", "end-left-character", "He stayed,"),
        ("👨\u200d👩\u200d👧", "end-left-character", "👨\u200d👩\u200d👧"),
        ("No.", "start-left-paragraph", TEXT.splitlines()[2]),
    ],
)
def test_an_edge_goes_one_unit_on(words_: str, step: str, expected: str) -> None:
    start = TEXT.index(words_)
    edge, way, unit = step.split("-")
    span = moved(
        TEXT, SEGMENTS, (start, start + len(words_)), Step(edge == "end", way == "right", Unit(unit))
    )
    assert TEXT[slice(*span)] == expected


@pytest.mark.parametrize("written", ["end", "end-up", "top-left", "end-left-page", "end-left-word-word"])
def test_what_is_no_step_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Step.of(written)
    assert Step.of("start-left-clause") == Step(end=False, right=False, unit=Unit.CLAUSE)
    assert Step.of("end-right") == Step(end=True, right=True)


@pytest.mark.parametrize(
    ("part", "unit", "expected"),
    [
        ("officials", Unit.SENTENCE, "The river rose, officials said, by two metres."),
        ("metres. Nine", Unit.SENTENCE, TEXT.splitlines()[2][:-4]),
        ("Nine", Unit.PARAGRAPH, TEXT.splitlines()[2]),
        ("left", Unit.SENTENCE, "She left."),
        ("\n", Unit.SENTENCE, "\n"),
    ],
)
def test_a_span_is_made_whole(part: str, unit: Unit, expected: str) -> None:
    start = TEXT.index(part)
    assert TEXT[slice(*whole(SEGMENTS, (start, start + len(part)), unit))] == expected


def test_only_what_the_structure_has_can_be_made_whole() -> None:
    with pytest.raises(ValueError, match="word"):
        whole(SEGMENTS, (0, 1), Unit.WORD)


def cut(text: str, at: int) -> list[str] | None:
    parts = halves(text, (0, len(text)), at)
    return None if parts is None else [text[slice(*part)] for part in parts]


def test_what_parts_two_halves_belongs_to_neither() -> None:
    text = "It rose, she said — and fell."
    assert cut(text, text.index("she")) == ["It rose", "she said — and fell."]
    assert cut(text, text.index(",")) == ["It rose", "she said — and fell."]
    assert cut(text, text.index("—")) == ["It rose, she said", "and fell."]
    assert cut(text, 4) == ["It r", "ose, she said — and fell."]
    assert cut(text, 0) is cut(text, len(text)) is cut("… yes", 2) is cut("yes …", 4) is None
    assert cut("e\u0301te", 1) == ["e\u0301", "te"]
    assert cut("e\u0301", 1) is None


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("The dam broke at dawn, and it flooded a valley.", "and it flooded a valley."),
        ("The dam broke at dawn", "broke at dawn"),
        ("dawn", "wn"),
        ("e\u0301e\u0301", "e\u0301"),
        ("e\u0301", None),
    ],
)
def test_a_claim_is_cut_at_a_clause_else_at_a_word_else_between_letters(
    text: str, second: str | None
) -> None:
    at = place_to_split(text, (0, len(text)))
    assert (None if at is None else text[at:]) == second


def test_a_very_long_claim_is_cut_after_its_middle() -> None:
    text = "so, " * 30_000
    at = place_to_split(text, (0, len(text)))
    assert at is not None
    assert 0 <= at - len(text) // 2 <= 4


pieces = st.sampled_from(
    [
        *"abE.,;:!?—()“” \n",
        "\n\n",
        "の",
        "说。",
        "हि",
        "न्दी",
        "ทำ",
        "e\u0301",
        "\u0301",
        "👍🏽",
        "🇩🇪",
        "\u200d",
        "It is. ",
    ]
)
texts = st.lists(pieces, min_size=1, max_size=30).map("".join).filter(lambda text: not text.isspace())
steps = st.builds(Step, end=st.booleans(), right=st.booleans(), unit=st.sampled_from(Unit))


@settings(max_examples=50)
@given(texts, st.lists(steps, min_size=1, max_size=8), st.data())
def test_edges_stay_in_the_text_and_in_order_and_never_come_to_lie_within_a_letter(
    text: str, path: list[Step], data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = start, data.draw(st.integers(start + 1, len(text)))
    segments = segment(text)
    chosen = Selection(*span, moves_end=data.draw(st.booleans()))
    for step in path:
        before, span = span, moved(text, segments, span, step)
        assert 0 <= span[0] < span[1] <= len(text)
        assert (span[0] == before[0]) if step.end else (span[1] == before[1])
        at, was = (span[1], before[1]) if step.end else (span[0], before[0])
        assert at == was or (at > was) is step.right
        assert at == was or not is_within(text, at)
        chosen = chosen.extended(text, segments, step.unit, right=step.right).swapped()
        chosen = chosen.reaching(text, data.draw(st.integers(0, len(text) - 1)))
        assert 0 <= chosen.start < chosen.end <= len(text)
    for unit in (Unit.SENTENCE, Unit.PARAGRAPH):
        wide = whole(segments, span, unit)
        assert whole(segments, wide, unit) == wide
        assert chosen.widened(segments, unit).span == whole(segments, chosen.span, unit)


@settings(max_examples=50)
@given(texts, st.data())
def test_two_halves_lie_in_the_span_one_after_the_other(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(-1, len(text) + 1))
    span = 0, len(text)
    for place in (at, place_to_split(text, span)):
        parts = None if place is None else halves(text, span, place)
        if parts is not None:
            (start, stop), (begin, end) = parts
            assert 0 == start < stop <= begin < end == len(text)
            assert not is_within(text, stop)
            assert not is_within(text, begin)
            assert not any(letter.isalnum() for letter in text[stop:begin])


@settings(max_examples=30)
@given(
    st.lists(
        st.sampled_from(["The", "(river)", "rose,", "“by", "two”", "—", "река", "说"]),
        min_size=4,
        max_size=12,
    )
)
def test_out_and_back_by_any_unit_is_where_it_was(drawn: list[str]) -> None:
    text = " ".join(drawn)
    segments = segment(text)
    for unit, find in ((Unit.CHARACTER, characters), (Unit.WORD, words), (Unit.CLAUSE, clauses)):
        found = list(find(text, 0, len(text)))
        for begin, stop in found[1:-1]:
            for end in (True, False):
                span = (found[0][0], stop) if end else (begin, found[-1][1])
                for right in (True, False):
                    out = moved(text, segments, span, Step(end, right, unit))
                    assert out != span
                    assert moved(text, segments, out, Step(end, not right, unit)) == span


def test_far_back_a_unit_is_looked_for_in_steps() -> None:
    text = "far away" + " " * 5_000 + "x" * 900 + " end"
    assert start_left(text, len(text) - 3, len(text)) == 5_008
    assert start_left(text, 5_008, len(text)) == 4
    assert end_left(text, 0, 5_908) == 8
    assert start_left("x" * 70_000 + " end", 70_001, 70_004) == 6_001


def test_where_a_claim_is_cut_only_the_cut_moves_and_stays_within() -> None:
    start = TEXT.index("The river")
    of = start, TEXT.index(" Nine")
    chosen = Selection(TEXT.index("officials"), of[1], moves_end=False, of=of)
    assert chosen.swapped() == chosen == chosen.widened(SEGMENTS, Unit.PARAGRAPH)
    right = chosen.stepped(TEXT, SEGMENTS, Step(end=True, right=True))
    assert TEXT[right.start :].startswith("said")
    assert right.end == of[1]
    left = chosen
    for _ in range(5):
        left = left.extended(TEXT, SEGMENTS, Unit.WORD, right=False)
    assert TEXT[left.start :].startswith("river")
    assert chosen.reaching(TEXT, 2) == chosen
    assert chosen.reaching(TEXT, of[1] - 2).start == TEXT.index("metres")


def test_a_stretch_reaches_the_word_over_a_place() -> None:
    chosen = Selection(TEXT.index("The river"), TEXT.index(" rose"))
    reached = chosen.reaching(TEXT, TEXT.index("officials") + 3)
    assert TEXT[slice(*reached.span)] == "The river rose, officials"
    assert reached.reaching(TEXT, 0).span == (chosen.start, chosen.start + 3)
    back = replace(reached, moves_end=False)
    assert TEXT[slice(*back.reaching(TEXT, TEXT.index("rose") + 1).span)] == "rose, officials"
    assert TEXT[back.reaching(TEXT, 3).start :].startswith("title")
