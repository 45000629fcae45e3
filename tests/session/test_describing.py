"""Speakers, related claims, evidence that changes, and articles that are over."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.session.helpers import CODEBOOK, Review, sidecar, write
from triage.core.claim import Relation, Stance, Status
from triage.core.codebook import Requirement

ONE = "The river rose by two metres. Mayor Ada Korr said that nine houses were flooded. Nobody was hurt.\n"
TWO = "Nine houses stood in water. The mayor resigned on Monday.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, {"a.txt": ONE, "b.txt": TWO})
    return tmp_path


def claim_of(folder: Path, path: str, words: str) -> dict[str, Any]:
    """Return what the sidecar says of the claim that has these words."""
    claims = sidecar(folder, path)["claims"]
    (found,) = (claim for claim in claims.values() if words in claim["quote"])
    assert isinstance(found, dict)
    return found


def gathered(review: Review) -> None:
    """Wait until all sidecars are read that were asked for."""
    review.rest()
    review.deliveries.drain_until(lambda: review.gathered.wait(0.01) and not review.gathered.is_reading)
    review.deliveries.drain()


def test_the_speaker_that_is_offered_is_taken_changed_and_taken_back(folder: Path) -> None:
    review = Review(folder)
    review.go("Ada Korr")
    review.tag("verified")
    review.go("Ada Korr")
    assert (review.relations.offer, review.relations.speaker) == ("Mayor Ada Korr", "")
    review.relations.set_speaker(review.relations.offer)
    assert (review.relations.offer, review.relations.speaker) == ("", "Mayor Ada Korr")
    review.relations.set_speaker("  the\nmayor ")
    review.rest()
    found = claim_of(folder, "a.txt", "nine houses")
    assert found["speaker"] == "the mayor"
    assert found["described"] > found["tags"]["ana"]["at"] > found["at"]
    review.undo()
    assert review.relations.speaker == "Mayor Ada Korr"
    review.undo()
    review.redo()
    review.relations.set_speaker("")
    assert review.relations.speaker == ""
    review.close(5)
    assert "speaker" not in claim_of(folder, "a.txt", "nine houses")
    again = Review(folder)
    again.undo()
    assert again.relations.speaker == "Mayor Ada Korr"
    again.close(5)


def test_a_relation_across_articles_is_shown_on_both_sides_and_taken_off_on_either(folder: Path) -> None:
    review = Review(folder)
    review.go("nine houses")
    assert review.relations.begin() is None
    review.desk.open("b.txt")
    review.go("Nine houses")
    begun = review.relations.begin()
    assert begun is not None
    review.relations.relate(Relation.SAME, begun)
    assert review.here == "Nine houses stood in water."
    (link,) = review.relations.links()
    assert (link.path, link.said, link.is_ours) == ("a.txt", "same as", True)
    gathered(review)
    related = claim_of(folder, "b.txt", "Nine")["related"]
    assert (related[0]["file"], related[0]["relation"]) == ("a.txt", "same")
    assert review.relations.go(link.path, link.claim)
    assert "nine houses" in review.here
    (back,) = review.relations.links()
    assert (back.path, back.words, back.is_ours) == ("b.txt", "Nine houses stood in water.", False)
    review.relations.unrelate(back)
    gathered(review)
    assert "nine houses" in review.here
    assert review.relations.links() == []
    review.undo()
    gathered(review)
    assert "related" in claim_of(folder, "b.txt", "Nine")
    review.desk.open("b.txt")
    review.go("Nine")
    review.relations.relate(Relation.SAME, begun._replace(claim=link.claim))
    assert review.relations.links() == []
    review.close(5)


def test_two_relations_are_one_step_each_and_what_is_narrowed_says_so(folder: Path) -> None:
    review = Review(folder)
    first, second = (one for one in review.relations.choices() if one.path == "a.txt")
    review.relations.relate(Relation.NARROWS, first)
    review.relations.relate(Relation.CONFLICTS, second)
    assert [link.said for link in review.relations.links()] == ["narrows", "conflicts with"]
    review.relations.relate(Relation.CONFLICTS, first._replace(claim=review.relations.links()[0].claim))
    assert sorted(link.said for link in review.relations.links()) == ["conflicts with"] * 2
    review.undo()
    review.undo()
    assert [link.said for link in review.relations.links()] == ["narrows"]
    assert review.relations.go("a.txt", review.relations.links()[0].claim)
    assert [link.said for link in review.relations.links()] == ["is narrowed by"]
    review.close(5)


def test_claims_of_other_articles_can_be_picked_as_evidence_which_stays_in_an_export(folder: Path) -> None:
    review = Review(folder)
    review.desk.open("b.txt")
    review.tag("verified")
    review.rest()
    review.desk.open("a.txt")
    review.relations.choices()
    gathered(review)
    picked = next(one for one in review.relations.choices() if one.path == "b.txt")
    piece = review.citing.add_claim(picked)
    assert piece is not None
    assert review.citing.add_claim(picked) is None
    review.close(5)
    (evidence,) = claim_of(folder, "a.txt", "river")["tags"]["ana"]["evidence"]
    assert (evidence["url"], evidence["file"], evidence["claim"]) == ("b.txt", "b.txt", picked.claim)
    assert evidence["quote"] == "Nine houses stood in water."


def test_evidence_is_added_changed_and_taken_off_step_by_step(folder: Path) -> None:
    review = Review(folder)
    assert review.citing.add("https://u:p@example.org/") is None
    assert "before an @" in review.said.text
    piece = review.citing.add("<https://example.org/a>.")
    assert piece is not None
    assert review.citing.add("https://example.org/a") is None
    piece = review.citing.set_stance(piece, Stance.REFUTES)
    for part, typed in (
        ("quote", "nine"),
        ("note", "p. 3"),
        ("accessed", "2026-01-02"),
        ("url", "http://b.example"),
    ):
        changed = review.citing.set_part(piece, part, typed)
        assert changed is not None
        piece = changed
    assert review.citing.set_part(piece, "accessed", "soon") is None
    assert review.citing.set_part(piece, "url", "b.example") is None
    (shown,) = review.citing.pieces()
    assert (shown.url, shown.stance, shown.quote) == ("http://b.example", Stance.REFUTES, "nine")
    assert (shown.note, shown.accessed) == ("p. 3", "2026-01-02")
    review.citing.remove(shown)
    assert review.citing.pieces() == ()
    review.undo(2)
    assert [one.url for one in review.citing.pieces()] == ["https://example.org/a"]
    review.close(5)


def test_an_article_set_aside_gives_way_to_the_next_and_is_opened_again(folder: Path) -> None:
    review = Review(folder)
    review.closing.set_aside(" behind a\npaywall ")
    assert (review.desk.path, review.said.text) == ("b.txt", "set aside: behind a paywall · a.txt")
    review.toggle_done()
    assert review.desk.path == "b.txt"
    assert review.said.text.endswith("nothing unfinished is left in this folder")
    review.rest()
    assert sidecar(folder, "a.txt")["reviews"]["ana"]["why"] == "behind a paywall"
    review.desk.open("a.txt")
    assert review.closing.why == "behind a paywall"
    review.closing.reopen()
    assert (review.closing.status, review.closing.why) == (Status.IN_REVIEW, "")
    review.undo()
    assert (review.closing.status, review.closing.why) == (Status.SET_ASIDE, "behind a paywall")
    review.undo(2)
    assert (review.desk.path, review.closing.status) == ("a.txt", Status.NEW)
    review.closing.reopen()
    assert review.said.text == "the article is open already"
    review.close(5)


def test_what_a_tag_requires_is_said_waits_and_is_gone_to_until_it_is_there(folder: Path) -> None:
    tags = tuple(
        replace(tag, requires=(Requirement.NOTE, Requirement.EVIDENCE)) if tag.name == "disputed" else tag
        for tag in CODEBOOK.tags
    )
    review = Review(folder, codebook=replace(CODEBOOK, tags=tags))
    review.tag("verified")
    review.tag("disputed")
    assert "disputed, lacks note and evidence" in review.said.text
    (waiting,) = review.waiting.here()
    review.desk.open("b.txt")
    review.tag("disputed")
    gathered(review)
    assert review.lacking_elsewhere() == {"a.txt": 1}
    review.sieve.ask("is:lacking by:me")
    review.deliveries.drain_until(lambda: not review.is_filtering)
    assert len(review.listing) == 2
    review.desk.open("a.txt")
    review.go("river")
    review.going.go(1, "lacking")
    assert "Ada Korr" in review.here
    review.take_up(waiting.claim.id)
    assert review.said.text == "it lacks note and evidence: note adds note, evidence adds evidence"
    review.note("why")
    assert review.waiting.here()[0].lacks == (Requirement.EVIDENCE,)
    review.citing.add("https://example.org")
    assert review.waiting.here() == []
    review.close(5)


def test_speakers_of_all_articles_are_known_the_most_frequent_of_others_behind_those_of_here(
    folder: Path,
) -> None:
    review = Review(folder)
    for words, name in (("river", "the gauge"), ("Nobody", "Ada")):
        review.go(words)
        review.relations.set_speaker(name)
    review.desk.open("b.txt")
    review.relations.set_speaker("Bo")
    review.relations.names()
    gathered(review)
    assert review.relations.names()[0] == "Bo"
    assert set(review.relations.names()) == {"Bo", "Ada", "the gauge"}
    (folder / "a.txt.triage.yaml").unlink()
    review.close(5)
