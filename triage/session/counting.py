"""Every article of a corpus counted: as was kept of it, or else anew, in several processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

from triage.session.many import in_processes
from triage.session.survey import survey
from triage.session.tally import Tally, from_row, tally
from triage.store import kept_counts
from triage.store.corpus import Corpus
from triage.store.kept_counts import have_rested
from triage.store.listed import Articles
from triage.store.scan import Found, Scan


def tallies(corpus: Corpus) -> list[Tally]:
    """Return the tally of every article, in the order of the list."""
    scan = corpus.scan()
    standing = kept_counts.standing(scan)
    known = {made.path: made for made in recalled(corpus, standing)}
    missing = [found for found in scan.articles if found.path not in known]
    keep = dict(known)
    for made, keeps in _counted(corpus, scan, missing):
        known[made.path] = made
        if keeps:
            keep[made.path] = made
    if len(keep) > len(scan.articles) - len(missing):
        lines = ((path, standing(path), made.row()) for path, made in keep.items())
        kept_counts.keep(corpus.root, [(path, of, row) for path, of, row in lines if of and have_rested(of)])
    problems = {problem.path: Tally(problem.path, problem.sentence) for problem in scan.problems}
    return [*({found.path: known[found.path] for found in scan.articles} | problems).values()]


def recalled(corpus: Corpus, standing: Callable[[str], kept_counts.Stamps | None]) -> Iterator[Tally]:
    """Yield the tallies that were kept of articles which are as they were."""
    for path, stamps, row in kept_counts.read(corpus.root):
        if stamps == standing(path):
            with suppress(TypeError, ValueError, AttributeError):
                yield from_row(path, row)


def may_be_kept(corpus: Corpus, made: Tally) -> bool:
    """Whether an article is to be counted like that for as long as its files are as they are.

    What has to be looked for in a changed text, cannot be read, or waits to be mended may be otherwise
    the next time.
    """
    return not (made.problem or made.warning or made.waiting or made.path in corpus.marked())


def _counted(corpus: Corpus, scan: Scan, articles: Sequence[Found]) -> Iterator[tuple[Tally, bool]]:
    """Count these articles; tell of each whether it is the same for as long as its files are."""
    count = partial(_rows, corpus, scan)
    left = {found.path: found for found in articles}
    for path, problem, keeps, row in in_processes(articles, count):
        del left[path]
        yield Tally(path, problem) if problem else from_row(path, row), keeps
    for path, problem, keeps, row in count([*left.values()]):  # of a process that was killed
        yield Tally(path, problem) if problem else from_row(path, row), keeps


def _rows(corpus: Corpus, scan: Scan, articles: Sequence[Found]) -> Iterator[list[Any]]:
    for surveyed in survey(corpus, "", replace(scan, articles=Articles.of(articles), problems=())):
        made = tally(surveyed)
        yield [made.path, made.problem, may_be_kept(corpus, made), made.row()]
