"""What each judgement changes: the record or the span, and nothing else."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.session.helpers import opened_text
from triage.commands import CHOICES, Argument
from triage.core.anchor import anchor_at
from triage.core.claim import (
    NONE,
    Anchor,
    Annotations,
    Claim,
    Confidence,
    Evidence,
    Review,
    Source,
    State,
    Status,
    TagRecord,
)
from triage.core.clock import from_milliseconds
from triage.core.outline import outline
from triage.session import judging, reshaping
from triage.session.changes import Change, RecordChange, SpanChange, StatusChange
from triage.session.opened import Opened

TEXT = "The river rose by two metres. Nine houses were flooded. Nobody was hurt."


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    return opened_text(tmp_path, TEXT)


@pytest.fixture
def now() -> Callable[[], str]:
    milliseconds = itertools.count(1)
    return lambda: from_milliseconds(next(milliseconds))


def with_claims(opened: Opened, *claims: Claim) -> Opened:
    return opened.with_annotations(
        Annotations(opened.annotations.source, claims={claim.id: claim for claim in claims})
    )


def first(at: int = 0) -> Anchor:
    return anchor_at(TEXT, 0, 29, from_milliseconds(at))


def test_the_first_tag_makes_a_claim_a_record_and_a_status(opened: Opened, now: Callable[[], str]) -> None:
    span, record, status = judging.tag(opened, 0, "ana", "verified", now)
    assert isinstance(span, SpanChange)
    assert (span.before, span.after.quote) == (None, "The river rose by two metres.")
    assert isinstance(record, RecordChange)
    assert (record.claim, record.before, record.after.tag) == (span.claim, None, "verified")
    assert isinstance(status, StatusChange)
    assert (status.before, status.after.status) == (None, Status.IN_REVIEW)


def test_a_second_tag_changes_the_record_only(opened: Opened, now: Callable[[], str]) -> None:
    tagged = opened.with_changes(judging.tag(opened, 0, "ana", "verified", now))
    (change,) = judging.tag(tagged, 0, "ana", "disputed", now)
    assert isinstance(change, RecordChange)
    assert (change.before and change.before.tag, change.after.tag) == ("verified", "disputed")
    assert change.before is not None
    assert change.before.at < change.after.at


Judge = Callable[[Opened, Callable[[], str]], tuple[Change, ...]]


@pytest.mark.parametrize(
    "judge",
    [
        lambda o, now: judging.tag(o, 0, "ana", "verified", now),
        lambda o, now: judging.note(o, 0, "ana", "n", now),
        lambda o, now: judging.status(o, "ana", Status.DONE, now),
    ],
)
def test_what_is_so_already_changes_nothing(opened: Opened, now: Callable[[], str], judge: Judge) -> None:
    once = opened.with_changes(judge(opened, now))
    assert judge(once, now) == ()


@pytest.mark.parametrize(
    "judge",
    [
        lambda o, now: judging.untag(o, 0, "ana", now),
        lambda o, now: judging.note(o, 0, "ana", "", now),
        lambda o, now: reshaping.edge(o, 0, "start-left", 1, now),
    ],
)
def test_what_has_nothing_to_do_records_nothing(opened: Opened, now: Callable[[], str], judge: Judge) -> None:
    assert judge(opened, now) == ()


def test_a_tag_off_leaves_note_confidence_and_evidence(opened: Opened, now: Callable[[], str]) -> None:
    record = TagRecord("verified", now(), "n", Confidence.LOW, (Evidence("u"),), {"x": "y"})
    change, *_ = judging.untag(with_claims(opened, Claim("K", first(), {"ana": record})), 0, "ana", now)
    assert isinstance(change, RecordChange)
    assert (change.after.tag, change.after.note, change.after.confidence) == (NONE, "n", Confidence.LOW)
    assert (change.after.evidence, change.after.extra) == (record.evidence, record.extra)


def test_confidence_goes_round(opened: Opened, now: Callable[[], str]) -> None:
    found = []
    for _ in range(5):
        opened = opened.with_changes(judging.confidence(opened, 0, "ana", now))
        record = opened.record(0, "ana")
        assert record is not None
        found.append(record.confidence)
    assert found == [Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW, None, Confidence.HIGH]


def test_evidence_is_added_behind_what_is_there(opened: Opened, now: Callable[[], str]) -> None:
    for url in ("one", "two"):
        opened = opened.with_changes(judging.evidence(opened, 0, "ana", Evidence(url), now))
    record = opened.record(0, "ana")
    assert record is not None
    assert [piece.url for piece in record.evidence] == ["one", "two"]


def test_a_done_article_stays_done_when_a_tag_is_changed(opened: Opened, now: Callable[[], str]) -> None:
    done = opened.with_changes(judging.status(opened, "ana", Status.DONE, now))
    assert not any(
        isinstance(change, StatusChange) for change in judging.tag(done, 0, "ana", "verified", now)
    )


def test_my_record_is_changed_where_two_claims_have_one_span(opened: Opened, now: Callable[[], str]) -> None:
    both = with_claims(
        opened,
        Claim("A", first(1), {"bo": TagRecord("verified", from_milliseconds(1))}),
        Claim("B", first(2), {"ana": TagRecord("verified", from_milliseconds(2))}),
    )
    change = judging.tag(both, 0, "ana", "disputed", now)[0]
    assert isinstance(change, RecordChange)
    assert change.claim == "B"
    change = judging.tag(both, 0, "cy", "disputed", now)[0]
    assert isinstance(change, RecordChange)
    assert (change.claim, change.before) == ("A", None)


def test_an_edge_moves_every_claim_that_is_shown_there(opened: Opened, now: Callable[[], str]) -> None:
    both = with_claims(opened, Claim("A", first(1)), Claim("B", first(2)))
    moved = both.with_changes(reshaping.edge(both, 0, "end-left", 2, now))
    assert {claim.anchor.quote for claim in moved.annotations.claims.values()} == {"The river rose by"}
    assert moved.outline.passages[0].ids == ("A", "B")


def test_an_edge_that_moves_on_an_unrecorded_passage_knows_where_it_was(
    opened: Opened, now: Callable[[], str]
) -> None:
    new, moved = reshaping.edge(opened, 0, "end-right", 1, now)
    assert isinstance(new, SpanChange)
    assert isinstance(moved, SpanChange)
    assert (new.before, new.after) == (None, moved.before)
    assert moved.after.quote == "The river rose by two metres. Nine"


def test_a_passage_becomes_no_claim_and_a_claim_again(opened: Opened, now: Callable[[], str]) -> None:
    for claim in (False, True):
        opened = opened.with_changes(reshaping.toggle_claim(opened, 0, now))
        assert opened.outline.passages[0].claim is claim


@given(st.data())
def test_a_tag_on_any_passage_lays_the_article_out_as_reading_it_anew_would(data: st.DataObject) -> None:
    import tempfile

    text = "A title here\n\nThe river rose. Nine houses. (Photo: Ana)\n\nRead more\n\nNobody was hurt."
    with tempfile.TemporaryDirectory() as name:
        opened = opened_text(Path(name), text)
    milliseconds = itertools.count(1)
    for _ in range(data.draw(st.integers(1, 4))):
        index = data.draw(st.integers(0, len(opened.outline) - 1))
        now = lambda: from_milliseconds(next(milliseconds))  # noqa: E731 - drawn anew for each example
        kind = data.draw(st.sampled_from(["tag", "toggle", "edge"]))
        if kind == "tag":
            changes = judging.tag(opened, index, "ana", "verified", now)
        elif kind == "toggle":
            changes = reshaping.toggle_claim(opened, index, now)
        else:
            changes = reshaping.edge(
                opened, index, data.draw(st.sampled_from(sorted(CHOICES[Argument.EDGE]))), 1, now
            )
        opened = opened.with_changes(changes)
        assert opened.outline == outline(opened.segments, opened.annotations)


def test_ids_are_new_and_no_yaml_reader_takes_them_for_a_number() -> None:
    ids = {judging.new_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(re.fullmatch("[A-Z][0-9A-HJKMNP-TV-Z]{15}", one) for one in ids)


def test_a_status_keeps_what_we_do_not_know(opened: Opened, now: Callable[[], str]) -> None:
    known = opened.with_annotations(
        Annotations(Source("one.txt", ""), reviews={"ana": Review(Status.IN_REVIEW, "", {"mood": "good"})})
    )
    (change,) = judging.status(known, "ana", Status.DONE, now)
    assert isinstance(change, StatusChange)
    assert change.after.extra == {"mood": "good"}


def test_tagging_changed_words_again_judges_them_as_they_are(tmp_path: Path) -> None:
    opened = opened_text(tmp_path, "The dam broke at noon. It rained.")
    opened = opened.with_changes(judging.tag(opened, 0, "ana", "verified", lambda: from_milliseconds(1)))
    (claim,) = opened.annotations.claims.values()
    waits = replace(claim.anchor, state=State.CHANGED, was="The dam broke at dawn.")
    opened = opened.with_changes([SpanChange(claim.id, claim.anchor, waits)])
    assert not opened.is_tagged(opened.outline.passages[0], "ana")
    wider = opened.with_changes(reshaping.edge(opened, 0, "end-left", 1, lambda: from_milliseconds(2)))
    (moved,) = wider.annotations.claims.values()
    assert (moved.anchor.state, moved.anchor.was) == (State.CHANGED, "The dam broke at dawn.")
    again = opened.with_changes(judging.tag(opened, 0, "ana", "verified", lambda: from_milliseconds(3)))
    (settled,) = again.annotations.claims.values()
    assert (settled.anchor.state, settled.anchor.was, settled.anchor.at) == (
        State.EXACT,
        "",
        from_milliseconds(3),
    )
    assert settled.tags["ana"].at == from_milliseconds(3)
    assert again.is_tagged(again.outline.passages[0], "ana")
