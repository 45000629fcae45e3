"""What is known of very many articles, in columns: an object for each would take ten times the memory."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, NamedTuple, TypeVar

from triage.core.claim import Status
from triage.session.entry import Entry, Totals
from triage.session.ordering import Shares
from triage.session.places import Kept, gaps
from triage.session.titles import Titles, rearranged

_Cell = TypeVar("_Cell")

STATUSES = tuple(Status)
_DONE = STATUSES.index(Status.DONE)

UNKNOWN, KNOWN, OLD = range(3)
"""An article was never read, is known as it is, or as it was before and is to be read again."""


class Counted(NamedTuple):
    """Some articles that were read elsewhere: their entries, in columns."""

    paths: list[str]
    titles: Sequence[str]
    claims: Sequence[int]
    tagged: Sequence[int]
    waiting: Sequence[int]
    statuses: bytes
    """Of each the index of its status among all."""
    unfinished: bytes
    """Of each whether there is a claim left."""
    words: Mapping[str, tuple[str, str]]
    """Problem and warning of those that have one, by path."""

    def without(self, paths: AbstractSet[str]) -> Counted:
        """Return these without the articles at `paths`."""
        if paths.isdisjoint(self.paths):
            return self
        left = [number for number, path in enumerate(self.paths) if path not in paths]

        def of(column: Sequence[_Cell]) -> list[_Cell]:
            return [column[number] for number in left]

        return Counted(
            of(self.paths),
            of(self.titles),
            of(self.claims),
            of(self.tagged),
            of(self.waiting),
            bytes(of(self.statuses)),
            bytes(of(self.unfinished)),
            self.words,
        )


class Snapshot(NamedTuple):
    """Some columns as they were at one moment."""

    claims: array[int]
    tagged: array[int]
    known: bytes
    """`UNKNOWN`, `KNOWN` or `OLD`."""


def counted(entries: Iterable[Entry]) -> Counted:
    """Return entries in columns."""
    entries = [*entries]
    return Counted(
        [entry.path for entry in entries],
        [entry.title for entry in entries],
        [entry.claims for entry in entries],
        [entry.tagged for entry in entries],
        [entry.waiting for entry in entries],
        bytes([STATUSES.index(entry.status) for entry in entries]),
        bytes([entry.unfinished for entry in entries]),
        {entry.path: (entry.problem, entry.warning) for entry in entries if entry.problem or entry.warning},
    )


def as_message(counted: Counted) -> dict[str, Any]:
    """Return it as JSON may have it."""
    bare = {"statuses": counted.statuses.hex(), "unfinished": counted.unfinished.hex()}
    return {**counted._asdict(), **bare}


def from_message(message: dict[str, Any]) -> Counted:
    """Return what `as_message` was given."""
    flags = {name: bytes.fromhex(message[name]) for name in ("statuses", "unfinished")}
    return Counted(**{**message, **flags})


class Columns:
    """The entries of articles by their places in a list of paths."""

    def __init__(self) -> None:
        self._claims, self._tagged, self._waiting = array("I"), array("I"), array("I")
        self._statuses, self._known, self._unfinished = bytearray(), bytearray(), bytearray()
        self._titles = Titles()
        self._words: dict[str, tuple[str, str]] = {}
        """Problem and warning of the articles that have one, by path."""
        self._done = self._not_known = self._all_claims = self._all_tagged = self._all_waiting = 0

    def __len__(self) -> int:
        return len(self._known)

    def totals(self) -> Totals:
        """Return the sums over all articles."""
        known = len(self) - self._not_known
        return Totals(len(self), self._done, self._all_claims, self._all_tagged, self._all_waiting, known)

    def title(self, place: int) -> str:
        """Return the title of the article at `place`."""
        return self._titles[place]

    def claims(self, place: int) -> int:
        """Return how many claims the article at `place` has."""
        return self._claims[place]

    def tagged(self, place: int) -> int:
        """Return how many of them the reviewer tagged."""
        return self._tagged[place]

    def waiting(self, place: int) -> int:
        """Return how many of them wait."""
        return self._waiting[place]

    def status(self, place: int) -> Status:
        """Return how far the reviewer is with the article at `place`."""
        return STATUSES[self._statuses[place]]

    def problem(self, path: str) -> str:
        """Return why an article cannot be reviewed, or what is wrong with it; mostly empty."""
        problem, warning = self._words.get(path, ("", ""))
        return problem or warning

    def troubled(self) -> list[str]:
        """Return the paths of the articles that cannot be read, or with which something is wrong."""
        return [*self._words]

    def shares(self) -> Shares:
        """Return how far every article is, as it is now."""
        return Shares(self._claims[:], self._tagged[:], bytes(self._unfinished))

    def entry(self, place: int, path: str) -> Entry:
        """Return what is known of article `path`, which is at `place`."""
        problem, warning = self._words.get(path, ("", ""))
        return Entry(
            path,
            self._titles[place],
            self._claims[place],
            self._tagged[place],
            STATUSES[self._statuses[place]],
            problem,
            warning,
            self._waiting[place],
            known=self._known[place] != UNKNOWN,
        )

    def put(self, place: int, entry: Entry) -> None:
        """Put what is known of an article at `place`."""
        self._add_up(place, place + 1, -1)
        self._claims[place], self._tagged[place] = entry.claims, entry.tagged
        self._waiting[place] = entry.waiting
        self._statuses[place] = STATUSES.index(entry.status)
        self._known[place] = KNOWN if entry.known else UNKNOWN
        self._unfinished[place] = entry.unfinished
        self._titles.put(place, [entry.title])
        self._say(entry.path, (entry.problem, entry.warning))
        self._add_up(place, place + 1, 1)

    def take(self, place: int, counted: Counted, start: int, length: int) -> None:
        """Put `length` of the articles that were `counted`, from `start` on, at `place` and after it.

        What is known by now stays as it is.
        """
        if self._known.find(KNOWN, place, place + length) < 0:
            self._take(place, counted, start, length)
            return
        for number in range(length):
            if self._known[place + number] != KNOWN:
                self._take(place + number, counted, start + number, 1)

    def is_known(self, place: int) -> bool:
        """Whether the article at `place` was read, and is not to be read again."""
        return self._known[place] == KNOWN

    def grow_old(self, place: int) -> None:
        """Have what is known of the article at `place` stand only until it was read again."""
        if self._known[place] == KNOWN:
            self._known[place] = OLD

    def left(self) -> list[int]:
        """Return the places of the articles that are to be read, for the first time or again."""
        return [place for place, known in enumerate(self._known) if known != KNOWN]

    def how_many_left(self) -> int:
        """Return how many articles are to be read."""
        return len(self) - self._known.count(KNOWN)

    def next_unfinished(self, start: int, end: int) -> int | None:
        """Return the first place from `start` on, before `end`, where there is or may be a claim left."""
        found = self._unfinished.find(b"\1", start, end)
        return None if found < 0 else found

    def unfinished_of(self, places: Iterable[int]) -> Iterator[int]:
        """Yield those of these places where there is or may be a claim left, each judged in its turn."""
        return (place for place in places if self._unfinished[place])

    def snapshot(self) -> Snapshot:
        """Return what orders are made of, as it is now, for another thread."""
        return Snapshot(self._claims[:], self._tagged[:], bytes(self._known))

    def with_waiting(self) -> list[int]:
        """Return the places of the articles in which claims wait."""
        return [place for place, waiting in enumerate(self._waiting) if waiting] if self._all_waiting else []

    def rearrange(self, paths: Callable[[int, int], Iterable[str]], kept: Sequence[Kept], count: int) -> None:
        """Have `count` places: those of before that are `kept`, and others, of which nothing is known.

        `paths` gives those of before, from one place to the one before another.
        """
        for start, end in gaps(((run.old, run.length) for run in kept), len(self)):
            self._add_up(start, end, -1)
            for path in paths(start, end) if self._words else ():
                self._words.pop(path, None)
        if all(run.old == run.new for run in kept) and sum(run.length for run in kept) == len(self) == count:
            return
        self._titles.rearrange(kept, count)
        self._claims = rearranged(self._claims, kept, count)
        self._tagged = rearranged(self._tagged, kept, count)
        self._waiting = rearranged(self._waiting, kept, count)
        before = self._statuses, self._known, self._unfinished
        self._statuses, self._known = bytearray(count), bytearray(count)
        self._unfinished = bytearray(b"\1") * count
        for old, new in zip(before, (self._statuses, self._known, self._unfinished), strict=True):
            for run in kept:
                new[run.new : run.new + run.length] = old[run.old : run.old + run.length]
        self._not_known += count - sum(run.length for run in kept)

    def _take(self, place: int, counted: Counted, start: int, length: int) -> None:
        end, last = place + length, start + length
        self._add_up(place, end, -1)
        self._claims[place:end] = array("I", counted.claims[start:last])
        self._tagged[place:end] = array("I", counted.tagged[start:last])
        self._waiting[place:end] = array("I", counted.waiting[start:last])
        self._statuses[place:end] = counted.statuses[start:last]
        self._unfinished[place:end] = counted.unfinished[start:last]
        self._known[place:end] = bytes((KNOWN,)) * length
        self._titles.put(place, counted.titles[start:last])
        if self._words or counted.words:
            for path in counted.paths[start:last]:
                self._say(path, counted.words.get(path, ("", "")))
        self._add_up(place, end, 1)

    def _say(self, path: str, words: tuple[str, str]) -> None:
        if any(words):
            self._words[path] = words
        else:
            self._words.pop(path, None)

    def _add_up(self, start: int, end: int, sign: int) -> None:
        """Add what is from `start` to `end` to the sums, or take it off where `sign` is -1."""
        self._done += sign * self._statuses.count(_DONE, start, end)
        self._not_known += sign * self._known.count(UNKNOWN, start, end)
        self._all_claims += sign * sum(self._claims[start:end])
        self._all_tagged += sign * sum(self._tagged[start:end])
        self._all_waiting += sign * sum(self._waiting[start:end])
