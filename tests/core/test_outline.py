"""The outline offers every part of the text once: as a recorded claim or as an untouched segment."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage.core.anchor import anchor_at
from triage.core.claim import Annotations, Claim, Source, State, TagRecord
from triage.core.clock import from_milliseconds
from triage.core.outline import Outline, Passage, outline, record_of
from triage.core.segment import Kind, Segment

TEXT = "A title\n\nThe river rose by two metres. Nine houses flooded. No.\n\nPhoto: Ana"
SEGMENTS = (
    Segment(0, 7, Kind.TITLE),
    Segment(9, 38, Kind.SENTENCE),
    Segment(39, 59, Kind.SENTENCE),
    Segment(60, 63, Kind.SENTENCE),
    Segment(65, 75, Kind.CAPTION),
)


def claim(claim_id: str, start: int, end: int, at: int = 0, *, skip: bool = False) -> Claim:
    return Claim(claim_id, anchor_at(TEXT, start, end, from_milliseconds(at), skip=skip))


def recorded(*claims: Claim) -> Annotations:
    return Annotations(Source("a.txt", "sha"), claims={each.id: each for each in claims})


@pytest.mark.parametrize(
    ("claims", "spans"),
    [
        ([], [(0, 7), (9, 38), (39, 59), (60, 63), (65, 75)]),
        ([(9, 38)], [(0, 7), (9, 38), (39, 59), (60, 63), (65, 75)]),
        # narrowed: the rest of the sentence is not offered again
        ([(9, 24)], [(0, 7), (9, 24), (39, 59), (60, 63), (65, 75)]),
        # widened by a word: the next sentence stays
        ([(9, 43)], [(0, 7), (9, 43), (39, 59), (60, 63), (65, 75)]),
        # widened over all of the next sentence
        ([(9, 59)], [(0, 7), (9, 59), (60, 63), (65, 75)]),
        ([(39, 63)], [(0, 7), (9, 38), (39, 63), (65, 75)]),
        # split in two
        ([(9, 23), (24, 38)], [(0, 7), (9, 23), (24, 38), (39, 59), (60, 63), (65, 75)]),
        # one in another
        ([(9, 38), (13, 18)], [(0, 7), (9, 38), (13, 18), (39, 59), (60, 63), (65, 75)]),
        # overlapping
        ([(9, 45), (30, 59)], [(0, 7), (9, 45), (30, 59), (60, 63), (65, 75)]),
    ],
)
def test_claims_stand_in_for_the_segments_they_cover(
    claims: list[tuple[int, int]], spans: list[tuple[int, int]]
) -> None:
    tags = {"ana": TagRecord("verified", from_milliseconds(1))}
    annotations = recorded(
        *(replace(claim(f"K{number}", *span), tags=tags) for number, span in enumerate(claims))
    )
    assert [(passage.start, passage.end) for passage in outline(SEGMENTS, annotations).passages] == spans


def added(claim_id: str, start: int, end: int, *, skip: bool = False) -> Claim:
    anchor = anchor_at(TEXT, start, end, from_milliseconds(0), skip=skip, added=True)
    return Claim(claim_id, anchor)


@pytest.mark.parametrize(
    ("claims", "shown"),
    [
        # in a sentence, which stays
        ([added("A", 13, 18)], [(9, 38, ()), (13, 18, ("A",)), (39, 59, ())]),
        # across two, which stay
        ([added("A", 30, 59)], [(9, 38, ()), (30, 59, ("A",)), (39, 59, ())]),
        # a sentence itself
        ([added("A", 9, 38)], [(9, 38, ("A",)), (39, 59, ())]),
        # beside a claim
        ([claim("K", 9, 24), added("A", 9, 30)], [(9, 24, ("K",)), (9, 30, ("A",)), (39, 59, ())]),
        # with the span of another claim
        ([claim("K", 9, 24), added("A", 9, 24)], [(9, 24, ("A", "K")), (39, 59, ())]),
        # taken back
        ([added("A", 13, 18, skip=True)], [(9, 38, ()), (39, 59, ())]),
        ([claim("K", 9, 24), added("A", 9, 24, skip=True)], [(9, 24, ("K",)), (39, 59, ())]),
    ],
)
def test_what_was_added_stands_beside_what_there_is(
    claims: list[Claim], shown: list[tuple[int, int, tuple[str, ...]]]
) -> None:
    laid = outline(SEGMENTS, recorded(*claims)).passages
    assert [(each.start, each.end, each.ids) for each in laid][1 : len(shown) + 1] == shown
    assert all(each.claim for each in laid[1 : len(shown) + 1])


def test_what_was_added_and_taken_back_is_shown_once_somebody_judged_it() -> None:
    tags = {"bo": TagRecord("verified", from_milliseconds(1))}
    laid = outline(SEGMENTS, recorded(replace(added("A", 13, 18, skip=True), tags=tags)))
    assert laid.passages[2] == Passage(13, 18, Kind.SENTENCE, claim=False, ids=("A",))
    lost = added("L", 13, 18, skip=True)
    lost = replace(lost, anchor=replace(lost.anchor, state=State.ORPHAN))
    assert outline(SEGMENTS, recorded(lost)).orphans == ()


def test_claims_over_a_stretch_are_told_by_their_numbers() -> None:
    laid = outline(SEGMENTS, recorded(added("A", 13, 18), added("B", 30, 45)))
    assert laid.numbers_over(9, 38) == [1, 2, 3]
    assert laid.numbers_over(40, 41) == [3, 4]
    assert laid.numbers_over(20, 25) == [1]
    assert laid.numbers_over(0, 7) == laid.numbers_over(64, 64) == []
    assert [laid.number(index) for index in range(len(laid))] == [None, 1, 2, 3, 4, 5, None]
    assert [passage.end for passage in laid.all_from(9)] == [38]
    assert laid.all_from(10) == ()


@pytest.mark.parametrize("tags", [{}, {"ana": TagRecord("none", from_milliseconds(1))}])
def test_a_claim_whose_records_were_all_taken_back_gives_way_as_its_segment_would(
    tags: dict[str, TagRecord],
) -> None:
    blank = replace(claim("K1", 9, 38), tags=tags)
    alone = outline(SEGMENTS, recorded(blank)).passages
    assert [(passage.start, passage.end, passage.ids) for passage in alone][:2] == [
        (0, 7, ()),
        (9, 38, ("K1",)),
    ]
    narrowed = replace(claim("K2", 9, 24), tags={"ana": TagRecord("verified", from_milliseconds(2))})
    both = outline(SEGMENTS, recorded(blank, narrowed)).passages
    assert [(passage.start, passage.end) for passage in both][:3] == [(0, 7), (9, 24), (39, 59)]


def test_a_note_alone_keeps_a_claim_in_its_place() -> None:
    noted = replace(claim("K1", 9, 38), tags={"ana": TagRecord("none", from_milliseconds(1), note="why")})
    both = outline(SEGMENTS, recorded(noted, claim("K2", 9, 24))).passages
    assert [(passage.start, passage.end) for passage in both][:3] == [(0, 7), (9, 24), (9, 38)]


def test_a_claim_has_the_kind_of_what_it_covers_and_is_judged() -> None:
    laid = outline(SEGMENTS, recorded(claim("T", 0, 7), claim("P", 65, 75)))
    assert [(passage.kind, passage.claim) for passage in laid.passages] == [
        (Kind.TITLE, True),
        (Kind.SENTENCE, True),
        (Kind.SENTENCE, True),
        (Kind.SENTENCE, True),
        (Kind.CAPTION, True),
    ]
    bare = outline(SEGMENTS, None)
    assert [passage.claim for passage in bare.passages] == [False, True, True, True, False]


def test_equal_spans_are_one_passage_and_the_later_word_on_skipping_counts() -> None:
    laid = outline(SEGMENTS, recorded(claim("B", 9, 38, 1), claim("A", 9, 38, 2, skip=True)))
    assert laid.passages[1] == Passage(9, 38, Kind.SENTENCE, claim=False, ids=("A", "B"))


def test_orphans_are_named_and_cover_nothing() -> None:
    lost = claim("L", 9, 38)
    lost = replace(lost, anchor=replace(lost.anchor, state=State.ORPHAN))
    laid = outline(SEGMENTS, recorded(lost))
    assert laid.orphans == ("L",)
    assert laid.passages == outline(SEGMENTS, None).passages


@st.composite
def laid_out(draw: st.DrawFn) -> tuple[list[Segment], Annotations]:
    """Return segments with gaps between them, and claims laid anywhere over them."""
    segments = []
    position = 0
    for _ in range(draw(st.integers(0, 12))):
        start = position + draw(st.integers(0, 2))
        position = start + draw(st.integers(1, 9))
        kind = draw(st.sampled_from([Kind.SENTENCE, Kind.SENTENCE, Kind.HEADING]))
        segments.append(Segment(start, position, kind))
    text = "x" * max(position, 1)
    claims = []
    for number in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        anchor = anchor_at(text, start, end, from_milliseconds(number), skip=draw(st.booleans()))
        tagged = {"ana": TagRecord(draw(st.sampled_from(["verified", "none"])), anchor.at)}
        claims.append(Claim(f"K{number}", anchor, tagged))
    return segments, recorded(*claims)


@settings(max_examples=200)
@given(laid_out())
def test_every_segment_is_offered_or_covered_and_every_claim_is_there_once(
    drawn: tuple[list[Segment], Annotations],
) -> None:
    segments, annotations = drawn
    laid = outline(segments, annotations)
    spans = [(passage.start, passage.end) for passage in laid.passages]
    assert spans == sorted(set(spans))
    anchors = {claim_id: each.anchor for claim_id, each in annotations.claims.items()}
    there = [one for passage in laid.passages for one in passage.ids]
    assert len(there) == len(set(there))
    tagged = {one for one, each in annotations.claims.items() if each.tags["ana"].tagged}
    assert tagged <= set(there)
    for passage in laid.passages:
        assert all(
            (anchors[one].start, anchors[one].end) == (passage.start, passage.end) for one in passage.ids
        )
    for segment in segments:
        offered = (segment.start, segment.end) in spans
        overlapped = any(each.start < segment.end and each.end > segment.start for each in anchors.values())
        assert offered or overlapped


@settings(max_examples=200)
@given(laid_out(), st.integers(0, 120), st.integers(0, 120))
def test_looking_up_agrees_with_looking_at_every_passage(
    drawn: tuple[list[Segment], Annotations], position: int, end: int
) -> None:
    laid = outline(*drawn)
    passages = list(enumerate(laid.passages))
    over = [(p.end - p.start, i) for i, p in passages if p.start <= position < p.end]
    found = laid.at(position)
    if over:
        assert found is not None
        assert (laid.passages[found].end - laid.passages[found].start, found) == min(over)
    else:
        assert found is None
    assert laid.find(position, end) == next(
        (i for i, p in passages if (p.start, p.end) == (position, end)), None
    )
    for index in range(-1, len(laid) + 1):
        onward = [i for i, p in passages if p.claim and i > index]
        back = [i for i, p in passages if p.claim and i < index]
        assert laid.step(index, 1) == (onward[0] if onward else None)
        assert laid.step(index, -1) == (back[-1] if back else None)
        assert laid.step(index, 1, lambda _: True) == (index + 1 if index + 1 < len(laid) else None)


@settings(max_examples=200)
@given(laid_out(), st.integers(0, 120), st.integers(1, 20))
def test_the_nearest_passage_is_the_same_span_else_a_claim_here_or_after_or_the_last(
    drawn: tuple[list[Segment], Annotations], start: int, length: int
) -> None:
    laid = outline(*drawn)
    found = laid.nearest(start, start + length)
    claims = [i for i, passage in enumerate(laid.passages) if passage.claim]
    exact = laid.find(start, start + length)
    if exact is not None:
        assert found == exact
    elif not laid.passages:
        assert found is None
    elif not claims:
        assert found is not None
    elif (over := laid.at(start)) in claims:
        assert found == over
    else:
        after = [i for i in claims if laid.passages[i].start >= start]
        assert found == (after[0] if after else claims[-1])


def test_a_passage_far_before_is_found_when_it_is_over_the_position() -> None:
    wide = Passage(0, 10_000, Kind.SENTENCE, claim=True, ids=("W",))
    many = [
        Passage(number, number + 1, Kind.SENTENCE, claim=True, ids=(f"K{number}",))
        for number in range(1, 200)
    ]
    laid = Outline((wide, *many))
    assert laid.at(5_000) == 0
    assert laid.at(150) == 150
    assert laid.at(10_000) is None


def test_a_first_claim_can_be_put_on_a_passage_without_laying_out_anew() -> None:
    bare = outline(SEGMENTS, None)
    assert bare.with_claim(1, "K") == outline(SEGMENTS, recorded(claim("K", 9, 38)))
    assert bare.with_claim(1, "K").at(10) == 1


def test_the_latest_record_of_a_reviewer_counts_where_claims_have_one_span() -> None:
    records = [TagRecord(tag, from_milliseconds(at)) for tag, at in (("old", 1), ("new", 2))]
    claims = [
        replace(claim(f"K{number}", 9, 38), tags={"ana": record}) for number, record in enumerate(records)
    ]
    for ordered in (claims, claims[::-1]):
        annotations = recorded(*ordered)
        passage = outline(SEGMENTS, annotations).passages[1]
        assert record_of(annotations, passage, "ana") == records[1]
        assert record_of(annotations, passage, "bo") is None
