"""Every article of a corpus once, in order, without threads: what lists, counts and exports are made from."""

from __future__ import annotations

from collections.abc import Iterator

from triage.core.clock import Clock
from triage.core.values import dataclass
from triage.session.entry import Entry
from triage.session.listing import Listing
from triage.session.opened import Opened
from triage.session.shelf import Shelf
from triage.store.corpus import Corpus
from triage.store.scan import Scan


@dataclass(frozen=True, slots=True)
class Surveyed:
    """One article as it was found."""

    entry: Entry
    opened: Opened | None
    """None where it cannot be read; `entry.problem` says why."""


def survey(corpus: Corpus, reviewer: str, scan: Scan | None = None) -> Iterator[Surveyed]:
    """Read the articles one by one; the entries count the tags of `reviewer`.

    Nothing is kept of an article when the next one is read. `scan` spares looking at the folder again.
    """
    found = corpus.scan() if scan is None else scan
    listing = Listing()
    listing.set_paths(
        [article.path for article in found.articles],
        {problem.path: problem.sentence for problem in found.problems},
    )
    shelf = reading_shelf(corpus, reviewer)
    for entry in listing.all():
        yield Surveyed(entry, None) if entry.known else surveyed(shelf, entry.path)


def reading_shelf(corpus: Corpus, reviewer: str) -> Shelf:
    """Return a shelf for who only reads."""
    return Shelf(corpus, reviewer, Clock(), lambda: ())


def surveyed(shelf: Shelf, path: str) -> Surveyed:
    """Read one article."""
    read = shelf.read(path, remember=False)
    return Surveyed(shelf.entry(read), read if isinstance(read, Opened) else None)


def strays(scan: Scan) -> list[str]:
    """Return the paths of articles that are gone and left their sidecars."""
    there = {article.path for article in scan.articles} | {problem.path for problem in scan.problems}
    return sorted(path for path in scan.sidecars if path not in there)
