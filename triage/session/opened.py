"""An article that is open: its text, what is recorded about it, and the passages they make together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from triage.core.anchor import place_all
from triage.core.article import Article
from triage.core.claim import NONE, Annotations, Claim, Review, State, Status, TagRecord
from triage.core.outline import Outline, Passage, outline, record_of
from triage.core.segment import Kind
from triage.core.segments import Segments
from triage.core.values import dataclass, replace
from triage.session.changes import Change, SpanChange, StatusChange, apply_all
from triage.session.progress import Progress, progress, progress_in
from triage.session.segmenting import segments_of

_FEW = 16
"""Spans up to which only what is round them is laid out anew."""


@dataclass(frozen=True, slots=True)
class Opened:
    """One article as the reviewer has it before them. Replaced, never changed in place."""

    article: Article
    segments: Segments
    annotations: Annotations
    outline: Outline
    blocked: str = ""
    """Why nothing can be recorded here, one line; empty where it can. Untrusted text."""
    title: str = ""
    """The title from the text, else its first words; untrusted text on one line."""
    pending: bool = False
    """Whether its claims are still being placed in a text that changed; until then none is shown.

    Where it is long, its sentences are being found, and the text may end with those of the beginning.
    """

    _progress: dict[str, Progress] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What was counted, by reviewer."""

    def progress(self, reviewer: str) -> Progress:
        """Return how far `reviewer` is. Counted once, then kept up by what changes."""
        known = self._progress.get(reviewer)
        if known is None:
            known = self._progress[reviewer] = progress(self.outline, self.annotations, reviewer)
        return known

    def with_annotations(self, annotations: Annotations) -> Opened:
        """Return this article with other annotations, which refer to its text."""
        if annotations.claims == self.annotations.claims:
            return self._counted_as(replace(self, annotations=annotations))
        placed = place_all(self.article.text, annotations, self.annotations.claims)
        return replace(self, annotations=placed, outline=outline(self.segments, placed))

    def with_blocked(self, blocked: str) -> Opened:
        """Return this article with recording blocked for that reason, or allowed if it is empty."""
        return self._counted_as(replace(self, blocked=blocked))

    def with_changes(self, changes: Sequence[Change]) -> Opened:
        """Return this article with `changes` made."""
        annotations = apply_all(self.annotations, changes)
        spans = [change for change in changes if isinstance(change, SpanChange)]
        new, before, after = self._outlined(annotations, spans)
        changed = replace(self, annotations=annotations, outline=new)
        if before is None:
            shown = changed._passages_of(changes) if new.has_spans_of(self.outline) else None
            before = None if shown is None else [self.outline.passages[index] for index in shown]
            after = [new.passages[index] for index in shown or ()]
        if before is not None:
            for reviewer, known in self._progress.items():
                changed._progress[reviewer] = known.with_change(
                    progress_in(before, self.annotations, reviewer), progress_in(after, annotations, reviewer)
                )
        return changed

    def record(self, index: int, reviewer: str) -> TagRecord | None:
        """Return what `reviewer` recorded about passage `index`, if anything."""
        return record_of(self.annotations, self.outline.passages[index], reviewer)

    def is_tagged(self, passage: Passage, reviewer: str) -> bool:
        """Whether `reviewer` has a tag on the passage, and not on words that have changed since."""
        if len(passage.ids) == 1:  # thousands are passed by on the way to an untagged one
            claim = self.annotations.claims[passage.ids[0]]
            mine = claim.tags.get(reviewer)
            return mine is not None and mine.tag != NONE and claim.anchor.state is not State.CHANGED
        record = record_of(self.annotations, passage, reviewer)
        return record is not None and record.tagged and not self.is_changed(passage)

    def has_tag(self, passage: Passage, reviewer: str, name: str) -> bool:
        """Whether the tag of `reviewer` on the passage is the one called `name`."""
        record = record_of(self.annotations, passage, reviewer)
        return record is not None and record.tag == name

    def is_changed(self, passage: Passage) -> bool:
        """Whether the words of the passage are other ones than those that were judged."""
        return any(claim.anchor.state is State.CHANGED for claim in self.recorded_claims(passage))

    def words(self, passage: Passage, most: int = 48) -> str:
        """Return the passage in quotation marks on one line, cut to `most` code points; untrusted text."""
        words = " ".join(
            self.article.text[passage.start : min(passage.end, passage.start + 4 * most)].split()
        )
        return f"“{words if len(words) <= most else words[: most - 1].rstrip() + '…'}”"

    def recorded_claims(self, passage: Passage) -> list[Claim]:
        """Return the recorded claims that are shown as `passage`."""
        return [self.annotations.claims[claim_id] for claim_id in passage.ids]

    def status(self, reviewer: str) -> Status:
        """Return how far `reviewer` is with the article."""
        review: Review | None = self.annotations.reviews.get(reviewer)
        return Status.NEW if review is None else review.status

    def _counted_as(self, other: Opened) -> Opened:
        """Return `other`, which has the same claims."""
        other._progress.update(self._progress)
        return other

    def _passages_of(self, changes: Sequence[Change]) -> set[int] | None:
        """Return the indexes of the passages that show what was changed; None if one cannot be told."""
        indexes = set()
        for change in changes:
            if not isinstance(change, StatusChange):
                claim = self.annotations.claims.get(change.claim)
                index = None if claim is None else self.outline.find(claim.anchor.start, claim.anchor.end)
                if index is None or change.claim not in self.outline.passages[index].ids:
                    return None
                indexes.add(index)
        return indexes

    def _outlined(
        self, annotations: Annotations, spans: Sequence[SpanChange]
    ) -> tuple[Outline, Sequence[Passage] | None, Sequence[Passage]]:
        """Return the outline, and which passages others are in the place of; None if that is not told."""
        if not spans:
            return self.outline, None, ()
        if len(spans) == 1 and spans[0].before is None:
            # The first tag on a passage, the commonest key: a long article is not laid out anew for it.
            anchor = spans[0].after
            index = self.outline.find(anchor.start, anchor.end)
            if index is not None and not anchor.added:
                passage = self.outline.passages[index]
                if not passage.ids and passage.claim is not anchor.skip:
                    return self.outline.with_claim(index, spans[0].claim), None, ()
        had = [claim.anchor for each in spans if (claim := self.annotations.claims.get(each.claim))]
        anchors = [*had, *(annotations.claims[each.claim].anchor for each in spans)]
        if len(spans) > _FEW or any(anchor.state is State.ORPHAN for anchor in anchors):
            return outline(self.segments, annotations), None, ()
        from triage.core.relaying import relaid

        places = [(anchor.start, anchor.end) for anchor in anchors]
        return relaid(self.outline, self.segments, annotations, places)


def open_article(
    article: Article,
    annotations: Annotations,
    blocked: str = "",
    *,
    pending: bool = False,
    segments: Segments | None = None,
) -> Opened:
    """Segment the article and lay what is recorded over it; every claim is placed in its text."""
    if segments is None:
        segments = segments_of(article)
    title = title_of(article, segments)
    return Opened(article, segments, annotations, outline(segments, annotations), blocked, title, pending)


def title_of(article: Article, segments: Segments) -> str:
    """Return the words of the title segment, else of the first segment, else the file's name."""
    titled = segments.first(Kind.TITLE) or next(iter(segments), None)
    if titled is None:
        return article.path
    words = " ".join(article.text[titled.start : min(titled.end, titled.start + 300)].split())
    return words.lstrip("#").lstrip() or words
