"""A sidecar as it was last read or written here: what of it need not be read, placed or written again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from triage.core.anchor import place_all
from triage.core.article import Article
from triage.core.claim import Annotations, Claim, other_than
from triage.core.values import dataclass

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


def placed_besides(article: Article, whole: Annotations, settled: Mapping[str, Claim]) -> Annotations:
    """Return annotations with every claim at its place in the article; those in `settled` are already."""
    fresh = other_than(whole.claims, settled)
    placed = place_all(article.text, replace(whole, claims=fresh), fresh).claims
    return whole if placed is fresh else replace(whole, claims={**whole.claims, **placed})
