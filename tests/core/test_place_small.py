"""What is decided about a claim in texts of a few sentences, with the old text at hand and without it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from triage.core.anchor import anchor_at, suggest_place
from triage.core.claim import Anchor, State
from triage.core.clock import from_milliseconds

AT = from_milliseconds(0)
A = "The dam at Orrin lost forty metres of its crest."
A2 = A.replace("forty", "fifty")
B = "Farmers moved their cattle to the hills that night."
C = "No siren was heard in the lower town before five."
N = "Nobody was hurt."


def claim(old: str, words: str, state: State = State.EXACT, was: str = "") -> Anchor:
    """Return an anchor for the first place of these words."""
    start = old.index(words)
    return replace(anchor_at(old, start, start + len(words), AT), state=state, was=was)


Told = tuple[State, int, str, tuple[int, int] | None]
"""State, start and words, and what is offered."""


def placed(anchor: Anchor, new: str, old: str | None) -> Told:
    """Return what is decided."""
    found = suggest_place(new, anchor, old)
    return found.anchor.state, found.anchor.start, found.anchor.quote, found.offer


@pytest.mark.parametrize(
    ("old", "words", "state", "new", "told"),
    [
        # A claim that another program said was changed, and not from what, stays so.
        (f"{B} {N}", N, State.CHANGED, f"{B} {N}", (State.CHANGED, 52, N, None)),
        (B, " to the hills that ", State.CHANGED, B, (State.CHANGED, 27, "to the hills that", None)),
        # Words that stand twice now, with all that was around them: neither is taken.
        ("Ok", "k", State.EXACT, "Ok Ok", (State.ORPHAN, 1, "k", (4, 5))),
        # One sentence was put in twice, before the claim and behind what follows it.
        (
            *(f"It rained. {B}", "It rained.", State.CHANGED, f"It rained. It rained. {B} {B}"),
            (State.CHANGED, 11, "It rained.", None),
        ),
        # What is offered is the place with most of what was around the claim, blanks and all.
        (f"{N}\nOk", "s ", State.EXACT, f"{N}\n{N}\nkO", (State.ORPHAN, 9, "s ", (9, 11))),
        # Without its neighbours a part of a sentence is not followed for sure.
        (f"{N} {C} {A}", "y was hu", State.EXACT, f"{A} {N} {C}", (State.ORPHAN, 5, "y was hu", (54, 62))),
    ],
)
def test_with_the_old_text_a_claim_is_followed(
    old: str, words: str, state: State, new: str, told: Told
) -> None:
    assert placed(claim(old, words, state), new, old) == told


@pytest.mark.parametrize(
    ("old", "words", "state", "was", "new", "told"),
    [
        # An orphan comes back to its very words, not to others.
        (A2, "lost f", State.ORPHAN, "", A2.replace("of ", ""), (State.MOVED, 17, "lost f", None)),
        (A2, A2, State.ORPHAN, "", A2.replace("metres ", ""), (State.ORPHAN, 0, A2, (0, 41))),
        # What is no orphan may have changed where both neighbours are as they were.
        (f"{B} {N}", N, State.CHANGED, "", f"{B} Nobody hurt.", (State.CHANGED, 52, "Nobody hurt.", None)),
        # What was judged stands nowhere: then the words that it had are looked for.
        (" rained.", " rained.", State.CHANGED, "ined. so", " rained.", (State.CHANGED, 0, " rained.", None)),
        ("a b a b", "a b", State.CHANGED, " so", "a b", (State.ORPHAN, 0, "a b", (0, 3))),
        # A passage a little like a short claim is no other place for it.
        (
            *(
                f"{N}\n{A2}\n{A}\nx",
                "urt.\nThe",
                State.EXACT,
                "",
                f"{N}\n{A2.replace('lost ', '')}\n{A}\nx\nx",
            ),
            (State.EXACT, 12, "urt.\nThe", None),
        ),
    ],
)
def test_without_the_old_text_a_claim_is_looked_for(
    old: str, words: str, state: State, was: str, new: str, told: Told
) -> None:
    assert placed(claim(old, words, state, was), new, None) == told


def test_a_claim_keeps_its_edges_where_blanks_are_all_there_is() -> None:
    blank = claim("a  b", "  ")
    assert placed(blank, "a  b", None) == (State.EXACT, 1, "  ", None)
    assert placed(blank, "xa  b", "a  b")[:3] == (State.MOVED, 2, "  ")


@pytest.mark.parametrize("many", [11, 13])
def test_of_a_passage_that_stands_often_each_is_followed_to_its_own_place(many: int) -> None:
    """Of more than a dozen like it not all are followed, and its neighbours have to be there."""
    old = " ".join(f"{at}{at}. {N}" for at in range(many))
    start = old.rindex(N)
    anchor = anchor_at(old, start, start + len(N), AT)
    new = f"It rained. {old}"
    assert placed(anchor, new, old) == (State.MOVED, start + 11, N, None)
    alone = " ".join([f"It rained. {N}"] * (many - 1) + [f"so. {N}"])
    state, *_ = placed(anchor, alone, old)
    assert state is State.ORPHAN


def test_of_a_thousand_places_the_one_with_all_that_was_around_it_is_the_claim() -> None:
    often = "Ok. " * 999
    anchor = claim(f"so Ok then. {C}", "Ok")
    assert placed(anchor, f"{often}so Ok then. {C}", None) == (State.MOVED, 3999, "Ok", None)


def test_words_that_overlap_themselves_are_told_apart_by_what_is_around_them() -> None:
    lost = claim(f"x no no no y {C}", "no no", State.ORPHAN)
    assert placed(lost, f"no no no no. x no no no y {C}", None) == (State.MOVED, 15, "no no", None)
    second = replace(anchor_at("no no no", 3, 8, AT), state=State.ORPHAN)
    assert placed(second, "no no no", None) == (State.MOVED, 3, "no no", None)


def test_the_very_words_are_taken_where_an_edge_is_not_sure() -> None:
    """The first word went to where the text has had one like it, so that this one is known by its signs."""
    moved = "no dam broke at noon and fell."
    old = f"no {B} x {moved}"
    assert placed(claim(old, moved), f"{moved} {B} x", old) == (State.MOVED, 0, moved, None)


def test_words_that_were_judged_are_not_believed_beside_what_was_left_of_them() -> None:
    """Somebody put a copy in elsewhere, with all that had been around it."""
    now, then = f"{N} {A2} It rained.", claim(f"{B} {A} {C}", A)
    changed = replace(then, quote=A2, start=17, end=17 + len(A2), was=A, state=State.CHANGED)
    left = A.replace("forty", "sixty")
    new = f"{N} {left} It rained. {B} {A} {C}"
    assert placed(changed, new, now) == (State.CHANGED, 17, left, None)
    new = f"{B} {A} {C} {N} {left} It rained."
    assert placed(changed, new, now) == (State.CHANGED, new.index(left), left, None)


def test_a_claim_ends_behind_the_marks_of_its_last_letter() -> None:
    old = "It is called Vaq by all."
    new = "It is called Vaq\u0303 by all."
    assert placed(claim(old, "It is called Vaq"), new, old) == (State.CHANGED, 0, new[:17], None)


def test_a_text_in_which_other_words_stand_at_the_place_tells_nothing_of_the_claim() -> None:
    anchor = claim(f"{B} {A} {C}", A)
    new = f"It rained. {B} {A} {N}"
    assert placed(anchor, new, f"{B} {C} {N} {N}") == (State.MOVED, new.index(A), A, None)
