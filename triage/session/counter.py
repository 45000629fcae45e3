"""The program beside a review that counts its articles, with the least claim on the machine."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from triage.session import tallies
from triage.session.beside import Message, Told, answer
from triage.session.columns import as_message, counted
from triage.session.entry import Entry
from triage.session.many import Workers, processors
from triage.session.places import place_of
from triage.session.tally import Tally
from triage.store import kept_counts
from triage.store.corpus import Corpus
from triage.store.kept_counts import Line

_NICE = 10
"""Of what gives out the work; those who do it have no claim at all."""

_MOST = 2000
"""Articles that are told at a time: the review takes them over while a key waits."""

_KNOWN_EVERY = 0.1
"""Seconds from one telling of what was known to the next: a picture is painted for each."""

_COUNTED_EVERY = 0.25
"""Seconds from one telling of what was counted to the next."""

_FEW = 64
"""Articles up to which no process is started to count them."""

_INPUT = 0
"""The descriptor of what we are told."""

_AT_A_TIME = 8
"""Articles that a process is given at a time: those that are asked for first wait for as many."""

_KEPT_AT_A_TIME = 100
"""Counts that are kept at a time; as many are lost if this is killed."""


class _OverError(Exception):
    """Whoever asked is gone."""


def main() -> None:
    """Count the corpus that the first line names, tell what came of it, and end."""
    with suppress(OSError):
        os.nice(_NICE)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what was started ends as well
    told = Told()
    order = told.next()
    if order is not None:
        with suppress(_OverError, BrokenPipeError):
            _Counter(order, told).run()
            answer({"finished": True})


class _Counter:
    """One run over all articles of a corpus."""

    def __init__(self, order: Message, told: Told) -> None:
        """`root` is the corpus, `reviewer` whose tags count, `first` are the paths to be counted first."""
        self._corpus = Corpus(Path(order["root"]))
        self._reviewer: str = order["reviewer"]
        self._first: list[str] = order["first"]
        self._told = told
        self._entries: list[Entry] = []
        self._answered = 0.0
        """When something was told last."""
        self._lines: list[Line] = []
        self._rests_until = 0.0

    def run(self) -> None:
        """Tell what is known, then count the rest."""
        scan = self._corpus.scan()
        standing = kept_counts.standing(scan)
        known = set()
        for made in tallies.recalled(self._corpus, standing):
            known.add(made.path)
            self._add(made, _KNOWN_EVERY)
        self._tell()
        left = [path for path in scan.articles.paths if path not in known]
        if left:
            self._count(left)
            self._tell()
            kept_counts.tidy(self._corpus.root, standing)

    def _count(self, paths: list[str]) -> None:
        first = [*self._first, *(paths if len(paths) <= _FEW else ())]
        row = _Row(paths)
        row.put_first(first)
        try:
            for given in tallies.count(self._corpus, row.first()):
                self._take(given)
                self._listen(row)
            self._tell()
            if row.left:
                self._have_counted(paths, row)
        finally:
            kept_counts.add(self._corpus.root, self._lines)

    def _have_counted(self, paths: list[str], row: _Row) -> None:
        workers = Workers(paths, partial(tallies.count, self._corpus), processors(), _give_way)
        resting = False
        try:
            for given in workers.run(row.next, (_INPUT,), _COUNTED_EVERY):
                if given is not None:
                    self._take(given)
                rests = self._listen(row)
                if rests is not resting:
                    resting = rests
                    (workers.rest if rests else workers.go_on)()
        finally:
            workers.stop()

    def _take(self, given: list[object]) -> None:
        made, marked, line = tallies.counted(given)
        if line is not None:
            self._lines.append(line)
            if len(self._lines) >= _KEPT_AT_A_TIME:
                kept_counts.add(self._corpus.root, self._lines)
                self._lines.clear()
        if not marked:  # else the review has to mend it, and so to read it itself
            self._add(made, _COUNTED_EVERY)

    def _listen(self, row: _Row) -> bool:
        """Hear what the review wants counted first; return whether it wants nothing to be done now."""
        while self._told.waits():
            message = self._told.next()
            if message is None:
                raise _OverError
            self._rests_until = time.monotonic() + message["rest"]
            row.put_first(message["first"])
        return time.monotonic() < self._rests_until

    def _add(self, made: Tally, every: float) -> None:
        self._entries.append(made.entry(self._reviewer))
        left = self._answered + every - time.monotonic()
        if left <= 0 or len(self._entries) >= _MOST:
            if left > 0:
                time.sleep(left)
            self._tell()

    def _tell(self) -> None:
        if self._entries:
            answer(as_message(counted(self._entries)))
            self._entries.clear()
        self._answered = time.monotonic()


class _Row:
    """Which articles are counted next: those that were asked for, else those that come first."""

    def __init__(self, paths: list[str]) -> None:
        """`paths` are in natural order."""
        self._paths = paths
        self._given = bytearray(len(paths))
        self._first: list[int] = []

    @property
    def left(self) -> bool:
        """Whether some are to be counted still."""
        return 0 in self._given

    def put_first(self, paths: Iterable[str]) -> None:
        """Have these counted before all others, also those that were asked for before."""
        places = [place_of(path, self._paths, len(self._paths)) for path in paths]
        self._first += [place for place in reversed(places) if place is not None]

    def first(self) -> Iterator[str]:
        """Yield the paths of those that were asked for, as long as there are any."""
        while self._first:
            for place in self._give(self._first.pop()):
                yield self._paths[place]

    def next(self) -> list[int]:
        """Return the places of the next ones, which are given only once; none when all were given."""
        places: list[int] = []
        while len(places) < _AT_A_TIME:
            place = self._first.pop() if self._first else self._given.find(0)
            if place < 0:
                break
            places += self._give(place)
        return places

    def _give(self, place: int) -> list[int]:
        if self._given[place]:
            return []
        self._given[place] = 1
        return [place]


def _give_way() -> None:
    """Run only when nothing else wants to."""
    with suppress(OSError):
        os.nice(19)
    if hasattr(os, "SCHED_IDLE"):
        with suppress(OSError):
            os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
