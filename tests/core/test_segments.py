"""Segments and passages in columns are those that were put in."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.core.kinds import Kind
from triage.core.passages import Passage, Passages
from triage.core.segment import Segment
from triage.core.segments import Segments

ENDS = st.integers(0, 2**32 - 1)
SEGMENTS = st.lists(st.builds(Segment, ENDS, ENDS, st.sampled_from(Kind), st.booleans(), st.booleans()))
PASSAGES = st.lists(
    st.builds(
        Passage,
        ENDS,
        ENDS,
        st.sampled_from(Kind),
        st.booleans(),
        st.lists(st.text()).map(tuple) | st.just(()),
    )
)


@given(SEGMENTS)
def test_segments_come_out_as_they_went_in(segments: list[Segment]) -> None:
    columns = Segments.of(segments)
    assert list(columns) == segments
    assert len(columns) == len(segments)
    assert [columns[index] for index in range(-len(segments), len(segments))] == segments * 2
    assert columns[1:3] == tuple(segments[1:3])
    for same in (
        Segments.unpacked(columns.packed()),
        pickle.loads(pickle.dumps(columns)),
        Segments.of(columns),
    ):
        assert same == columns
    for kind in Kind:
        assert columns.first(kind) == next((each for each in segments if each.kind is kind), None)


@given(SEGMENTS)
def test_a_passage_of_a_segment_is_a_claim_if_that_is_one(segments: list[Segment]) -> None:
    untouched = Passages.untouched(Segments.of(segments))
    assert list(untouched) == [Passage(each.start, each.end, each.kind, each.claim) for each in segments]


@given(PASSAGES)
def test_passages_come_out_as_they_went_in(passages: list[Passage]) -> None:
    columns = Passages.of(passages)
    assert list(columns) == passages
    assert len(columns) == len(passages)
    assert [columns[index] for index in range(-len(passages), len(passages))] == passages * 2
    assert columns[1:3] == tuple(passages[1:3])
    assert columns == Passages.of(columns) == pickle.loads(pickle.dumps(columns))
    assert list(columns.recorded()) == [each for each in passages if each.ids]
    if passages:
        other = columns.with_ids(0, ("K", "L"))
        assert list(other) == [passages[0]._replace(ids=("K", "L")), *passages[1:]]
        assert other != columns or passages[0].ids == ("K", "L")
        assert list(columns) == passages


def test_columns_are_no_lists_and_have_an_end() -> None:
    assert Segments.of([]) != []
    assert Passages.of([]) != []
    for empty in (Segments.of([]), Passages.of([])):
        with pytest.raises(IndexError):
            empty[0]


def test_bytes_that_are_no_segments_are_refused() -> None:
    with pytest.raises(ValueError, match="10 bytes"):
        Segments.unpacked(bytes(10))
