"""The order of the list: made behind the scenes where there are many articles, and again as they change."""

from __future__ import annotations

import time
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from triage.core.order import BY_NAME, By, Order
from triage.core.values import dataclass
from triage.session.background import Background, CalledOffError
from triage.session.columns import UNKNOWN, Snapshot
from triage.session.display_order import Ordering, backwards
from triage.session.listing import Listing
from triage.session.shelf import Shelf
from triage.session.state import Deliver, Tone

if TYPE_CHECKING:
    from triage.session.opened import Opened
    from triage.store.corpus import Corpus
    from triage.store.paths import Paths
    from triage.store.scan import Scan

_FEW = 1000
"""Articles up to which a key sorts them itself."""

_AGAIN_SECONDS = 1.0
"""While articles are still counted, how often the order is made again."""

_AT_ONCE = 4096
"""Numbers that are sorted at once, while no key is taken. To merge all of them takes milliseconds."""

_LAST = 1 << 64
"""The number of what is not known: greater than any other."""

_NONE = -1 << 65
"""In the place of a number where there is none: nothing can be read."""


@dataclass(frozen=True, slots=True)
class _Work:
    """All that an order is made of, as it was when that was begun."""

    order: Order
    times: int
    """Of the list's places."""
    paths: Paths
    columns: Snapshot
    scan: Scan
    kept: tuple[Opened, ...]
    """Articles that are in memory."""


