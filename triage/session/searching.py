"""Searching the corpus: what was asked, and what the program beside has found so far."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from triage.session.indexing import Indexing
from triage.session.state import Deliver, Tone

if TYPE_CHECKING:  # what searching needs is imported when something is searched for
    from triage.core.pattern import Pattern
    from triage.core.sought import Term
    from triage.session.beside import Beside, Message
    from triage.session.hits import Count, Hit
    from triage.session.stops import Stops

_LONGEST = 400
"""Signs of a query that are asked for."""

_MOST_DAMAGES = 2
"""How often a damaged index is made anew before it is done without."""


class Searching:
    """The last search, and the results of it. Used from the session's thread."""

    def __init__(
        self,
        root: Path,
        articles: Callable[[], int],
        deliver: Deliver,
        changed: Callable[[], None],
        say: Callable[[str, Tone], None],
    ) -> None:
        """`articles` counts those of the corpus at `root`."""
        self._root = Path(os.path.abspath(root))
        self._say = say
        self._deliver = deliver
        self._changed = changed
        self._beside: Beside | None = None
        self._number = 0
        self._read = False
        self._wanted = 0
        self._restarts = 0
        self._damages = 0
        self._unreadable = False
        self.outdated = False
        """Whether the hits are those of what was asked before."""
        self.indexing = Indexing(self._root, articles, deliver, self._index_changed, self._no_index)
        """What keeps the index."""
        self.indexed: Callable[[], None] = lambda: None
        """Called when more is in the index, or nothing more will be."""
        self.query = ""
        self.way = "words"
        """How the query is meant: one of `Way`."""
        self.wanted: Pattern | None = None
        """The query understood; None where there is nothing to look for."""
        self.wrong = ""
        """What is wrong with the query, or that it takes too long; the hits are those before. Untrusted."""
        self.stops: Stops | None = None
        """Every article that was found so far, with its places; None before anything was searched for."""
        self.looked = 0
        """Articles that were read, where more are than there are hits."""
        self._goes_on = False
        """Whether it is counted to the end although no more questions come."""
        self.hits: list[Hit] = []
        """Those found so far, in the order of the index: that of the folder, then what changed since."""
        self.count: Count | None = None
        self.over = True
        """Whether nothing more is to be found now."""
        self.problem = ""
        """Why nothing can be searched; untrusted text."""

    @property
    def reads(self) -> bool:
        """Whether every article is read because there is no index."""
        return self._unreadable or bool(self.indexing.state.problem)

    def open(self) -> None:
        """Be ready for questions; what was asked last is asked again."""
        from triage.core.expressions import load

        Thread(target=load, name="triage-expressions", daemon=True).start()
        self.indexing.begin()
        self.indexing.be_waited_for(waited=True)
        self._restarts = 0
        self._start()
        self.ask(self.query, max(self._wanted, 1))

    def close(self, *, counting: bool = False) -> None:
        """No more questions for now; the results stay, and with `counting` are counted to the end."""
        self.indexing.be_waited_for(waited=False)
        self._goes_on = counting and not self.over and self._beside is not None
        if not self._goes_on:
            self._end()

    def _end(self) -> None:
        self._goes_on = False
        self._number += 1
        if self._beside is not None:
            self._beside.stop()
            self._beside = None

    def stop(self) -> None:
        """Search and index no more."""
        self.close()
        self.indexing.stop()

    def ask(self, query: str, wanted: int, way: str = "") -> None:
        """Search for `query`, for so many hits if there are; what was asked before is dropped.

        `way` is another one of `Way` to look for it. What is wrong is told, and nothing is lost by it.
        """
        from triage.core.filter_syntax import FilterError
        from triage.core.pattern import Way
        from triage.core.pattern import pattern_of as understood
        from triage.session.stops import Stops

        self._goes_on = False
        self.query, self.way = query[:_LONGEST], way or self.way
        self.wrong = ""
        try:
            self.wanted = understood(self.query, Way(self.way), apart=True, begun=True)
        except FilterError as error:
            self._number += 1  # what may still come is not meant any more
            self.over, self.outdated = True, bool(self.hits)
            self.wrong = f"column {error.start + 1}: {error.message}"
            return
        self.stops, self.looked = Stops(), 0
        self._number += 1
        self._read = self.reads
        self._wanted = wanted
        self.over = self.wanted is None
        self.count = None
        self.outdated = not self.over  # until the first answer the hits before stay on the screen
        if self.over:
            self.hits = []
        self._tell()

    def want(self, wanted: int) -> None:
        """Go on until there are so many hits."""
        if wanted > self._wanted:
            self._wanted = wanted
            found = 0 if self.stops is None else len(self.stops)
            if wanted > len(self.hits) and (not self.over or found > len(self.hits)):
                self._tell()

    def articles_with(
        self, terms: Sequence[Term], after: int, got_to: Callable[[int], None], at_once: int
    ) -> Iterator[str]:
        """Yield the articles that have all these terms, by the index; nothing where there is none yet.

        Those with numbers above `after`; `got_to` is told the last one. May be used on any one thread.
        Raises TriageError where the index is of no use.
        """
        from triage.store.index import Index
        from triage.store.index_files import index_path

        index = Index.for_reading(index_path(self._root), self._root)
        if index is None:
            return
        try:
            while rows := index.search(terms, after, at_once):
                yield from (path for _, path in rows)
                after = rows[-1][0]
                got_to(after)
        finally:
            index.close()

    def _index_changed(self) -> None:
        """Look in what is newly indexed; or in all articles, where there can be no index."""
        if self._beside is not None and self._read != self.reads:
            self.ask(self.query, self._wanted)
        else:
            self._tell()
        self.indexed()
        self._changed()

    def _no_index(self, problem: str) -> None:
        self._say(f"searching reads every article, there is no index: {problem}", Tone.WARNING)

    def _tell(self) -> None:
        if self._beside is not None and self.wanted is not None and not self.wrong:
            question = {"number": self._number, "query": self.query, "way": self.way}
            self._beside.tell({**question, "wanted": self._wanted, "read": self._read})

    def _start(self) -> None:
        if self._beside is not None:
            return
        from triage.session.beside import Beside

        try:
            self._beside = Beside("triage.session.searcher", self._heard, self._ended)
        except OSError as error:
            self.problem = str(error)
            return
        self.problem = ""
        self._beside.tell({"root": str(self._root)})

    def _heard(self, answer: Message) -> None:
        self._deliver(partial(self._take, answer))

    def _ended(self) -> None:
        self._deliver(self._take_end)

    def _take(self, answer: Message) -> None:
        from triage.session.hits import Count, Hit
        from triage.session.stops import Stops

        if answer["number"] != self._number:
            return
        self.outdated = False
        if answer["anew"] or self.stops is None:
            self.hits, self.count, self.stops = [], None, Stops()
        for hit in answer["hits"]:
            marks = tuple((start, end) for start, end in hit.pop("marks"))
            self.hits.append(Hit(**hit, marks=marks))
            if "passed" not in answer:
                self.stops.add(self.hits[-1].path, self.hits[-1].places)
        for path, places in answer.get("stops", ()):
            self.stops.add(path, places)
        self.looked = answer.get("looked", self.looked)
        self.wrong = answer.get("wrong", self.wrong)
        self.over = self.stops.complete = answer["over"]
        if "count" in answer:
            self.count = Count(answer["count"], exact=answer["exact"])
        if "damaged" in answer:
            self._without_index(answer["damaged"])
        elif "unavailable" in answer:
            self._damages = _MOST_DAMAGES
            self._without_index(answer["unavailable"])
        if self._goes_on and self.over:
            self._end()
        self._changed()

    def _without_index(self, problem: str) -> None:
        """Have it made anew; where that does not help, read every article."""
        self._damages += 1
        if self._damages <= _MOST_DAMAGES:
            self.indexing.begin_anew()
        elif not self._unreadable:
            self._unreadable = True
            self._no_index(problem)
            self.ask(self.query, self._wanted)

    def _take_end(self) -> None:
        """The program beside has ended by itself: start another one, once."""
        if self._beside is None:
            return
        self._beside = None
        self._restarts += 1
        if self._restarts > 1:
            self.problem = "the program that searches has ended"
        else:
            self._start()
            self.ask(self.query, self._wanted)
        self._changed()
