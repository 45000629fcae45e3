"""How far one reviewer is with one article: counted once, then kept up by what changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from triage.core.claim import NONE, Annotations, Claim, State
from triage.core.outline import Outline, Passage, record_of


class Progress(NamedTuple):
    """What there is to judge, and what is judged."""

    claims: int
    tagged: int
    """Claims on which the reviewer's tag is; one on words that have changed since does not count."""
    changed: int
    """Passages whose words changed since they were judged."""

    def with_change(self, before: Progress, after: Progress) -> Progress:
        """Return this after the part of it that was `before` has become `after`."""
        return Progress(*(whole + new - old for whole, old, new in zip(self, before, after, strict=True)))


def progress(outline: Outline, annotations: Annotations, reviewer: str) -> Progress:
    """Return how far `reviewer` is with the whole of an article."""
    recorded = progress_in(outline.recorded(), annotations, reviewer)
    return Progress(outline.count, recorded.tagged, recorded.changed)


def progress_in(passages: Iterable[Passage], annotations: Annotations, reviewer: str) -> Progress:
    """Return how far `reviewer` is with these passages."""
    recorded: Mapping[str, Claim] = annotations.claims
    claims = tagged = changed = 0
    for passage in passages:
        claims += passage.claim
        other_words = any(recorded[each].anchor.state is State.CHANGED for each in passage.ids)
        changed += other_words
        if not passage.claim or not passage.ids or other_words:
            continue
        if len(passage.ids) == 1:  # as most have: thousands are counted when a long article is opened
            record = recorded[passage.ids[0]].tags.get(reviewer)
        else:
            record = record_of(annotations, passage, reviewer)
        tagged += record is not None and record.tag != NONE
    return Progress(claims, tagged, changed)
