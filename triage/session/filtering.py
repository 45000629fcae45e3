"""What filters ask about, from what the session knows of an article."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial

from triage.core.codebook import Codebook
from triage.core.filter import ArticleFacts, Asked, ClaimFacts, Filter, Subject
from triage.core.outline import Passage
from triage.session.entry import Entry
from triage.session.opened import Opened
from triage.session.shelf import Shelf
from triage.store.corpus import Corpus


def asked_by(reviewer: str, codebook: Codebook) -> Asked:
    """Return who asks, now, and which tags there are."""
    return Asked(reviewer, time.time_ns() // 1_000_000, codebook.names(), codebook.lacks)


def claims_in(opened: Opened) -> Iterator[ClaimFacts]:
    """Yield the claims of an article in text order, then those that are not in the text any more."""
    for passage in opened.outline.claims():
        yield claim_at(opened, passage)
    claims = opened.annotations.claims
    for claim_id in opened.outline.orphans:
        if not claims[claim_id].anchor.skip:
            yield ClaimFacts(claims[claim_id].anchor.quote, None, (claims[claim_id],))


def claim_at(opened: Opened, passage: Passage) -> ClaimFacts:
    """Return the claim that a passage is."""
    quote = opened.article.text[passage.start : passage.end]
    claims = opened.annotations.claims
    return ClaimFacts(quote, passage.kind, tuple(claims[claim_id] for claim_id in passage.ids))


def article_of(opened: Opened, entry: Entry) -> ArticleFacts:
    """Return what is known of an article that is open."""
    return facts_of(entry)._replace(look_inside=partial(claims_in, opened))


class CorpusFilter:
    """Tells which articles of a corpus are meant, and looks into one only where claims are asked about."""

    def __init__(self, query: str, corpus: Corpus, shelf: Shelf, asked: Asked) -> None:
        """`shelf` reads the articles. Raises FilterError."""
        self._filter = Filter(query, asked)
        self._corpus = corpus
        self._shelf = shelf

    def means(self, entry: Entry) -> bool:
        """Whether an article is meant. Raises FilterError where a regular expression takes too long."""
        return self._filter.means(Subject(self._article(entry)))

    def _article(self, entry: Entry) -> ArticleFacts:
        def look_inside() -> Iterator[ClaimFacts]:
            read = None if entry.problem else self._shelf.read(entry.path, remember=False)
            if isinstance(read, Opened):
                yield from claims_in(read)

        return facts_of(entry)._replace(
            look_inside=look_inside, is_recorded=lambda: self._corpus.has_sidecar(entry.path)
        )


def facts_of(entry: Entry) -> ArticleFacts:
    """Return what the list knows of an article."""
    return ArticleFacts(
        *(entry.path, entry.title, entry.status, entry.claims, entry.tagged, entry.waiting),
        entry.problem or entry.warning,
    )
