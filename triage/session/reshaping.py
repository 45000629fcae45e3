"""What becomes of claims whose spans are set: moved, made whole, cut in two, joined, made anew; pure.

A claim keeps its id, and all that anybody recorded on it, whatever happens to its span. Nobody judges in
the name of others: what they recorded stays on the claims that they recorded it on.
"""

from __future__ import annotations

from collections.abc import Callable

from triage.core.anchor import anchor_at
from triage.core.claim import NONE, Evidence, State, TagRecord
from triage.core.outline import Passage, record_of
from triage.core.spans import Step, halves, moved, whole
from triage.core.units import Span, Unit
from triage.core.values import dataclass, replace
from triage.session.changes import Change, RecordChange, SpanChange
from triage.session.judging import Now, new_id
from triage.session.opened import Opened

LONGEST = 20_000
"""Code points of a claim: nobody judges so much at once, and every line of it is drawn as part of it."""

_TOO_LONG = f"a claim has no more than {LONGEST:,} characters"


@dataclass(frozen=True, slots=True)
class Reshaped:
    """What is to be changed, and what to tell of it; without changes, why there are none."""

    changes: tuple[Change, ...]
    said: str
    """Untrusted text."""


def edge(opened: Opened, index: int, which: str, count: int, now: Now) -> tuple[Change, ...]:
    """Move an edge of the claim `count` steps; `which` is an argument of the command `edge`.

    Where it would have the very span of another recorded claim it goes one step further: two claims
    with one span are shown, and moved, as one.
    """
    passage, step = opened.outline.passages[index], Step.of(which)
    here = span = (passage.start, passage.end)
    while count > 0:
        further = moved(opened.article.text, opened.segments, span, step)
        if further == span or _length(further) > max(LONGEST, _length(here)):
            break
        span = further
        count -= count > 1 or not _is_of_another(opened, span, passage)
    if span == here or _is_of_another(opened, span, passage):
        return ()
    return _set_span(opened, passage, span, now, skip=False)


def fit(opened: Opened, index: int, unit: Unit, now: Now) -> Reshaped:
    """Set the claim's span to the whole sentences or paragraphs that it has something of."""
    passage = opened.outline.passages[index]
    span = whole(opened.segments, (passage.start, passage.end), unit)
    if span == (passage.start, passage.end):
        return Reshaped((), f"it is the whole {unit} already")
    if _length(span) > LONGEST:
        return Reshaped((), _TOO_LONG)
    if _is_of_another(opened, span, passage):
        return Reshaped((), f"the whole {unit} is a claim of its own")
    return Reshaped(_set_span(opened, passage, span, now, skip=False), f"the whole {unit}")


def toggle_claim(opened: Opened, index: int, now: Now) -> tuple[Change, ...]:
    """Make the passage a claim, or not a claim."""
    passage = opened.outline.passages[index]
    return _set_span(opened, passage, (passage.start, passage.end), now, skip=passage.claim)


def added(opened: Opened, span: Span, now: Now) -> Reshaped:
    """Make a claim of a stretch of text, beside all that is there; its edges are not blank."""
    found = opened.outline.find(*span)
    if _length(span) > LONGEST:
        return Reshaped((), _TOO_LONG)
    if found is None:
        claim = SpanChange(new_id(), None, anchor_at(opened.article.text, *span, now(), added=True))
        return Reshaped((claim,), "a claim now")
    passage = opened.outline.passages[found]
    if passage.claim:
        return Reshaped((), "that is a claim already")
    return Reshaped(_set_span(opened, passage, span, now, skip=False), "a claim now")


def split(opened: Opened, index: int, at: int, now: Now) -> Reshaped:
    """Cut the claim in two at code point `at`: it becomes the first part, the second is a new claim."""
    passage = opened.outline.passages[index]
    parts = halves(opened.article.text, (passage.start, passage.end), at)
    if parts is None:
        return Reshaped((), "not split: each part needs a word")
    first, second = parts
    if _is_of_another(opened, first, passage):
        return Reshaped((), "not split: the first part is a claim of its own")
    changes = list(_set_span(opened, passage, first, now, skip=not passage.claim))
    there = opened.outline.find(*second)
    if there is None or not opened.outline.passages[there].claim:
        anchor = anchor_at(opened.article.text, *second, now(), skip=not passage.claim, added=True)
        changes.insert(0, SpanChange(new_id(), None, anchor))
    return Reshaped(tuple(changes), f"split: {_told_of_split(opened, passage)}")


