"""Which rows an article gives."""

from __future__ import annotations

from dataclasses import replace

import pytest

from triage.core.anchor import anchor_at
from triage.core.article import Article, digest
from triage.core.claim import (
    NONE,
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
from triage.core.outline import outline
from triage.core.segment import Kind, Segment
from triage.export.rows import COLUMNS, Row, rows_of

TEXT = "One is. Two is. Three is."
SPANS = ((0, 7), (8, 15), (16, 25))
AT = "2026-11-21T10:00:00.000Z"
LATER = "2026-11-21T11:00:00.000Z"


def claim(name: str, span: tuple[int, int], **tags: TagRecord) -> Claim:
    return Claim(name, anchor_at(TEXT, *span, AT), tags)


def rows(*claims: Claim, untagged: bool = False) -> list[Row]:
    article = Article("a.txt", TEXT, "utf-8", digest(TEXT))
    annotations = Annotations(
        Source("a.txt", article.sha256), {"ana": Review(Status.DONE, AT)}, {one.id: one for one in claims}
    )
    segments = [Segment(start, end, Kind.SENTENCE) for start, end in SPANS]
    return list(rows_of(article, "Title", annotations, outline(segments, annotations), untagged=untagged))


def test_a_claim_whose_words_changed_says_what_they_were() -> None:
    one = claim("A", SPANS[1], ana=TagRecord("verified", LATER))
    (row,) = rows(replace(one, anchor=replace(one.anchor, state=State.CHANGED, was="Two was.")))
    assert (row.quote, row.state, row.was) == ("Two is.", "changed", "Two was.")


def test_a_row_says_everything_about_a_judgement() -> None:
    evidence = (Evidence("https://example.org"),)
    record = TagRecord("verified", LATER, "note", Confidence.LOW, evidence)
    (row,) = rows(replace(claim("A", SPANS[1], ana=record), speaker="Bo"))
    assert row == Row(
        file="a.txt",
        title="Title",
        sha256=digest(TEXT),
        quote="Two is.",
        start=8,
        end=15,
        prefix="One is. ",
        suffix=" Three is.",
        claim="A",
        tag="verified",
        reviewer="ana",
        at=LATER,
        note="note",
        confidence="low",
        evidence=evidence,
        speaker="Bo",
        state="exact",
        status="done",
    )


def test_each_reviewer_has_a_row_in_order_of_text_and_name() -> None:
    found = rows(
        claim("A", SPANS[2], ana=TagRecord("opinion", AT)),
        claim("B", SPANS[0], zoe=TagRecord("verified", AT), bo=TagRecord("disputed", AT)),
    )
    assert [(row.claim, row.reviewer, row.status) for row in found] == [
        ("B", "bo", ""),
        ("B", "zoe", ""),
        ("A", "ana", "done"),
    ]


@pytest.mark.parametrize(
    ("record", "shown", "of_all"),
    [
        (TagRecord("verified", AT), 1, 3),
        (TagRecord(NONE, AT), 0, 3),
        (TagRecord(NONE, AT, note="hm"), 0, 3),
    ],
)
def test_what_has_no_tag_is_shown_on_request_only(record: TagRecord, shown: int, of_all: int) -> None:
    one = claim("A", SPANS[0], ana=record)
    assert len(rows(one)) == shown
    everything = rows(one, untagged=True)
    assert [row.quote for row in everything] == ["One is.", "Two is.", "Three is."][:of_all]
    assert everything[0].reviewer == ("" if record == TagRecord(NONE, AT) else "ana")
    assert everything[0].note == record.note
    assert (everything[1].claim, everything[1].start, everything[1].state) == ("", 8, "exact")


def test_what_is_no_claim_is_left_out() -> None:
    one = claim("A", SPANS[0], ana=TagRecord("verified", AT))
    skipped = replace(one, anchor=replace(one.anchor, skip=True))
    assert rows(skipped) == []
    assert rows(replace(skipped, anchor=replace(skipped.anchor, state=State.ORPHAN))) == []
    assert len(rows(skipped, untagged=True)) == 2


def test_a_claim_that_was_lost_comes_last_without_a_position() -> None:
    one = claim("A", SPANS[0], ana=TagRecord("verified", AT))
    lost = replace(one, anchor=replace(one.anchor, state=State.ORPHAN))
    last = rows(lost, claim("B", SPANS[2], ana=TagRecord("opinion", AT)))[-1]
    assert (last.claim, last.state, last.start, last.end, last.quote) == (
        "A",
        "orphan",
        None,
        None,
        "One is.",
    )


def test_two_claims_with_one_span_count_once_for_each_reviewer() -> None:
    found = rows(
        claim("A", SPANS[0], ana=TagRecord("verified", LATER), bo=TagRecord("opinion", AT)),
        claim("B", SPANS[0], ana=TagRecord("disputed", AT)),
    )
    assert [(row.claim, row.reviewer, row.tag) for row in found] == [
        ("A", "ana", "verified"),
        ("A", "bo", "opinion"),
    ]


def test_every_field_has_a_column() -> None:
    assert sorted(COLUMNS) == sorted(Row.__slots__)
