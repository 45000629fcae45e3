"""What a whole corpus adds up to for a reviewer: tags by reviewer, and what needs attention."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from triage.session.tally import Tally

FEW = 5
"""Articles that are named of each kind of attention."""


class Kind(StrEnum):
    """What may need attention, the most pressing first."""

    UNREADABLE = "cannot be read"
    GONE = "gone from the text"
    CHANGED = "words changed"
    DIFFERS = "others disagree"
    BARE = "without evidence"


WORDS = {
    Kind.UNREADABLE: ("article or sidecar that cannot be read", "articles or sidecars that cannot be read"),
    Kind.GONE: ("claim went from the text", "claims went from the text"),
    Kind.CHANGED: ("claim has other words than were judged", "claims have other words than were judged"),
    Kind.DIFFERS: ("claim that others tag otherwise", "claims that others tag otherwise"),
    Kind.BARE: ("verdict without evidence", "verdicts without evidence"),
}
"""What is said of one, and of several."""


class Attention(NamedTuple):
    """What needs attention of one kind."""

    kind: Kind
    claims: int
    """Claims, or articles where the kind is about those."""
    articles: int
    first: list[tuple[str, int, str]]
    """Some of the articles: path, claims, and why one cannot be read; untrusted text."""


class Figures(NamedTuple):
    """The counts, as far as they are."""

    counted: int = 0
    articles: int = 0
    reviewers: Mapping[str, Mapping[str, int]] = {}
    """By name, tag to the number of claims."""
    attention: tuple[Attention, ...] = ()
    over: bool = False
    """Whether every article is in it."""

    @property
    def tags(self) -> Counter[str]:
        """Tag to the number of claims that have it, from whomever."""
        return sum((Counter(tags) for tags in self.reviewers.values()), Counter())


class Counts:
    """Adds up tallies one by one."""

    def __init__(self, reviewer: str, proved: Collection[str]) -> None:
        """`proved` are the tags for which there should be evidence."""
        self._reviewer, self._proved = reviewer, frozenset(proved)
        self._counted = 0
        self._reviewers: dict[str, Counter[str]] = {}
        self._claims: Counter[Kind] = Counter()
        self._articles: Counter[Kind] = Counter()
        self._first: dict[Kind, list[tuple[str, int, str]]] = {kind: [] for kind in Kind}
        self.tags: dict[str, dict[str, int]] = {}
        """Of each article in which anything is tagged: tag to the number of claims."""

    def add(self, one: Tally) -> None:
        """Add an article."""
        self._counted += 1
        wrong = one.problem or one.warning
        self._note(Kind.UNREADABLE, one.path, 1 if wrong else 0, wrong)
        self._note(Kind.GONE, one.path, one.gone)
        self._note(Kind.CHANGED, one.path, one.waiting - one.gone)
        mine = one.shares.get(self._reviewer)
        if mine is not None:
            self._note(Kind.DIFFERS, one.path, mine.differs)
            self._note(
                Kind.BARE, one.path, sum(count for tag, count in mine.bare.items() if tag in self._proved)
            )
        tags: Counter[str] = Counter()
        for name, share in one.shares.items():
            if share.tags:
                self._reviewers.setdefault(name, Counter()).update(share.tags)
                tags.update(share.tags)
        if tags:
            self.tags[one.path] = dict(tags)

    def figures(self, articles: int, *, over: bool) -> Figures:
        """Return what it comes to so far, of so many articles."""
        attention = (
            Attention(kind, self._claims[kind], self._articles[kind], self._first[kind])
            for kind in Kind
            if self._claims[kind]
        )
        by_name = {name: dict(tags) for name, tags in sorted(self._reviewers.items())}
        return Figures(self._counted, articles, by_name, tuple(attention), over)

    def _note(self, kind: Kind, path: str, count: int, why: str = "") -> None:
        if count > 0:
            self._claims[kind] += count
            self._articles[kind] += 1
            if len(self._first[kind]) < FEW:
                self._first[kind].append((path, count, why))


def as_message(figures: Figures) -> dict[str, Any]:
    """Return figures as JSON may have them."""
    return {**figures._asdict(), "attention": [list(each) for each in figures.attention]}


def from_message(message: Mapping[str, Any]) -> Figures:
    """Return what `as_message` was given."""
    attention = (
        Attention(Kind(kind), claims, articles, [(path, count, why) for path, count, why in first])
        for kind, claims, articles, first in message["attention"]
    )
    return Figures(**{**message, "attention": tuple(attention)})
