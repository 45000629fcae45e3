"""The program beside a review that searches: the newest question counts, answers come as found."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from triage.core.filter_syntax import FilterError
from triage.core.pattern import Pattern, Way
from triage.core.pattern import pattern_of as understood
from triage.session.beside import Message, Told, answer
from triage.session.found import Search, look_in
from triage.session.hits import Hit
from triage.store.index import DamagedError, Index, UnavailableError
from triage.store.index_files import index_path
from triage.store.scan import scan

_AT_ONCE = 20
"""Articles that are looked at again before that is told."""

_FIRST_SLICE, _SLICE = 0.004, 0.03
"""Seconds of reading after which what was found is told, for the first time and later."""

_PAUSE_SECONDS = 0.3
"""How long nothing must have been asked before it goes on to count what nobody sees yet."""

_TOLD_SECONDS = 0.1
"""How often it is told then how far that is."""

_LOOK_SECONDS = 10.0
"""How old the list of all articles may be, where they are read one by one."""


class Searcher:
    """Answers one question after the other.

    A question has a `number`, which its answers repeat, the `query` and the `way` to look for it, how
    many hits are `wanted`, and whether to `read` every article instead of asking the index. The same
    number again goes on where it was; an answer that begins `anew` takes the place of those before it.
    Articles beyond the wanted hits are told as `stops`, each with its number of places, and when they
    are wanted after all as hits that were `passed`.
    """

    def __init__(self, root: Path, told: Told) -> None:
        self._root = root
        self._told = told
        self._index: Index | None = None
        self._search: Search | None = None
        self._pattern: Pattern | None = None
        self._sent = 0
        """Hits that were told."""
        self._passed: deque[str] = deque()
        """Articles that were told as stops only."""
        self._listed: Sequence[str] = ()
        self._looked = float("-inf")
        self._number = -1
        self._anew = True

    def answer(self, question: Message) -> None:
        """Answer until enough is found, nothing is left, or something else is asked."""
        wanted = question["wanted"]
        try:
            search = self._search_for(question)
            if search is None:
                self._tell(over=True)
                return
            self._look_again(search, wanted)
            while not search.found_all and self._sent < wanted and not self._told.waits():
                hits = self._slice(search, wanted)
                self._tell([asdict(hit) for hit in hits], over=search.found_all)
            if not self._told.waits():
                count = search.count(self._told.waits)
                known: Message = {} if count is None else {"count": count.articles, "exact": count.exact}
                self._tell(over=search.found_all, **known)
            if not search.found_all and not self._told.waits(_PAUSE_SECONDS):
                self._count(search)
        except FilterError as error:
            self._tell(over=True, wrong=error.message)
            self._search = None
        except DamagedError as error:
            self._close()
            self._tell(over=True, damaged=error.message)
        except UnavailableError as error:
            self._close()
            self._tell(over=True, unavailable=error.message)

    def _tell(self, hits: Sequence[Message] = (), **more: object) -> None:
        answer({"number": self._number, "anew": self._anew, "hits": hits, **more})
        self._anew = False

    def _slice(self, search: Search, wanted: int) -> list[Hit]:
        deadline = time.monotonic() + (_SLICE if search.hits else _FIRST_SLICE)
        hits: list[Hit] = []
        while time.monotonic() < deadline and not search.found_all and self._sent < wanted:
            hit = search.step()
            if hit is not None:
                hits.append(hit)
                self._sent += 1
            if self._told.waits():
                break
        return hits

    def _look_again(self, search: Search, wanted: int) -> None:
        """Tell the hits of articles that were only counted before."""
        assert self._pattern is not None
        while self._passed and self._sent < wanted and not self._told.waits():
            hits = []
            for _ in range(min(_AT_ONCE, len(self._passed), wanted - self._sent)):
                hit = look_in(self._root, self._passed.popleft(), self._pattern)
                if hit is not None:
                    hits.append(asdict(hit))
                    self._sent += 1
            self._tell(hits, passed=True, over=search.found_all)

    def _count(self, search: Search) -> None:
        """Go on to the end, and tell only where and how many, until something else is asked."""
        while not search.found_all and not self._told.waits():
            stops = self._some_stops(search)
            self._tell(stops=stops, looked=search.looked, over=search.found_all)

    def _some_stops(self, search: Search) -> list[tuple[str, int]]:
        stops = []
        deadline = time.monotonic() + _TOLD_SECONDS
        while time.monotonic() < deadline and not search.found_all and not self._told.waits():
            hit = search.step()
            if hit is not None:
                stops.append((hit.path, hit.places))
                self._passed.append(hit.path)
        return stops

    def _search_for(self, question: Message) -> Search | None:
        """Return the search for a question, the one at hand if it is that; None where there is no index."""
        if self._index is not None and not self._index.is_current:
            self._close()
        if self._search is None or self._number != question["number"]:
            self._number, self._search, self._anew = question["number"], None, True
            self._sent = 0
            self._passed.clear()
            self._pattern = understood(question["query"], Way(question["way"]), apart=True, begun=True)
            source = self._paths() if question["read"] else self._opened()
            if self._pattern is not None and source is not None:
                self._search = Search(self._root, self._pattern, source)
        return self._search

    def _opened(self) -> Index | None:
        if self._index is None:
            self._index = Index.for_reading(index_path(self._root), self._root)
        return self._index

    def _paths(self) -> Sequence[str]:
        """Return the paths of all articles; looking for them at every key would take too long."""
        if time.monotonic() - self._looked > _LOOK_SECONDS:
            self._listed = [found.path for found in scan(self._root).articles]
            self._looked = time.monotonic()
        return self._listed

    def _close(self) -> None:
        if self._index is not None:
            self._index.close()
        self._index = self._search = None


def main() -> None:
    """Answer questions until whoever asks is gone. The first line says which corpus."""
    told = Told()
    begun = told.next()
    if begun is None:
        return
    searcher = Searcher(Path(begun["root"]), told)
    with suppress(OSError):
        while (question := told.next()) is not None:
            searcher.answer(question)
