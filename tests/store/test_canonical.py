"""What the quick reader takes is what the strict one gives; what it does not know is left to that."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from tests.strategies import annotated_articles
from tests.torture.readers import SEEDS, is_ours, outcome
from triage.core.claim import Anchor, Annotations, Claim, Review, Source, State, Status, TagRecord
from triage.store import canonical
from triage.store.sidecar import dump, parse
from triage.store.sidecar_reader import read_strictly

AT = "2026-11-21T10:02:11.120Z"
USUAL = SEEDS[1].decode("utf-8")


def judged(text: str = "it rained", reviewer: str = "ana") -> Annotations:
    anchor = Anchor(text, 3, 3 + len(text), text, text, AT, State.CHANGED, was=text)
    claims = {
        "K1": Claim("K1", anchor, {reviewer: TagRecord("verified", AT, text)}, text),
        "K2": Claim("K2", replace(anchor, state=State.EXACT, was=""), {}),
    }
    return Annotations(Source("a.txt", "0f3c" * 16, text), {reviewer: Review(Status.DONE, AT)}, claims)


@settings(max_examples=20, deadline=None)
@given(annotated_articles())
def test_whatever_was_written_is_read_as_the_strict_reader_reads_it(written: Annotations) -> None:
    data = dump(written).encode("utf-8")
    assert outcome(parse, data) == outcome(read_strictly, data)
    found = canonical.read(data)
    assert found is None or is_ours(found)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "it rained",
            "a: b",
            "a #b",
            "a:",
            "5,600",
            "no",
            "",
            "at 5:30",
            'say "no"',
            "b" * 120,
            "\r\b\f",
            "“quoted”",
            '"quoted"',
            " blank",
            "blank ",
            "\\",
        ),
        *(
            "tab\t",
            "two\nlines",
            "\u202e",
            "\u00a0in\u3000it",
            "洪水 👍",
            "'",
            "#",
            "- a",
            "\U000e0041",
            "\x85",
        ),
    ],
)
def test_texts_of_every_kind_are_taken_by_the_quick_reader_itself(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = judged(text, text)
    monkeypatch.setattr(canonical, "read_strictly", None)
    found = canonical.read(dump(written))
    assert found is not None
    assert (repr(found.annotations), found.others) == (repr(written), frozenset())
    assert found.head_is_ours
    assert is_ours(found)
    assert len(found.ends) == len(written.claims)


@pytest.mark.parametrize("data", SEEDS)
def test_no_yaml_is_parsed_of_what_is_written_every_day(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = data in SEEDS[1:4] or data == SEEDS[5]
    read: list[object] = []

    def watched(text: bytes | str, name: str) -> Annotations:
        read.append(text)
        return read_strictly(text, name)

    monkeypatch.setattr(canonical, "read_strictly", watched)
    monkeypatch.setattr("triage.store.sidecar.read_strictly", watched)
    parse(data, "x")
    assert (not read) is usual


CHANGED = {
    "a value that means something else": ("tag: verified", "tag: no"),
    "a number in quotes": ("start: 10", 'start: "10"'),
    "a number with a zero before it": ("start: 10", "start: 010"),
    "an end before its start": ("start: 10", "start: 9999"),
    "a time there is not": ("T10:02:11.120Z", "T25:02:11.120Z"),
    "a time of another form": ("T10:02:11.120Z", " 10:02:11"),
    "a comment": ("tag: verified", "tag: verified # surely"),
    "a key in a value": ("tag: verified", "tag: so: verified"),
    "a control character": ("tag: verified", "tag: veri\x1ffied"),
    "a deletion": ("tag: verified", "tag: veri\x7ffied"),
    "a wide blank before a quotation mark": ("tag: verified", 'tag: veri\u00a0fied "so"'),
    "blanks at the end": ("tag: verified", "tag: verified "),
    "a colon at the end": ("tag: verified", "tag: verified:"),
    "a wide blank without quotes": ("tag: verified", "tag: veri\u00a0fied"),
    "quotes that nothing asks for": ("tag: verified", 'tag: "verified"'),
    "other quotes": ("tag: verified", "tag: 'verified'"),
    "an escape that nothing asks for": ("tag: verified", 'tag: "verifie\\u0064"'),
    "an escape of another make": ("tag: verified", 'tag: "\\x61: b"'),
    "half a character": ("tag: verified", 'tag: "\\ud800"'),
    "no character": ("tag: verified", 'tag: "\\U00110000"'),
    "a value on two lines": ("tag: verified", "tag: verified\n          surely"),
    "a block of text": ("tag: verified", "tag: |\n          verified"),
    "an anchor": ("tag: verified", "tag: &a verified"),
    "a tag of YAML": ("tag: verified", "tag: !!str verified"),
    "a list": ("tag: verified", "tag: [verified]"),
    "nothing": ("tag: verified", "tag:"),
    "another order": ("    skip: true\n    speaker: the mayor\n", "    speaker: the mayor\n    skip: true\n"),
    "an unknown key": ("    start: 10\n", "    start: 10\n    x-lab: kept\n"),
    "a key given twice": ("    start: 10\n", "    start: 10\n    start: 10\n"),
    "an id given twice": ("  01JD3MZ8W4QXK7T1:", "  01JD3MZ8W4QXK7T0:"),
    "an id that is a number": ("  01JD3MZ8W4QXK7T1:", "  123:"),
    "a reviewer given twice": ("      ana:\n        tag: none", "      Zoë Q.:\n        tag: none"),
    "an empty note": ("        tag: verified\n", '        tag: verified\n        note: ""\n'),
    "a state that need not be said": ("    skip: true\n", "    state: exact\n"),
    "an empty line": ("  01JD3MZ8W4QXK7T1:", "\n  01JD3MZ8W4QXK7T1:"),
    "a carriage return": ("tag: verified\n", "tag: verified\r\n"),
    "a byte order mark": ("# triage", "\ufeff# triage"),
    "a line end of Unicode": ("tag: verified", "tag: veri\u2028fied"),
    "another head": ("# triage: claims in a.txt\n", ""),
    "a comment on another file": ("claims in a.txt", "claims in b.txt"),
    "a newer schema": ("schema: 1", "schema: 2"),
    "a review by hand": ("status: done, at", "status: done , at"),
    "a review there is not": ("status: done", "status: over"),
    "reviews in another order": ("  ana: {status", "  zoe: {status"),
    "an empty title": ("title: Dam breaks", 'title: ""'),
    "keys after the claims": ("    skip: true\n", "    skip: true\ntheirs: kept\n"),
    "claims in braces": ("claims:\n", "claims: {}\n"),
    "claims twice": ("claims:\n", "claims: {}\nclaims:\n"),
    "a quote that hides a claim": ("    state: changed\n", '    speaker: "so\n  K1:\n    says"\n'),
    "a document after it": ("    skip: true\n", "    skip: true\n---\n"),
}


@pytest.mark.parametrize("what", CHANGED)
def test_what_is_not_as_it_is_written_means_what_the_strict_reader_says(what: str) -> None:
    old, new = CHANGED[what]
    for everywhere in (False, True):
        changed = USUAL.replace(old, new) if everywhere else USUAL.replace(old, new, 1)
        assert changed != USUAL, "nothing to change"
        data = changed.encode("utf-8", "surrogatepass")
        assert outcome(parse, data) == outcome(read_strictly, data)
        found = canonical.read(data)
        assert found is None or found.others or not found.head_is_ours


@pytest.mark.parametrize("data", [b"", b"\xff", b"claims:\n", b"\nclaims:\n", "\ud800", SEEDS[0][:-1], USUAL])
def test_bytes_and_characters_are_read_alike(data: bytes | str) -> None:
    found = canonical.read(data)
    assert (found is None) == (data not in (SEEDS[0][:-1], USUAL))


def test_a_large_file_is_left_to_the_reader_that_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(canonical, "LARGEST", len(SEEDS[1]))
    assert canonical.read(SEEDS[1]) is not None
    monkeypatch.setattr(canonical, "LARGEST", len(SEEDS[1]) - 1)
    assert canonical.read(SEEDS[1]) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("# triage: claims in a.txt\n", ""),
        ("claims in a.txt", "claims in b.txt"),
        ("schema: 1\n", "schema: 1\ntheirs: kept\n"),
    ],
    ids=["no comment", "another comment", "an unknown key"],
)
def test_where_only_the_head_is_of_another_form_nothing_else_is_read_strictly(
    old: str, new: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def watched(text: str, name: str) -> Annotations:
        read.append(text)
        return read_strictly(text, name)

    monkeypatch.setattr(canonical, "read_strictly", watched)
    text = USUAL.replace(old, new, 1)
    head = text[: text.index("claims:\n")]
    found = canonical.read(text)
    assert found is not None
    assert repr(found.annotations) == repr(read_strictly(text, "x"))
    assert read == [f"{head}claims: {{}}\n"]
    assert not found.head_is_ours
    assert found.begin == len(f"{head}claims:\n")
    assert is_ours(found)


@pytest.mark.parametrize("schema", ["schema: 1  # as it is", "schema: 2"])
def test_a_head_is_read_by_itself_only_where_it_says_all_and_nothing_newer(schema: str) -> None:
    text = USUAL.replace("schema: 1", schema)
    assert (canonical.read(text) is None) is (schema == "schema: 2")
    assert canonical.read(text.partition("claims:\n")[0]) is None


def test_reviewers_in_another_order_than_ours_are_read_strictly() -> None:
    names = ("ana", "bo", "cy")
    tags = dict.fromkeys(names, TagRecord("verified", AT))
    one, two = judged().claims.values()
    whole = replace(
        judged(),
        reviews=dict.fromkeys(names, Review(Status.DONE, AT)),
        claims={"K1": replace(one, tags=tags), "K2": two},
    )
    found = canonical.read(dump(whole))
    assert found is not None
    assert (found.head_is_ours, found.others) == (True, frozenset())
    turned = dump(whole).replace("bo:", "zoe:", 1)
    found = canonical.read(turned)
    assert found is not None
    assert (found.head_is_ours, found.others) == (False, frozenset())
    turned = dump(whole).replace("      bo:", "      zoe:")
    found = canonical.read(turned)
    assert found is not None
    assert (found.head_is_ours, found.others) == (True, frozenset({"K1"}))
    assert repr(found.annotations) == repr(read_strictly(turned, "x"))


def test_of_a_file_half_of_which_is_of_another_form_the_other_half_is_taken() -> None:
    text = dump(judged()).replace("  K1:\n", "  K1:\n    lab: kept\n")
    found = canonical.read(text)
    assert found is not None
    assert found.others == {"K1"}
    assert repr(found.annotations) == repr(read_strictly(text, "x"))


def test_a_file_that_is_mostly_of_another_form_is_read_once() -> None:
    by_hand = USUAL.replace("    end:", "    end: ")
    assert canonical.read(by_hand) is None
    assert parse(by_hand, "x") == parse(USUAL, "x")
