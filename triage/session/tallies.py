"""Every article of a corpus counted: as was kept of it, or else anew, in several processes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from triage.session.collecting import uncollected
from triage.session.many import in_processes
from triage.session.survey import reading_shelf, surveyed
from triage.session.tally import Row, Tally, from_row, is_row, made_from, tally
from triage.store import kept_counts
from triage.store.corpus import Corpus
from triage.store.kept_counts import Line, Stamps, have_rested

Counts = dict[str, tuple[str, Row]]
"""Of articles by path why there is nothing to count, if so, and the row of the tally."""


def tallies(corpus: Corpus) -> list[Tally]:
    """Return the tally of every article, in the order of the list."""
    return [made_from(path, problem, row) for path, (problem, row) in counts(corpus).items()]


def counts(corpus: Corpus) -> Counts:
    """Return the counts of every article, in the order of the list."""
    with uncollected():
        read: list[Line] = []
        scan = corpus.scan(lambda: read.extend(_kept(corpus)))
        standing = kept_counts.standing(scan)
        known: Counts = {path: ("", row) for path, stamps, row in read if stamps == standing.get(path)}
    missing = [path for path in scan.articles.paths if path not in known]
    kept = len(known)
    lines = []
    try:
        for path, problem, stamps, _, row in _counted(corpus, missing):
            known[path] = (problem, row)
            if stamps:
                lines.append((path, stamps, row))
    finally:  # whoever breaks off after two minutes has as much less to wait for the next time
        if lines:
            (kept_counts.add if kept else kept_counts.keep)(corpus.root, lines)
    if lines and kept:
        kept_counts.tidy(corpus.root, standing)
    problems = {each.path: (each.sentence, Tally(each.path).row()) for each in scan.problems}
    return {path: known[path] for path in scan.articles.paths} | problems


def recalled(corpus: Corpus, standing: Mapping[str, Stamps]) -> Iterator[Tally]:
    """Yield the tallies that were kept of articles which are as they were: which have these stamps."""
    return (from_row(path, row) for path, stamps, row in _kept(corpus) if stamps == standing.get(path))


def _kept(corpus: Corpus) -> Iterator[Line]:
    return (line for line in kept_counts.read(corpus.root) if is_row(line[2]))


def count(corpus: Corpus, paths: Iterable[str]) -> Iterator[list[Any]]:
    """Count these articles; yield of each, as JSON has it, what `counted` takes."""
    shelf = reading_shelf(corpus, "")
    for path in paths:
        stamps = kept_counts.looked_at(corpus.root, path)
        made = tally(surveyed(shelf, path))
        keeps = stamps is not None and have_rested(stamps) and may_be_kept(corpus, made)
        yield [path, made.problem, stamps if keeps else None, path in corpus.marked(), made.row()]


def counted(given: list[Any]) -> tuple[Tally, bool, Line | None]:
    """Return the tally that `count` gave, whether git's marks were found, and the line to keep, if any."""
    path, problem, stamps, marked, row = given
    return made_from(path, problem, row), marked, (path, stamps, row) if stamps else None


def may_be_kept(corpus: Corpus, made: Tally) -> bool:
    """Whether an article is to be counted like that for as long as its files are as they are.

    What has to be looked for in a changed text, cannot be read, or waits to be mended may be otherwise
    the next time.
    """
    return not (made.problem or made.warning or made.waiting or made.path in corpus.marked())


def _counted(corpus: Corpus, paths: Sequence[str]) -> Iterator[list[Any]]:
    """Count these articles as `count` does, in several processes if they are many."""
    work = partial(count, corpus)
    left = dict.fromkeys(paths)
    for given in in_processes(paths, work):
        del left[given[0]]
        yield given
    yield from work([*left])  # of a process that was killed
