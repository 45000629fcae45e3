"""`--filter`: a filter that was typed on the command line, and its faults told with their column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from triage.cli import configured
from triage.core.claim import Status
from triage.core.filter import Asked, ClaimFacts, Filter, FilterError, Subject
from triage.errors import UsageError
from triage.export.rows import Row
from triage.session.entry import Entry
from triage.session.filtering import CorpusFilter, article_of, asked_by, claims_in
from triage.session.opened import Opened
from triage.session.survey import reading_shelf
from triage.store.corpus import Corpus


def articles(entries: Sequence[Entry], query: str, corpus: Corpus, reviewer: str) -> list[Entry]:
    """Return the articles that are meant. Raises UsageError."""
    with _told():
        wanted = CorpusFilter(query, corpus, reading_shelf(corpus, reviewer), _asked(corpus.root, reviewer))
        return [entry for entry in entries if wanted.means(entry)]


class RowFilter:
    """Tells which rows of an export are meant: each is one reviewer's record of a claim, or a claim."""

    def __init__(self, query: str, root: Path) -> None:
        """`root` is the corpus, whose codebook has the tags. Raises UsageError."""
        with _told():
            self._filter = Filter(query, _asked(root, ""))

    def meant(self, opened: Opened, entry: Entry, rows: Sequence[Row]) -> list[Row]:
        """Return those of an article's rows that are meant. Raises UsageError."""
        by_id: dict[str, ClaimFacts] = {}
        by_span: dict[tuple[str, int | None], ClaimFacts] = {}
        for passage, claim in zip(opened.outline.claims(), claims_in(opened), strict=False):
            by_span[claim.quote, passage.start] = claim
        for claim in claims_in(opened):
            by_id |= {each.id: claim for each in claim.claims}
        article = article_of(opened, entry)
        subjects = []
        for row in rows:
            claim = by_id[row.claim] if row.claim else by_span[row.quote, row.start]
            record = claim.records[row.reviewer] if row.reviewer else None
            about = article._replace(status=Status(row.status) if row.status else Status.NEW)
            subjects.append(Subject(about, claim, row.reviewer, record))
        with _told():
            return [row for row, subject in zip(rows, subjects, strict=True) if self._filter.means(subject)]


def _asked(root: Path, reviewer: str) -> Asked:
    return asked_by(reviewer, configured.codebook(None, root)[0])


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except FilterError as error:
        raise UsageError(
            f"--filter, column {error.start + 1}: {error.message}",
            "docs/filters.md has all fields; what holds blanks stands in quotes",
        ) from None
