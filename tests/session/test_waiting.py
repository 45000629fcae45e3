"""Claims whose words changed or went: listed, gone to, and put back where they belong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.session.helpers import Review, sidecar, write
from triage.core.claim import Anchor, State
from triage.core.place import Placed, Placer

ONE = "The river rose by two metres. Nine houses were flooded in the old town. Nobody was hurt.\n"
TWO = "The mayor resigned on Monday. A vote follows in May.\n"
REWRITTEN = "The river rose by two metres. In the old town 19 houses were under water. Nobody was hurt.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, {"a.txt": ONE, "b.txt": TWO})
    return tmp_path


def with_orphan(folder: Path, text: str = REWRITTEN) -> Review:
    """Return a review in which the second claim of a.txt, tagged disputed, is not in the text any more."""
    review = Review(folder)
    review.go("Nine houses")
    review.tag("disputed")
    review.rest()
    write(folder, {"a.txt": text})
    review.look()
    review.desk.open("a.txt")
    return review


def orphan_id(review: Review) -> str:
    (waiting,) = review.waiting.here()
    assert waiting.claim.anchor.state is State.ORPHAN
    return waiting.claim.id


def test_what_waits_is_listed_with_the_changed_claims_first(folder: Path) -> None:
    review = Review(folder)
    review.tag("verified")
    review.tag("disputed")
    review.rest()
    write(folder, {"a.txt": "The river rose by three metres. Nobody was hurt.\n"})
    review.look()
    states = [one.claim.anchor.state for one in review.waiting.here()]
    assert states == [State.CHANGED, State.ORPHAN]
    assert review.listing.totals().waiting == 2
    review.desk.open("b.txt")
    assert review.waiting.here() == []
    assert [(entry.path, entry.waiting) for entry in review.waiting.elsewhere()] == [("a.txt", 2)]
    review.close(5)


def test_an_orphan_is_offered_the_place_that_is_most_like_it(folder: Path) -> None:
    text = "Ten houses were flooded in the old town. Nine houses were flooded in the new town.\n"
    review = with_orphan(folder, text)
    (before,) = review.waiting.here()
    assert (before.claim.anchor.state, before.offer) == (State.ORPHAN, None)
    review.waiting.look_for_offers()
    review.deliveries.drain_until(lambda: not review.waiting.is_looking)
    (after,) = review.waiting.here()
    assert after.offer is not None
    assert text[slice(*after.offer)] == "Ten houses were flooded in the old town."
    review.take_up(after.claim.id)
    assert review.said.text == "it may belong here: claim.put puts it here, cancel leaves it"
    assert review.here == "Ten houses were flooded in the old town."
    review.put()
    (put,) = review.waiting.here()
    assert (put.claim.anchor.start, put.claim.anchor.end) == after.offer
    review.close(5)


def test_an_orphan_that_was_taken_up_is_put_on_the_passage_and_waits_for_a_tag(folder: Path) -> None:
    review = with_orphan(folder)
    claim_id = orphan_id(review)
    review.take_up(claim_id)
    review.go("19 houses")
    review.put()
    assert review.said.text == "put back; the words are other ones: tag it again to confirm"
    assert review.desk.carried is None
    review.rest()
    written = sidecar(folder, "a.txt")["claims"][claim_id]
    assert written["state"] == "changed"
    assert written["was"] == "Nine houses were flooded in the old town."
    assert written["quote"] == "In the old town 19 houses were under water."
    assert written["tags"]["ana"]["tag"] == "disputed"
    review.tag("disputed")
    review.rest()
    assert "state" not in sidecar(folder, "a.txt")["claims"][claim_id]
    assert review.listing.totals().waiting == 0
    review.close(5)


def test_putting_back_is_undone_in_one_step_and_done_again(folder: Path) -> None:
    review = with_orphan(folder)
    claim_id = orphan_id(review)
    review.take_up(claim_id)
    review.go("19 houses")
    review.put()
    review.undo()
    assert review.said.text.startswith("undid: put back")
    assert orphan_id(review) == claim_id
    review.redo()
    (waiting,) = review.waiting.here()
    assert waiting.claim.anchor.state is State.CHANGED
    review.rest()
    assert sidecar(folder, "a.txt")["claims"][claim_id]["state"] == "changed"
    review.close(5)


def test_words_that_are_the_same_are_put_back_without_a_question(folder: Path) -> None:
    quote = "Nine houses were flooded in the old town."
    review = with_orphan(folder, f"It rained. {quote} It rained. {quote} It rained.\n")
    claim_id = orphan_id(review)
    review.take_up(claim_id)
    review.go("Nine houses")
    review.put()
    assert review.said.text == "put back"
    assert review.opened.annotations.claims[claim_id].anchor.state is State.EXACT
    assert review.listing.totals().waiting == 0
    review.close(5)


def test_nothing_is_put_where_nothing_was_taken_up(folder: Path) -> None:
    review = with_orphan(folder)
    before = review.opened.annotations
    review.put()
    assert review.said.text == "nothing was taken up: waiting.list lists what waits"
    review.take_up("NOSUCHCLAIM")
    assert review.said.text == "it does not wait any more"
    review.take_up(orphan_id(review))
    review.desk.open("b.txt")
    review.desk.open("a.txt")
    review.put()
    assert review.opened.annotations == before
    review.close(5)


def test_a_changed_claim_is_gone_to_and_stepped_to(folder: Path) -> None:
    review = Review(folder)
    review.tag("verified")
    review.rest()
    write(folder, {"a.txt": ONE.replace("two metres", "three metres")})
    review.look()
    review.go("Nobody")
    (waiting,) = review.waiting.here()
    review.take_up(waiting.claim.id)
    assert review.here == "The river rose by three metres."
    assert review.desk.carried is None
    review.go("Nobody")
    assert review.desk.move(-1, "changed")
    assert review.here == "The river rose by three metres."
    assert not review.desk.move(-1, "changed")
    review.close(5)


def test_a_tag_does_not_have_the_lost_claims_looked_for_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = with_orphan(folder)
    orphan_id(review)
    review.go("Nobody")
    review.tag("verified")  # the first save after the text has changed places what the sidecar has
    review.rest()
    searched = []
    place = Placer.place

    def counted(placer: Placer, anchor: Anchor) -> Placed:
        searched.append(anchor)
        return place(placer, anchor)

    monkeypatch.setattr(Placer, "place", counted)
    review.tag("verified")
    review.note("seen")
    review.rest()
    assert searched == []
    review.close(5)
