"""What is recorded about an article: claims, their spans, and what each reviewer judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from itertools import chain, compress, repeat
from operator import is_not

from triage.core.node import NO_EXTRA, Extra
from triage.core.values import dataclass

SCHEMA = 1
"""The sidecar schema this program writes; a newer one is read only."""

CONTEXT = 64
"""Most code points of context kept before and after a quote."""

NONE = "none"
"""The tag of a record whose tag was taken off."""


class State(StrEnum):
    """How surely a claim stands at its place."""

    EXACT = "exact"
    MOVED = "moved"
    CHANGED = "changed"
    ORPHAN = "orphan"


class Confidence(StrEnum):
    """How sure the reviewer is of a tag."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Stance(StrEnum):
    """What a piece of evidence does to the claim."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    CONTEXT = "context"


class Relation(StrEnum):
    """How one claim stands to another."""

    SAME = "same"
    CONFLICTS = "conflicts"
    NARROWS = "narrows"


class Status(StrEnum):
    """How far one reviewer is with one article."""

    NEW = "new"
    IN_REVIEW = "in-review"
    DONE = "done"
    SET_ASIDE = "set-aside"


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a claim stands: a span of the canonical text, and the words by which it is found again."""

    quote: str
    start: int
    """First code point."""
    end: int
    """One past the last code point."""
    prefix: str
    suffix: str
    at: str
    """When this span was last set (see `core.clock`)."""
    state: State = State.EXACT
    skip: bool = False
    """True: the reviewer said that this is not a claim; the cursor passes it by."""
    was: str = ""
    """Where the words have changed since they were judged: those that were judged."""
    added: bool = False
    """True: a reviewer marked this stretch beside what was there; no sentence gives way to it."""


@dataclass(frozen=True, slots=True)
class Related:
    """A claim, here or in another article, that this one has to do with."""

    file: str
    claim: str
    relation: Relation
    extra: Extra = field(default_factory=lambda: NO_EXTRA)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A source that speaks for or against a claim."""

    url: str
    stance: Stance | None = None
    accessed: str = ""
    """ISO date, or empty."""
    note: str = ""
    extra: Extra = field(default_factory=lambda: NO_EXTRA)
    quote: str = ""
    """The words of the source that count."""
    file: str = ""
    """Where the source is an article of the corpus: its path there; `url` is the same."""
    claim: str = ""
    """Id of the claim in that article."""


@dataclass(frozen=True, slots=True)
class TagRecord:
    """One reviewer's judgement of one claim."""

    tag: str
    """A tag of the codebook, or `NONE` where it was taken off."""
    at: str
    note: str = ""
    confidence: Confidence | None = None
    evidence: tuple[Evidence, ...] = ()
    extra: Extra = field(default_factory=lambda: NO_EXTRA)

    @property
    def tagged(self) -> bool:
        """Whether a tag is on."""
        return self.tag != NONE


@dataclass(frozen=True, slots=True)
class Claim:
    """A span that reviewers judge, with one record for each of them."""

    id: str
    anchor: Anchor
    tags: Mapping[str, TagRecord] = field(default_factory=dict)
    """Reviewer to record; never changed in place."""
    speaker: str = ""
    """Who the article says it."""
    related: tuple[Related, ...] = ()
    extra: Extra = field(default_factory=lambda: NO_EXTRA)
    described: str = ""
    """When speaker and related claims were last set, where that was not with the span."""

    @property
    def described_at(self) -> str:
        """When speaker and related claims were last set; empty where they never were."""
        return self.described or (self.anchor.at if self.speaker or self.related else "")

    @property
    def is_bare(self) -> bool:
        """Whether nothing is recorded but its span: no judgement, speaker, relation, or unknown key."""
        judged = any(
            record.tagged or record.note or record.confidence or record.evidence or record.extra
            for record in self.tags.values()
        )
        return not (judged or self.speaker or self.related or self.extra)

    @property
    def is_nothing(self) -> bool:
        """Whether somebody marked a stretch of text and took that back, so that there is no claim at all."""
        return self.anchor.added and self.anchor.skip and self.is_bare

    def by(self, reviewer: str) -> TagRecord | None:
        """Return what `reviewer` recorded here, if anything."""
        return self.tags.get(reviewer)


@dataclass(frozen=True, slots=True)
class Review:
    """How far one reviewer is with the article."""

    status: Status
    at: str
    extra: Extra = field(default_factory=lambda: NO_EXTRA)
    why: str = ""
    """Why it was set aside, in the reviewer's words."""


@dataclass(frozen=True, slots=True)
class Source:
    """Which article, and which version of its text, the positions refer to."""

    file: str
    sha256: str
    title: str = ""
    extra: Extra = field(default_factory=lambda: NO_EXTRA)


@dataclass(frozen=True, slots=True)
class Annotations:
    """All that one sidecar holds."""

    source: Source
    reviews: Mapping[str, Review] = field(default_factory=dict)
    claims: Mapping[str, Claim] = field(default_factory=dict)
    """Claim id to claim; never changed in place."""
    schema: int = SCHEMA
    extra: Extra = field(default_factory=lambda: NO_EXTRA)

    @property
    def read_only(self) -> bool:
        """Whether a newer program wrote this, so that rewriting it could lose something."""
        return self.schema > SCHEMA

    def newest(self) -> str:
        """Return the latest time of any register, or the empty text where there is none."""
        times = [review.at for review in self.reviews.values()]
        for claim in self.claims.values():
            times += [claim.anchor.at, claim.described]
            times += [record.at for record in claim.tags.values()]
        return max(times, default="")

    def in_text_order(self) -> list[Claim]:
        """Return the claims by position, ties by id: the order in which they are written."""
        return sorted(
            self.claims.values(), key=lambda claim: (claim.anchor.start, claim.anchor.end, claim.id)
        )


def other_than(claims: Mapping[str, Claim], known: Mapping[str, Claim]) -> dict[str, Claim]:
    """Return those of `claims` that are not the very object under their id in `known`.

    Quick where both are in the same order, as they are before and after a change: long sidecars
    are gone through at every save.
    """
    others = chain(known.values(), repeat(None))
    differing = compress(claims.items(), map(is_not, claims.values(), others))
    return {name: claim for name, claim in differing if known.get(name) is not claim}
