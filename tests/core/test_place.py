"""Where the two witnesses do not agree, or something else comes near, nothing is placed."""

from __future__ import annotations

import pytest

from triage.core.anchor import anchor_at, find_place, suggest_place
from triage.core.claim import State
from triage.core.clock import from_milliseconds

AT = from_milliseconds(0)
A = "The dam at Orrin lost forty metres of its crest."
B = "Farmers moved their cattle to the hills that night."
C = "No siren was heard in the lower town before five."


@pytest.mark.parametrize("twin", [A, A.replace("forty", "fifty")], ids=["the same words", "nearly the same"])
def test_a_claim_deleted_beside_its_copy_does_not_become_the_copy(twin: str) -> None:
    old = f"{B} {A} {twin} {C}"
    start = len(B) + 1
    anchor = anchor_at(old, start, start + len(A), AT)
    placed = suggest_place(f"{B} {twin} {C}", anchor, old)
    assert placed.anchor.state is State.ORPHAN
    assert (placed.anchor.start, placed.anchor.quote) == (start, A)


def test_of_two_copies_that_are_both_left_each_keeps_its_claim() -> None:
    old = f"{A} {B} {A} {C}"
    second = len(A) + len(B) + 2
    found = find_place(f"Monday. {old}", anchor_at(old, second, second + len(A), AT), old)
    assert (found.start, found.state) == (second + 8, State.MOVED)


def test_a_copy_put_beside_a_claim_that_got_another_number_is_left_to_the_reviewer() -> None:
    old = f"{B} {A} {C}"
    start = len(B) + 1
    new = f"{B} {A.replace('forty', 'fifty')} {A} {C}"
    found = find_place(new, anchor_at(old, start, start + len(A), AT), old)
    assert found.state in (State.ORPHAN, State.CHANGED)


def test_one_word_makes_a_claim_changed() -> None:
    old = f"{B} {A} {C}"
    start = len(B) + 1
    found = find_place(
        old.replace("lost forty", "lost not forty"), anchor_at(old, start, start + len(A), AT), old
    )
    assert (found.state, found.was) == (State.CHANGED, A)
    assert found.quote == A.replace("lost", "lost not")
