"""A sidecar read and written piece by piece is the one that is read and written whole."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.strategies import claims, sidecars
from triage.core.anchor import anchor_at
from triage.core.claim import Annotations, Claim, Evidence, Review, Source, Status, TagRecord
from triage.core.clock import from_milliseconds
from triage.store import pieces
from triage.store.pieces import NOTHING, Pieces, dumped, parsed
from triage.store.sidecar import claim_text, dump, parse
from triage.store.yaml_error import YamlError

AT = from_milliseconds(0)


def sidecar(count: int = 3) -> Annotations:
    text = " ".join(f"House {number} was flooded." for number in range(count))
    made = {}
    for number in range(count):
        start = text.index(f"House {number} ")
        anchor = anchor_at(text, start, text.index(".", start) + 1, AT)
        made[f"K{number}"] = Claim(f"K{number}", anchor, {"ana": TagRecord("verified", AT)})
    return Annotations(Source("a.txt", "s"), {"ana": Review(Status.DONE, AT)}, made)


def outcome(data: bytes, known: Pieces | None) -> object:
    """Return what reading gives: the annotations and how they are written, or the error in words."""
    try:
        found = parse(data, "x") if known is None else parsed(data, "x", known)[0]
    except YamlError as error:
        return str(error)
    return found, dump(found), list(found.claims)


@settings(max_examples=40, deadline=None)
@given(sidecars, sidecars, st.randoms(use_true_random=False))
def test_pieces_give_what_the_whole_gives(one: Annotations, other: Annotations, dice: random.Random) -> None:
    data, known = dumped(one)
    assert data == dump(one).encode("utf-8")
    found, read = parsed(data, "x", known)
    assert found == parse(data, "x")
    mixed = replace(other, claims={**other.claims, **dict(list(one.claims.items())[:2])})
    written, _ = dumped(mixed, known)
    assert written == dump(mixed).encode("utf-8")
    for start in (NOTHING, known, read):
        assert outcome(written, start) == outcome(written, None)
    position = dice.randrange(len(written))
    changed = (
        written[:position]
        + dice.choice([b"", b" ", b"\n", b'"', b"'", b":", b"\r"])
        + written[position + 1 :]
    )
    assert outcome(changed, known) == outcome(changed, None)


def test_only_the_claim_that_changed_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    before = sidecar()
    data, known = dumped(before)
    read: list[bytes] = []

    def watched(text: bytes, name: str) -> Annotations:
        read.append(text)
        return parse(text, name)

    monkeypatch.setattr(pieces, "parse", watched)
    found, again = parsed(data, "x", known)
    assert (found, read) == (before, [])
    assert all(found.claims[name] is claim for name, claim in before.claims.items())
    edited = data.replace(b"quote: House 1 was", b"quote: House 1 is,")
    found, _ = parsed(edited, "x", again)
    assert len(read) == 1
    assert b"House 1 is," in read[0]
    assert b"K0" not in read[0]
    assert found.claims["K0"] is before.claims["K0"]
    assert found == parse(edited, "x")


def test_only_the_claim_that_changed_is_put_into_words_again(monkeypatch: pytest.MonkeyPatch) -> None:
    before = sidecar()
    _, known = dumped(before)
    worded: list[str] = []

    def watched(claim: Claim) -> str:
        worded.append(claim.id)
        return claim_text(claim)

    monkeypatch.setattr(pieces, "claim_text", watched)
    after = replace(before, claims={**before.claims, "K1": replace(before.claims["K1"], speaker="the mayor")})
    data, _ = dumped(after, known)
    assert worded == ["K1"]
    assert data == dump(after).encode("utf-8")


@settings(max_examples=150, deadline=None)
@given(
    claims,
    claims,
    st.sets(st.sampled_from(("anchor", "speaker", "related", "extra")), max_size=1),
    st.booleans(),
)
def test_whatever_of_a_claim_changed_it_is_written_as_if_anew(
    one: Claim, other: Claim, changed: set[str], plain: bool
) -> None:
    if plain:
        one, other = replace(one, extra={}), replace(other, extra={})
    changes = {name: getattr(other, name) for name in changed}
    before = sidecar(2)
    before = replace(before, claims={**before.claims, one.id: one})
    after = replace(before, claims={**before.claims, one.id: replace(one, tags=other.tags, **changes)})
    written, known = dumped(before)
    rewritten, known = dumped(after, known)
    assert rewritten == dump(after).encode("utf-8")
    assert dumped(before, known)[0] == written


def test_what_was_read_whole_is_known_the_next_time(monkeypatch: pytest.MonkeyPatch) -> None:
    data, _ = dumped(sidecar())
    _, known = parsed(data, "x")
    monkeypatch.setattr(pieces, "parse", None)
    assert parsed(data, "x", known)[0] == sidecar()


def test_what_another_program_wrote_anew_is_known_the_next_time(monkeypatch: pytest.MonkeyPatch) -> None:
    _, known = dumped(sidecar())
    data = dumped(sidecar())[0].replace(b"House", b"Store")
    found, read = parsed(data, "x", known)
    monkeypatch.setattr(pieces, "parse", None)
    again, _ = parsed(data, "x", read)
    assert again == found
    assert all(again.claims[name] is claim for name, claim in found.claims.items())


def test_a_claim_written_by_hand_is_known_the_next_time(monkeypatch: pytest.MonkeyPatch) -> None:
    by_hand = dumped(sidecar())[0].replace(b"  K1:\n", b"  K1:\n    lab: kept\n")
    found, read = parsed(by_hand, "x")
    monkeypatch.setattr(pieces, "parse", None)
    again, _ = parsed(by_hand, "x", read)
    assert all(again.claims[name] is claim for name, claim in found.claims.items())


def test_what_was_written_is_known_still_after_a_file_that_had_to_be_read_whole() -> None:
    before = sidecar()
    data, known = dumped(before)
    _, now = parsed(data + b"theirs: kept\n", "x", known)
    found, _ = parsed(data, "x", now)
    assert found == before
    assert all(found.claims[name] is claim for name, claim in before.claims.items())


def test_a_head_that_another_program_changed_is_read_alone_and_not_written_as_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data, known = dumped(sidecar())
    titled = data.replace(b"  sha256: s\n", b"  sha256: s\n  title: Floods\n")
    read: list[bytes] = []

    def watched(text: bytes, name: str) -> Annotations:
        read.append(text)
        return parse(text, name)

    monkeypatch.setattr(pieces, "parse", watched)
    found, now = parsed(titled, "x", known)
    assert read == [titled.partition(b"claims:\n")[0] + b"claims: {}\n"]
    assert found == parse(titled, "x")
    assert dumped(found, now)[0] == titled


def test_a_file_that_is_too_large_is_left_to_the_reader_though_it_is_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data, known = dumped(sidecar())
    read: list[bytes] = []

    def watched(text: bytes, name: str) -> Annotations:
        read.append(text)
        return parse(text, name)

    monkeypatch.setattr(pieces, "parse", watched)
    for largest, left in ((len(data), []), (len(data) - 1, [data])):
        monkeypatch.setattr(pieces, "_LARGEST", largest)
        assert parsed(data, "x", known)[0] == sidecar()
        assert read == left


def test_a_head_that_stands_as_it_was_written_is_not_put_into_words_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data, known = dumped(sidecar())
    edited = data.replace(b"quote: House 1 was", b"quote: House 1 is,")
    found, read = parsed(edited, "x", known)
    monkeypatch.setattr(pieces, "head_text", None)
    assert dumped(found, read)[0] == edited


TRAPS = {
    "a text that goes over two claims": (b"    state: exact\n", b'    speaker: "so\n  K1:\n    says"\n'),
    "a claim given twice": (b"  K2:\n", b"  K1:\n"),
    "another key after the claims": (b"  K2:\n", b"other: 1\n  K2:\n"),
    "the end of the document": (b"  K2:\n", b"...\n  K2:\n"),
    "a line that ends in another way": (b"  K2:\n", b"    speaker: a\xe2\x80\xa8  K9: {}\n  K2:\n"),
    "a claim in braces": (
        b"  K2:\n",
        b"  K9: {quote: a, start: 1, end: 2, at: 2026-01-01T00:00:00.000Z}\n  K2:\n",
    ),
    "a key in quotes": (b"  K2:\n", b'  "K2":\n'),
    "a key with a mark": (b"  K2:\n", b"  ? K2\n  :\n"),
    "a comment": (b"  K2:\n", b"  # K9:\n  K2:\n"),
    "an empty line": (b"  K2:\n", b"\n  K2:\n"),
    "no claim after the key": (b"  K2:\n", b"  K9:\n  K2:\n"),
    "a newer schema": (b"schema: 1\n", b"schema: 2\n"),
    "a head that goes on": (b"  sha256: s\n", b'  sha256: s\n  title: "\nclaims:\n  K0:\n    x"\n'),
    "a line of the head that ends in another way": (b"schema: 1\n", b"schema: 1\r\n"),
    "no line end at the end": (b"verified\n      at: 1970-01-01T00:00:00.000Z\n", b"verified"),
}


@pytest.mark.parametrize("trap", TRAPS)
def test_what_looks_like_a_known_claim_and_is_none_is_not_taken_for_one(trap: str) -> None:
    data, known = dumped(sidecar())
    _, read = parsed(data, "x")
    old, new = TRAPS[trap]
    crafted = data.replace(old, new) if old in data else data.replace(b"    tags:\n", new + b"    tags:\n", 1)
    assert crafted != data
    for start in (NOTHING, known, read):
        assert outcome(crafted, start) == outcome(crafted, None)
    try:
        _, adopted = parsed(crafted, "x")
    except YamlError:
        return
    for follow_up in (data, crafted + b"  K7:\n    quote: a\n", crafted.replace(b"House 0", b"House 7")):
        assert outcome(follow_up, adopted) == outcome(follow_up, None)


def test_keys_of_other_programs_do_not_come_back_when_they_were_taken_out() -> None:
    data, known = dumped(replace(sidecar(), extra={"theirs": "kept"}))
    plain = data.replace(b"theirs: kept\n", b"")
    assert plain != data
    assert outcome(plain, known) == outcome(plain, None)
    assert outcome(data, known) == outcome(data, None)


def test_a_claim_that_went_is_written_no_more() -> None:
    before = sidecar()
    _, known = dumped(before)
    after = replace(before, claims={name: claim for name, claim in before.claims.items() if name != "K1"})
    data, left = dumped(after, known)
    assert data == dump(after).encode("utf-8")
    assert parsed(data, "x", left)[0] == after
    assert dumped(before, left)[0] == dump(before).encode("utf-8")


def test_claims_moved_past_each_other_are_written_in_the_order_of_the_text() -> None:
    before = sidecar(5)
    _, known = dumped(before)
    anchors = [claim.anchor for claim in before.claims.values()]
    for order in ([4, 1, 2, 3, 0], [0, 0, 0, 0, 0], [1, 0, 3, 2, 4]):
        moved = {
            f"K{number}": replace(before.claims[f"K{number}"], anchor=anchors[place])
            for number, place in enumerate(order)
        }
        after = replace(before, claims=moved)
        data, known = dumped(after, known)
        assert data == dump(after).encode("utf-8")


def test_the_lines_of_one_claim_standing_twice_are_two_claims_of_one_name() -> None:
    data, known = dumped(sidecar())
    begin, end = data.index(b"  K1:\n"), data.index(b"  K2:\n")
    twice = data[:end] + data[begin:end] + data[end:]
    assert isinstance(outcome(twice, None), str)
    assert outcome(twice, known) == outcome(twice, None)


def test_a_head_written_by_hand_is_written_as_every_head_the_next_time() -> None:
    written, known = dumped(sidecar())
    by_hand = written.replace(b"  sha256: s\n", b"  sha256: 's'  # of the text\n")
    for start in (NOTHING, known):
        found, read = parsed(by_hand, "x", start)
        assert dumped(found, read)[0] == written
        assert dumped(found, parsed(by_hand, "x", read)[1])[0] == written


def test_a_head_that_changed_is_written_anew() -> None:
    before = sidecar()
    ana, bo = before.reviews["ana"], Review(Status.DONE, AT)
    before = replace(before, reviews={"ana": ana, "bo": bo})
    _, known = dumped(before)
    for after in (
        replace(before, source=replace(before.source, title="Floods")),
        replace(before, reviews={}),
        replace(before, reviews={"ana": Review(Status.NEW, AT), "bo": bo}),
        replace(before, reviews={"ana": ana, "bo": Review(Status.NEW, AT)}),
        replace(before, reviews={"ana": ana, "cy": bo}),
    ):
        assert dumped(after, known)[0] == dump(after).encode("utf-8")
        assert dumped(before, dumped(after, known)[1])[0] == dump(before).encode("utf-8")


def test_what_was_read_and_is_of_our_own_writing_is_not_put_into_words_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = sidecar(6)
    evidence = TagRecord("verified", AT, evidence=(Evidence("https://example.org"),))
    before = replace(
        before, claims={**before.claims, "K2": replace(before.claims["K2"], tags={"bo": evidence})}
    )
    data, _ = dumped(before)
    found, read = parsed(data, "x")
    worded: list[str] = []

    def watched(claim: Claim) -> str:
        worded.append(claim.id)
        return claim_text(claim)

    monkeypatch.setattr(pieces, "claim_text", watched)
    monkeypatch.setattr(pieces, "head_text", None)
    after = replace(found, claims={**found.claims, "K4": replace(found.claims["K4"], speaker="the mayor")})
    assert dumped(after, read)[0] == dump(after).encode("utf-8")
    assert sorted(worded) == ["K2", "K4"]  # a claim with evidence is left to the strict reader


@pytest.mark.parametrize("text", ["as it is", "“dam” — дамба", "\u00a0"])
def test_a_sidecar_without_claims_gets_its_first_one(text: str) -> None:
    whole = sidecar()
    nothing = replace(whole, claims={}, source=replace(whole.source, title=text))
    _, read = parsed(dumped(nothing)[0], "x")
    first = replace(nothing, claims=whole.claims)
    assert dumped(first, read)[0] == dump(first).encode("utf-8")


def test_claims_in_another_order_than_the_text_are_written_in_that_of_the_text() -> None:
    before = sidecar()
    data, _ = dumped(before)
    begin, end = data.index(b"  K1:\n"), data.index(b"  K2:\n")
    turned = data[:begin] + data[end:] + data[begin:end]
    found, read = parsed(turned, "x")
    assert (found, list(found.claims)) == (before, ["K0", "K2", "K1"])
    after = replace(found, claims={**found.claims, "K0": replace(found.claims["K0"], speaker="the mayor")})
    assert dumped(after, read)[0] == dump(after).encode("utf-8")
