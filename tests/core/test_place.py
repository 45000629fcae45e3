"""Where the two witnesses do not agree, or something else comes near, nothing is placed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from triage.core.anchor import anchor_at, find_place, suggest_place
from triage.core.claim import Anchor, State
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


def without_the_old_text(old: str, start: int, new: str, quote: str = A) -> State:
    assert old[start : start + len(quote)] == quote
    return find_place(new, anchor_at(old, start, start + len(quote), AT)).state


def test_a_copy_that_stood_right_beside_a_deleted_claim_is_not_known_by_one_side() -> None:
    """One side of it is always as the claim's was: the copy moved up to where the claim stood."""
    gap = len(B) + 1
    assert without_the_old_text(f"{B} {A} {A} {C}", gap, f"{B} {A} {C}") is State.ORPHAN
    assert without_the_old_text(f"{B} {A}\n\n{A} {C}", gap, f"{B} \n\n{A} {C}") is State.ORPHAN
    assert without_the_old_text(f"{B} {A} {A} {C}", gap + len(A) + 1, f"{B} {A} {C}") is State.ORPHAN
    assert without_the_old_text(f"{A} {A} {C}", 0, f"{A} {C}") is State.ORPHAN
    # Where nothing like the claim stood beside it, one side is enough.
    assert without_the_old_text(f"{B} {A} {C}", gap, f"It rained. {B} {A} The end.") is State.MOVED


def test_the_edge_of_the_text_is_no_context_that_could_be_anywhere() -> None:
    """The last claim has a line end behind it, the first one nothing before it: so have many others."""
    old = f"{B} {C} {A}\n"
    assert without_the_old_text(old, len(B) + len(C) + 2, f"{A} {B} {C}\n") is State.ORPHAN
    assert without_the_old_text(f"{A} {B} {C}", 0, f"{C} {B} {A} It rained.") is State.ORPHAN
    # It is one where the claim is still first, or last.
    assert without_the_old_text(old, len(B) + len(C) + 2, f"{C} It rained. {A}\n") is State.MOVED
    assert without_the_old_text(f"{A} {B} {C}", 0, f"{A} It rained. {C}") is State.EXACT


def placed_twice(old: str, start: int, between: str, new: str, quote: str = A) -> Anchor:
    """Return where a claim is that was placed in one text, and then from that one in another."""
    anchor = anchor_at(old, start, start + len(quote), AT)
    return find_place(new, find_place(between, anchor, old), between)


def test_words_that_came_back_with_all_around_them_are_the_claim_again() -> None:
    old = f"{B} {A} {C}"
    gap = len(B) + 1
    gone = placed_twice(old, gap, f"{B} {C}", f"It rained. {old}")
    assert (gone.start, gone.quote, gone.state, gone.was) == (gap + 11, A, State.MOVED, "")
    # Also where an edit had them torn, and what was left grew an edge too many on the way back.
    torn = placed_twice(old, gap, f"{B} The dam at Orrin lost its crest at noon. {C}", old)
    assert (torn.start, torn.quote, torn.state, torn.was) == (gap, A, State.MOVED, "")


def test_a_copy_of_the_first_wording_does_not_draw_a_changed_claim_away() -> None:
    old = f"{B} {A} {C}"
    gap = len(B) + 1
    changed = f"{B} {A.replace('forty', 'fifty')} {C}"
    new = f"{changed} It rained. {old}"
    found = placed_twice(old, gap, changed, new)
    assert (found.start, found.state, found.was) == (gap, State.ORPHAN, A)  # the reviewer knows which
    assert suggest_place(new, found).anchor == found


def test_a_claim_that_was_changed_and_then_deleted_is_found_by_the_words_that_were_judged() -> None:
    old = f"{B} {A} {C}"
    gap = len(B) + 1
    changed = find_place(f"{B} {A.replace('forty', 'fifty')} {C}", anchor_at(old, gap, gap + len(A), AT), old)
    gone = find_place(f"{B} {C}", changed, f"{B} {A.replace('forty', 'fifty')} {C}")
    assert (gone.state, gone.was) == (State.ORPHAN, A)
    back = find_place(old, gone, f"{B} {C}")
    assert (back.state, back.was, back.quote) == (State.MOVED, "", A)


