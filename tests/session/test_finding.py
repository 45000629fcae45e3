"""Finding: words as people write them, in order and round the end, from where the cursor is."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.session.helpers import Review, write
from triage.core.literal_pattern import Literal
from triage.core.pattern import Way, pattern_of
from triage.session.finding import Found, found_in


def places(text: str, pattern: str) -> tuple[tuple[int, int], ...]:
    """Return where a pattern stands as it is written; what asks for nothing is nowhere."""
    asked = pattern_of(pattern, Way.LITERAL) and Literal(pattern)
    return found_in(text, asked).spans if asked else ()


@pytest.mark.parametrize(
    ("text", "pattern", "found"),
    [
        ("The river. THE RIVER.", "the river", ["The river", "THE RIVER"]),
        ("The river. THE RIVER.", "The", ["The"]),
        ("two\n  metres", "two metres", ["two\n  metres"]),
        ("two\u00a0metres", "two metres", ["two\u00a0metres"]),
        ("it’s “huge”", 'it\'s "huge"', ["it’s “huge”"]),
        ('it\'s "huge"', "it’s “huge”", ['it\'s "huge"']),
        ("1914–18", "1914-18", ["1914–18"]),
        ("a.c abc", "a.c", ["a.c"]),
        ("[x](y)", "[x](", ["[x]("]),
        ("Straße", "straße", ["Straße"]),
        ("РЕКА река", "река", ["РЕКА", "река"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("nothing", "", []),
        ("nothing", "  \n", []),
        ("nothing", "something", []),
    ],
)
def test_words_are_found_as_people_write_them(text: str, pattern: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in places(text, pattern)] == found


@given(st.text(alphabet="ab -'’", max_size=30), st.text(alphabet="ab -'", max_size=3))
def test_places_are_in_order_do_not_overlap_and_are_the_words(text: str, pattern: str) -> None:
    spans = places(text, pattern)
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    for start, end in spans:
        assert text[start:end].replace("’", "'").split() == pattern.split()


@given(
    st.lists(st.integers(0, 40), unique=True, max_size=8).map(sorted), st.integers(0, 45), st.integers(0, 45)
)
def test_within_after_and_before_agree_with_looking_at_every_place(
    starts: list[int], one: int, other: int
) -> None:
    spans = tuple(
        (start, min(start + 3, following))
        for start, following in zip(starts, [*starts[1:], 99], strict=False)
    )
    found = Found("x", spans)
    low, high = sorted((one, other))
    if low < high:
        assert found.within(low, high) == tuple(span for span in spans if span[0] < high and span[1] > low)
    after = [number for number, span in enumerate(spans) if span[0] > one]
    before = [number for number, span in enumerate(spans) if span[0] < one]
    assert found.after(one) == ((after[0] if after else 0) if spans else None)
    assert found.before(one) == ((before[-1] if before else len(spans) - 1) if spans else None)


@pytest.fixture
def review(tmp_path: Path) -> Review:
    write(tmp_path, {"a.txt": "River one. Nothing here. River two, river three. The end. River four.\n"})
    return Review(tmp_path)


def test_finding_begins_with_the_claim_under_the_cursor_and_goes_round(review: Review) -> None:
    assert review.find("river")
    assert review.here == "River one."
    seen = []
    for _ in range(4):
        assert review.desk.step_found(1)
        seen.append((review.here, review.desk.found_at, review.desk.went_round))
    assert seen == [
        ("River two, river three.", 1, False),
        ("River two, river three.", 2, False),
        ("River four.", 3, False),
        ("River one.", 0, True),
    ]
    assert review.desk.step_found(6)
    assert (review.desk.found_at, review.desk.went_round) == (2, True)
    review.desk.put_cursor_on(0, 10)  # where the cursor was moved by hand it goes on from there
    assert review.desk.found_here is None
    assert review.desk.step_found(1)
    assert (review.desk.found_at, review.desk.went_round) == (1, False)
    review.close(5)


def test_finding_backwards_counts_the_claim_under_the_cursor_too(review: Review) -> None:
    review.go("River two")
    assert review.find("river", -1)
    assert review.here == "River two, river three."
    assert review.desk.found_at == 2
    assert review.desk.step_found(-1)
    assert (review.here, review.desk.found_at) == ("River two, river three.", 1)
    assert review.desk.step_found(-1)
    assert (review.here, review.desk.went_round) == ("River one.", False)
    assert review.desk.step_found(-1)
    assert (review.here, review.desk.went_round) == ("River four.", True)
    review.close(5)


def test_what_is_not_there_leaves_the_cursor(review: Review) -> None:
    review.go("The end")
    assert not review.find("lake")
    assert review.here == "The end."
    assert not review.desk.step_found(1)
    review.close(5)
