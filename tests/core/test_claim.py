"""What the values of a sidecar say of themselves, and the words that files hold for them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from triage.core.claim import (
    CONTEXT,
    NONE,
    SCHEMA,
    Anchor,
    Annotations,
    Claim,
    Confidence,
    Evidence,
    Related,
    Relation,
    Review,
    Source,
    Stance,
    State,
    Status,
    TagRecord,
)

ANCHOR = Anchor("quote", 3, 8, "before", "after", "2026-11-21T10:02:30.000Z")
CLAIM = Claim("K", ANCHOR)


def test_the_words_that_stand_in_files_never_change() -> None:
    words = {
        each.__name__: [word.value for word in each] for each in (State, Confidence, Stance, Relation, Status)
    }
    assert words == {
        "State": ["exact", "moved", "changed", "orphan"],
        "Confidence": ["high", "medium", "low"],
        "Stance": ["supports", "refutes", "context"],
        "Relation": ["same", "conflicts", "narrows"],
        "Status": ["new", "in-review", "done", "set-aside"],
    }
    assert (SCHEMA, CONTEXT, NONE) == (1, 64, "none")


def test_what_nobody_has_said_is_empty() -> None:
    assert (ANCHOR.state, ANCHOR.skip, ANCHOR.was) == (State.EXACT, False, "")
    assert (CLAIM.tags, CLAIM.speaker, CLAIM.related, CLAIM.extra) == ({}, "", (), {})
    record = TagRecord("verified", ANCHOR.at)
    assert (record.note, record.confidence, record.evidence, record.extra) == ("", None, (), {})
    evidence = Evidence("u")
    assert (evidence.stance, evidence.accessed, evidence.note, evidence.extra) == (None, "", "", {})
    assert Related("a.txt", "K", Relation.SAME).extra == Review(Status.NEW, ANCHOR.at).extra == {}
    source = Source("a.txt", "s")
    assert (source.title, source.extra) == ("", {})
    annotations = Annotations(source)
    assert (annotations.reviews, annotations.claims, annotations.extra) == ({}, {}, {})
    assert (annotations.schema, annotations.newest(), annotations.in_text_order()) == (SCHEMA, "", [])


@pytest.mark.parametrize(("tag", "tagged"), [("verified", True), (NONE, False)])
def test_a_record_whose_tag_was_taken_off_is_not_tagged(tag: str, tagged: bool) -> None:
    claim = replace(CLAIM, tags={"ana": TagRecord(tag, ANCHOR.at)})
    found = claim.by("ana")
    assert found is not None
    assert found.tagged is tagged
    assert claim.by("bo") is None


@pytest.mark.parametrize(("schema", "read_only"), [(SCHEMA, False), (SCHEMA + 1, True)])
def test_what_a_newer_program_wrote_is_read_only(schema: int, read_only: bool) -> None:
    assert Annotations(Source("a.txt", "s"), schema=schema).read_only is read_only


@pytest.mark.parametrize("newest", ["review", "span", "record"])
def test_the_newest_time_is_that_of_any_register(newest: str) -> None:
    def at(register: str) -> str:
        return f"2026-11-2{2 if register == newest else 1}T10:02:30.000Z"

    claim = Claim("K", replace(ANCHOR, at=at("span")), {"ana": TagRecord("verified", at("record"))})
    reviews = {"ana": Review(Status.DONE, at("review"))}
    assert Annotations(Source("a.txt", "s"), reviews, {"K": claim}).newest() == "2026-11-22T10:02:30.000Z"


def test_claims_are_in_the_order_of_the_text_ties_by_id() -> None:
    spans = {"b": (5, 9), "a": (5, 9), "c": (5, 7), "d": (0, 9)}
    claims = {name: Claim(name, replace(ANCHOR, start=s, end=e)) for name, (s, e) in spans.items()}
    ordered = Annotations(Source("a.txt", "s"), claims=claims).in_text_order()
    assert [claim.id for claim in ordered] == ["d", "c", "a", "b"]
