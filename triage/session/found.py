"""One query over one corpus: articles that may have the words are read, and those told that do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from triage.core.pattern import Pattern
from triage.core.sought import Place, Term
from triage.session.hits import Count, Hit
from triage.store.articles import read_bytes, read_found
from triage.store.decode import decode
from triage.store.index import Index
from triage.store.unreadable import Unreadable

_SHORT = 3
"""Letters up to which so many words may begin like this that asking the index for them takes long.

Then some articles are read first: if it is that common they have it, and if it is not the index is quick.
"""
_READ_FIRST = 60
_UNCOUNTED = 2
"""Letters up to which it is not even counted how many articles have such a word."""
_FIRST, _MOST = 50, 5_000
"""Articles that the index is asked for at once, to begin with and later."""
_BEFORE, _AFTER = 40, 400
"""Signs around a place that are shown of its line."""
_LONGEST_TITLE = 200


class Search:
    """Finds article by article, in the order of the index. Raises DamagedError and UnavailableError."""

    def __init__(self, root: Path, pattern: Pattern, source: Index | Sequence[str]) -> None:
        """Without an index as the source, the paths of all articles that are to be read."""
        self._root = root
        self._pattern = pattern
        self._source = source
        self._terms = pattern.terms()
        self._quick = tuple(term for term in self._terms if not _is_short(term, _SHORT))
        self._waiting: list[str] = []
        self._after = 0
        self._size = _FIRST
        self._begun = False
        self.hits = 0
        self.looked = 0
        """Articles that were read."""

    @property
    def found_all(self) -> bool:
        """Whether nothing more was there when it was last looked; there may be when the index has grown."""
        if not self._waiting:
            self._waiting = self._more()[::-1]
        return not self._waiting

    def step(self) -> Hit | None:
        """Read the next article that may have what is sought; return the hit if it has it."""
        if self.found_all:
            return None
        self.looked += 1
        found = look_in(self._root, self._waiting.pop(), self._pattern)
        self.hits += found is not None
        return found

    def count(self, stop: Callable[[], bool]) -> Count | None:
        """Return how many articles there are; None where that takes too long, or when told to stop."""
        if self.found_all:
            return Count(self.hits, exact=True)
        if not isinstance(self._source, Index) or not self._terms:
            return None
        if any(_is_short(term, _UNCOUNTED) for term in self._terms):
            return None
        count = self._source.count(self._terms, stop)
        return None if count is None else Count(count, exact=self._pattern.by_terms_alone)

    def _more(self) -> list[str]:
        first, self._begun = not self._begun, True
        if not isinstance(self._source, Index):
            return list(self._source) if first else []
        rows = []
        if first and len(self._quick) < len(self._terms):
            rows = self._source.search(self._quick, 0, _READ_FIRST)
        if not rows:
            rows = self._source.search(self._terms, self._after, self._size)
            self._size = min(self._size * 4, _MOST)
        if rows:
            self._after = rows[-1][0]
        return [path for _, path in rows]


def look_in(root: Path, path: str, pattern: Pattern) -> Hit | None:
    """Return where the article at `path` has what is asked for, as it is on disk now.

    Raises FilterError where that takes too long.
    """
    content = read_found(root, path)
    if isinstance(content, Unreadable) or pattern.is_surely_not_in(content):
        return None
    decoded = decode(content, path)
    if isinstance(decoded, Unreadable):
        return None
    place = pattern.place(decoded.text)
    if place is None or isinstance(read_bytes(root, path), Unreadable):  # its folder may be a link by now
        return None
    return _hit(path, decoded.text, place)


def _hit(path: str, text: str, place: Place) -> Hit:
    first, last = place.line
    shown = max(first, place.start - _BEFORE), min(last, place.end + _AFTER)
    ahead = "…" if shown[0] > first else ""
    shift = len(ahead) - shown[0]
    marks = tuple(
        (start + shift, min(end, shown[1]) + shift) for start, end in place.marked if start < shown[1]
    )
    line = ahead + text[slice(*shown)] + ("…" if shown[1] < last else "")
    beginning = text.lstrip()[:_LONGEST_TITLE].split("\n", 1)[0]
    title = beginning.lstrip("#").strip() or beginning
    number = text.count("\n", 0, place.start) + 1
    return Hit(path, title, place.start, place.end, number, line, marks, place.places)


def _is_short(term: Term, letters: int) -> bool:
    return term.begun and len(term.word) <= letters
