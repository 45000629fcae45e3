"""What a reader takes for one character is one: by the examples and rules of Unicode's annex 29."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage.core.anchor import anchor_at, place_all, suggest_place
from triage.core.claim import Annotations, Claim, Source, State
from triage.core.clock import from_milliseconds
from triage.core.graphemes import is_within

AT = from_milliseconds(0)

CLUSTERS = [
    ["a", "b"],
    ["\r\n", "\r", "\u0301", "\n", "\u0301"],
    ["e\u0301", "t", "e\u0301\u0323"],
    ["g̈", "각", "ᄀ", "-", "각", "각", "ᄀ가"],
    ["ก", "นำ", "ก"],
    ["நி", "षि", "क्त", "क्\u200dत", "क्", "a", "क", "त"],
    ["क", "ড্ড", "a्", "क"],
    ["🇩🇪", "🇫🇷", "🇩", "x", "🇩🇪"],
    ["🇩", "x", "🇩🇪", "🇫🇷", "🇩🇪", "x"],
    ["🇩🇪", "🇩", "x", "y", "🇩🇪", "🇫"],
    ["👨\u200d👩\u200d👧", "👍🏽", "❤\ufe0f", "👩🏽\u200d🚀"],
    ["a\u200d", "🚀", "🏴\U000e0067\U000e007f"],
    ["\u06001", "2", "ｶﾞ"],
    ["\u2028", "\u0301", "\u0085", "\u0301"],
    ["\u2029", "\u0301", "\u2029", "a\u0300"],
    ["\u0301", "a"],
    ["\r", "a", "\n"],
    ["ക്ഷ", "ക"],
]


@pytest.mark.parametrize("clusters", CLUSTERS, ids=lambda clusters: "|".join(map(ascii, clusters)))
def test_a_text_is_cut_between_clusters_only(clusters: list[str]) -> None:
    text = "".join(clusters)
    cuts, at = {0}, 0
    for cluster in clusters:
        at += len(cluster)
        cuts.add(at)
    assert {at for at in range(len(text) + 1) if not is_within(text, at)} == cuts
    assert not is_within(text, -1)
    assert not is_within(text, len(text) + 1)


pieces = st.sampled_from(
    [
        "a",
        "e",
        "q\u0303",
        "e\u0301",
        "\u0301",
        "हि",
        "न्दी",
        "👨\u200d👩",
        "👍🏽",
        "🇩🇪",
        "\r\n",
        "각",
        "가",
        " ",
        ". ",
        "ab",
    ]
)
texts = st.lists(pieces, min_size=1, max_size=14).map("".join)


@settings(max_examples=100)
@given(texts, texts, texts, st.booleans(), st.data())
def test_no_claim_and_no_offer_ends_within_a_cluster(
    head: str, claim: str, tail: str, known: bool, data: st.DataObject
) -> None:
    old = f"{head} {claim} {tail}"
    start, end = len(head) + 1, len(head) + 1 + len(claim)
    if is_within(old, start) or is_within(old, end):
        return
    new = old
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(new)))
        new = new[:at] + data.draw(st.sampled_from(["", "\u0301", "x", "\u200d👧", "\n"])) + new[at:]
        cut = data.draw(st.integers(0, len(new)))
        new = new[:cut] + new[cut + data.draw(st.integers(0, 2)) :]
    placed = suggest_place(new, anchor_at(old, start, end, AT), old if known else None)
    spans = [] if placed.anchor.state is State.ORPHAN else [(placed.anchor.start, placed.anchor.end)]
    for span in [*spans, *([placed.offer] if placed.offer else [])]:
        assert not any(is_within(new, edge) for edge in span), (new, span)


@pytest.mark.parametrize("known", [True, False])
def test_a_mark_put_behind_the_last_letter_of_a_claim_is_another_word(known: bool) -> None:
    old = "The river rose. It is called Vaq"
    new = old + "\u0303"
    claims = Annotations(Source("a", "sha"), claims={"A": Claim("A", anchor_at(old, 16, len(old), AT))})
    placed = place_all(new, claims, old_text=old if known else None).claims["A"].anchor
    assert (placed.state, placed.quote, placed.was) == (State.CHANGED, "It is called Vaq\u0303", old[16:])


def test_a_claim_that_was_cut_within_a_cluster_stays_as_it_was_made() -> None:
    old = "The river rose. It is called Vaq\u0303 by all."
    start, end = 16, old.index("\u0303")
    placed = suggest_place("Now. " + old, anchor_at(old, start, end, AT), old).anchor
    assert (placed.state, placed.quote) == (State.MOVED, "It is called Vaq")
    whole = unicodedata.normalize("NFC", old)
    assert suggest_place("Now. " + whole, anchor_at(old, start, end, AT)).anchor.quote == "It is called Vaq"
