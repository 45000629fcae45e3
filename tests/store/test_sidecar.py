"""Sidecars: the layout, what comes back, what is refused and where, and what a newer one gives."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import annotated_articles, claim_ids, claims, nasty_texts
from triage.core.claim import (
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
from triage.core.node import Plain
from triage.store.sidecar import _claim, claim_text, dump, parse
from triage.store.yaml_error import YamlError
from triage.store.yaml_writer import write

SHA = "0f3c" * 16

SIDECAR = f"""\
# triage: claims in 000_a5dfad65284d37f5.txt
schema: 1
source:
  file: 000_a5dfad65284d37f5.txt
  sha256: {SHA}
  title: Russian Forces Flee as Ukraine’s Military Offensive Succeeds
reviews:
  ana: {{status: in-review, at: 2026-11-21T10:03:09.412Z}}
claims:
  01JD3MZ8W4QXK7T2:
    quote: it has been estimated that 5,600 people have been killed
    start: 1502
    end: 1558
    prefix: "since the beginning of the conflict, "
    suffix: "; there are suspicions that Russia made it a point to deliber"
    at: 2026-11-21T10:02:11.120Z
    state: moved
    skip: true
    speaker: the Associated Press
    related:
    - {{file: 002_8421e5c796dc9a08.txt, claim: 01JD3N, relation: conflicts}}
    tags:
      ana:
        tag: disputed
        at: 2026-11-21T10:02:30.007Z
        note: two lists differ
        confidence: high
        evidence:
        - {{url: "https://example.org/list", stance: refutes, accessed: 2026-11-21, note: table 3}}
"""

ANNOTATIONS = Annotations(
    source=Source(
        "000_a5dfad65284d37f5.txt", SHA, "Russian Forces Flee as Ukraine’s Military Offensive Succeeds"
    ),
    reviews={"ana": Review(Status.IN_REVIEW, "2026-11-21T10:03:09.412Z")},
    claims={
        "01JD3MZ8W4QXK7T2": Claim(
            id="01JD3MZ8W4QXK7T2",
            anchor=Anchor(
                quote="it has been estimated that 5,600 people have been killed",
                start=1502,
                end=1558,
                prefix="since the beginning of the conflict, ",
                suffix="; there are suspicions that Russia made it a point to deliber",
                at="2026-11-21T10:02:11.120Z",
                state=State.MOVED,
                skip=True,
            ),
            tags={
                "ana": TagRecord(
                    tag="disputed",
                    at="2026-11-21T10:02:30.007Z",
                    note="two lists differ",
                    confidence=Confidence.HIGH,
                    evidence=(Evidence("https://example.org/list", Stance.REFUTES, "2026-11-21", "table 3"),),
                )
            },
            speaker="the Associated Press",
            related=(Related("002_8421e5c796dc9a08.txt", "01JD3N", Relation.CONFLICTS),),
        )
    },
)


def test_the_layout_is_the_documented_one() -> None:
    assert dump(ANNOTATIONS) == SIDECAR


def test_the_documented_sidecar_is_understood_whole() -> None:
    assert parse(SIDECAR, "x") == ANNOTATIONS
    assert parse(SIDECAR.encode(), "x") == ANNOTATIONS


@given(annotated_articles())
def test_what_is_dumped_is_parsed_back(annotations: Annotations) -> None:
    text = dump(annotations)
    parsed = parse(text.encode(), "x")
    assert parsed == annotations
    assert dump(parsed) == text


@given(annotated_articles())
def test_any_sidecar_can_be_safe_loaded(annotations: Annotations) -> None:
    text = dump(annotations)
    loaded = yaml.safe_load(text)
    assert loaded == yaml.load(text, Loader=yaml.CSafeLoader)
    assert list(loaded["claims"]) == [claim.id for claim in annotations.in_text_order()]
    for claim_id, claim in annotations.claims.items():
        assert loaded["claims"][claim_id]["quote"] == claim.anchor.quote
        assert loaded["claims"][claim_id]["start"] == claim.anchor.start


@given(claims())
def test_equal_claims_give_equal_text_whatever_the_order_of_reviewers(claim: Claim) -> None:
    turned = replace(claim, tags=dict(reversed(list(claim.tags.items()))))
    assert claim_text(turned) == claim_text(claim)


def test_a_sidecar_is_its_head_and_the_text_of_each_claim() -> None:
    assert dump(ANNOTATIONS).endswith("claims:\n" + claim_text(ANNOTATIONS.claims["01JD3MZ8W4QXK7T2"]))


USUAL = f"""\
  {"K" * 120}:
    quote: it rained
    start: 3
    end: 12
    prefix: "Yesterday, "
    suffix: in the north
    at: 2026-11-21T10:02:11.120Z
    tags:
      ana:
        tag: verified
        at: 2026-11-21T10:02:30.007Z
      {"b" * 120}:
        tag: false
        at: 2026-11-21T10:02:30.007Z
        note: it snowed
