"""What is known of articles from an earlier time, taken over while their files are as they were, and kept."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from triage.session.entry import Entry
from triage.session.opened import Opened
from triage.session.survey import Surveyed
from triage.session.tallies import may_be_kept, recalled
from triage.session.tally import tally
from triage.store import kept_counts
from triage.store.corpus import Corpus
from triage.store.scan import Scan

_BATCH = 100
"""Entries that are told, or lines that are kept, at a time: what the screen's thread waits for."""


class Remembered:
    """The counts of one corpus, from one thread only."""

    def __init__(self, corpus: Corpus, reviewer: str) -> None:
        self._corpus = corpus
        self._reviewer = reviewer
        self._lines: list[kept_counts.Line] = []

    def entries(self, scan: Scan) -> Iterator[list[Entry]]:
        """Yield, some at a time, the entries of articles that are as they were when they were read."""
        tallies = recalled(self._corpus, kept_counts.standing(scan))
        entries = (made.entry(self._reviewer) for made in tallies)
        while some := list(islice(entries, _BATCH)):
            yield some

    def stamps(self, path: str) -> kept_counts.Stamps | None:
        """Return what tells the article from what it may be later: to be asked before it is read."""
        return kept_counts.looked_at(self._corpus.root, path)

    def note(self, stamps: kept_counts.Stamps | None, entry: Entry, opened: Opened) -> None:
        """An article was read, which had these stamps before."""
        if stamps is None or not kept_counts.have_rested(stamps):
            return
        made = tally(Surveyed(entry, opened))
        if may_be_kept(self._corpus, made):
            self._lines.append((made.path, stamps, made.row()))
            if len(self._lines) >= _BATCH:
                self.flush()

    def flush(self) -> None:
        """Keep what was noted."""
        if self._lines:
            kept_counts.add(self._corpus.root, self._lines)
            self._lines.clear()