def join(opened: Opened, index: int, reviewer: str, count: int, now: Now) -> Reshaped:
    """Join the claim with the `count` next ones that go on behind it.

    All of them have the span of the whole from then on, and are shown as one. What the reviewer
    recorded on several is put together in one record; tags that differ make none.
    """
    outline = opened.outline
    joined, last = [outline.passages[index]], index
    for _ in range(count):
        following = outline.step(last, 1, _goes_on_behind(max(passage.end for passage in joined)))
        if following is None:
            break
        joined.append(outline.passages[following])
        last = following
    if len(joined) == 1:
        return Reshaped((), "no claim after this one to join it with")
    span = min(passage.start for passage in joined), max(passage.end for passage in joined)
    if _length(span) > LONGEST:
        return Reshaped((), _TOO_LONG)
    if _is_of_another(opened, span, *joined):
        return Reshaped((), "not joined: the whole is a claim of its own")
    recorded = [passage for passage in joined if passage.ids]
    changes: list[Change] = []
    for passage in recorded or joined[:1]:
        changes += _set_span(opened, passage, span, now, skip=False)
    merged, told = _merged(opened, recorded, reviewer, now)
    return Reshaped((*merged, *changes), f"joined {len(joined)} claims{told}")


def _set_span(opened: Opened, passage: Passage, span: Span, now: Now, *, skip: bool) -> tuple[Change, ...]:
    text = opened.article.text
    anchors = {claim_id: opened.annotations.claims[claim_id].anchor for claim_id in passage.ids}
    changes: list[Change] = []
    if not anchors:
        # Recorded as it was first, so that undo has a span to go back to.
        claim_id = new_id()
        first = anchor_at(text, passage.start, passage.end, now(), skip=not passage.claim)
        anchors[claim_id] = first
        changes.append(SpanChange(claim_id, None, first))
    for claim_id, before in anchors.items():
        after = anchor_at(text, *span, now(), skip=skip, added=before.added)
        if before.state is State.CHANGED:  # another edge says nothing about the words that were judged
            after = replace(after, state=before.state, was=before.was)
        changes.append(SpanChange(claim_id, before, after))
    return tuple(changes)


def _length(span: Span) -> int:
    return span[1] - span[0]


def _goes_on_behind(end: int) -> Callable[[Passage], bool]:
    """Return what tells a claim that has something behind position `end`."""
    return lambda passage: passage.claim and passage.end > end


def _is_of_another(opened: Opened, span: Span, *passages: Passage) -> bool:
    """Whether a recorded claim that is none of these has this very span."""
    found = opened.outline.find(*span)
    if found is None:
        return False
    there = opened.outline.passages[found]
    return bool(there.ids) and all((there.start, there.end) != (own.start, own.end) for own in passages)


def _merged(
    opened: Opened, passages: list[Passage], reviewer: str, now: Now
) -> tuple[tuple[Change, ...], str]:
    """Return the change that puts together what the reviewer recorded on these, and what to tell of it."""
    mine = [record_of(opened.annotations, passage, reviewer) for passage in passages]
    records = [record for record in mine if record is not None]
    tags = list(dict.fromkeys(record.tag for record in records if record.tagged))
    told = []
    if len(tags) > 1:
        told.append(f"untagged, as {' and '.join(tags)} differ")
    elif tags:
        told.append(f"{tags[0]} stays")
    if any(record.note or record.evidence for record in records):
        told.append("notes and evidence are kept")
    others = _others(opened, passages, reviewer)
    if others:
        told.append(f"what {others} tagged stays")
    words = f": {'; '.join(told)}" if told else ""
    if len(records) < 2:
        return (), words
    after = _together(records, tags, now())
    claims = [claim for passage in passages for claim in opened.recorded_claims(passage)]
    claim_id = next(claim.id for claim in claims if claim.by(reviewer) is records[0])
    return (RecordChange(claim_id, reviewer, records[0], after),), words


def _together(records: list[TagRecord], tags: list[str], at: str) -> TagRecord:
    notes = dict.fromkeys(record.note for record in records if record.note)
    confidences = {record.confidence for record in records if record.tagged}
    return replace(
        records[0],
        tag=tags[0] if len(tags) == 1 else NONE,
        at=at,
        note="\n".join(notes),
        confidence=confidences.pop() if len(confidences) == 1 else None,
        evidence=_all_evidence(records),
        extra={key: value for record in reversed(records) for key, value in record.extra.items()},
    )


def _all_evidence(records: list[TagRecord]) -> tuple[Evidence, ...]:
    found: list[Evidence] = []
    for record in records:
        found += [piece for piece in record.evidence if piece not in found]
    return tuple(found)


def _told_of_split(opened: Opened, passage: Passage) -> str:
    claims = opened.recorded_claims(passage)
    if all(claim.is_bare for claim in claims):
        return "the second part is next"
    names = dict.fromkeys(name for claim in claims for name in claim.tags)
    who = f"{' and '.join(names)} recorded" if names else "is recorded"
    return f"what {who} stays here; the second part is next, untagged"


def _others(opened: Opened, passages: list[Passage], reviewer: str) -> str:
    """Return the names of the other reviewers who tagged these."""
    names = dict.fromkeys(
        name
        for passage in passages
        for claim in opened.recorded_claims(passage)
        for name, record in claim.tags.items()
        if name != reviewer and record.tagged
    )
    return " and ".join(names)
