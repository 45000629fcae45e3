"""Every article of a corpus counted: as was kept of it, or else anew, in several processes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

from triage.session.collecting import uncollected
from triage.session.many import in_processes
from triage.session.survey import reading_shelf, surveyed
from triage.session.tally import Tally, from_row, tally
from triage.store import kept_counts
from triage.store.corpus import Corpus
from triage.store.kept_counts import Line, Stamps, have_rested


def tallies(corpus: Corpus) -> list[Tally]:
    """Return the tally of every article, in the order of the list."""
    with uncollected():
        scan = corpus.scan()
        standing = kept_counts.standing(scan)
        known = {made.path: made for made in recalled(corpus, standing)}
    missing = [found.path for found in scan.articles if found.path not in known]
    kept = len(known)
    lines = []
    for made, _, line in _counted(corpus, missing):
        known[made.path] = made
        if line is not None:
            lines.append(line)
    if lines and kept:
        kept_counts.add(corpus.root, lines)
        kept_counts.tidy(corpus.root, standing)
    elif lines:
        kept_counts.keep(corpus.root, lines)
    problems = {problem.path: Tally(problem.path, problem.sentence) for problem in scan.problems}
    return [*({found.path: known[found.path] for found in scan.articles} | problems).values()]


def recalled(corpus: Corpus, standing: Mapping[str, Stamps]) -> Iterator[Tally]:
    """Yield the tallies that were kept of articles which are as they were: which have these stamps."""
    for path, stamps, row in kept_counts.read(corpus.root):
        if stamps == standing.get(path):
            with suppress(TypeError, ValueError, AttributeError):
                yield from_row(path, row)


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
    made = Tally(path, problem) if problem else from_row(path, row)
    return made, marked, (path, stamps, row) if stamps else None


def may_be_kept(corpus: Corpus, made: Tally) -> bool:
    """Whether an article is to be counted like that for as long as its files are as they are.

    What has to be looked for in a changed text, cannot be read, or waits to be mended may be otherwise
    the next time.
    """
    return not (made.problem or made.warning or made.waiting or made.path in corpus.marked())


def _counted(corpus: Corpus, paths: Sequence[str]) -> Iterator[tuple[Tally, bool, Line | None]]:
    """Count these articles, in several processes if they are many."""
    work = partial(count, corpus)
    left = dict.fromkeys(paths)
    for given in in_processes(paths, work):
        del left[given[0]]
        yield counted(given)
    yield from map(counted, work([*left]))  # of a process that was killed
