"""The program beside a dashboard: adds up what is counted already, and counts the rest."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from triage.session import tallies
from triage.session.attention import Counts, as_message
from triage.session.beside import Message, Told, answer
from triage.session.tally import Tally
from triage.store import kept_counts
from triage.store.corpus import Corpus

_NICE = 5

_EVERY = 0.3
"""Seconds from one telling to the next."""


class _OverError(Exception):
    """Whoever asked is gone."""


def main() -> None:
    """Take an order, tell figures as they come, then answer which tags these or those articles have."""
    with suppress(OSError):
        os.nice(_NICE)
    told = Told()
    order = told.next()
    if order is not None:
        with suppress(_OverError, BrokenPipeError):
            _Overviewer(order, told).run()


class _Overviewer:
    """One dashboard."""

    def __init__(self, order: Message, told: Told) -> None:
        """`root` is the corpus; `reviewer` asks, and `proved` are the tags that should have evidence."""
        self._corpus = Corpus(Path(order["root"]))
        self._first: list[str] = order["first"]
        self._counts = Counts(order["reviewer"], order["proved"])
        self._told = told
        self._answered = 0.0
        self._asked: list[str] = []
        self._articles = 0

    def run(self) -> None:
        """Tell figures until all is counted, and tags until whoever asks is gone."""
        for one in self._tallies():
            self._counts.add(one)
            if time.monotonic() - self._answered >= _EVERY:
                self._tell()
            while self._told.waits():
                self._hear()
        self._tell(over=True)
        while True:
            self._hear()

    def _tallies(self) -> Iterator[Tally]:
        """Yield the tally of every article: what was kept, then those that need attention, then the rest."""
        scan = self._corpus.scan()
        paths = dict.fromkeys(scan.articles.paths)
        self._articles = len(paths) + len(scan.problems)
        for problem in scan.problems:
            yield Tally(problem.path, problem.sentence)
        for kept in tallies.recalled(self._corpus, kept_counts.standing(scan)):
            if kept.path in paths:
                del paths[kept.path]
                yield kept
        left = [path for path in self._first if path in paths]
        left += [path for path in paths if path not in {*left}]
        for given in tallies.count(self._corpus, left):
            yield tallies.counted(given)[0]

    def _hear(self) -> None:
        message = self._told.next()
        if message is None:
            raise _OverError
        self._asked = message["paths"]
        self._tell_tags()

    def _tell(self, *, over: bool = False) -> None:
        self._answered = time.monotonic()
        answer({"figures": as_message(self._counts.figures(self._articles, over=over))})
        self._tell_tags()

    def _tell_tags(self) -> None:
        if self._asked:
            answer({"tags": {path: self._counts.tags.get(path, {}) for path in self._asked}})
