"""A sidecar as it was last read or written here: what of it need not be read, placed or written again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from triage.core.anchor import place_all
from triage.core.article import Article
from triage.core.claim import Annotations, Claim, other_than
from triage.core.join import join
from triage.core.values import dataclass, replace

if TYPE_CHECKING:
    from triage.store.pieces import Pieces


@dataclass(frozen=True, slots=True)
class Seen:
    """One sidecar."""

    data: bytes
    annotations: Annotations
    pieces: Pieces | None
    """What is known of its bytes; None where nothing is."""
    placed_in: str = ""
    """Digest of the text in which every claim is known to be at its place."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Which claims are other objects than before: long sidecars are gone through once for that."""

    before: Mapping[str, Claim]
    """The claims as they were."""
    names: Collection[str]
    """Those that are new, or other."""


def joined(standing: Annotations, ours: Annotations) -> tuple[Annotations, Changes]:
    """Return the join of both, and what of it is other than in `standing`."""
    before = standing.claims
    fresh = other_than(ours.claims, before)
    if ours.source == standing.source:  # else which has the newer span is asked of all claims
        ours = replace(ours, claims=fresh)
    whole = join(standing, ours)
    return whole, Changes(before, [name for name in fresh if whole.claims[name] is not before.get(name)])


def placed_besides(article: Article, whole: Annotations, changes: Changes) -> Annotations:
    """Return annotations with every claim at its place in the article; those before `changes` are already."""
    unsure = {}
    for name in changes.names:
        claim, before = whole.claims[name], changes.before.get(name)
        if before is None or before.anchor is not claim.anchor:
            unsure[name] = claim
    if not unsure:
        return whole
    placed = place_all(article.text, replace(whole, claims=unsure), unsure).claims
    return whole if placed is unsure else replace(whole, claims={**whole.claims, **placed})


def differ(whole: Annotations, standing: Annotations, changes: Changes) -> bool:
    """Whether anything in `whole` is not as it stands; what has changed is looked at first."""
    return any(whole.claims[name] != standing.claims.get(name) for name in changes.names) or whole != standing
