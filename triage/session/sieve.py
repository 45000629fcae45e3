"""The filter of the list: what it means is found between two keys, and followed as things change."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from triage.core.filter import ArticleFacts, ClaimFacts, Filter, FilterError, Subject, suggestions
from triage.session.background import Background, CalledOffError
from triage.session.desk import Desk
from triage.session.entry import Entry
from triage.session.filtering import asked_by, claims_in, facts_of
from triage.session.listing import Listing
from triage.session.opened import Opened
from triage.session.shelf import Shelf
from triage.session.state import Deliver
from triage.store.looks import Changes

_SLICE_SECONDS = 0.004
"""How long a key may have to wait for the articles that are being judged."""

_SHOWN_SECONDS = 0.15
"""How often the list shows what was found so far: to put it together takes some milliseconds."""

_FEW = 1000
"""Passages up to which an article that is open is looked into at once."""

_AT_ONCE = 50
"""Articles that are looked into before that is told."""


class Sieve:
    """Keeps the list to what a filter means.

    An article is judged by what the list knows of it, a few milliseconds at a time; where the filter
    asks about claims, and that does not decide it, a thread looks into it. The article before the
    reviewer stays listed until they leave it, whatever they do to it.
    """

    def __init__(
        self,
        listing: Listing,
        shelf: Shelf,
        desk: Desk,
        tags: Sequence[str],
        deliver: Deliver,
        changed: Callable[[], None],
        tell: Callable[[FilterError], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """`tags` are those of the codebook; `tell` is told what is wrong with a filter."""
        self._listing = listing
        self._shelf = shelf
        self._desk = desk
        self._tags = tags
        self._deliver = deliver
        self._changed = changed
        self._tell = tell
        self._behind = Background(failed)
        self._filter: Filter | None = None
        """What is asked for, where that is more than words."""
        self._chosen: set[str] = set()
        self._round = 0
        """Counts the filters: what is found for an earlier one is of no use."""
        self._waiting: list[Iterator[Entry]] = []
        """Articles that are still to be judged."""
        self._inside: set[str] = set()
        """Those that are being looked into."""
        self._stays = ""
        """The article that is listed only because it is before the reviewer."""
        self._differs = False
        """Whether other articles were chosen than the list shows."""
        self._shown = 0.0
        self.query = ""
        """What was typed last; it may be wrong, and the list be about an earlier one."""
        listing.updated = self.judge

    @property
    def is_looking(self) -> bool:
        """Whether there may be articles still that are not listed yet."""
        return bool(self._waiting or self._inside)

    def ask(self, query: str) -> None:
        """List what `query` means. One that is wrong changes nothing but what is told."""
        self.query = query
        try:
            asked = Filter(query, asked_by(self._shelf.reviewer, self._tags))
        except FilterError as error:
            self._tell(error)
            return
        self._round += 1
        self._waiting.clear()
        self._inside.clear()
        self._stays = ""
        if asked.words == tuple(query.split()):
            self._filter = None
            self._listing.filter(query)
            return
        self._filter = asked
        self._chosen, self._differs = set(), True
        self._listing.choose(query, self._chosen)
        self._judge(self._listing.all())

    def completed(self, line: str, cursor: int) -> tuple[str, int, str]:
        """Go on from what stands before the `cursor` (a place in code points) as far as that is sure.

        Returns the line, the cursor, and what could follow, a few words; untrusted text.
        """
        opened = self._desk.opened
        reviewers = (
            {name for claim in opened.annotations.claims.values() for name in claim.tags} if opened else set()
        )
        asked = asked_by(self._shelf.reviewer, self._tags)
        found = suggestions(line, cursor, asked, {"by": sorted(reviewers)})
        if not found:
            return line, cursor, ""
        first, last = min(one.text for one in found), max(one.text for one in found)
        common = first[: next((at for at, sign in enumerate(first) if last[at : at + 1] != sign), len(first))]
        if len(found) == 1 and not common.endswith((":", "<", ">", "=")):
            common += " "
        more = (
            f"{found[0].text}: {found[0].help}" if len(found) == 1 else "  ".join(one.text for one in found)
        )
        start = found[0].start
        return line[:start] + common + line[cursor:].lstrip(" "), start + len(common), more

    def follow(self, changes: Changes) -> None:
        """Judge what changed in the folder."""
        if self._filter is None:
            return
        if self._waiting:  # places may have changed among those that are to be judged
            self._waiting = [self._listing.all()]
        else:
            self.judge((*changes.added, *changes.changed, *(new for _, new in changes.renamed)))

    def judge(self, paths: Iterable[str]) -> None:
        """Judge these articles anew: something else is known of them."""
        if self._filter is not None:
            entries = [self._listing.entry(path) for path in paths if path in self._listing]
            if entries:
                self._judge(iter(entries))

    def noticed(self) -> None:
        """The reviewer typed something: what they left is listed no longer than it is meant."""
        if self._stays and self._stays != self._desk.path:
            left, self._stays = self._stays, ""
            self.judge([left])

    def wait(self, seconds: float) -> bool:
        """Wait until nothing is looked into; return whether that was within `seconds`."""
        return self._behind.wait(seconds)

    def stop(self) -> None:
        """Look into no more articles."""
        self._behind.stop()

    def _judge(self, entries: Iterator[Entry]) -> None:
        self._waiting.append(entries)
        if len(self._waiting) == 1:
            self._go_on(self._round)

    def _go_on(self, round_: int) -> None:
        """Judge as many articles as can be in a moment, then let keys come first."""
        if round_ != self._round or self._filter is None:
            return
        until = time.monotonic() + _SLICE_SECONDS
        inside: list[Entry] = []
        while self._waiting and time.monotonic() < until:
            entry = next(self._waiting[0], None)
            if entry is None:
                del self._waiting[0]
                continue
            try:
                self._settle(entry.path, is_meant=self._filter.means(Subject(self._from_outside(entry))))
            except _InsideError:
                inside.append(entry)
            except FilterError as error:
                self._stop_for(error)
                return
        if inside:
            self._inside.update(entry.path for entry in inside)
            self._behind.later(self._jobs(inside, self._filter, round_))
        if self._waiting:
            self._deliver(partial(self._go_on, round_))
        self._show()

    def _from_outside(self, entry: Entry) -> ArticleFacts:
        """Return what is known of an article without reading it; to look inside may raise _InsideError."""
        known = self._shelf.get(entry.path)
        facts = facts_of(entry)
        if isinstance(known, Opened) and len(known.outline) <= _FEW and not known.pending:
            return facts._replace(look_inside=partial(claims_in, known))
        is_recorded = known is not None or entry.path in self._shelf.settling.scan.sidecars
        return facts._replace(look_inside=_look_inside, is_recorded=lambda: is_recorded)

    def _jobs(self, entries: Sequence[Entry], wanted: Filter, round_: int) -> Iterator[Callable[[], None]]:
        for start in range(0, len(entries), _AT_ONCE):
            yield partial(self._look_into, entries[start : start + _AT_ONCE], wanted, round_)

    def _look_into(self, entries: Sequence[Entry], wanted: Filter, round_: int) -> None:
        """Judge articles by their claims, behind the scenes."""
        found: list[tuple[str, bool]] = []
        for entry in entries:
            if round_ != self._round:
                raise CalledOffError
            self._behind.go_on()
            facts = facts_of(entry)
            read = None if entry.problem else self._shelf.read(entry.path, remember=False)
            if isinstance(read, Opened):
                facts = facts._replace(look_inside=partial(claims_in, read))
            try:
                found.append((entry.path, wanted.means(Subject(facts))))
            except FilterError as error:
                self._deliver(partial(self._stop_for, error, round_))
                return
        self._deliver(partial(self._looked_into, found, round_))

    def _looked_into(self, found: Sequence[tuple[str, bool]], round_: int) -> None:
        if round_ != self._round:
            return
        for path, is_meant in found:
            self._inside.discard(path)
            self._settle(path, is_meant=is_meant)
        self._show()

    def _settle(self, path: str, *, is_meant: bool) -> None:
        if not is_meant and path == self._desk.path and path in self._chosen:
            self._stays = path
        elif is_meant != (path in self._chosen):
            (self._chosen.add if is_meant else self._chosen.discard)(path)
            self._differs = True

    def _stop_for(self, error: FilterError, round_: int | None = None) -> None:
        if round_ in (None, self._round):
            self._round += 1
            self._waiting.clear()
            self._inside.clear()
            self._tell(error)
            self._show()

    def _show(self) -> None:
        now = time.monotonic()
        if self.is_looking and now - self._shown < _SHOWN_SECONDS:
            return
        self._shown = now
        if self._differs:
            self._differs = False
            self._listing.choose(self._listing.query, self._chosen)
        self._changed()


class _InsideError(Exception):
    """What the list knows does not decide it."""


def _look_inside() -> Iterator[ClaimFacts]:
    raise _InsideError
