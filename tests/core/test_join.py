"""Joining loses no judgement, whatever the order, and edits by hand survive it."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings

from tests.core.strategies import claims, sidecars
from tests.torture.joins import faults
from triage.core.anchor import anchor_at
from triage.core.claim import (
    NONE,
    Annotations,
    Claim,
    Confidence,
    Evidence,
    Review,
    Source,
    State,
    Status,
    TagRecord,
)
from triage.core.clock import from_milliseconds
from triage.core.join import join, join_claims, take_edits
from triage.core.node import Plain

TEXT = "The river rose by two metres. Nine houses were flooded."

modest = settings(max_examples=120, deadline=None)


@modest
@given(sidecars, sidecars)
def test_the_order_of_two_does_not_count(one: Annotations, other: Annotations) -> None:
    assert join(one, other) == join(other, one)


@modest
@given(sidecars, sidecars, sidecars)
def test_the_order_of_three_does_not_count(one: Annotations, two: Annotations, three: Annotations) -> None:
    assert join(join(one, two), three) == join(one, join(two, three))


@modest
@given(sidecars, sidecars, sidecars)
def test_no_law_of_joining_is_broken_by_any_three(
    one: Annotations, two: Annotations, three: Annotations
) -> None:
    assert faults(one, two, three) == []


@modest
@given(claims, claims)
def test_that_two_versions_have_the_very_same_span_makes_no_difference(one: Claim, other: Claim) -> None:
    version = replace(other, id=one.id, anchor=one.anchor, speaker=one.speaker, related=one.related)
    apart = replace(version, anchor=replace(one.anchor))
    for first, second in itertools.permutations([one, version]):
        known, strange = (apart if each is version else each for each in (first, second))
        assert join_claims(first, second) == join_claims(known, strange)


@modest
@given(sidecars, sidecars)
def test_joining_again_changes_nothing(one: Annotations, other: Annotations) -> None:
    joined = join(one, other)
    assert join(one, one) == one
    assert join(joined, one) == joined
    assert join(other, joined) == joined


@modest
@given(sidecars, sidecars)
def test_no_claim_no_record_and_no_status_is_lost(one: Annotations, other: Annotations) -> None:
    joined = join(one, other)
    for version in (one, other):
        assert joined.reviews.keys() >= version.reviews.keys()
        assert joined.claims.keys() >= version.claims.keys()
        assert joined.extra.keys() >= version.extra.keys()
        for name, review in version.reviews.items():
            assert joined.reviews[name].at >= review.at
        for claim_id, claim in version.claims.items():
            found = joined.claims[claim_id]
            assert found.anchor.at >= claim.anchor.at
            assert found.extra.keys() >= claim.extra.keys()
            for name, record in claim.tags.items():
                assert found.tags[name].at >= record.at


@modest
@given(sidecars, sidecars)
def test_what_stands_after_was_in_one_of_the_two(one: Annotations, other: Annotations) -> None:
    joined = join(one, other)
    for claim_id, claim in joined.claims.items():
        versions = [version.claims[claim_id] for version in (one, other) if claim_id in version.claims]
        assert claim.anchor in [version.anchor for version in versions]
        for name, record in claim.tags.items():
            records = [version.tags[name] for version in versions if name in version.tags]
            assert replace(record, extra={}) in [replace(each, extra={}) for each in records]


@modest
@given(claims, claims)
def test_the_very_object_comes_back_where_one_version_has_it_all(one: Claim, other: Claim) -> None:
    other = replace(other, id=one.id)
    joined = join_claims(one, other)
    assert (joined is one) == (joined == one) or joined is other
    assert join_claims(joined, one) is joined


def record(tag: str, at: int, note: str = "") -> TagRecord:
    return TagRecord(tag, from_milliseconds(at), note)


def sidecar(
    claim: Claim | None = None, reviews: dict[str, Review] | None = None, sha: str = "s"
) -> Annotations:
    return Annotations(Source("a.txt", sha), reviews or {}, {claim.id: claim} if claim else {})


def claim(**tags: TagRecord) -> Claim:
    return Claim("K", anchor_at(TEXT, 0, 29, from_milliseconds(0)), tags)


def only(annotations: Annotations) -> Claim:
    (found,) = annotations.claims.values()
    return found


def test_two_reviewers_different_tags_both_stay() -> None:
    joined = join(sidecar(claim(ana=record("verified", 1))), sidecar(claim(bo=record("disputed", 2))))
    assert {name: found.tag for name, found in only(joined).tags.items()} == {
        "ana": "verified",
        "bo": "disputed",
    }


def test_the_later_of_one_reviewers_records_stands_also_where_it_takes_the_tag_off() -> None:
    joined = join(sidecar(claim(ana=record(NONE, 2))), sidecar(claim(ana=record("verified", 1))))
    assert only(joined).tags["ana"].tag == NONE


def test_keys_that_nobody_knows_are_united() -> None:
    one, other = claim(ana=record("verified", 1)), claim(ana=record("disputed", 2))
    one = replace(one, tags={"ana": replace(one.tags["ana"], extra={"mood": "good"})}, extra={"x": "1"})
    other = replace(other, tags={"ana": replace(other.tags["ana"], extra={"desk": "3"})}, extra={"y": "2"})
    joined = only(join(sidecar(one), sidecar(other)))
    assert joined.extra == {"x": "1", "y": "2"}
    assert joined.tags["ana"].extra == {"mood": "good", "desk": "3"}
    assert joined.tags["ana"].tag == "disputed"


def test_the_order_of_unknown_keys_decides_nothing() -> None:
    """Equal records must not be told apart by how a mapping was written, or joining would depend on order."""

    def evidence(*keys: str) -> TagRecord:
        return TagRecord("v", from_milliseconds(1), evidence=(Evidence("u", extra=dict.fromkeys(keys, "1")),))

    one, same, third = evidence("a", "b"), evidence("b", "a"), evidence("a", "c")
    versions = [sidecar(claim(ana=each)) for each in (one, same, third)]
    results = {
        repr(only(join(join(x, y), z)).tags["ana"].evidence[0].extra.keys())
        for x, y, z in itertools.permutations(versions)
    }
    assert len({frozenset(result) for result in results}) == 1


def test_the_source_goes_with_the_newest_span() -> None:
    newer = Claim("K", anchor_at(TEXT, 0, 9, from_milliseconds(9)))
    joined = join(sidecar(claim(), sha="old"), sidecar(newer, sha="new"))
    assert (joined.source.sha256, only(joined).anchor.quote) == ("new", "The river")


def test_a_newer_schema_stays_newer() -> None:
    assert join(sidecar(), replace(sidecar(), schema=2)).read_only


@pytest.fixture
def now() -> Callable[[], str]:
    milliseconds = itertools.count(1000)
    return lambda: from_milliseconds(next(milliseconds))


def taken(base: Claim, ours: Claim, disk: Claim, now: Callable[[], str]) -> Claim:
    """Return what stands after an edit on disk was taken over and joined, as saving does."""
    edited = take_edits(sidecar(base), sidecar(ours), sidecar(disk), now)
    return only(join(edited, sidecar(ours)))


def test_an_edit_by_hand_without_a_time_of_its_own_survives_and_gets_one(now: Callable[[], str]) -> None:
    base = claim(ana=record("verified", 5))
    found = taken(base, base, claim(ana=record("disputed", 5, "by hand")), now)
    assert (found.tags["ana"].tag, found.tags["ana"].note) == ("disputed", "by hand")
    assert found.tags["ana"].at == from_milliseconds(1000)


def test_only_the_field_that_the_hand_changed_is_laid_over_what_was_recorded_meanwhile(
    now: Callable[[], str],
) -> None:
    base = claim(ana=record("verified", 5))
    ours = claim(ana=replace(record("opinion", 6), confidence=Confidence.LOW))
    found = taken(base, ours, claim(ana=record("verified", 5, "by hand")), now).tags["ana"]
    assert (found.tag, found.note, found.confidence) == ("opinion", "by hand", Confidence.LOW)


def test_an_edit_with_a_time_of_its_own_goes_by_that_time(now: Callable[[], str]) -> None:
    base, ours = claim(ana=record("verified", 5)), claim(ana=record("opinion", 7))
    assert taken(base, ours, claim(ana=record("disputed", 8)), now).tags["ana"] == record("disputed", 8)
    assert taken(base, ours, claim(ana=record("disputed", 6)), now).tags["ana"] == record("opinion", 7)


def test_what_nobody_edited_keeps_its_time(now: Callable[[], str]) -> None:
    base = claim(ana=record("verified", 5))
    assert taken(base, base, base, now) == base


def test_a_span_edited_by_hand_is_taken_as_a_whole(now: Callable[[], str]) -> None:
    base = claim()
    ours = replace(base, anchor=anchor_at(TEXT, 4, 29, from_milliseconds(6)))
    hand = replace(base, anchor=replace(base.anchor, quote="The river", end=9))
    found = taken(base, ours, hand, now).anchor
    assert (found.quote, found.start, found.end) == ("The river", 0, 9)


def test_a_claim_placed_anew_by_another_program_is_no_edit(now: Callable[[], str]) -> None:
    base = claim()
    ours = replace(base, anchor=anchor_at(TEXT, 4, 29, from_milliseconds(6)))
    moved = replace(base, anchor=replace(base.anchor, start=50, end=79, state=State.MOVED))
    assert taken(base, ours, moved, now).anchor == ours.anchor
    lost = replace(base, anchor=replace(base.anchor, state=State.ORPHAN))
    assert take_edits(sidecar(base), sidecar(base), sidecar(lost), now) == sidecar(lost)


def test_a_speaker_written_by_hand_survives(now: Callable[[], str]) -> None:
    base = claim()
    ours = replace(base, anchor=anchor_at(TEXT, 4, 29, from_milliseconds(6)))
    found = taken(base, ours, replace(base, speaker="the mayor"), now)
    assert (found.speaker, found.anchor.quote) == ("the mayor", TEXT[4:29])


def test_a_status_edited_by_hand_survives(now: Callable[[], str]) -> None:
    base = sidecar(reviews={"ana": Review(Status.IN_REVIEW, from_milliseconds(5))})
    hand = sidecar(reviews={"ana": Review(Status.DONE, from_milliseconds(5))})
    joined = join(take_edits(base, base, hand, now), base)
    assert joined.reviews["ana"] == Review(Status.DONE, from_milliseconds(1000))


def test_claims_and_records_added_by_hand_are_taken_as_they_are(now: Callable[[], str]) -> None:
    base, added = claim(ana=record("verified", 5)), record("opinion", 1)
    hand = claim(ana=record("verified", 5), bo=added)
    assert taken(base, base, hand, now).tags["bo"] == added
    assert take_edits(sidecar(), sidecar(), sidecar(hand), now) == sidecar(hand)


def test_plain_and_quoted_scalars_of_unknown_keys_are_told_apart_when_one_must_win() -> None:
    one = replace(sidecar(), extra={"x": Plain("1"), "y": "a"})
    other = replace(sidecar(), extra={"x": "1", "y": "b"})
    kinds = {type(joined.extra["x"]) for joined in (join(one, other), join(other, one))}
    assert len(kinds) == 1