class Sorting:
    """Keeps the list in the order that was asked for last.

    What the reviewer tags does not move an article before their eyes: the order is made anew when
    the folder changes, when more was counted, and when it is asked for.
    """

    def __init__(
        self,
        listing: Listing,
        shelf: Shelf,
        corpus: Corpus,
        deliver: Deliver,
        changed: Callable[[], None],
        say: Callable[[str, Tone], None],
    ) -> None:
        self._listing, self._shelf, self._corpus = listing, shelf, corpus
        self._deliver, self._changed, self._say = deliver, changed, say
        self._behind = Background(lambda fault: deliver(partial(self._tell_fault, fault)))
        self.order = BY_NAME
        """What was asked for last."""
        self._round = 0
        """Counts what was begun: what is made for an earlier one is of no use."""
        self._begun = 0.0
        self._is_whole = True
        """Whether nothing was left to be counted when the order was made last."""
        listing.updated.append(self._counted)

    def ask(self, order: Order) -> None:
        """List in this order, and say so."""
        self.order = order
        counted = "" if self._is_counted() else f" · {self._how_far()}"
        self._say(f"listed {order.told}{counted}", Tone.INFO)
        self._begin()

    def choose(self, by: By) -> None:
        """List by this; the other way round, where that is so already."""
        self.ask(self.order.turned if self.order.by is by else Order(by))

    def follow(self) -> None:
        """The folder changed."""
        if self.order != BY_NAME:
            self._begin()

    def wait(self, seconds: float) -> bool:
        """Wait until nothing is sorted; return whether that was within `seconds`."""
        return self._behind.wait(seconds)

    def stop(self) -> None:
        """Sort no more."""
        self._round += 1
        self._behind.stop()

    def _begin(self) -> None:
        self._round += 1
        self._begun = time.monotonic()
        self._is_whole = True
        if self.order == BY_NAME:
            self._listing.sort(None)
            return
        columns = self._listing.snapshot()
        if self.order.by is By.NAME:
            self._listing.sort(backwards(len(columns.known)))
            return
        self._is_whole = self._is_counted()
        work = _Work(
            self.order,
            self._listing.times,
            self._listing.articles,
            columns,
            self._shelf.settling.scan,
            self._shelf.kept(),
        )
        if len(columns.known) <= _FEW and self.order.by is not By.DISAGREEMENT:
            self._take(self._round, work.times, *_arranged(self._keys(work, lambda: None), lambda: None))
        else:
            self._behind.soon(partial(self._make, self._round, work))

    def _make(self, round_: int, work: _Work) -> None:
        """Make an order behind the scenes."""

        def ask() -> None:
            if round_ != self._round:
                raise CalledOffError
            self._behind.go_on()

        made = _arranged(self._keys(work, ask), ask)
        self._deliver(partial(self._take, round_, work.times, *made))

    def _take(self, round_: int, times: int, order: array[int], ranks: array[int]) -> None:
        if round_ != self._round:
            return
        if times != self._listing.times:
            self._begin()
            return
        self._listing.sort(Ordering(order, ranks))
        self._changed()

    def _keys(self, work: _Work, ask: Callable[[], None]) -> list[int]:
        """Return a number for each place, the least for what stands first."""
        if work.order.by is By.DISAGREEMENT:
            values = self._disagreements(work, ask)
        elif work.order.by is By.CLAIMS:
            values = [claims or _NONE for claims in work.columns.claims]
        elif work.order.by is By.PROGRESS:
            values = [
                1000 * tagged // claims if claims else _NONE
                for claims, tagged in zip(work.columns.claims, work.columns.tagged, strict=True)
            ]
        else:
            values = [*self._stamped(work)]
        values += [_NONE] * (len(work.columns.known) - len(values))
        is_counted = work.order.by in (By.CLAIMS, By.PROGRESS)
        sign = -1 if work.order.descends else 1
        return [
            _LAST if value == _NONE or (is_counted and state == UNKNOWN) else sign * value
            for value, state in zip(values, work.columns.known, strict=True)
        ]

    def _stamped(self, work: _Work) -> Iterator[int]:
        """Yield the times or sizes of the articles' files, by place."""
        from triage.store import columns
        from triage.store.scan import look_at

        articles = work.scan.articles
        known = articles if articles.paths == work.paths else articles.among(work.paths).values()
        for path, seen in zip(work.paths, known, strict=True):
            is_seen = seen is not None and seen.stamp != columns.UNKNOWN
            found = seen if is_seen else look_at(self._corpus.root, path)
            if found is None:
                yield _NONE
            else:
                yield found.size if work.order.by is By.SIZE else found.mtime_ns

    def _disagreements(self, work: _Work, ask: Callable[[], None]) -> list[int]:
        """Return on how many claims of each article reviewers have different tags.

        What was counted of an article that is as it was need not be read; others with a sidecar are.
        """
        from triage.session.survey import Surveyed
        from triage.session.tallies import count, counted, recalled
        from triage.session.tally import Tally, tally
        from triage.store import kept_counts

        def differing(made: Tally) -> int:
            return made.by_two - made.agreed

        found: dict[str, int] = {}
        for made in recalled(self._corpus, kept_counts.standing(work.scan)):
            ask()
            found[made.path] = differing(made)
        for opened in work.kept:
            if not opened.pending:
                path = opened.article.path
                found[path] = differing(tally(Surveyed(self._shelf.entry(opened), opened)))
        missing = [path for path in work.scan.sidecars if path not in found]
        for given in count(self._corpus, self._while_wanted(missing, ask)):
            made, _, _ = counted(given)
            found[made.path] = differing(made)
        return [found.get(path, 0) for path in work.paths]

    @staticmethod
    def _while_wanted(paths: Sequence[str], ask: Callable[[], None]) -> Iterator[str]:
        for path in paths:
            ask()
            yield path

    def _counted(self, _: Iterable[str]) -> None:
        """Something else may be known of articles."""
        if not self._is_whole:
            wait = max(0.0, self._begun + _AGAIN_SECONDS - time.monotonic())
            again = partial(self._again, self._round)
            self._behind.after(wait, partial(self._deliver, again))

    def _again(self, round_: int) -> None:
        if round_ == self._round:
            self._begin()

    def _is_counted(self) -> bool:
        return self.order.by not in (By.PROGRESS, By.CLAIMS) or not self._listing.how_many_unread()

    def _how_far(self) -> str:
        totals = self._listing.totals()
        left = self._listing.how_many_unread()
        return f"{totals.articles - left:,} of {totals.articles:,} counted so far"

    def _tell_fault(self, fault: Exception) -> None:
        self._say(f"a fault of triage while sorting: {type(fault).__name__}: {fault}", Tone.ERROR)


def _arranged(keys: Sequence[int], ask: Callable[[], None]) -> tuple[array[int], array[int]]:
    """Return the places in the order of their keys, and the rank of each place; equal ones stay in order."""
    count = len(keys)
    packed = [key * count + place for place, key in enumerate(keys)]
    runs = [sorted(packed[start : start + _AT_ONCE]) for start in range(0, count, _AT_ONCE)]
    while len(runs) > 1:  # sorting what is two sorted runs merges them
        ask()
        runs = [
            sorted(runs[at] + (runs[at + 1] if at + 1 < len(runs) else [])) for at in range(0, len(runs), 2)
        ]
    order = array("I", [each % count for each in (runs[0] if runs else ())])
    ranks = array("I", bytes(4 * count))
    for rank, place in enumerate(order):
        ranks[place] = rank
    return order, ranks
