"""A merge is a join that also sees what somebody edited by hand since both versions were one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from tests.core.strategies import sidecars
from triage.core.anchor import anchor_at
from triage.core.claim import Annotations, Claim, Related, Relation, Review, Source, Status, TagRecord
from triage.core.clock import from_milliseconds
from triage.core.join import join
from triage.core.merge import merge

TEXT = "The river rose by two metres. Nine houses were flooded."
AT = from_milliseconds(5)


def sidecar(note: str = "", tag: str = "verified", at: str = AT, mood: str = "1") -> Annotations:
    record = TagRecord(tag, at, note, extra={"mood": mood})
    claim = Claim("K", anchor_at(TEXT, 0, 29, AT), {"ana": record}, extra={"mood": mood})
    review = Review(Status.NEW, AT, extra={"mood": mood})
    return Annotations(
        Source("a.txt", "s", extra={"mood": mood}), {"ana": review}, {"K": claim}, extra={"mood": mood}
    )


def judged(annotations: Annotations) -> object:
    """Return what was decided, without when: an edit by hand gets a time."""
    claims = annotations.claims.items()
    return (
        {key: {name: replace(found, at=AT) for name, found in claim.tags.items()} for key, claim in claims},
        {key: (claim.speaker, claim.related, claim.extra) for key, claim in claims},
        {name: replace(review, at=AT) for name, review in annotations.reviews.items()},
        annotations.extra,
    )


def record(annotations: Annotations) -> TagRecord:
    return annotations.claims["K"].tags["ana"]


@settings(max_examples=120, deadline=None)
@given(sidecars, sidecars, sidecars)
def test_no_claim_and_no_record_is_lost_whatever_the_base(
    base: Annotations, ours: Annotations, theirs: Annotations
) -> None:
    merged = merge(base, ours, theirs)
    for version in (ours, theirs):
        assert merged.reviews.keys() >= version.reviews.keys()
        for claim_id, claim in version.claims.items():
            found = merged.claims[claim_id]
            assert found.anchor.at >= claim.anchor.at
            for name, before in claim.tags.items():
                assert found.tags[name].at >= before.at


@settings(max_examples=120, deadline=None)
@given(sidecars, sidecars)
def test_where_one_side_did_nothing_the_other_stands(base: Annotations, other: Annotations) -> None:
    changed = join(base, other)
    assert judged(merge(base, base, changed)) == judged(merge(base, changed, base)) == judged(changed)


@pytest.mark.parametrize("turned", [False, True])
def test_an_edit_by_hand_without_a_time_survives_on_either_side(turned: bool) -> None:
    base, later = sidecar(), sidecar(tag="opinion", at=from_milliseconds(9))
    hand = sidecar(note="by hand")
    merged = merge(base, later, hand) if turned else merge(base, hand, later)
    assert (record(merged).tag, record(merged).note) == ("opinion", "by hand")
    assert record(merged).at > from_milliseconds(9)


def test_two_edits_by_hand_of_different_fields_both_survive_and_ours_wins_the_same_one() -> None:
    base = sidecar()
    merged = merge(base, sidecar(note="ours"), sidecar(note="theirs", tag="disputed"))
    assert (record(merged).tag, record(merged).note) == ("disputed", "ours")


@pytest.mark.parametrize("mood", ["0", "2"])
@pytest.mark.parametrize("turned", [False, True])
def test_a_key_that_nobody_knows_keeps_the_value_that_one_side_gave_it(mood: str, turned: bool) -> None:
    base, hand = sidecar(), sidecar(mood=mood)
    ours = sidecar(tag="opinion", at=from_milliseconds(9))
    merged = merge(base, ours, hand) if turned else merge(base, hand, ours)
    parts = (merged, merged.source, merged.reviews["ana"], merged.claims["K"], record(merged))
    assert [part.extra for part in parts] == [{"mood": mood}] * 5
    assert record(merged).tag == "opinion"


def test_the_same_merge_gives_the_same_times_everywhere() -> None:
    base, ours, theirs = sidecar(), sidecar(note="by hand"), replace(sidecar(), reviews={})
    assert merge(base, ours, theirs) == merge(base, ours, theirs)
    assert record(merge(base, ours, theirs)).at == from_milliseconds(6)


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"speaker": "the mayor"}, {"related": (Related("b.txt", "L", Relation.SAME),)}),
        ({"speaker": "the mayor"}, {"anchor": anchor_at(TEXT, 4, 29, AT)}),
        ({"related": (Related("b.txt", "L", Relation.SAME),)}, {"anchor": anchor_at(TEXT, 4, 29, AT)}),
    ],
)
def test_the_speaker_the_related_claims_and_the_span_are_edited_by_hand_one_by_one(
    one: dict[str, Any], other: dict[str, Any], turned: bool
) -> None:
    base = sidecar()
    ours, theirs = (
        replace(base, claims={"K": replace(base.claims["K"], **fields)}) for fields in (one, other)
    )
    claim = (merge(base, theirs, ours) if turned else merge(base, ours, theirs)).claims["K"]
    found = replace(claim, anchor=replace(claim.anchor, at=AT))
    assert found == replace(base.claims["K"], **one, **other)
