"""A claim is found again where its words stand, and nowhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage.core.anchor import anchor_at, find_place, offers, place_all, place_in, stands
from triage.core.article import Article
from triage.core.claim import CONTEXT, Annotations, Claim, Source, State
from triage.core.clock import from_milliseconds

AT = from_milliseconds(0)
TEXT = "The river rose. Nobody was hurt. The bridge held. Nobody was hurt. The end."


def test_an_anchor_holds_the_words_and_up_to_64_code_points_on_each_side() -> None:
    text = "a" * 100 + "claim" + "b" * 100
    anchor = anchor_at(text, 100, 105, AT)
    assert (anchor.quote, anchor.start, anchor.end) == ("claim", 100, 105)
    assert (anchor.prefix, anchor.suffix) == ("a" * CONTEXT, "b" * CONTEXT)
    assert (anchor.at, anchor.state, anchor.skip) == (AT, State.EXACT, False)
    assert anchor_at(text, 0, 205, AT).prefix == anchor_at(text, 0, 205, AT).suffix == ""


@pytest.mark.parametrize("span", [(3, 3), (4, 3), (-1, 3), (0, 999)])
def test_what_is_no_span_is_refused(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="no span"):
        anchor_at(TEXT, *span, AT)


@pytest.mark.parametrize(
    ("quote", "start", "end", "there"),
    [
        ("The river", 0, 9, True),
        ("The river", 0, 10, False),
        ("The river", 1, 10, False),
        ("end.", len(TEXT) - 4, len(TEXT), True),
        ("end.", len(TEXT) - 4, len(TEXT) + 9, False),
        ("", 5, 5, False),
        ("", 9999, 9999, False),
    ],
)
def test_an_anchor_stands_where_its_whole_quote_is(quote: str, start: int, end: int, there: bool) -> None:
    anchor = replace(anchor_at(TEXT, 0, 9, AT), quote=quote, start=start, end=end)
    assert stands(TEXT, anchor) is there


FIRST, SECOND = (16, 32), (50, 66)


@pytest.mark.parametrize(
    ("span", "new", "place", "state"),
    [
        ((0, 15), TEXT, 0, State.EXACT),
        ((0, 15), "New. " + TEXT, 5, State.MOVED),
        ((0, 15), TEXT.replace("river", "lake"), 0, State.ORPHAN),
        (FIRST, TEXT, 16, State.EXACT),
        (SECOND, TEXT, 50, State.EXACT),
        (SECOND, "New. " + TEXT, 55, State.MOVED),
        # The first of two copies is gone: the other one was never meant.
        (FIRST, "The river rose. The bridge held. Nobody was hurt. The end.", 16, State.ORPHAN),
        # Both copies stand, and nothing around them is as it was: no guess.
        (SECOND, "One. Nobody was hurt. Two. Nobody was hurt. Three.", 50, State.ORPHAN),
        # Both copies stand, and one side of this one is as it was.
        (SECOND, TEXT[:66] + " It went on.", 50, State.EXACT),
        (FIRST, TEXT[:66].replace("bridge", "viaduct"), 16, State.EXACT),
        ((0, 15), "", 0, State.ORPHAN),
    ],
)
def test_a_claim_is_where_its_words_are_or_nowhere(
    span: tuple[int, int], new: str, place: int, state: State
) -> None:
    anchor = anchor_at(TEXT, *span, AT)
    found = find_place(new, anchor)
    assert (found.start, found.state) == (place, state)
    assert (found.quote, found.prefix, found.suffix, found.at) == (
        anchor.quote,
        anchor.prefix,
        anchor.suffix,
        anchor.at,
    )


def test_an_orphan_is_found_when_its_words_come_back() -> None:
    anchor = anchor_at(TEXT, 0, 15, AT)
    lost = find_place(TEXT.replace("river", "lake"), anchor)
    found = find_place(TEXT, lost)
    assert (found.start, found.end, found.state) == (0, 15, State.MOVED)


texts = st.text(alphabet="ab. ", min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("old", "new", "span", "state"),
    [
        # Without its blank the claim has less around it, which stands in another place than the search took.
        (".. ", "a..a.", (1, 3), State.ORPHAN),
        (" . ", ". ..", (1, 3), State.ORPHAN),
        ("ba ", "bba.a", (1, 3), State.ORPHAN),
        ("  a   ", "  a  a ", (0, 4), State.ORPHAN),
        # Where nothing else comes near, the blank is not missed.
        (". a ", "b. a", (2, 4), State.MOVED),
    ],
)
def test_a_claim_that_would_be_elsewhere_when_placed_again_is_an_orphan(
    old: str, new: str, span: tuple[int, int], state: State
) -> None:
    found = find_place(new, anchor_at(old, *span, AT))
    assert found.state is state
    assert find_place(new, found) == found


@settings(max_examples=200)
@given(texts, texts, st.data())
def test_a_claim_that_is_not_lost_stands(old: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(old) - 1))
    anchor = anchor_at(old, start, data.draw(st.integers(start + 1, len(old))), AT)
    assert find_place(old, anchor) == anchor
    found = find_place(new, anchor)
    assert found.state is State.ORPHAN or stands(new, found)
    assert find_place(new, found) == found


@settings(max_examples=200)
@given(texts, texts, st.data())
def test_text_added_before_moves_every_claim_by_its_length(
    added: str, text: str, data: st.DataObject
) -> None:
    text = "<" + text + ">"
    start = data.draw(st.integers(0, len(text) - 1))
    anchor = anchor_at(text, start, data.draw(st.integers(start + 1, len(text))), AT)
    whole = added + text
    found = find_place(whole, anchor)
    places = [at for at in range(len(whole)) if whole.startswith(anchor.quote, at)]
    fitting = [
        at
        for at in places
        if whole.endswith(anchor.prefix, 0, at) and whole.startswith(anchor.suffix, at + len(anchor.quote))
    ]
    if len(fitting) == 1:
        assert found.start == len(added) + start
    else:  # what was added says the same: then no place is surer than the other
        assert found.state is State.ORPHAN or found.start in fitting


def sidecar(*claims: Claim) -> Annotations:
    return Annotations(Source("a.txt", "sha"), claims={claim.id: claim for claim in claims})


def test_nothing_is_touched_where_every_claim_stands() -> None:
    recorded = sidecar(Claim("A", anchor_at(TEXT, *FIRST, AT)), Claim("B", anchor_at(TEXT, 0, 15, AT)))
    assert place_all(TEXT, recorded) is recorded


def test_only_claims_that_moved_are_placed_anew() -> None:
    recorded = sidecar(Claim("A", anchor_at(TEXT, 0, 3, AT)), Claim("B", anchor_at(TEXT, 33, 49, AT)))
    placed = place_all(TEXT.replace("river", "broad river"), recorded)
    assert placed.claims["A"] is recorded.claims["A"]
    assert (placed.claims["B"].anchor.start, placed.claims["B"].anchor.state) == (39, State.MOVED)


def test_the_same_words_at_the_old_place_are_not_enough_in_another_text() -> None:
    """A sentence that moved on by the length of its twin must not be taken for the twin."""
    text = "Yes. No. Nobody was hurt."
    anchor = anchor_at(text, 0, 4, AT)
    new = "Yes. Yes. No. Nobody was hurt."
    recorded = sidecar(Claim("A", replace(anchor, suffix=" No. Nobody was hurt.")))
    assert place_all(new, recorded).claims["A"].anchor.start == 5
    # In the very text it was placed in, its place is believed.
    assert place_all(new, recorded, recorded.claims) is recorded


HERE = Article("a.txt", TEXT, "utf-8", "sha")
LOST = replace(anchor_at(TEXT, 0, 15, AT), state=State.ORPHAN)


def test_in_the_text_they_refer_to_claims_are_believed_and_orphans_looked_for() -> None:
    beside = replace(anchor_at(TEXT, 33, 49, AT), suffix=" It fell.")
    recorded = sidecar(Claim("A", beside), Claim("B", LOST))
    placed = place_in(HERE, recorded, None)
    assert placed.claims["A"] is recorded.claims["A"]
    assert placed.claims["B"].anchor.state is State.MOVED
    assert placed.source is recorded.source
    # Unless they were looked for in this very text before.
    assert place_in(HERE, recorded, None, recorded.claims) is recorded


def test_in_another_text_nothing_is_believed_and_the_claims_refer_to_it_from_then_on() -> None:
    new = Article("a.txt", f"The dam. {TEXT}", "utf-8", "new")
    recorded = sidecar(Claim("A", anchor_at(TEXT, 0, 15, AT)), Claim("B", LOST))
    placed = place_in(new, recorded, TEXT)
    assert placed.source == replace(recorded.source, sha256="new")
    assert [claim.anchor.start for claim in placed.claims.values()] == [9, 9]
    kept = place_in(new, recorded, TEXT, {"B": recorded.claims["B"]})
    assert kept.claims["B"] is recorded.claims["B"]


def test_an_orphan_is_offered_what_is_like_it_and_nothing_else() -> None:
    text = "It rained. The dam at Orrin lost forty metres of its crest. The end."
    like = "The dam at Orrin lost fifty metres of its crest."
    anchors = {
        "like": replace(anchor_at(like, 0, len(like), AT), state=State.ORPHAN),
        "there": replace(anchor_at("The end.", 0, 8, AT), state=State.ORPHAN),
        "gone": anchor_at("Two zebras slept.", 0, 17, AT),
    }
    told: list[tuple[int, int]] = []
    found = offers(text, anchors, progress=lambda *step: told.append(step))
    assert found == {"like": (11, 59), "there": (60, 68)}
    assert told[0] == (0, 3)
    assert told[-1] == (3, 3)
    assert offers(text, {}) == {}
