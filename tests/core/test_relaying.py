"""Laying out anew only what is round some claims comes to the same as laying out all of it."""

from __future__ import annotations

import random
from dataclasses import replace

from triage.core.anchor import anchor_at
from triage.core.claim import Annotations, Claim, Source, TagRecord
from triage.core.clock import from_milliseconds
from triage.core.kinds import Kind
from triage.core.outline import outline
from triage.core.relaying import relaid
from triage.core.segment import Segment

TEXT = "x" * 150


def segments_of_a_text(chance: random.Random) -> list[Segment]:
    segments: list[Segment] = []
    position = 0
    for _ in range(chance.randint(1, 12)):
        start = position + chance.randint(0, 2)
        position = start + chance.randint(1, 9)
        segments.append(Segment(start, position, chance.choice([Kind.SENTENCE, Kind.HEADING])))
    return segments


def claim_in(segments: list[Segment], name: str, chance: random.Random) -> Claim:
    """Return a claim over any stretch, as often as not that of a segment."""
    start, end = chance.choice(segments)[:2]
    if chance.random() < 0.5:
        start = chance.randint(0, segments[-1].end - 1)
        end = chance.randint(start + 1, segments[-1].end)
    at = from_milliseconds(chance.randint(0, 3))
    anchor = anchor_at(TEXT, start, end, at, skip=chance.random() < 0.4, added=chance.random() < 0.4)
    tags = {"ana": TagRecord(chance.choice(["verified", "none"]), at)}
    return Claim(name, anchor, tags if chance.random() < 0.6 else {})


def test_what_is_round_changed_claims_is_as_if_all_were_laid_out() -> None:
    chance = random.Random(5)
    for _ in range(400):
        segments = segments_of_a_text(chance)
        names = [f"K{number}" for number in range(chance.randint(0, 6))]
        claims = {name: claim_in(segments, name, chance) for name in names}
        annotations = Annotations(Source("a.txt", "sha"), claims=claims)
        before = outline(segments, annotations)
        for _ in range(3):
            changed = {*chance.choices([*names, "N"], k=2)}
            anew = {name: claim_in(segments, name, chance) for name in changed}
            had = [annotations.claims[name] for name in changed if name in annotations.claims]
            annotations = replace(annotations, claims={**annotations.claims, **anew})
            spans = [(claim.anchor.start, claim.anchor.end) for claim in (*had, *anew.values())]
            found, gone, come = relaid(before, segments, annotations, spans)
            whole = outline(segments, annotations)
            assert found == whole
            assert list(found.reach) == list(whole.reach)
            assert sorted(set(before.passages) - set(gone) | set(come)) == sorted(whole.passages)
            before = found
