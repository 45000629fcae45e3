"""Every article of a corpus counted: as was kept of it, or else anew, in several processes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

from triage.session.many import in_processes
from triage.session.survey import survey
from triage.session.tally import Tally, from_row, tally
from triage.store import kept_counts
from triage.store.corpus import Corpus
from triage.store.scan import Found, Scan


def tallies(corpus: Corpus) -> list[Tally]:
    """Return the tally of every article, in the order of the list."""
    scan = corpus.scan()
    stamps = kept_counts.stamps(scan)
    known = _kept(kept_counts.load(corpus.root), stamps)
    missing = [found for found in scan.articles if found.path not in known]
    if missing:
        fresh, keep = {}, dict(known)
        for made, may_be_kept in _counted(corpus, scan, missing):
            fresh[made.path] = made
            if may_be_kept and made.path in stamps:
                keep[made.path] = made
        kept_counts.keep(corpus.root, {path: (stamps[path], made.row()) for path, made in keep.items()})
        known |= fresh
    problems = {problem.path: Tally(problem.path, problem.sentence) for problem in scan.problems}
    return [*({found.path: known[found.path] for found in scan.articles} | problems).values()]


def _kept(kept: kept_counts.Kept, stamps: Mapping[str, list[object]]) -> dict[str, Tally]:
    known = {}
    for path, (stamp, row) in kept.items():
        if stamps.get(path) == stamp:
            with suppress(TypeError, ValueError, AttributeError):
                known[path] = from_row(path, row)
    return known


def _counted(corpus: Corpus, scan: Scan, articles: Sequence[Found]) -> Iterator[tuple[Tally, bool]]:
    """Count these articles; tell of each whether it is the same for as long as its files are."""
    count = partial(_rows, corpus, scan)
    left = {found.path: found for found in articles}
    for path, problem, may_be_kept, row in in_processes(articles, count):
        del left[path]
        yield Tally(path, problem) if problem else from_row(path, row), may_be_kept
    for path, problem, may_be_kept, row in count([*left.values()]):  # of a process that was killed
        yield Tally(path, problem) if problem else from_row(path, row), may_be_kept


def _rows(corpus: Corpus, scan: Scan, articles: Sequence[Found]) -> Iterator[list[Any]]:
    for surveyed in survey(corpus, "", replace(scan, articles=tuple(articles), problems=())):
        made = tally(surveyed)
        # What has to be looked for in a changed text, or cannot be read, may be otherwise the next time.
        yield [made.path, made.problem, not (made.problem or made.warning or made.waiting), made.row()]