"""


def test_a_claim_as_most_are_is_put_into_words_without_the_writer_of_any_yaml(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    claims = parse(f"schema: 1\nsource: {{file: a.txt, sha256: {SHA}}}\nclaims:\n{USUAL}", "x").claims
    monkeypatch.setattr("triage.store.sidecar.write", None)
    assert [claim_text(claim) for claim in claims.values()] == [USUAL.replace("tag: false", 'tag: "false"')]


@pytest.mark.parametrize(
    ("anchor", "claim", "record"),
    [
        ({}, {}, {}),
        ({"skip": True}, {}, {}),
        ({"was": "it rained"}, {}, {}),
        ({"state": State.ORPHAN}, {}, {}),
        ({}, {"speaker": "the mayor"}, {}),
        ({}, {"related": (Related("b.txt", "K2", Relation.SAME),)}, {}),
        ({}, {"extra": {"lab": "kept"}}, {}),
        ({}, {}, {"note": "seen"}),
        ({}, {}, {"confidence": Confidence.LOW}),
        ({}, {}, {"evidence": (Evidence("https://example.org"),)}),
        ({}, {}, {"extra": {"lab": "kept"}}),
    ],
)
def test_each_part_of_a_claim_is_written_though_no_other_is_there(
    anchor: dict[str, Any], claim: dict[str, Any], record: dict[str, Any]
) -> None:
    at = "2026-11-21T10:02:11.120Z"
    tags = {"ana": replace(TagRecord("verified", at), **record)}
    alone = replace(Claim("K1", replace(Anchor("it rained", 0, 9, "", "", at), **anchor), tags), **claim)
    whole = Annotations(Source("a.txt", SHA), {}, {"K1": alone})
    assert parse(dump(whole), "x") == whole


def test_claims_stand_in_text_order_ties_by_id() -> None:
    anchor = ANNOTATIONS.claims["01JD3MZ8W4QXK7T2"].anchor
    spans = {"b": (5, 9), "a": (5, 9), "c": (5, 7), "d": (0, 9)}
    unordered = {
        id_: Claim(id_, replace(anchor, start=start, end=end)) for id_, (start, end) in spans.items()
    }
    text = dump(replace(ANNOTATIONS, claims=unordered))
    assert list(yaml.safe_load(text)["claims"]) == ["d", "c", "a", "b"]


def test_unknown_keys_stay_after_the_known_ones() -> None:
    text = SIDECAR.replace("schema: 1\n", "schema: 1\nlab: [1, '1', yes]\n")
    text = text.replace("        tag: disputed\n", "        weight: 0x10\n        tag: disputed\n")
    text = text.replace("table 3}", "table 3, page: {at: 7}}")
    parsed = parse(text, "x")
    assert parsed.extra == {"lab": (Plain("1"), "1", Plain("yes"))}
    again = dump(parsed)
    assert again.endswith('lab:\n- 1\n- "1"\n- yes\n')
    assert "          page:\n            at: 7\n        weight: 0x10\n" in again
    assert parse(again, "x") == parsed
    assert yaml.safe_load(again)["lab"] == [1, "1", True]


@pytest.mark.parametrize("tail", ["claims:\n", "claims: {}\n", "claims: ~\n", "", "reviews:\nclaims:\n"])
def test_a_sidecar_without_claims_is_fine(tail: str) -> None:
    parsed = parse(f"schema: 1\nsource: {{file: a.txt, sha256: {SHA}}}\n{tail}", "x")
    assert parsed == Annotations(Source("a.txt", SHA))
    assert dump(parsed).endswith(f"  sha256: {SHA}\nclaims: {{}}\n")


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("2026-11-21T10:02:30.007Z", "2026-11-21T10:02:30.007Z"),
        ("2026-11-21 12:02:30 +02:00", "2026-11-21T10:02:30.000Z"),
        ('"2026-11-21T10:02:30Z"', "2026-11-21T10:02:30.000Z"),
        ("2026-11-21", "2026-11-21T00:00:00.000Z"),
    ],
)
def test_times_are_written_in_one_form(written: str, canonical: str) -> None:
    parsed = parse(SIDECAR.replace("2026-11-21T10:02:11.120Z", written), "x")
    assert parsed.claims["01JD3MZ8W4QXK7T2"].anchor.at == canonical
    assert f"at: {canonical}\n" in dump(parsed)


@pytest.mark.parametrize(
    ("accessed", "written"),
    [
        ("2026-11-21", "2026-11-21"),
        ("2026-13-41", '"2026-13-41"'),
        ("2026-W03-1", "2026-W03-1"),
        ("20261121", '"20261121"'),
        ("last week", "last week"),
    ],
)
def test_a_date_stands_plain_and_what_only_looks_like_one_is_quoted(accessed: str, written: str) -> None:
    claim = ANNOTATIONS.claims["01JD3MZ8W4QXK7T2"]
    record = replace(claim.tags["ana"], evidence=(Evidence("a", accessed=accessed),))
    text = claim_text(replace(claim, tags={"ana": record}))
    assert f"- {{url: a, accessed: {written}}}\n" in text
    yaml.safe_load(text)


def test_words_typed_without_quotes_are_text() -> None:
    text = SIDECAR.replace("note: two lists differ", "note: yes").replace("ana:\n", "007:\n")
    parsed = parse(text, "x")
    record = parsed.claims["01JD3MZ8W4QXK7T2"].tags["007"]
    assert (record.note, type(record.note)) == ("yes", str)
    assert 'note: "yes"\n' in dump(parsed)
    assert '"007":\n' in dump(parsed)


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "problem"),
    [
        ("schema: 1", "schema: 0", 2, 1, "'schema' must be 1 or greater"),
        ("schema: 1", "schema: one", 2, 1, "'schema' must be a whole number"),
        ("schema: 1", 'schema: "1"', 2, 1, "'schema' must be a whole number"),
        ("schema: 1", "schema:", 2, 1, "'schema' is missing"),
        ("schema: 1\n", "", 1, 1, "'schema' is missing"),
        (f"  sha256: {SHA}\n", "", 3, 1, "'sha256' is missing"),
        ("source:\n", "sources:\n", 1, 1, "'source' is missing"),
        ("status: in-review", "status: maybe", 8, 9, "must be one of new, in-review, done, set-aside"),
        ("status: in-review, ", "", 8, 3, "'status' is missing"),
        ("start: 1502", "start: -1", 12, 5, "'start' must be a whole number"),
        ("start: 1502", "start: 0x10", 12, 5, "'start' must be a whole number"),
        ("start: 1502", "start: 0017", 12, 5, "'start' must be a whole number"),
        ("start: 1502", f"start: {'9' * 5000}", 12, 5, "'start' must be a whole number"),
        ("start: 1502\n    ", "", 10, 3, "'start' is missing"),
        ("end: 1558", "end: 3", 13, 5, "'end' must not be before 'start'"),
        ("at: 2026-11-21T10:02:11.120Z", "at: soon", 16, 5, "'at' must be a time"),
        ("at: 2026-11-21T10:02:11.120Z", "at: 2026-13-21", 16, 5, "'at' must be a time"),
        ("state: moved", "state: lost", 17, 5, "one of exact, moved, changed, orphan"),
        ("skip: true", "skip: 'true'", 18, 5, "'skip' must be true or false"),
        ("speaker: the Associated Press", "speaker: [a]", 19, 5, "'speaker' must be text"),
        ("quote: it has", "quote: # it has", 11, 5, "'quote' is missing"),
        ("relation: conflicts", "relation: of", 21, 55, "one of same, conflicts, narrows"),
        ("tag: disputed", "tag: {a: b}", 24, 9, "'tag' must be text"),
        ("tag: disputed\n        ", "", 23, 7, "'tag' is missing"),
        ("confidence: high", "confidence: sure", 27, 9, "one of high, medium, low"),
        ("stance: refutes", "stance: no", 29, 45, "one of supports, refutes, context"),
        ("claims:\n", "claims: []\nrest:\n", 9, 1, "'claims' must be a mapping"),
        ("        evidence:\n        -", "        evidence:", 28, 9, "'evidence' must be a list"),
    ],
)
def test_what_a_sidecar_cannot_say_is_refused_with_its_place(
    old: str, new: str, line: int, column: int, problem: str
) -> None:
    assert old in SIDECAR
    with pytest.raises(YamlError) as caught:
        parse(SIDECAR.replace(old, new, 1), "a.txt.triage.yaml")
    assert problem in caught.value.problem
    assert (caught.value.line, caught.value.column) == (line, column)


def test_something_else_than_a_mapping_is_no_sidecar() -> None:
    with pytest.raises(YamlError, match=r"^x:1:1: a sidecar must be a mapping"):
        parse("- a\n", "x")


def test_a_newer_schema_is_read_as_far_as_it_is_understood() -> None:
    text = SIDECAR.replace("schema: 1", "schema: 2").replace("state: moved", "state: elsewhere")
    text = text.replace("stance: refutes", "stance: doubts").replace("status: in-review", "status: paused")
    text += "  01JD3MZ8W4QXK7T3: {ranges: [[1, 2]]}\n"
    parsed = parse(text, "x")
    assert parsed.schema == 2
    assert parsed.read_only
    assert list(parsed.claims) == ["01JD3MZ8W4QXK7T2"]
    claim = parsed.claims["01JD3MZ8W4QXK7T2"]
    assert claim.anchor.state is State.EXACT
    assert claim.tags["ana"].tag == "disputed"
    assert claim.tags["ana"].evidence[0].stance is None
    assert parsed.reviews == {}
    assert parse("schema: 2\nclaims: [a]\n", "x").claims == {}


def test_of_a_newer_schema_nothing_is_hidden_by_what_is_not_understood_before_it() -> None:
    text = SIDECAR.replace("schema: 1", "schema: 2").replace("  ana: {", "  zoe: {on: paper}\n  ana: {")
    text = text.replace("claims:\n", "claims:\n  01JD3MZ8W4QXK7T1: {ranges: [[1, 2]]}\n")
    text = text.replace("    - {file: 002", "    - {link: 1}\n    - {file: 002").replace(
        "      ana:\n", "      bo: 1\n      ana:\n"
    )
    text = text.replace("        - {url:", "        - {doi: 1}\n        - {url:")
    parsed = parse(text, "x")
    assert replace(parsed, schema=1) == ANNOTATIONS


def test_of_a_newer_schema_what_is_not_understood_is_empty() -> None:
    text = SIDECAR.replace("schema: 1", "schema: 2").replace("related:\n    -", "related:")
    parsed = parse(text.replace("source:\n", "source: []\nsources:\n"), "x")
    assert parsed.source == Source("", "")
    assert parsed.claims["01JD3MZ8W4QXK7T2"].related == ()


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("ana: {status: in-review, at: 2026-11-21T10:03:09.412Z}", "ana: 1", "a review"),
        ("claims:\n", "claims:\n  K: 1\n", "a claim"),
        ("    - {file", "    - 1\n    - {file", "a related claim"),
        ("      ana:\n", "      bo: 1\n      ana:\n", "a reviewer's record"),
        ("        - {url", "        - 1\n        - {url", "a piece of evidence"),
    ],
)
def test_a_part_that_is_no_mapping_is_named(old: str, new: str, what: str) -> None:
    with pytest.raises(YamlError) as caught:
        parse(SIDECAR.replace(old, new, 1), "x")
    assert caught.value.problem == f"{what} must be a mapping"


def test_a_span_may_be_empty() -> None:
    anchor = parse(SIDECAR.replace("end: 1558", "end: 1502"), "x").claims["01JD3MZ8W4QXK7T2"].anchor
    assert (anchor.start, anchor.end) == (1502, 1502)


def test_reviewers_stand_by_name() -> None:
    review = ANNOTATIONS.reviews["ana"]
    unordered = replace(ANNOTATIONS, reviews=dict.fromkeys(("cy", "ana", "bo"), review))
    assert list(yaml.safe_load(dump(unordered))["reviews"]) == ["ana", "bo", "cy"]


def test_a_file_name_cannot_break_out_of_the_comment() -> None:
    hostile = replace(ANNOTATIONS, source=Source("a\nschema: 9 \u202etxt", SHA))
    first = dump(hostile).split("\n", 1)[0]
    assert first == "# triage: claims in a\\u000aschema: 9 \\u202etxt".replace("\\u000a", "\\n")
    assert parse(dump(hostile), "x") == hostile


@given(claims(ids=st.one_of(claim_ids, nasty_texts)), st.sampled_from(["", "1", "now", "2026-11-21"]))
def test_a_claim_is_worded_as_the_writer_words_any_mapping(claim: Claim, odd: str) -> None:
    assert claim_text(claim) == write({claim.id: _claim(claim)}, indent=2)
    tags = {name: TagRecord(record.tag, odd, record.note) for name, record in claim.tags.items()}
    bare = replace(claim, anchor=replace(claim.anchor, at=odd), tags=tags, extra={})
    assert claim_text(bare) == write({bare.id: _claim(bare)}, indent=2)
    timed = replace(claim, tags=tags, extra={})
    assert claim_text(timed) == write({timed.id: _claim(timed)}, indent=2)
