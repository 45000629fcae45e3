"""Counting what was judged: by tag, by reviewer, by article, and how often reviewers agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import field

from triage.core.claim import Status
from triage.core.values import dataclass
from triage.session.entry import Entry
from triage.session.tally import Tally


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


def statistics(tallies: Iterable[Tally], reviewer: str) -> Statistics:
    """Add everything up; the entries count the tags of `reviewer`."""
    entries: list[Entry] = []
    by_reviewer: dict[str, Counter[str]] = {}
    done: Counter[str] = Counter()
    articles = claims = tagged = by_two = agreed = 0
    for one in tallies:
        entries.append(one.entry(reviewer))
        articles += not one.problem
        claims += one.claims
        tagged += one.tagged
        by_two += one.by_two
        agreed += one.agreed
        for name, share in one.shares.items():
            if share.tags:
                by_reviewer.setdefault(name, Counter()).update(share.tags)
            if share.status:
                done[name] += share.status == Status.DONE
    names = sorted(by_reviewer.keys() | done.keys())
    reviewers = {name: Reviewed(by_reviewer.get(name, Counter()), done[name]) for name in names}
    tags = sum(by_reviewer.values(), Counter())
    return Statistics(articles, claims, tagged, tags, reviewers, by_two, agreed, tuple(entries))
