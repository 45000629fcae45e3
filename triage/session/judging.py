"""What each judgement changes: pure, from an open article to the changes that one key makes."""

from __future__ import annotations

import os
from collections.abc import Callable

from triage.core.anchor import anchor_at
from triage.core.claim import NONE, Anchor, Confidence, Evidence, Review, State, Status, TagRecord
from triage.core.normal import same_words
from triage.core.values import replace
from triage.session.changes import Change, RecordChange, SpanChange, StatusChange
from triage.session.opened import Opened

Now = Callable[[], str]

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_NEXT_CONFIDENCE = {
    None: Confidence.HIGH,
    Confidence.HIGH: Confidence.MEDIUM,
    Confidence.MEDIUM: Confidence.LOW,
    Confidence.LOW: None,
}


def new_id() -> str:
    """Return a claim id: 16 letters of Crockford's base 32, at least 78 random bits.

    It begins with a letter, so that no YAML reader takes it for a number.
    """
    first, *rest = os.urandom(16)
    return _ALPHABET[10 + first % 22] + "".join(_ALPHABET[byte % 32] for byte in rest)


def tag(opened: Opened, index: int, reviewer: str, name: str, now: Now) -> tuple[Change, ...]:
    """Put tag `name` on; nothing changes where it is on already.

    Where the words changed since they were judged, tagging them, also with the same tag, judges the
    words as they are now.
    """
    confirmed = tuple(
        SpanChange(claim.id, claim.anchor, _fresh(opened, claim.anchor, now()))
        for claim in opened.recorded_claims(opened.outline.passages[index])
        if claim.anchor.state is State.CHANGED
    )
    edited = edit_record(
        opened, index, reviewer, now, lambda record: replace(record, tag=name), again=bool(confirmed)
    )
    return (*confirmed, *edited)


def untag(opened: Opened, index: int, reviewer: str, now: Now) -> tuple[Change, ...]:
    """Take the reviewer's tag off; note, confidence and evidence stay."""
    record = opened.record(index, reviewer)
    if record is None or not record.tagged:
        return ()
    return edit_record(opened, index, reviewer, now, lambda record: replace(record, tag=NONE))


def note(opened: Opened, index: int, reviewer: str, text: str, now: Now) -> tuple[Change, ...]:
    """Set the reviewer's note; empty takes it off."""
    return edit_record(opened, index, reviewer, now, lambda record: replace(record, note=text))


def evidence(opened: Opened, index: int, reviewer: str, added: Evidence, now: Now) -> tuple[Change, ...]:
    """Add a piece of evidence to the reviewer's record."""
    return edit_record(
        opened, index, reviewer, now, lambda record: replace(record, evidence=(*record.evidence, added))
    )


def confidence(opened: Opened, index: int, reviewer: str, now: Now) -> tuple[Change, ...]:
    """Go on to the next confidence: high, medium, low, none."""
    return edit_record(
        opened,
        index,
        reviewer,
        now,
        lambda record: replace(record, confidence=_NEXT_CONFIDENCE[record.confidence]),
    )


def set_confidence(
    opened: Opened, index: int, reviewer: str, level: Confidence | None, now: Now
) -> tuple[Change, ...]:
    """Set how sure the reviewer is; None takes that off."""
    return edit_record(opened, index, reviewer, now, lambda record: replace(record, confidence=level))


def put(
    opened: Opened, index: int, claim_id: str, offer: tuple[int, int] | None, now: Now
) -> tuple[Change, ...]:
    """Put a claim that is nowhere in the text on the passage, or on the span `offer` if that is in it.

    Where the words there are other ones than those that were judged, the claim is `changed` and waits
    for a tag: to say where it belongs is not to judge it again.
    """
    claim = opened.annotations.claims.get(claim_id)
    if claim is None or claim.anchor.state is not State.ORPHAN:
        return ()
    passage = opened.outline.passages[index]
    start, end = passage.start, passage.end
    if offer is not None and opened.outline.at(offer[0]) == index:
        start, end = offer
    after = anchor_at(
        opened.article.text, start, end, now(), skip=claim.anchor.skip, added=claim.anchor.added
    )
    judged = claim.anchor.was or claim.anchor.quote
    if not same_words(judged, after.quote):
        after = replace(after, state=State.CHANGED, was=judged)
    return (SpanChange(claim_id, claim.anchor, after),)


def status(opened: Opened, reviewer: str, new: Status, now: Now, why: str = "") -> tuple[Change, ...]:
    """Set how far the reviewer is with the article, and why if it was set aside."""
    before = opened.annotations.reviews.get(reviewer)
    if before is not None and (before.status, before.why) == (new, why):
        return ()
    after = Review(new, now(), why=why) if before is None else replace(before, status=new, at=now(), why=why)
    return (StatusChange(reviewer, before, after),)


def edit_record(
    opened: Opened,
    index: int,
    reviewer: str,
    now: Now,
    edit: Callable[[TagRecord], TagRecord],
    *,
    again: bool = False,
) -> tuple[Change, ...]:
    """Edit the reviewer's record of a passage; with `again` its time is new though nothing else may be."""
    passage = opened.outline.passages[index]
    changes: list[Change] = []
    mine = [claim for claim in opened.recorded_claims(passage) if claim.by(reviewer)]
    if mine:
        claim_id = max(mine, key=lambda claim: claim.tags[reviewer].at).id
        before = opened.annotations.claims[claim_id].by(reviewer)
    elif passage.ids:
        claim_id, before = passage.ids[0], None
    else:
        claim_id, before = new_id(), None
        changes.append(
            SpanChange(claim_id, None, anchor_at(opened.article.text, passage.start, passage.end, now()))
        )
    blank = TagRecord(NONE, "")
    after = edit(before or blank)
    if after == (before or blank) and not again:
        return ()
    changes.append(RecordChange(claim_id, reviewer, before, replace(after, at=now())))
    if opened.status(reviewer) is Status.NEW:
        changes += status(opened, reviewer, Status.IN_REVIEW, now)
    return tuple(changes)


def _fresh(opened: Opened, anchor: Anchor, at: str) -> Anchor:
    """Return the anchor as a reviewer sets it where it stands now."""
    return anchor_at(opened.article.text, anchor.start, anchor.end, at, skip=anchor.skip, added=anchor.added)
