"""What an export is made of: one row for each claim and each reviewer who judged it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from triage.core.article import Article
from triage.core.claim import Annotations, Claim, Evidence, Related, State, TagRecord
from triage.core.outline import Outline
from triage.core.values import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One reviewer's judgement of one claim, or a claim that nobody judged; untrusted text throughout."""

    file: str
    """The article's path in the corpus."""
    title: str
    sha256: str
    """Of the canonical text that the positions refer to."""
    quote: str
    start: int | None
    """First code point in the canonical text; None where the words are not in it any more."""
    end: int | None
    prefix: str = ""
    suffix: str = ""
    claim: str = ""
    """Id; empty where nothing is recorded about the claim."""
    tag: str = ""
    """Empty where it has none."""
    reviewer: str = ""
    at: str = ""
    """When it was judged (UTC)."""
    note: str = ""
    confidence: str = ""
    evidence: tuple[Evidence, ...] = ()
    speaker: str = ""
    state: str = str(State.EXACT)
    """How surely the claim stands at its place: exact, moved, changed, orphan."""
    status: str = ""
    """How far the reviewer is with the article."""
    was: str = ""
    """Where the words have changed since they were judged: those that were judged."""
    related: tuple[Related, ...] = ()
    """The claims that this one was said to have to do with."""
    why: str = ""
    """Why the reviewer set the article aside."""


COLUMNS = (
    *("file", "title", "claim", "start", "end", "quote", "tag", "reviewer", "at", "note", "confidence"),
    *("evidence", "speaker", "state", "status", "prefix", "suffix", "sha256", "was", "related", "why"),
)
"""The names of a row's fields in the order of tables. New ones come at the end."""


def rows_of(
    article: Article, title: str, annotations: Annotations, passages: Outline, *, untagged: bool = False
) -> Iterator[Row]:
    """Yield the rows of one article in text order, then those of claims that are not in the text any more.

    What was marked as not a claim is left out. With `untagged` there are rows too for records
    without a tag, and one for each claim that nobody judged. Where two recorded claims have the
    same span, they count as one: the latest record of each reviewer.
    """
    maker = _Maker(article, title, annotations, untagged)
    for passage in passages.claims():
        recorded = [annotations.claims[claim_id] for claim_id in passage.ids]
        yield from maker.rows(recorded) if recorded else maker.untouched(passage.start, passage.end)
    for claim_id in passages.orphans:
        claim = annotations.claims[claim_id]
        if not claim.anchor.skip:
            yield from maker.rows([claim])


@dataclass(frozen=True, slots=True)
class _Maker:
    article: Article
    title: str
    annotations: Annotations
    untagged: bool

    def rows(self, claims: list[Claim]) -> Iterator[Row]:
        """Yield the rows of claims that have one span."""
        latest: dict[str, tuple[Claim, TagRecord]] = {}
        for claim in claims:
            for reviewer, record in claim.tags.items():
                if reviewer not in latest or record.at > latest[reviewer][1].at:
                    latest[reviewer] = (claim, record)
        wanted = [
            name for name in sorted(latest) if latest[name][1].tagged or self._says_something(latest[name][1])
        ]
        for reviewer in wanted:
            yield self._row(latest[reviewer][0], reviewer, latest[reviewer][1])
        if self.untagged and not wanted:
            yield self._row(claims[0], "", None)

    def untouched(self, start: int, end: int) -> Iterator[Row]:
        """Yield the row of a claim that nothing is recorded about, where it is wanted."""
        if self.untagged:
            quote = self.article.text[start:end]
            yield Row(self.article.path, self.title, self.article.sha256, quote, start, end)

    def _says_something(self, record: TagRecord) -> bool:
        return self.untagged and bool(record.note or record.evidence or record.confidence)

    def _row(self, claim: Claim, reviewer: str, record: TagRecord | None) -> Row:
        anchor = claim.anchor
        is_lost = anchor.state is State.ORPHAN
        row = Row(
            file=self.article.path,
            title=self.title,
            sha256=self.article.sha256,
            quote=anchor.quote,
            start=None if is_lost else anchor.start,
            end=None if is_lost else anchor.end,
            prefix=anchor.prefix,
            suffix=anchor.suffix,
            claim=claim.id,
            speaker=claim.speaker,
            state=str(anchor.state),
            was=anchor.was,
            related=claim.related,
        )
        if record is None:
            return row
        review = self.annotations.reviews.get(reviewer)
        return replace(
            row,
            tag=record.tag if record.tagged else "",
            reviewer=reviewer,
            at=record.at,
            note=record.note,
            confidence=str(record.confidence or ""),
            evidence=record.evidence,
            status=str(review.status) if review else "",
            why=review.why if review else "",
        )
