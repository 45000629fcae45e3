"""Undo gives back what the reviewer saw before, redo what they saw after, and neither overwrites others."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.session.helpers import CODEBOOK, Deliveries, Review, write
from triage.commands import CHOICES, Argument
from triage.core.claim import NONE, Evidence
from triage.session.saver import Unsaved
from triage.session.session import Session
from triage.store.corpus import Corpus

ONE = "The river rose by two metres. Nine houses were flooded, officials said. Nobody was hurt.\n"
TWO = "The mayor resigned on Monday. A vote follows in May.\n"

Key: TypeAlias = Callable[[Session], object]

keys: st.SearchStrategy[Key] = st.one_of(
    st.sampled_from(["verified", "disputed", "opinion"]).map(lambda name: lambda s: s.tag(name)),
    st.just(lambda s: s.untag()),
    st.sampled_from(["", "seen", "asked"]).map(lambda text: lambda s: s.note(text)),
    st.just(lambda s: s.cycle_confidence()),
    st.just(lambda s: s.add_evidence(Evidence("https://example.org"))),
    st.tuples(st.sampled_from(sorted(CHOICES[Argument.EDGE])), st.integers(1, 3)).map(
        lambda edge: lambda s: s.spans.edge(*edge)
    ),
    st.tuples(st.sampled_from(["word", "clause", "sentence"]), st.integers(-3, 2)).map(
        lambda way: lambda s: _part(s, *way)
    ),
    st.integers(1, 2).map(lambda count: lambda s: s.spans.join(count)),
    st.sampled_from(["sentence", "paragraph"]).map(lambda unit: lambda s: s.spans.fit(unit)),
    st.tuples(st.booleans(), st.integers(-3, 3), st.sampled_from(["", "verified"])).map(
        lambda chosen: lambda s: _choose(s, *chosen)
    ),
    st.just(lambda s: s.spans.toggle_claim()),
    st.just(lambda s: s.toggle_done()),
    st.integers(-3, 3).map(lambda count: lambda s: s.desk.move(count, "any")),
    st.sampled_from([-1, 1]).map(lambda count: lambda s: s.desk.move_article(count)),
)


def _part(session: Session, unit: str, count: int) -> None:
    """Split the current claim so many units from where it is offered to be split."""
    session.spans.split()
    session.spans.extend(unit, count)
    session.spans.make()
    session.spans.leave()


def _choose(session: Session, start: bool, count: int, tag: str) -> None:
    """Make another claim, which begins or ends so many words from where the current one does."""
    session.spans.begin()
    if start:
        session.spans.swap()
    session.spans.extend("word", count)
    if tag:
        session.tag(tag)
    else:
        session.spans.make()
    session.spans.leave()


def discard(unsaved: Unsaved) -> None:
    """Stand in for saving."""


Seen: TypeAlias = list[tuple[object, ...]]


def seen(session: Session) -> Seen:
    """Return what the reviewer sees of both articles, without times and ids."""
    rows: Seen = []
    for path in ("a.txt", "b.txt"):
        opened = session.shelf.get(path)
        if opened is None:
            continue
        rows.append((path, opened.status("ana")))
        for index, passage in enumerate(opened.outline.passages):
            record = opened.record(index, "ana")
            judged = (
                (NONE, "", None, ())
                if record is None
                else (record.tag, record.note, record.confidence, record.evidence)
            )
            rows.append((path, passage.start, passage.end, passage.claim, *judged))
    return rows


def _tag(session: Session) -> None:
    session.tag("verified")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(keys, max_size=14))
@example(
    [
        _tag,
        _tag,
        _tag,
        _tag,
        lambda s: s.spans.edge("end-left", 3),
        lambda s: s.spans.edge("start-left"),
        _tag,
        _tag,
    ]
)
def test_undoing_everything_gives_back_the_start_and_redoing_everything_the_end(pressed: list[Key]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, {"a.txt": ONE, "b.txt": TWO})
        session = Session(Corpus(folder), "ana", CODEBOOK, Deliveries())
        # Nothing is written: only what is in memory is looked at.
        session.saver.submit = discard  # type: ignore[method-assign]  # nothing reaches the disk
        session.follower.start()
        session.desk.open("b.txt")
        session.desk.open("a.txt")
        states = [seen(session)]
        for key in pressed:
            key(session)
            if states[-1] != seen(session):
                states.append(seen(session))
        undone = [states[-1]]
        for _ in range(3 * len(pressed)):
            session.undo()
            if undone[-1] != seen(session):
                undone.append(seen(session))
        assert session.said.text == "nothing to undo" or not pressed
        assert undone == states[::-1]
        for _ in range(3 * len(pressed)):
            session.redo()
        assert session.said.text == "nothing to redo" or not pressed
        assert seen(session) == states[-1]


@pytest.fixture
def review(tmp_path: Path) -> Review:
    write(tmp_path, {"a.txt": ONE, "b.txt": TWO})
    return Review(tmp_path)


def test_undo_puts_the_cursor_where_the_step_was_made(review: Review) -> None:
    for _ in range(4):
        review.tag("verified")
    review.undo()
    assert (review.desk.path, review.here) == ("b.txt", "The mayor resigned on Monday.")
    review.undo()
    assert (review.desk.path, review.here) == ("a.txt", "Nobody was hurt.")
    review.redo()
    assert (review.desk.path, review.here) == ("a.txt", "Nobody was hurt.")
    review.close(5)


def test_an_undone_step_is_forgotten_when_another_is_made(review: Review) -> None:
    review.tag("verified")
    review.undo()
    review.tag("disputed")
    review.redo()
    assert review.said.text == "nothing to redo"
    review.close(5)


def test_undo_stands_on_disk(review: Review, tmp_path: Path) -> None:
    review.tag("verified")
    review.rest()
    review.undo()
    review.close(5)
    again = Review(tmp_path)
    assert again.listing.entry("a.txt").tagged == 0
    again.close(5)


@pytest.mark.parametrize("saved_first", [True, False])
def test_a_record_changed_by_somebody_else_is_not_undone_and_that_is_said(
    review: Review, tmp_path: Path, saved_first: bool
) -> None:
    review.tag("verified")
    review.rest()
    elsewhere = Review(tmp_path)  # the same reviewer at another desk
    elsewhere.go("The river")
    elsewhere.tag("opinion")
    elsewhere.rest()
    if saved_first:
        review.look()
        review.undo()
        assert review.said.text.startswith("not taken back, somebody has changed it since: tagged verified")
        review.undo()
        assert review.said.text == "nothing to undo"
        record = review.opened.record(0, "ana")
        assert record is not None
        assert record.tag == "opinion"
    elsewhere.close(5)
    review.close(5)


def test_a_span_that_somebody_else_moved_is_not_moved_back(review: Review, tmp_path: Path) -> None:
    review.tag("verified")
    review.go("The river")
    review.spans.edge("end-left")
    review.rest()
    other = Review(tmp_path, "bo")
    other.go("The river")
    other.spans.edge("end-left")
    other.rest()
    review.look()
    review.undo()
    assert "somebody has changed it since: moved an edge" in review.said.text
    review.go("The river")
    assert review.here == "The river rose by"
    other.close(5)
    review.close(5)


def test_anothers_tag_on_the_same_claim_does_not_stand_in_the_way(review: Review, tmp_path: Path) -> None:
    review.tag("verified")
    review.rest()
    other = Review(tmp_path, "bo")
    other.go("The river")
    other.tag("disputed")
    other.rest()
    review.look()
    review.undo()
    assert review.said.text.startswith("undid: tagged verified")
    claim = next(iter(review.opened.annotations.claims.values()))
    assert {name: record.tag for name, record in claim.tags.items()} == {"ana": NONE, "bo": "disputed"}
    other.close(5)
    review.close(5)


def test_every_undo_and_redo_gets_a_later_time(review: Review) -> None:
    times = []
    review.tag("verified")
    for take_back in (review.undo, review.redo, review.undo, review.redo):
        record = review.opened.record(0, "ana")
        assert record is not None
        times.append(record.at)
        take_back()
    assert all(earlier < later for earlier, later in itertools.pairwise(times))
    review.close(5)


def test_a_blocked_article_keeps_its_steps_for_later(review: Review) -> None:
    review.tag("verified")
    review.rest()
    review.shelf.put(replace(review.opened, blocked="broken"))
    review.undo()
    assert review.said.text == "broken"
    review.shelf.put(review.opened.with_blocked(""))
    review.undo()
    assert review.said.text.startswith("undid: tagged verified")
    review.close(5)


def test_what_one_key_did_in_several_steps_is_taken_back_and_made_again_at_once(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": ONE, "b.txt": TWO})
    session = Review(tmp_path)
    session.start()
    with session.as_one():
        session.cycle_confidence()
        session.tag("disputed")
        session.desk.move_article(1)
        session.tag("opinion")
    session.tag("verified")
    session.undo()
    assert "undid: tagged verified" in session.said.text
    session.undo()
    assert session.said.text.startswith("undid: 3 steps, set the confidence: ")
    assert [tags(session, path) for path in ("a.txt", "b.txt")] == [[NONE], [NONE, NONE]]
    session.redo()
    assert session.said.text.startswith("did again: 3 steps, tagged opinion: ")
    assert [tags(session, path) for path in ("a.txt", "b.txt")] == [["disputed"], ["opinion", NONE]]
    session.close(5)
    again = Review(tmp_path)
    again.start()
    again.undo()
    assert [tags(again, path) for path in ("a.txt", "b.txt")] == [[NONE], [NONE, NONE]]
    again.close(5)


def test_a_count_takes_back_so_many_steps_or_as_many_as_there_are(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": ONE})
    session = Review(tmp_path)
    session.start()
    for name in ("verified", "disputed", "opinion"):
        session.tag(name)
    session.undo(2)
    assert session.said.text.startswith("undid 2 steps, last: tagged disputed: ")
    assert tags(session, "a.txt") == ["verified", NONE, NONE]
    session.redo(9)
    assert session.said.text.startswith("did again 2 steps, last: tagged opinion: ")
    assert tags(session, "a.txt") == ["verified", "disputed", "opinion"]
    session.close(5)


def tags(session: Session, path: str) -> list[str]:
    """Return this reviewer's tags in an article, in text order."""
    session.desk.open(path)
    opened = session.desk.opened
    assert opened is not None
    records = [claim.by(session.reviewer) for claim in opened.annotations.in_text_order()]
    return [record.tag for record in records if record is not None]
