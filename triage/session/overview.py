"""What a dashboard shows of the whole corpus, and the places that its lines lead to."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from triage.core.codebook import Codebook, Requirement
from triage.session.attention import Figures, Kind, from_message
from triage.session.background import Job
from triage.session.desk import Desk
from triage.session.entry import Entry
from triage.session.listing import Listing
from triage.session.ordering import Order, ordered
from triage.session.state import Deliver

if TYPE_CHECKING:
    from triage.session.beside import Beside
    from triage.session.opened import Opened

_FIRST = 500
"""Articles that are to be counted before others because something waits in them, at most."""

_FEW = 2000
"""Articles up to which they are put in order at once."""

_KEPT = 4096
"""Articles whose tags are remembered."""


class Overview:
    """Used from the session's thread. The counting is done beside the program, while this is open."""

    def __init__(
        self,
        root: Path,
        reviewer: str,
        codebook: Codebook,
        listing: Listing,
        desk: Desk,
        behind: Callable[[Job], None],
        deliver: Deliver,
        changed: Callable[[], None],
    ) -> None:
        """`behind` runs a job where no key waits for it."""
        self._root, self._reviewer, self._codebook = root, reviewer, codebook
        self._listing, self._desk = listing, desk
        self._behind, self._deliver, self._changed = behind, deliver, changed
        self._beside: Beside | None = None
        self._tags: dict[str, Mapping[str, int]] = {}
        self._asked: frozenset[str] = frozenset()
        self._round = 0
        self._times = -1
        self.is_still = False
        """Whether no figures are to be seen counting up."""
        self.figures = Figures()
        self.problem = ""
        """Why nothing is counted."""
        self.order = Order.BEGUN
        self.places: Sequence[int] = ()
        """Of the articles in that order, without the one before the reviewer."""

    def open(self) -> None:
        """Begin to count, and to put the articles in order."""
        from triage.session.beside import Beside

        self.stop()
        self.figures, self.problem = Figures(), ""
        self.put_in_order(self.order)
        round_ = self._round
        first = [entry.path for entry in self._listing.with_waiting()][:_FIRST]
        first += [entry.path for entry in self._listing.with_problems()][:_FIRST]
        proved = [tag.name for tag in self._codebook.tags if asks_for_evidence(tag.name, self._codebook)]
        try:
            beside = Beside(
                "triage.session.overviewer",
                lambda message: self._deliver(partial(self._take, message, round_)),
                lambda: self._deliver(partial(self._ended, round_)),
            )
        except OSError as error:
            self.problem = str(error)
            return
        self._beside = beside
        root = str(self._root)
        beside.tell({"root": root, "reviewer": self._reviewer, "proved": proved, "first": first})

    def stop(self) -> None:
        """Count no more."""
        self._round += 1
        if self._beside is not None:
            self._beside.stop()
            self._beside = None
        self._tags.clear()
        self._asked = frozenset()

    def put_in_order(self, order: Order) -> None:
        """List the articles in this order, as far as they are at the moment."""
        self.order = order
        self._times = self._listing.times
        here = None if self._desk.path is None else self._listing.place(self._desk.path)
        shares = self._listing.shares()
        if len(shares.unfinished) <= _FEW:
            self.places = ordered(shares, order, here)
        else:
            self._behind(lambda: self._put(ordered(shares, order, here), self._round))

    def entry(self, number: int) -> Entry | None:
        """Return the article on line `number` of the order; None where that is not known yet."""
        if self._times != self._listing.times:  # other articles are at those places
            self.put_in_order(self.order)
        if number >= len(self.places) or self._times != self._listing.times:
            return None
        place = self.places[number]
        return self._listing.at_place(place) if place < self._listing.count else None

    def tags_of(self, path: str) -> Mapping[str, int]:
        """Return tag to the number of claims of an article that have it, as far as was told."""
        return self._tags.get(path, {})

    def see(self, paths: Iterable[str]) -> None:
        """Have it told which tags these articles have: they are seen."""
        wanted = frozenset(paths)
        if self._beside is not None and wanted != self._asked:
            self._asked = wanted
            self._beside.tell({"paths": sorted(wanted)})

    def go(self, kind: Kind | None, path: str) -> None:
        """Open an article, at the first claim that needs this attention; at its first one left for None."""
        if not self._desk.open(path) or kind is None:
            return
        opened = self._desk.opened
        if opened is None:
            return
        index = next((at for at in range(len(opened.outline)) if self._needs(opened, at, kind)), None)
        if index is not None:
            self._desk.put_cursor(index)

    def orphan(self, kind: Kind | None) -> str:
        """Return the id of a claim that went from the text of the open article; empty for other kinds."""
        opened = self._desk.opened
        gone = opened.outline.orphans if opened is not None and kind is Kind.GONE else ()
        return gone[0] if gone else ""

    def _needs(self, opened: Opened, index: int, kind: Kind) -> bool:
        passage = opened.outline.passages[index]
        if kind is Kind.CHANGED:
            return opened.is_changed(passage)
        mine = opened.record(index, self._reviewer)
        if mine is None or not mine.tagged:
            return False
        if kind is Kind.BARE:
            return not mine.evidence and asks_for_evidence(mine.tag, self._codebook)
        others = {
            record.tag
            for claim in opened.recorded_claims(passage)
            for name, record in claim.tags.items()
            if name != self._reviewer and record.tagged
        }
        return kind is Kind.DIFFERS and others not in (set(), {mine.tag})

    def _put(self, places: array[int], round_: int) -> None:
        self._deliver(partial(self._show, places, round_))

    def _show(self, places: array[int], round_: int) -> None:
        if round_ == self._round:
            self.places = places
            self._changed()

    def _take(self, message: dict[str, Any], round_: int) -> None:
        if round_ != self._round:
            return
        if "figures" in message:
            self.figures = from_message(message["figures"])
        if "tags" in message:
            if len(self._tags) > _KEPT:
                self._tags.clear()
            self._tags.update(message["tags"])
        self._changed()

    def _ended(self, round_: int) -> None:
        if round_ == self._round:
            self._beside = None
            self.problem = self.problem or "counting ended early"
            self._changed()


def asks_for_evidence(tag: str, codebook: Codebook) -> bool:
    """Whether what is tagged so should have evidence: as the codebook says, if it says so of any tag.

    Else it is all but opinions, which no source could settle.
    """
    definition = codebook.get(tag)
    if definition is None:
        return False
    if any(Requirement.EVIDENCE in each.requires for each in codebook.tags):
        return Requirement.EVIDENCE in definition.requires
    return tag != OPINION


OPINION = "opinion"
"""The tag of the codebook that comes with triage for what no source could settle."""
