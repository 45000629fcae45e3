"""Splitting, joining and choosing: what becomes of all that anybody recorded, and one step back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.session.helpers import Review, sidecar, write
from triage.core.claim import NONE, Evidence, Related, Relation
from triage.core.values import replace

ONE = "The river rose by two metres, and nine houses were flooded. Nobody was hurt. It rained.\n\nIt ended.\n"
ROSE = "The river rose by two metres, and nine houses were flooded."


@pytest.fixture
def review(tmp_path: Path) -> Review:
    write(tmp_path, {"a.txt": ONE})
    return Review(tmp_path)


def shown(review: Review) -> list[str]:
    """Return the words of every claim that is to be judged."""
    text = review.opened.article.text
    return [text[each.start : each.end] for each in review.opened.outline.claims()]


def as_bo(folder: Path, words: str, act: Callable[[Review], object]) -> None:
    other = Review(folder, "bo")
    other.go(words)
    act(other)
    other.close(5)


def split(review: Review) -> None:
    review.spans.split()
    review.spans.make()


def test_a_split_keeps_everything_on_the_first_part_and_says_so(review: Review, tmp_path: Path) -> None:
    as_bo(tmp_path, "The river", lambda other: other.tag("disputed"))
    review.look()
    review.go("The river")
    review.note("seen")
    review.add_evidence(Evidence("https://example.org"))
    review.tag("verified")
    review.go("The river")
    (before,) = review.opened.annotations.claims.values()
    split(review)
    assert review.said.text == "split: what bo and ana recorded stays here; the second part is next, untagged"
    assert shown(review)[:3] == [
        "The river rose by two metres",
        "and nine houses were flooded.",
        "Nobody was hurt.",
    ]
    assert review.here == "The river rose by two metres"
    review.rest()
    first, second = review.opened.annotations.in_text_order()
    assert (first.id, first.tags) == (before.id, before.tags)
    assert second.is_bare
    assert second.anchor.added
    review.undo()
    assert review.here == ROSE
    assert shown(review) == [ROSE, "Nobody was hurt.", "It rained.", "It ended."]
    review.close(5)
    again = Review(tmp_path)
    assert shown(again) == [ROSE, "Nobody was hurt.", "It rained.", "It ended."]
    again.redo()
    assert shown(again)[:2] == ["The river rose by two metres", "and nine houses were flooded."]
    again.undo()
    assert shown(again)[0] == ROSE
    again.close(5)


def test_a_split_is_placed_by_any_unit_before_it_is_made(review: Review) -> None:
    review.go("The river")
    review.spans.split()
    review.spans.extend("word", 2)
    review.spans.edge("start-right")
    review.spans.swap()
    review.spans.fit("paragraph")
    review.spans.split()
    assert shown(review)[:2] == ["The river rose by two metres, and nine houses", "were flooded."]
    review.spans.split()
    review.spans.leave()
    assert review.spans.choosing is None
    review.close(5)


def test_a_claim_is_split_at_the_end_that_moves_of_what_is_chosen(review: Review) -> None:
    review.go("Nobody")
    review.spans.begin()
    review.spans.extend("word", -1)
    review.spans.split()
    assert shown(review)[1:3] == ["Nobody was", "hurt."]
    review.close(5)


@pytest.mark.parametrize("text", ["e\u0301\n", ""])
def test_what_cannot_be_split_is_not(tmp_path: Path, text: str) -> None:
    write(tmp_path, {"a.txt": text})
    review = Review(tmp_path)
    review.spans.split()
    review.spans.begin()
    assert review.said.text
    assert review.desk.selection is None or text
    assert not (tmp_path / "a.txt.triage.yaml").exists()
    review.close(5)


def test_a_part_that_is_another_claim_is_left_to_it(review: Review) -> None:
    review.go("The river")
    review.spans.begin()
    review.spans.extend("clause", -1)
    assert review.spans.make()
    review.go("houses")
    split(review)
    assert review.said.text == "not split: the first part is a claim of its own"
    review.spans.leave()
    review.undo()
    review.go("The river")
    review.spans.begin()
    review.spans.swap()
    review.spans.extend("clause", 1)
    review.spans.make()
    assert review.here == "and nine houses were flooded."
    review.go("The river")
    split(review)
    assert shown(review)[:3] == [
        "The river rose by two metres",
        "and nine houses were flooded.",
        "Nobody was hurt.",
    ]
    review.close(5)


def test_joining_puts_my_records_together_and_leaves_those_of_others(review: Review, tmp_path: Path) -> None:
    as_bo(tmp_path, "Nobody", lambda other: other.tag("opinion"))
    review.look()
    for words, note, url in (
        ("Nobody", "one", "https://a.example"),
        ("It rained", "two", "https://b.example"),
    ):
        review.go(words)
        review.note(note)
        review.add_evidence(Evidence(url))
        review.tag("verified")
    review.go("Nobody")
    before = {claim.id: claim for claim in review.opened.annotations.claims.values()}
    review.spans.join()
    assert review.said.text == (
        "joined 2 claims: verified stays; notes and evidence are kept; what bo tagged stays"
    )
    assert review.here == "Nobody was hurt. It rained."
    record = review.opened.record(review.desk.cursor or 0, "ana")
    assert record is not None
    assert (record.tag, record.note) == ("verified", "one\ntwo")
    assert [piece.url for piece in record.evidence] == ["https://a.example", "https://b.example"]
    after = review.opened.annotations.claims
    assert set(after) == set(before)
    assert all(after[name].by("bo") == before[name].by("bo") for name in before)
    review.undo()
    assert shown(review) == [ROSE, "Nobody was hurt.", "It rained.", "It ended."]
    for name, claim in before.items():
        mine, was = review.opened.annotations.claims[name].by("ana"), claim.by("ana")
        assert (mine and replace(mine, at="")) == (was and replace(was, at=""))
    review.redo()
    review.close(5)
    again = Review(tmp_path)
    assert shown(again) == [ROSE, "Nobody was hurt. It rained.", "It ended."]
    again.undo()
    assert shown(again) == [ROSE, "Nobody was hurt.", "It rained.", "It ended."]
    again.close(5)


def test_tags_that_differ_make_none_and_that_is_said(review: Review) -> None:
    for words, name in (("Nobody", "verified"), ("It rained", "disputed")):
        review.go(words)
        review.tag(name)
    review.go("Nobody")
    review.spans.join()
    assert review.said.text == "joined 2 claims: untagged, as verified and disputed differ"
    record = review.opened.record(review.desk.cursor or 0, "ana")
    assert record is not None
    assert record.tag == NONE
    assert review.listing.entry("a.txt").tagged == 0
    review.close(5)


@pytest.mark.parametrize(("tagged", "said"), [((), ""), (("It rained",), ": verified stays")])
def test_one_tag_of_those_joined_stays(review: Review, tagged: tuple[str, ...], said: str) -> None:
    for words in tagged:
        review.go(words)
        review.tag("verified")
    review.go("Nobody")
    review.spans.join()
    assert review.said.text == f"joined 2 claims{said}"
    assert len(review.opened.annotations.claims) == 1
    review.undo()
    assert shown(review) == [ROSE, "Nobody was hurt.", "It rained.", "It ended."]
    review.close(5)


def test_relations_and_speakers_stay_with_their_claims(review: Review) -> None:
    review.go("Nobody")
    review.tag("verified")
    review.go("It rained")
    review.tag("verified")
    related = (Related("b.txt", "K", Relation.SAME),)
    claims = {
        name: replace(claim, speaker="Ada", related=related)
        for name, claim in review.opened.annotations.claims.items()
    }
    review.shelf.put(review.opened.with_annotations(replace(review.opened.annotations, claims=claims)))
    review.go("Nobody")
    review.spans.join()
    review.rest()
    split(review)
    after = review.opened.annotations.claims
    assert all((after[name].speaker, after[name].related) == ("Ada", related) for name in claims)
    review.close(5)


def test_several_are_joined_at_once_and_the_last_with_none(review: Review) -> None:
    review.go("The river")
    review.spans.join(99)
    assert shown(review) == [ONE.strip()]
    review.spans.join()
    assert review.said.text == "no claim after this one to join it with"
    review.undo()
    assert len(shown(review)) == 4
    review.close(5)


def test_a_whole_sentence_and_a_whole_paragraph(review: Review) -> None:
    review.go("Nobody")
    review.tag("verified")
    review.go("Nobody")
    review.spans.fit("sentence")
    assert review.said.text == "it is the whole sentence already"
    review.spans.edge("end-left", 2)
    review.spans.fit("sentence")
    assert (review.here, review.said.text) == ("Nobody was hurt.", "the whole sentence")
    review.spans.fit("paragraph")
    assert review.here == ONE.splitlines()[0]
    assert shown(review) == [ONE.splitlines()[0], "It ended."]
    assert [
        record.tag for claim in review.opened.annotations.claims.values() for record in claim.tags.values()
    ] == ["verified"]
    review.close(5)


def test_no_claim_becomes_so_long_that_nobody_can_judge_it(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "The river rose by two metres on that day. " * 600})
    review = Review(tmp_path)
    review.spans.fit("paragraph")
    assert review.said.text == "a claim has no more than 20,000 characters"
    review.spans.join(999)
    assert review.said.text == "a claim has no more than 20,000 characters"
    review.spans.begin()
    review.spans.extend("paragraph", 1)
    assert not review.spans.make()
    assert review.said.text == "a claim has no more than 20,000 characters"
    review.spans.leave()
    assert not review.opened.annotations.claims
    review.spans.join(470)
    review.spans.edge("end-right", 999)
    assert len(review.here) in range(19_900, 20_001)
    review.close(5)


def test_a_claim_never_takes_the_span_of_another_by_the_way(review: Review) -> None:
    review.go("Nobody")
    review.tag("verified")
    review.go("Nobody")
    review.spans.begin()
    review.spans.extend("word", -1)
    review.spans.make()
    assert review.here == "Nobody was"
    review.spans.fit("sentence")
    assert review.said.text == "the whole sentence is a claim of its own"
    review.spans.edge("end-right")
    assert review.here == "Nobody was hurt. It"
    review.spans.edge("end-left")
    assert review.here == "Nobody was"
    assert "Nobody was hurt." in shown(review)
    review.close(5)


def test_a_stretch_across_sentences_is_a_claim_beside_them_and_can_be_tagged_at_once(
    review: Review, tmp_path: Path
) -> None:
    review.go("Nobody")
    review.spans.begin()
    review.spans.extend("sentence", 1)
    review.spans.swap()
    assert review.said.text == "the start moves"
    review.spans.extend("word", 1)
    review.spans.reach(ONE.index("was hurt"))
    assert review.tag("opinion")
    assert shown(review)[1:4] == ["Nobody was hurt.", "was hurt. It rained.", "It rained."]
    review.rest()
    (claim,) = sidecar(tmp_path, "a.txt")["claims"].values()
    assert (claim["quote"], claim["added"]) == ("was hurt. It rained.", True)
    assert claim["tags"]["ana"]["tag"] == "opinion"
    review.undo()
    assert shown(review) == [ROSE, "Nobody was hurt.", "It rained.", "It ended."]
    review.redo()
    assert len(shown(review)) == 5
    review.go("was hurt. It rained")
    review.spans.toggle_claim()
    review.close(5)


def test_in_a_list_of_commands_it_is_one_step_with_the_others(review: Review) -> None:
    review.go("Nobody")
    with review.as_one():
        review.spans.begin()
        review.spans.extend("word", -1)
        review.tag("opinion")
        review.tag("verified")
    review.undo()
    assert review.said.text.startswith("undid: 3 steps, made a claim")
    review.undo()
    assert review.said.text == "nothing to undo"
    review.close(5)


def test_what_is_a_claim_already_is_gone_to(review: Review) -> None:
    review.go("Nobody")
    review.spans.begin()
    assert review.spans.make()
    assert review.said.text == "that is a claim already"
    assert not (review.corpus.root / "a.txt.triage.yaml").exists()
    review.spans.toggle_claim()
    review.spans.begin()
    review.spans.make()
    assert review.said.text == "a claim now"
    assert not review.spans.make()
    assert review.said.text.startswith("nothing is chosen")
    review.close(5)


def test_a_claim_that_was_added_goes_with_its_key_and_comes_back_with_undo(review: Review) -> None:
    review.go("Nobody")
    review.spans.begin()
    review.spans.extend("word", -1)
    review.spans.make()
    review.spans.toggle_claim()
    assert review.said.text == "not a claim any more, undo takes that back"
    assert "Nobody was" not in shown(review)
    review.undo()
    assert "Nobody was" in shown(review)
    review.close(5)


def test_undo_leaves_what_somebody_else_has_judged_meanwhile(review: Review, tmp_path: Path) -> None:
    review.go("The river")
    split(review)
    review.rest()
    as_bo(tmp_path, "and nine", lambda other: other.tag("disputed"))
    review.look()
    review.undo()
    assert shown(review)[:2] == [ROSE, "and nine houses were flooded."]
    review.close(5)


def test_a_tag_where_to_split_is_still_chosen_is_refused(review: Review) -> None:
    review.go("The river")
    review.spans.split()
    assert not review.tag("verified")
    assert review.said.text.startswith("first choose where to split")
    assert review.spans.choosing is not None
    review.close(5)


def test_another_text_or_article_ends_the_choosing(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": ONE, "b.txt": ONE})
    review = Review(tmp_path)
    review.spans.begin()
    review.desk.move_article(1)
    assert review.spans.choosing is None
    review.spans.begin()
    write(tmp_path, {"b.txt": "Now. " + ONE})
    review.look()
    assert review.spans.choosing is None
    review.close(5)
