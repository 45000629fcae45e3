"""Evidence and related claims as plain objects, for every format that can hold them."""

from __future__ import annotations

from collections.abc import Iterable

from triage.core.claim import Evidence, Related


def evidence_objects(evidence: Iterable[Evidence]) -> list[dict[str, str]]:
    """Return each piece with the fields that it has; the URL always comes first."""
    return [
        {
            "url": piece.url,
            **({"stance": str(piece.stance)} if piece.stance else {}),
            **({"accessed": piece.accessed} if piece.accessed else {}),
            **({"note": piece.note} if piece.note else {}),
            **({"quote": piece.quote} if piece.quote else {}),
            **({"file": piece.file} if piece.file else {}),
            **({"claim": piece.claim} if piece.claim else {}),
        }
        for piece in evidence
    ]


def related_objects(related: Iterable[Related]) -> list[dict[str, str]]:
    """Return each related claim: the article it is in, its id, the relation."""
    return [{"file": one.file, "claim": one.claim, "relation": str(one.relation)} for one in related]