def test_what_was_left_of_a_claim_is_no_second_place_beside_its_whole_words() -> None:
    """The title lost its first word in one text; in the next, the whole title holds what was left."""
    old = f"{A} {B} {C}"
    back = placed_twice(old, 0, old.replace("The dam at", "At"), old)
    assert (back.start, back.quote, back.state, back.was) == (0, A, State.MOVED, "")
    lost = replace(anchor_at(old, 0, len(A), AT), quote=A[11:], start=11, was=A, state=State.ORPHAN)
    assert find_place(old, lost).quote == A


def test_changed_words_that_stand_elsewhere_keep_the_first_ones_from_being_taken() -> None:
    old = f"{B} {A} {C}"
    gap = len(B) + 1
    now = A.replace("forty", "fifty")
    new = f"{B} {now} {C.replace('lower', 'upper')} It rained. {old}"
    found = placed_twice(old, gap, f"{B} {now} {C}", new)
    assert found.start == gap
    assert found.state in (State.CHANGED, State.ORPHAN)
    assert suggest_place(new, found).anchor.start == gap


def test_an_old_text_in_which_the_claim_does_not_stand_is_not_believed() -> None:
    old = f"{B} {A} {C}"
    anchor = anchor_at(old, len(B) + 1, len(B) + 1 + len(A), AT)
    found = find_place(f"Now. {old}", anchor, f"{C} {A} {B} {B}")
    assert (found.start, found.state) == (len(B) + 6, State.MOVED)


ONE_LEFT = A.replace("The dam", "One dam")


@pytest.mark.parametrize(
    ("old", "quote", "new", "known", "offer"),
    [
        # Nothing kept stands beside the first word, and it changed.
        (f"{B} {A}", A, f"{ONE_LEFT} {B}", True, ONE_LEFT),
        # Too little is left, or nothing of it and all around it.
        (f"{B} {A} {C}", A, f"{B} The dam at Orrin fell. {C}", True, None),
        (f"{B} {A} {C}", A, "x", True, None),
        (f"{B} {A} {C}", A, "x", False, None),
        # A blank at either end is no part of what is offered for a claim that had none.
        ("by was two", "by was tw", "by was the", False, "by was"),
        ("was caf\u0301 fell", "s caf\u0301 f", "was caf\u0301", False, "caf\u0301"),
        # Nor is a part of a character.
        ("two the dam", "o t", "by \u0301 the dam", True, " \u0301 t"),
    ],
)
def test_an_orphan_is_offered_whole_words_that_are_like_it(
    old: str, quote: str, new: str, known: bool, offer: str | None
) -> None:
    start = old.index(quote)
    placed = suggest_place(new, anchor_at(old, start, start + len(quote), AT), old if known else None)
    assert placed.anchor.state is State.ORPHAN
    assert (placed.offer and new[slice(*placed.offer)]) == offer


def test_in_its_old_place_a_claim_needs_no_neighbours_elsewhere_it_does() -> None:
    old = f"{B} {A} {C}"
    gap = len(B) + 1
    assert without_the_old_text(old, gap, f"{B[::-1]} {A} {C[::-1]}") is State.EXACT
    assert without_the_old_text(old, gap, f"{B[::-1]}! {A} {C[::-1]}") is State.ORPHAN


def test_a_short_twin_that_is_gone_is_no_matter_where_both_sides_are_as_they_were() -> None:
    assert without_the_old_text(f"{B} Ok Ok {C}", len(B) + 1, f"{B} Ok {C}", "Ok") is State.EXACT


@pytest.mark.parametrize("left", [A[:16], ""])
def test_the_words_that_were_judged_are_found_over_what_was_left_of_them(left: str) -> None:
    old = f"{A} {B} {C}"
    lost = replace(anchor_at(old, 0, len(A), AT), quote=left, end=len(left), was=A, state=State.ORPHAN)
    assert find_place(old, lost).quote == A
