"""What reviewers recorded about a claim, in lines for people."""

from __future__ import annotations

from triage.cli import printing
from triage.core.claim import Claim, Review, State, TagRecord


def status_line(reviewer: str, review: Review) -> str:
    """Return how far a reviewer is with an article, and why they set it aside."""
    return f"{reviewer}: {review.status}{f' ({review.why})' if review.why else ''}"


def print_description(claim: Claim, indent: str) -> None:
    """Print who says the claim, and what it has to do with."""
    if claim.speaker:
        printing.line(f"{indent}said by {claim.speaker}")
    for other in claim.related:
        printing.line(f"{indent}{other.relation}: {other.file} {other.claim}")


def print_records(claims: list[Claim], indent: str) -> None:
    """Print the records of `claims`, each on a line of its own after `indent`."""
    for claim in claims:
        if claim.anchor.state in (State.MOVED, State.CHANGED):
            was = f"; was: {' '.join(claim.anchor.was.split())}" if claim.anchor.was else ""
            printing.line(f"{indent}{claim.anchor.state} since it was judged{was}")
        for reviewer, record in sorted(claim.tags.items()):
            printing.line(f"{indent}{reviewer}: {_summary(record)}")
            for piece in record.evidence:
                stance = f"{piece.stance} " if piece.stance else ""
                quote = f" “{' '.join(piece.quote.split())}”" if piece.quote else ""
                note = f" ({piece.note})" if piece.note else ""
                printing.line(f"{indent}  evidence: {stance}{piece.url}{quote}{note}")


def _summary(record: TagRecord) -> str:
    tag = record.tag if record.tagged else "no tag"
    confidence = f", {record.confidence} confidence" if record.confidence else ""
    note = f"; {' '.join(record.note.split())}" if record.note else ""
    return tag + confidence + note
