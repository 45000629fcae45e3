"""What is known of a sidecar spares work and changes nothing of what comes out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from triage.core.anchor import anchor_at
from triage.core.article import Article, digest
from triage.core.claim import Annotations, Claim, Source, TagRecord
from triage.core.clock import from_milliseconds
from triage.core.join import join
from triage.store.seen import Changes, differ, joined, placed_besides

TEXT = "It rained on Friday. Nobody saw it coming.\n"
ARTICLE = Article("a.txt", f"A bad week. {TEXT}", "utf-8", digest(f"A bad week. {TEXT}"))
EARLY, LATE = from_milliseconds(1), from_milliseconds(2)


def claim(name: str, quote: str, at: str = EARLY) -> Claim:
    """Return a claim as it stands in the text before something was put in front of it."""
    start = TEXT.index(quote)
    return Claim(name, anchor_at(TEXT, start, start + len(quote), at), {"ana": TagRecord("verified", at)})


RAIN, NOBODY = claim("K1", "It rained"), claim("K2", "Nobody")


def sidecar(*claims: Claim, text: str = "s") -> Annotations:
    return Annotations(Source("a.txt", text), {}, {each.id: each for each in claims})


@pytest.mark.parametrize("text", ["r", "s", "t"])
@pytest.mark.parametrize("ours", [(), (RAIN,), (claim("K1", "It rained on", LATE), NOBODY)])
def test_what_is_joined_is_the_join_of_both_though_most_is_shared(ours: tuple[Claim, ...], text: str) -> None:
    standing, mine = sidecar(RAIN, NOBODY), sidecar(*ours, text=text)
    whole, changes = joined(standing, mine)
    assert whole == join(standing, mine)
    assert list(changes.names) == [
        name for name in whole.claims if whole.claims[name] != standing.claims[name]
    ]


def test_just_the_claims_whose_span_is_new_are_sought_in_the_text() -> None:
    moved = claim("K2", "Nobody saw", LATE)
    whole = sidecar(replace(RAIN, speaker="the mayor"), moved, claim("K3", "Friday"))
    found = placed_besides(ARTICLE, whole, Changes({"K1": RAIN, "K2": NOBODY}, ["K1", "K2", "K3"]))
    starts = {name: each.anchor.start for name, each in found.claims.items()}
    assert starts == {"K1": 0, "K2": ARTICLE.text.index("Nobody"), "K3": ARTICLE.text.index("Friday")}


def test_equal_claims_do_not_differ_though_they_are_other_objects() -> None:
    again = replace(RAIN)
    assert again is not RAIN
    assert not differ(sidecar(again), sidecar(RAIN), Changes({"K1": RAIN}, ["K1"]))
    other = replace(RAIN, speaker="the mayor")
    assert differ(sidecar(other), sidecar(RAIN), Changes({"K1": RAIN}, ["K1"]))
    assert differ(sidecar(RAIN, text="t"), sidecar(RAIN), Changes({"K1": RAIN}, []))
