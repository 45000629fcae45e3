"""What a reviewer's journal tells without a review: the history of a corpus, and the time spent on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from triage.errors import TriageError
from triage.session.logbook import Line, lines_of_journal, lines_of_sidecar, together
from triage.session.time_spent import time_spent
from triage.store.corpus import Corpus
from triage.store.journal import read_all
from triage.store.journal_files import journal_path
from triage.store.journal_lines import Entry
from triage.store.names import SIDECAR_SUFFIX


def history(
    corpus: Corpus, reviewer: str, paths: Iterable[str] | None = None
) -> tuple[list[Line], list[str]]:
    """Return who decided what and when, by time, and a line for each sidecar that cannot be read.

    `paths` are the articles it is about, all where None. Step by step for `reviewer`, whose
    journal is on this machine; of others what their last decisions came to.
    """
    wanted = None if paths is None else set(paths)
    told = lines_of_journal(entries_of(corpus, reviewer), reviewer)
    problems: list[str] = []
    stated = list(_stated(corpus, sorted(corpus.scan().sidecars) if wanted is None else wanted, problems))
    lines = together(told, stated)
    return [line for line in lines if wanted is None or line.path in wanted], problems


def seconds_spent(corpus: Corpus, reviewer: str) -> dict[str, float]:
    """Return seconds by article that `reviewer` was at it on this machine."""
    return {path: ms / 1000 for path, ms in time_spent(entries_of(corpus, reviewer)).items()}


def entries_of(corpus: Corpus, reviewer: str) -> Iterator[Entry]:
    """Yield the journal of `reviewer`, oldest entry first. Raises TriageError where it cannot be read."""
    path = journal_path(corpus.root, reviewer)
    try:
        yield from read_all(path)
    except OSError as error:
        raise TriageError(f"{path}: the journal cannot be read: {error.strerror or error}") from None


def _stated(corpus: Corpus, paths: Iterable[str], problems: list[str]) -> Iterator[Line]:
    for path in paths:
        try:
            annotations = corpus.summary(path)
        except TriageError as error:
            problems.append(error.message)
            continue
        except OSError as error:
            problems.append(f"{path}{SIDECAR_SUFFIX}: {error.strerror or error}")
            continue
        if annotations is not None:
            yield from lines_of_sidecar(path, annotations)
