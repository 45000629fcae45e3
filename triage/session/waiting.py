"""Claims that wait for the reviewer: their words changed or went from the text, or they lack something."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from triage.core.claim import Claim, State
from triage.core.codebook import Requirement
from triage.core.outline import Passage
from triage.core.values import dataclass
from triage.session.background import Job
from triage.session.desk import Carried, Desk
from triage.session.entry import Entry
from triage.session.listing import Listing
from triage.session.opened import Opened
from triage.session.state import Deliver
from triage.store.corpus import Corpus

Span = tuple[int, int]
_NONE: Mapping[str, Span] = {}


@dataclass(frozen=True, slots=True)
class Waiting:
    """One claim of the open article that waits; several that have one span count as one."""

    claims: tuple[Claim, ...]
    offer: Span | None
    """For an orphan, where in the text (code points) it may belong; None where nothing is like it."""
    lacks: tuple[Requirement, ...] = ()
    """What the reviewer's tag on it requires, if that is what it waits for."""

    @property
    def claim(self) -> Claim:
        """The first of them."""
        return self.claims[0]


class WaitingClaims:
    """Lists what waits, and takes up an orphan so that it can be put somewhere."""

    def __init__(
        self,
        corpus: Corpus,
        desk: Desk,
        listing: Listing,
        behind: Callable[[Job], None],
        deliver: Deliver,
        changed: Callable[[], None],
        lacks: Callable[[Opened, Passage], tuple[Requirement, ...]] = lambda *_: (),
    ) -> None:
        """`behind` runs a job where no key waits for it, `lacks` tells what a tag requires in vain."""
        self._corpus = corpus
        self._desk = desk
        self._listing = listing
        self._behind = behind
        self._deliver = deliver
        self._changed = changed
        self._lacks = lacks
        self._offers: dict[tuple[str, str, tuple[str, ...]], Mapping[str, Span]] = {}

    def here(self) -> list[Waiting]:
        """Return what waits in the open article: changed claims in text order, then orphans as they stood.

        Last those that lack what the reviewer's own tag on them requires.
        """
        opened = self._desk.opened
        if opened is None:
            return []
        offers = self._offers.get(_key(opened), _NONE)
        changed = [
            Waiting(tuple(opened.recorded_claims(passage)), None)
            for passage in opened.outline.recorded()
            if opened.is_changed(passage)
        ]
        orphans = (opened.annotations.claims[claim_id] for claim_id in opened.outline.orphans)
        lost = [Waiting((claim,), offers.get(claim.id)) for claim in orphans]
        return [*changed, *lost, *self._lacking(opened)]

    def _lacking(self, opened: Opened) -> Iterator[Waiting]:
        for passage in opened.outline.recorded():
            lacks = self._lacks(opened, passage)
            if lacks and not opened.is_changed(passage):
                yield Waiting(tuple(opened.recorded_claims(passage)), None, lacks)

    def elsewhere(self) -> list[Entry]:
        """Return the other articles in which something waits, as far as they were read."""
        return [entry for entry in self._listing.with_waiting() if entry.path != self._desk.path]

    @property
    def is_looking(self) -> bool:
        """Whether the orphans of the open article are being looked for still."""
        opened = self._desk.opened
        return opened is not None and bool(opened.outline.orphans) and _key(opened) not in self._offers

    def look_for_offers(self) -> None:
        """Look, behind the scenes, where the orphans of the open article may belong."""
        opened = self._desk.opened
        if opened is not None and self.is_looking:
            self._behind(partial(self._look, opened))

    def take_up(self, claim_id: str) -> Waiting | None:
        """Put the cursor on what waits, or on the place offered for it; an orphan is carried from then on.

        Returns it; None where nothing of that id waits any more.
        """
        opened = self._desk.opened
        found = next((one for one in self.here() if claim_id in (claim.id for claim in one.claims)), None)
        if opened is None or found is None:
            return None
        anchor = found.claim.anchor
        if anchor.state is not State.ORPHAN:
            self._desk.put_cursor_on(anchor.start, anchor.end)
            return found
        self._desk.carried = Carried(found.claim, found.offer)
        place = found.offer or (anchor.start, anchor.end)
        index = opened.outline.at(place[0]) if found.offer else opened.outline.nearest(*place)
        if index is not None:
            self._desk.put_cursor(index)
        return found

    def _look(self, opened: Opened) -> None:
        offers = self._corpus.offers(opened.article, opened.annotations)
        self._deliver(partial(self._take, _key(opened), offers))

    def _take(self, key: tuple[str, str, tuple[str, ...]], offers: Mapping[str, Span]) -> None:
        self._offers = {key: offers}  # of one article at a time: looking again is quick enough
        self._changed()


def _key(opened: Opened) -> tuple[str, str, tuple[str, ...]]:
    return opened.article.path, opened.article.sha256, opened.outline.orphans
