"""The smallest changes a reviewer makes, each of which can be applied and taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from triage.core.claim import NONE, Anchor, Annotations, Claim, Related, Review, Status, TagRecord
from triage.core.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One reviewer's record of one claim."""

    claim: str
    reviewer: str
    before: TagRecord | None
    after: TagRecord


@dataclass(frozen=True, slots=True)
class SpanChange:
    """The span of a claim; `before` is None where the claim is new."""

    claim: str
    before: Anchor | None
    after: Anchor


@dataclass(frozen=True, slots=True)
class Description:
    """Who says a claim, which others it has to do with, and when that was set; the texts are untrusted."""

    speaker: str
    related: tuple[Related, ...]
    at: str

    @classmethod
    def of(cls, claim: Claim) -> Description:
        """Return that of `claim`."""
        return cls(claim.speaker, claim.related, claim.described)


@dataclass(frozen=True, slots=True)
class DescriptionChange:
    """The speaker and the related claims of a claim."""

    claim: str
    before: Description
    after: Description


@dataclass(frozen=True, slots=True)
class StatusChange:
    """How far one reviewer is with the article."""

    reviewer: str
    before: Review | None
    after: Review


Change: TypeAlias = RecordChange | SpanChange | DescriptionChange | StatusChange


@dataclass(frozen=True, slots=True)
class Step:
    """What one key did: the unit of undo."""

    label: str
    """Says in the past tense what was done, and to which words; untrusted text."""
    path: str
    place: tuple[int, int]
    """The span where the cursor stood."""
    changes: tuple[Change, ...]
    id: str = ""
    """Names the step in the journal."""
    group: str = ""
    """Steps of the same group, which one key made, are taken back together; empty for a step by itself."""
    of_many: bool = False
    """Whether it judged claims that have nothing to do with each other: what is possible is taken back."""


def claims_in(changes: Iterable[Change]) -> set[str]:
    """Return the ids of the claims that are changed."""
    return {change.claim for change in changes if not isinstance(change, StatusChange)}


def label_of(steps: Sequence[Step]) -> str:
    """Return what some steps did that were made together, at least one; untrusted text."""
    last = steps[-1]
    if len(steps) == 1:
        return last.label
    if not all(step.of_many for step in steps):
        return f"{len(steps)} steps, {last.label}"
    claims = sum(len(claims_in(step.changes)) for step in steps)
    told = f"{claims:,} claims in {len(steps):,} articles" if claims else f"{len(steps):,} articles"
    return f"{last.label.partition(':')[0]}: {told}"


def apply(annotations: Annotations, change: Change) -> Annotations:
    """Return the annotations with `change` made."""
    if isinstance(change, StatusChange):
        return replace(annotations, reviews={**annotations.reviews, change.reviewer: change.after})
    claim = annotations.claims.get(change.claim)
    if isinstance(change, SpanChange):
        claim = Claim(change.claim, change.after) if claim is None else replace(claim, anchor=change.after)
    elif isinstance(change, DescriptionChange):
        after = change.after
        if claim is not None:
            claim = replace(claim, speaker=after.speaker, related=after.related, described=after.at)
    elif claim is not None:
        claim = replace(claim, tags={**claim.tags, change.reviewer: change.after})
    if claim is None:
        return annotations
    return replace(annotations, claims={**annotations.claims, change.claim: claim})


class Draft:
    """Annotations to which many changes are made one after the other, without a copy for each."""

    def __init__(self, annotations: Annotations) -> None:
        self._reviews, self._claims = dict(annotations.reviews), dict(annotations.claims)
        self.annotations = replace(annotations, reviews=self._reviews, claims=self._claims)
        """As they are by now; it goes on changing."""

    def make(self, change: Change) -> None:
        """Make a change."""
        if isinstance(change, StatusChange):
            self._reviews[change.reviewer] = change.after
            return
        known = self._claims.get(change.claim)
        one = replace(self.annotations, claims={} if known is None else {change.claim: known})
        self._claims.update(apply(one, change).claims)


def apply_all(annotations: Annotations, changes: Sequence[Change]) -> Annotations:
    """Return the annotations with `changes` made in turn."""
    draft = Draft(annotations)
    for change in changes:
        draft.make(change)
    return draft.annotations


def together(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return `changes`, made one after the other, with one change for each thing that they change."""
    made: dict[tuple[type[Change], str, str], Change] = {}
    for change in changes:
        claim = "" if isinstance(change, StatusChange) else change.claim
        reviewer = getattr(change, "reviewer", "")
        key = (type(change), claim, reviewer)
        before = made.get(key)
        made[key] = change if before is None else replace(before, after=change.after)  # type: ignore[arg-type]  # the same kind: the key is the same
    return tuple(made.values())


def stands(annotations: Annotations, change: Change) -> bool:
    """Whether the annotations have `change`, or something later in its place."""
    if isinstance(change, StatusChange):
        review = annotations.reviews.get(change.reviewer)
        return review is not None and review.at >= change.after.at
    claim = annotations.claims.get(change.claim)
    if claim is None:
        return False
    if isinstance(change, SpanChange):
        return claim.anchor.at >= change.after.at
    if isinstance(change, DescriptionChange):
        return claim.described_at >= change.after.at
    record = claim.by(change.reviewer)
    return record is not None and record.at >= change.after.at


def reverse(annotations: Annotations, change: Change, at: str) -> Change | None:
    """Return the change that takes `change` back at time `at`.

    None where there is nothing to take back: a new claim stays, without a tag it weighs nothing. One
    that was added is marked as none again, unless somebody judged it since.
    Raises LookupError where somebody has changed the same thing since.
    """
    if isinstance(change, StatusChange):
        review = annotations.reviews.get(change.reviewer)
        if review is None or (review.status, review.why) != (change.after.status, change.after.why):
            raise LookupError
        status, why = (Status.NEW, "") if change.before is None else (change.before.status, change.before.why)
        return StatusChange(change.reviewer, review, replace(review, status=status, at=at, why=why))
    claim = annotations.claims.get(change.claim)
    if claim is None:
        raise LookupError
    if isinstance(change, SpanChange):
        if change.before is None and (not change.after.added or not claim.is_bare):
            return None
        if _marked(claim.anchor) != _marked(change.after):
            raise LookupError
        if change.before is None:
            return SpanChange(change.claim, claim.anchor, replace(claim.anchor, skip=True, at=at))
        return SpanChange(change.claim, claim.anchor, replace(change.before, at=at))
    if isinstance(change, DescriptionChange):
        described = Description.of(claim)
        if (described.speaker, described.related) != (change.after.speaker, change.after.related):
            raise LookupError
        return DescriptionChange(change.claim, described, replace(change.before, at=at))
    record = claim.by(change.reviewer)
    if record is None or _judged(record) != _judged(change.after):
        raise LookupError
    back = replace(change.before or TagRecord(NONE, at), at=at, extra=record.extra)
    return RecordChange(change.claim, change.reviewer, record, back)


def _judged(record: TagRecord) -> tuple[object, ...]:
    """Return what a reviewer decided, without when: undoing a later step gave it another time."""
    return record.tag, record.note, record.confidence, record.evidence


def _marked(anchor: Anchor) -> tuple[object, ...]:
    """Return which words are marked, without when and without where: a changed text moves them."""
    return anchor.quote, anchor.prefix, anchor.suffix, anchor.skip, anchor.added
