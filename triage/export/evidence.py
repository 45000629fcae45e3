"""Evidence as plain objects, for every format that can hold them."""

from __future__ import annotations

from collections.abc import Iterable

from triage.core.claim import Evidence


def evidence_objects(evidence: Iterable[Evidence]) -> list[dict[str, str]]:
    """Return each piece with the fields that it has; the URL always comes first."""
    return [
        {
            "url": piece.url,
            **({"stance": str(piece.stance)} if piece.stance else {}),
            **({"accessed": piece.accessed} if piece.accessed else {}),
            **({"note": piece.note} if piece.note else {}),
        }
        for piece in evidence
    ]
