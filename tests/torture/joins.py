"""Triples of random sidecars: whatever the order of joining, the same comes out and no tag is lost."""

from __future__ import annotations

import random

from tests.torture.figures import Row, lost
from triage.core.claim import (
    NONE,
    Anchor,
    Annotations,
    Claim,
    Evidence,
    Review,
    Source,
    State,
    Status,
    TagRecord,
)
from triage.core.clock import from_milliseconds
from triage.core.join import join

FULL = 20_000


def full() -> list[Row]:
    """Join as many triples as the issue asks for."""
    return [triples(FULL)]


def triples(count: int, seed: int = 1) -> Row:
    """Join `count` random triples in every way, and count those in which a law is broken."""
    dice = random.Random(seed)
    broken = sum(bool(faults(*(sidecar(dice) for _ in range(3)))) for _ in range(count))
    return lost("joins of three random sidecars", count, broken, "with a law broken or a tag lost")


def faults(one: Annotations, two: Annotations, three: Annotations) -> list[str]:
    """Return the laws of joining that do not hold for these three."""
    both = join(one, two)
    whole = join(both, three)
    laws = {
        "commutative": both == join(two, one),
        "associative": whole == join(one, join(two, three)) == join(two, join(three, one)),
        "idempotent": join(one, one) == one and join(whole, two) == whole and join(three, whole) == whole,
        "loses no tag": all(_holds(whole, each) for each in (one, two, three)),
        "invents no tag": _records(whole) <= _records(one) | _records(two) | _records(three),
    }
    return [law for law, holds in laws.items() if not holds]


def sidecar(dice: random.Random) -> Annotations:
    """Return a sidecar of few values, so that two of them often collide."""
    return Annotations(
        Source(dice.choice("ab"), dice.choice("st"), extra=_extra(dice)),
        {name: Review(dice.choice(list(Status)), _time(dice), _extra(dice)) for name in _some(dice, "xyz")},
        {name: _claim(dice, name) for name in _some(dice, "KLMN")},
        dice.choice((1, 1, 2)),
        _extra(dice),
    )


def _claim(dice: random.Random, name: str) -> Claim:
    start = dice.randrange(2)
    anchor = Anchor("quote", start, start + 5, "", "", _time(dice), dice.choice(list(State)))
    tags = {
        who: TagRecord(
            dice.choice(("verified", "disputed", NONE)),
            _time(dice),
            dice.choice(("", "a")),
            evidence=tuple(Evidence(url, extra=_extra(dice)) for url in _some(dice, "u")),
            extra=_extra(dice),
        )
        for who in _some(dice, "xyz")
    }
    return Claim(name, anchor, tags, dice.choice(("", "s")), extra=_extra(dice))


def _extra(dice: random.Random) -> dict[str, str]:
    return {name: dice.choice("12") for name in _some(dice, "ef")} if dice.random() < 0.3 else {}


def _some(dice: random.Random, names: str) -> list[str]:
    return [name for name in names if dice.random() < 0.5]


def _time(dice: random.Random) -> str:
    return from_milliseconds(dice.randrange(4))


def _holds(whole: Annotations, part: Annotations) -> bool:
    """Whether `whole` has each register of `part`, or a later one."""
    return all(
        claim_id in whole.claims
        and whole.claims[claim_id].anchor.at >= claim.anchor.at
        and all(
            name in whole.claims[claim_id].tags and whole.claims[claim_id].tags[name].at >= record.at
            for name, record in claim.tags.items()
        )
        for claim_id, claim in part.claims.items()
    ) and all(name in whole.reviews and whole.reviews[name].at >= at.at for name, at in part.reviews.items())


def _records(annotations: Annotations) -> set[tuple[str, str, str, str, str]]:
    return {
        (claim_id, name, record.tag, record.note, record.at)
        for claim_id, claim in annotations.claims.items()
        for name, record in claim.tags.items()
    }
