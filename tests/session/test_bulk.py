"""A command for all that is marked does all of it or says what not, and one undo takes all of it back."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.session.helpers import Review, sidecar, tags_by_quote, write
from triage.core.claim import NONE, Evidence, Relation, Status
from triage.session import bulk
from triage.session.bulk import Stage
from triage.session.opened import Opened
from triage.session.planning import Outcome
from triage.store.corpus import Corpus

TEXTS = {
    "a.txt": "The river rose by two metres. Nine houses were flooded, officials said. Nobody was hurt.\n",
    "b.txt": "The mayor resigned on Monday. A vote follows in May.\n",
    "c.txt": "It is dry. Nothing happened there.\n",
}
PATHS = sorted(TEXTS)


def idle(review: Review) -> None:
    """Wait until the command was looked through or done."""
    review.deliveries.drain_until(lambda: review.bulk.stage in (Stage.NONE, Stage.READY))


def do(review: Review, command: Callable[[Review], object]) -> None:
    """Ask for a command on all that is marked, agree, and wait until it is done and saved."""
    command(review)
    idle(review)
    review.bulk.confirm()
    idle(review)
    review.rest()


def mark(review: Review, claims: Sequence[tuple[str, int]]) -> None:
    """Mark claims by article and number, and articles where that is negative."""
    for path, number in claims:
        review.desk.open(path)
        passages = [*review.opened.outline.claims()]
        if number < 0:
            review.marks.add_article(path)
        else:
            review.marks.add_claim(review.opened, passages[number % len(passages)])


Meant: TypeAlias = list[tuple[object, ...]]


def meant(folder: Path) -> Meant:
    """Return what the sidecars on disk mean, whatever ids and times there are."""
    corpus = Corpus(folder)
    said: Meant = []
    for path in PATHS:
        kept = corpus.annotations(path)
        if kept is None:
            continue
        said += [
            (path, name, str(one.status))
            for name, one in kept.reviews.items()
            if one.status is not Status.NEW
        ]
        for claim in kept.in_text_order():
            said += [(path, claim.anchor.quote, claim.speaker)] if claim.speaker else []
            said += [(path, claim.anchor.quote, each.file, str(each.relation)) for each in claim.related]
            for name, record in claim.tags.items():
                judged = record.tag, record.note, record.confidence, record.evidence
                if judged != (NONE, "", None, ()):
                    said.append((path, claim.anchor.quote, name, *judged))
    return said


def relate(review: Review, relation: Relation) -> None:
    """Relate what is marked to a claim that anything is recorded about, if there is one."""
    review.gathered.begin(words=True)
    review.deliveries.drain_until(lambda: not review.gathered.is_reading)
    known = next((one for one in review.relations.choices() if one.claim), None)
    if known is not None:
        review.relations.relate(relation, known)


commands: st.SearchStrategy[Callable[[Review], object]] = st.one_of(
    st.sampled_from(["verified", "disputed"]).map(lambda name: lambda r: r.tag(name)),
    st.just(lambda r: r.untag()),
    st.sampled_from(["", "seen"]).map(lambda text: lambda r: r.note(text)),
    st.just(lambda r: r.cycle_confidence()),
    st.just(lambda r: r.add_evidence(Evidence("https://example.org"))),
    st.just(lambda r: r.toggle_done()),
    st.just(lambda r: r.relations.set_speaker("the mayor")),
    st.just(lambda r: r.closing.set_aside("a reprint")),
    st.sampled_from([*Relation]).map(lambda relation: lambda r: relate(r, relation)),
    st.just(lambda r: r.closing.reopen()),
)
marked = st.lists(st.tuples(st.sampled_from(PATHS), st.integers(-1, 2)), min_size=1, max_size=6)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(done=st.lists(st.tuples(marked, commands), min_size=1, max_size=3), behind=st.booleans())
def test_one_undo_takes_back_a_command_for_many_and_one_redo_makes_it_again(
    done: list[tuple[list[tuple[str, int]], Callable[[Review], object]]],
    behind: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bulk, "_FEW", 0 if behind else 4)
    monkeypatch.setattr("triage.session.taking_back.AT_ONCE", 0 if behind else 8)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, TEXTS)
        review = Review(folder)
        states = [meant(folder)]
        for claims, command in done:
            mark(review, claims)
            do(review, command)
            review.marks.clear()
            if meant(folder) != states[-1]:
                states.append(meant(folder))
        for state in states[-2::-1]:
            review.undo()
            idle(review)
            review.rest()
            assert meant(folder) == state
        for state in states[1:]:
            review.redo()
            idle(review)
            review.rest()
            assert meant(folder) == state
        review.close(1)


def test_what_would_happen_is_known_before_anything_does(tmp_path: Path) -> None:
    write(tmp_path, {**TEXTS, "d.txt": "One thing. Another.\n"})
    (tmp_path / "d.txt.triage.yaml").write_text("claims: [", encoding="utf-8")
    review = Review(tmp_path)
    review.desk.open("a.txt")
    review.tag("verified")
    review.rest()
    mark(review, [("a.txt", 0), ("a.txt", 1), ("b.txt", -1), ("d.txt", 0)])
    review.tag("verified")
    idle(review)
    counts = {outcome: review.bulk.counts[outcome] for outcome in Outcome}
    assert counts == {Outcome.CHANGES: 3, Outcome.SAME: 1, Outcome.BARRED: 1}
    first, _, last = review.bulk.planned
    assert [(each.now, each.outcome) for each in first.claims] == [
        ("verified", Outcome.SAME),
        ("untagged", Outcome.CHANGES),
    ]
    assert "d.txt.triage.yaml" in last.problem
    assert review.bulk.cancel()
    assert not (tmp_path / "b.txt.triage.yaml").exists()
    assert review.marks.told == "3 claims and 1 article marked"
    do(review, lambda r: r.tag("verified"))
    assert review.said.text == "tagged verified: 3 claims in 2 articles"
    assert not review.is_marked
    review.close(1)


def test_a_confidence_is_the_same_for_all_and_asked_again_the_next(tmp_path: Path) -> None:
    write(tmp_path, TEXTS)
    review = Review(tmp_path)
    mark(review, [("a.txt", 0), ("b.txt", 0)])
    review.cycle_confidence()
    idle(review)
    assert review.bulk.ask_again()
    idle(review)
    review.bulk.confirm()
    idle(review)
    review.rest()
    found = [*sidecar(tmp_path, "a.txt")["claims"].values(), *sidecar(tmp_path, "b.txt")["claims"].values()]
    assert [claim["tags"]["ana"]["confidence"] for claim in found] == ["medium", "medium"]
    review.close(1)


def test_articles_are_marked_done_where_they_or_their_claims_are_marked(tmp_path: Path) -> None:
    write(tmp_path, TEXTS)
    review = Review(tmp_path)
    mark(review, [("a.txt", 1), ("c.txt", -1)])
    do(review, lambda r: r.toggle_done())
    assert [review.listing.entry(path).status for path in PATHS] == [Status.DONE, Status.NEW, Status.DONE]
    review.undo()
    assert review.listing.totals().done == 0
    review.close(1)


def test_undo_after_a_restart_takes_all_of_it_back_but_what_somebody_changed_since(tmp_path: Path) -> None:
    write(tmp_path, TEXTS)
    review = Review(tmp_path)
    mark(review, [("a.txt", 0), ("a.txt", 1), ("b.txt", 0)])
    do(review, lambda r: r.tag("verified"))
    review.close(1)
    other = Review(tmp_path)
    other.desk.open("a.txt")
    other.go("Nine houses")
    other.untag()
    other.note("asked")
    other.rest()
    other.close(1)
    again = Review(tmp_path)
    for _ in range(2):
        again.undo()
    again.undo()
    again.rest()
    assert set().union(*(tags.values() for tags in tags_by_quote(tmp_path, "a.txt").values())) == {"none"}
    again.redo()
    again.rest()
    assert tags_by_quote(tmp_path, "a.txt") == {
        "The river rose by two metres.": {"ana": "verified"},
        "Nine houses were flooded, officials said.": {"ana": "verified"},
    }
    assert tags_by_quote(tmp_path, "b.txt") == {"The mayor resigned on Monday.": {"ana": "verified"}}
    again.close(1)


def test_undo_leaves_what_another_changed_since_and_takes_the_rest_back(tmp_path: Path) -> None:
    write(tmp_path, TEXTS)
    review, twin = Review(tmp_path), Review(tmp_path)
    mark(review, [("a.txt", 0), ("a.txt", 1), ("b.txt", 0)])
    do(review, lambda r: r.tag("verified"))
    twin.look()
    twin.desk.open("a.txt")
    twin.go("Nine houses")
    twin.tag("disputed")
    twin.rest()
    twin.close(1)
    review.look()
    review.undo()
    review.rest()
    assert tags_by_quote(tmp_path, "a.txt") == {
        "The river rose by two metres.": {"ana": "none"},
        "Nine houses were flooded, officials said.": {"ana": "disputed"},
    }
    assert tags_by_quote(tmp_path, "b.txt") == {"The mayor resigned on Monday.": {"ana": "none"}}
    review.close(1)


def test_what_went_meanwhile_is_told_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "_FEW", 0)
    write(tmp_path, TEXTS)
    review = Review(tmp_path)
    mark(review, [("a.txt", 0), ("b.txt", 0)])
    review.tag("verified")
    idle(review)
    (tmp_path / "b.txt.triage.yaml").write_text("claims: [", encoding="utf-8")
    review.look()
    review.bulk.confirm()
    idle(review)
    review.rest()
    assert review.said.text.startswith("tagged verified: 1 claim in 1 article; not b.txt: ")
    assert (tmp_path / "b.txt.triage.yaml").read_text(encoding="utf-8") == "claims: ["
    review.close(1)


def test_a_long_article_takes_many_claims_in_one_step(tmp_path: Path) -> None:
    write(tmp_path, {"long.txt": "".join(f"Claim number {n} was made here. " for n in range(400)) + "\n"})
    review = Review(tmp_path)
    opened: Opened = review.opened
    for passage in opened.outline.claims():
        review.marks.add_claim(opened, passage)
    do(review, lambda r: r.tag("opinion"))
    assert review.listing.entry("long.txt").tagged == 400
    review.undo()
    assert review.listing.entry("long.txt").tagged == 0
    review.close(1)


def test_what_was_begun_is_done_when_the_program_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "_FEW", 0)
    write(tmp_path, TEXTS)
    review = Review(tmp_path)
    mark(review, [(path, -1) for path in PATHS])
    review.tag("verified")
    idle(review)
    review.bulk.confirm()  # nothing of it is delivered
    review.close(10)
    again = Review(tmp_path)
    assert again.listing.totals().tagged == 7
    again.undo()
    again.rest()
    assert again.listing.totals().tagged == 0
    again.close(1)


def test_a_command_that_a_crash_cut_off_is_told_at_the_next_start_and_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, TEXTS)
    review = Review(tmp_path)
    mark(review, [(path, -1) for path in PATHS])
    review.tag("verified")
    idle(review)
    taken = review.bulk._take_one
    monkeypatch.setattr(
        review.bulk, "_take_one", lambda made: "" if made.job.path == "c.txt" else taken(made)
    )
    monkeypatch.setattr(review._recorder, "end_many", lambda: None)
    review.bulk.confirm()
    review.saver.flush(10)
    review.follower.stop()
    review.chronicle.sync()
    review.chronicle._journal.leave()
    again = Review(tmp_path)
    assert "cut off: 2 of 3 articles recorded, undo takes them back" in again.said.text
    again.rest()
    again.undo()
    again.rest()
    assert again.listing.totals().tagged == 0
    again.close(1)


def test_all_that_is_marked_is_related_to_one_claim_but_not_that_to_itself(tmp_path: Path) -> None:
    write(tmp_path, TEXTS)
    review = Review(tmp_path)
    review.desk.open("a.txt")
    review.tag("verified")
    review.go("The river")
    mark(review, [("a.txt", 0), ("a.txt", 1), ("b.txt", -1)])
    review.desk.open("a.txt")
    review.go("The river")
    one = review.relations.begin()
    assert one is not None
    assert one.words == "The river rose by two metres."
    do(review, lambda r: r.relations.relate(Relation.SAME, one))
    assert review.said.text.startswith("related, same as: 3 claims in 2 articles")
    assert review.bulk.stage is Stage.NONE
    related = {
        path: [each[1] for each in meant(tmp_path) if each[0] == path and each[-1] == "same"]
        for path in PATHS
    }
    assert related == {
        "a.txt": ["Nine houses were flooded, officials said."],
        "b.txt": ["The mayor resigned on Monday.", "A vote follows in May."],
        "c.txt": [],
    }
    review.desk.open("b.txt")
    assert [link.words for link in review.relations.links()] == ["The river rose by two metres."]
    review.undo()
    idle(review)
    review.rest()
    assert not [each for each in meant(tmp_path) if each[-1] == "same"]
    review.close(1)


def test_what_is_marked_is_not_related_to_a_claim_that_nothing_is_recorded_about(tmp_path: Path) -> None:
    write(tmp_path, TEXTS)
    review = Review(tmp_path)
    mark(review, [("a.txt", 0), ("a.txt", 1)])
    one = review.relations.begin()
    assert one is not None
    review.relations.relate(Relation.CONFLICTS, one)
    assert review.said.text == "nothing is recorded about that claim yet: tag it first"
    assert review.bulk.stage is Stage.NONE
    review.close(1)


def test_another_claim_becomes_evidence_of_all_that_is_marked_but_not_of_itself(tmp_path: Path) -> None:
    write(tmp_path, TEXTS)
    review = Review(tmp_path)
    review.desk.open("a.txt")
    review.tag("verified")
    review.go("The river")
    mark(review, [("a.txt", 0), ("a.txt", 1), ("b.txt", 0)])
    review.desk.open("c.txt")
    known = next(one for one in review.relations.choices() if one.path == "a.txt" and one.claim)
    do(review, lambda r: r.citing.add_claim(known))
    cited = [each[:2] for each in meant(tmp_path) if len(each) == 7 and each[-1]]
    houses, mayor = "Nine houses were flooded, officials said.", "The mayor resigned on Monday."
    assert cited == [("a.txt", houses), ("b.txt", mayor)]
    do(review, lambda r: r.citing.add_claim(known))  # nothing is marked: the current claim gets it
    assert ("c.txt", "It is dry.") in [(path, quote) for path, quote, *_ in meant(tmp_path)]
    review.close(1)
