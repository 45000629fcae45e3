"""Merge two versions that came from a common one, so that edits by hand in either survive.

The join alone needs no common version. What it cannot see is an edit that somebody made in an
editor without a new time, or to a key that has no time: these show only against the version
that both began with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from triage.core.claim import Annotations, Claim, Review, Source, TagRecord
from triage.core.clock import Clock
from triage.core.join import join, take_edits
from triage.core.node import Extra, comparable

_Part = TypeVar("_Part", Source, Review, Claim, TagRecord)


def merge(base: Annotations, ours: Annotations, theirs: Annotations) -> Annotations:
    """Return what `ours` and `theirs` hold together, both made from `base`.

    Where both edited the same field by hand, ours stands. Edits get a time just after the newest
    in the three versions, never the present one: the same merge gives the same result everywhere.
    """
    clock = Clock(lambda: 0)
    for version in (base, ours, theirs):
        clock.see(version.newest())
    mine, other = _carried(base, ours, theirs), _carried(base, theirs, ours)
    other = take_edits(base, mine, other, clock.tick)
    mine = take_edits(base, other, mine, clock.tick)
    return join(mine, other)


def _carried(base: Annotations, mine: Annotations, other: Annotations) -> Annotations:
    """Return `mine` with the unknown keys that only `other` changed."""
    claims = dict(mine.claims)
    for claim_id, claim in mine.claims.items():
        before, there = base.claims.get(claim_id), other.claims.get(claim_id)
        if before is not None and there is not None:
            tags = _each(before.tags, claim.tags, there.tags)
            claims[claim_id] = replace(_part(before, claim, there), tags=tags)
    return replace(
        mine,
        source=_part(base.source, mine.source, other.source),
        reviews=_each(base.reviews, mine.reviews, other.reviews),
        claims=claims,
        extra=_extra(base.extra, mine.extra, other.extra),
    )


def _each(
    base: Mapping[str, _Part], mine: Mapping[str, _Part], other: Mapping[str, _Part]
) -> dict[str, _Part]:
    return {
        name: _part(base[name], part, other[name]) if name in base and name in other else part
        for name, part in mine.items()
    }


def _part(base: _Part, mine: _Part, other: _Part) -> _Part:
    extra = _extra(base.extra, mine.extra, other.extra)
    return mine if extra is mine.extra else replace(mine, extra=extra)


def _extra(base: Extra, mine: Extra, other: Extra) -> Extra:
    changed = {
        key: other[key]
        for key in mine.keys() & base.keys() & other.keys()
        if comparable(mine[key]) == comparable(base[key]) != comparable(other[key])
    }
    return {**mine, **changed} if changed else mine
