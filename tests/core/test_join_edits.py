"""An edit by hand is told from what another program wrote, in every claim and in every field of a span."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from triage.core.anchor import anchor_at
from triage.core.claim import Anchor, Annotations, Claim, Related, Relation, Source, State, TagRecord
from triage.core.clock import from_milliseconds
from triage.core.join import join, join_claims, take_edits

TEXT = "The river rose by two metres. Nine houses were flooded."
AT = from_milliseconds(5)
LATER = from_milliseconds(6)


@pytest.fixture
def now() -> Callable[[], str]:
    milliseconds = itertools.count(1000)
    return lambda: from_milliseconds(next(milliseconds))


def claim(id_: str = "K", note: str = "") -> Claim:
    return Claim(id_, anchor_at(TEXT, 0, 29, AT), {"ana": TagRecord("verified", AT, note)})


def sidecar(*claims: Claim) -> Annotations:
    return Annotations(Source("a.txt", "s"), {}, {each.id: each for each in claims})


def with_anchor(fields: dict[str, Any]) -> Claim:
    return replace(claim(), anchor=replace(claim().anchor, **fields))


def anchor_after(before: Claim, ours: Claim, disk: Claim, now: Callable[[], str]) -> Anchor:
    """Return the span that stands after what is on disk was taken over and joined, as saving does."""
    edited = take_edits(sidecar(before), sidecar(ours), sidecar(disk), now)
    return join(edited, sidecar(ours)).claims["K"].anchor


def test_an_edit_survives_behind_claims_that_nobody_edited(now: Callable[[], str]) -> None:
    base = sidecar(claim("A"), claim("B"), claim("C"))
    ours = sidecar(claim("B"), claim("C"))
    hand = sidecar(claim("A", "new"), claim("B"), claim("C", "by hand"), claim("D", "added"))
    joined = join(take_edits(base, ours, hand, now), ours)
    assert [each.tags["ana"].note for each in joined.claims.values()] == ["new", "", "by hand", "added"]
    assert joined.claims["C"].tags["ana"].at == from_milliseconds(1000)


@pytest.mark.parametrize("field", [{"skip": True}, {"prefix": "Once "}, {"suffix": " Then"}])
def test_a_span_of_which_one_field_was_edited_survives(field: dict[str, Any], now: Callable[[], str]) -> None:
    hand = with_anchor(field)
    found = anchor_after(claim(), with_anchor({"at": LATER, "start": 4}), hand, now)
    assert found == replace(hand.anchor, at=from_milliseconds(1000))


CHANGED = with_anchor(
    {
        "quote": "The river rose by three metres.",
        "end": 31,
        "was": "The river rose by two metres.",
        "state": State.CHANGED,
    }
)


@pytest.mark.parametrize(("before", "found"), [(claim(), CHANGED), (CHANGED, claim())])
def test_what_a_program_wrote_of_words_that_changed_is_no_edit(
    before: Claim, found: Claim, now: Callable[[], str]
) -> None:
    assert take_edits(sidecar(before), sidecar(before), sidecar(found), now) == sidecar(found)
    ours = with_anchor({"at": LATER, "start": 4})
    assert anchor_after(before, ours, found, now) == ours.anchor


def test_a_quote_that_says_what_its_words_were_is_no_edit_whatever_it_says(now: Callable[[], str]) -> None:
    found = with_anchor({"was": "The brook rose."})
    assert take_edits(sidecar(claim()), sidecar(claim()), sidecar(found), now) == sidecar(found)


def test_a_span_with_a_new_time_is_taken_as_it_is_with_its_time(now: Callable[[], str]) -> None:
    found = with_anchor({"at": LATER, "quote": "The river", "end": 9})
    assert take_edits(sidecar(claim()), sidecar(claim()), sidecar(found), now) == sidecar(found)


def test_two_equal_versions_are_the_first_itself() -> None:
    one = sidecar(claim())
    assert join(one, copy.deepcopy(one)) is one


def test_of_two_values_of_an_unknown_key_the_greater_stands_in_every_version_of_the_program() -> None:
    one, other = (replace(sidecar(), extra={"desk": value}) for value in ("1", "2"))
    assert join(one, other).extra == join(other, one).extra == {"desk": "2"}


@pytest.mark.parametrize(
    "field", [{"speaker": "the mayor"}, {"related": (Related("b.txt", "K2", Relation.SAME),)}]
)
def test_the_order_of_two_does_not_count_though_they_share_the_very_span(field: dict[str, Any]) -> None:
    one = claim()
    other = replace(one, **field)
    assert other.anchor is one.anchor
    assert join_claims(one, other) == join_claims(other, one)


def test_of_two_records_of_the_same_time_the_greater_stands_in_every_version_of_the_program() -> None:
    one, other = (replace(claim(), tags={"ana": TagRecord(tag, AT)}) for tag in ("none", "verified"))
    assert join_claims(one, other) == join_claims(other, one) == other


def test_a_speaker_and_an_edge_that_two_people_set_both_stand_whichever_was_later() -> None:
    one, other = claim(), claim()
    early, late = from_milliseconds(7), from_milliseconds(8)
    for at, described in ((early, late), (late, early)):
        moved = replace(one, anchor=replace(one.anchor, at=at, end=one.anchor.end - 1))
        named = replace(other, speaker="the mayor", described=described)
        joined = join_claims(moved, named)
        assert joined == join_claims(named, moved)
        assert (joined.anchor, joined.speaker, joined.described) == (moved.anchor, "the mayor", described)


def test_a_description_without_a_time_has_that_of_its_span_also_when_that_gives_way() -> None:
    old = replace(claim(), speaker="the mayor")
    moved = replace(claim(), anchor=replace(claim().anchor, at=from_milliseconds(9)))
    joined = join_claims(old, moved)
    assert (joined.anchor, joined.speaker, joined.described) == (moved.anchor, "the mayor", old.anchor.at)
    off = replace(joined, speaker="", described=from_milliseconds(10))
    assert join_claims(off, join_claims(old, moved)).speaker == ""
