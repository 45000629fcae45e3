"""What changes the description of a claim, its speaker and related claims: pure, as `judging` is."""

from __future__ import annotations

from collections.abc import Callable

from triage.core.anchor import anchor_at
from triage.core.claim import Claim, Evidence, Related, TagRecord
from triage.core.values import replace
from triage.session.changes import Change, Description, DescriptionChange, SpanChange
from triage.session.judging import Now, edit_record, new_id
from triage.session.opened import Opened

Edit = Callable[[Description], Description]


def described(opened: Opened, index: int, edit: Edit, now: Now) -> tuple[Change, ...]:
    """Edit the description of the claim at passage `index`; the claim is recorded first if it is not."""
    passage = opened.outline.passages[index]
    changes: list[Change] = []
    if passage.ids:
        claims = opened.recorded_claims(passage)
        claim = max(claims, key=lambda claim: (bool(claim.speaker or claim.related), claim.described_at))
    else:
        anchor = anchor_at(opened.article.text, passage.start, passage.end, now())
        claim = Claim(new_id(), anchor)
        changes.append(SpanChange(claim.id, None, anchor))
    before = Description.of(claim)
    after = edit(before)
    if after == before:
        return ()
    return (*changes, DescriptionChange(claim.id, before, replace(after, at=now())))


def speaker(opened: Opened, index: int, name: str, now: Now) -> tuple[Change, ...]:
    """Set who says the claim; empty takes it off, from every claim that is shown there."""
    changes: list[Change] = []
    for claim in opened.recorded_claims(opened.outline.passages[index])[:-1] if not name else ():
        if claim.speaker:
            before = Description.of(claim)
            changes.append(DescriptionChange(claim.id, before, replace(before, speaker="", at=now())))
    return (*changes, *described(opened, index, lambda one: replace(one, speaker=name), now))


def related(opened: Opened, index: int, other: Related, now: Now) -> tuple[Change, ...]:
    """Relate the claim to another one; a relation that it has to that one already gives way."""

    def edit(before: Description) -> Description:
        kept = tuple(each for each in before.related if each.claim != other.claim)
        return replace(before, related=(*kept, other))

    return described(opened, index, edit, now)


def unrelated(opened: Opened, claim_id: str, other: str, now: Now) -> tuple[Change, ...]:
    """Take off what relates the claim to the one with the id `other`; nothing where there is nothing."""
    claim = opened.annotations.claims.get(claim_id)
    if claim is None or all(each.claim != other for each in claim.related):
        return ()
    before = Description.of(claim)
    kept = tuple(each for each in before.related if each.claim != other)
    return (DescriptionChange(claim_id, before, replace(before, related=kept, at=now())),)


def identified(claim_id: str, opened: Opened, index: int, now: Now) -> tuple[Change, ...]:
    """Record the claim at passage `index` with this id."""
    passage = opened.outline.passages[index]
    anchor = anchor_at(opened.article.text, passage.start, passage.end, now(), skip=not passage.claim)
    return (SpanChange(claim_id, None, anchor),)


def evidence_instead(
    opened: Opened, index: int, reviewer: str, before: Evidence, after: Evidence | None, now: Now
) -> tuple[Change, ...]:
    """Have a piece of the reviewer's evidence be another one; None takes it off."""

    def edit(record: TagRecord) -> TagRecord:
        pieces = list(record.evidence)
        if before in pieces:
            at = pieces.index(before)
            pieces[at : at + 1] = [] if after is None else [after]
        return replace(record, evidence=tuple(pieces))

    return edit_record(opened, index, reviewer, now, edit)
