"""Counting what was judged: by tag, by reviewer, by article, and how often reviewers agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import field

from triage.core.claim import Status
from triage.core.values import dataclass
from triage.session.entry import Entry
from triage.session.opened import Opened
from triage.session.survey import Surveyed


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What one reviewer did."""

    tags: Counter[str] = field(default_factory=Counter)
    """Tag to the number of claims that have it."""
    done: int = 0
    """Articles marked done."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """The counts over a corpus. A claim that two reviewers tagged counts once for each of them."""

    articles: int
    """Those that can be read."""
    claims: int
    tagged: int
    """Claims with a tag of anybody."""
    tags: Counter[str]
    reviewers: dict[str, Reviewed]
    """By name, in order."""
    by_two: int
    """Claims tagged by two reviewers or more."""
    agreed: int
    """Those of them on which all of these have the same tag."""
    entries: tuple[Entry, ...]
    """One for each article, in order."""


def statistics(surveyed: Iterable[Surveyed]) -> Statistics:
    """Count everything. Claims that are not in the text any more are left out."""
    entries: list[Entry] = []
    by_reviewer: dict[str, Counter[str]] = {}
    done: Counter[str] = Counter()
    claims = tagged = by_two = agreed = 0
    for one in surveyed:
        entries.append(one.entry)
        if one.opened is None:
            continue
        for name, review in one.opened.annotations.reviews.items():
            done[name] += review.status is Status.DONE
        for tags in _claims(one.opened):
            claims += 1
            tagged += bool(tags)
            by_two += len(tags) > 1
            agreed += len(tags) > 1 and len(set(tags.values())) == 1
            for name, tag in tags.items():
                by_reviewer.setdefault(name, Counter())[tag] += 1
    names = sorted(by_reviewer.keys() | done.keys())
    reviewers = {name: Reviewed(by_reviewer.get(name, Counter()), done[name]) for name in names}
    return Statistics(
        articles=sum(not entry.problem for entry in entries),
        claims=claims,
        tagged=tagged,
        tags=sum(by_reviewer.values(), Counter()),
        reviewers=reviewers,
        by_two=by_two,
        agreed=agreed,
        entries=tuple(entries),
    )


def _claims(opened: Opened) -> Iterable[dict[str, str]]:
    """Yield for each claim of the text who tagged it, and how."""
    for passage in opened.outline.claims():
        recorded = opened.recorded_claims(passage)
        names = {name for claim in recorded for name in claim.tags}
        latest = {
            name: max(
                (claim.tags[name] for claim in recorded if name in claim.tags), key=lambda record: record.at
            )
            for name in names
        }
        yield {name: record.tag for name, record in latest.items() if record.tagged}
