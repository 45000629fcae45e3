"""The filter of the list: what it means is found between two keys, and followed as things change."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from triage.core.codebook import Codebook
from triage.core.filter import ClaimFacts, Filter, FilterError, Subject, Suggestion, suggestions
from triage.session.background import Background, CalledOffError
from triage.session.desk import Desk
from triage.session.entry import Entry
from triage.session.filtering import asked_by, claims_in, facts_of
from triage.session.glance import Glance
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
        codebook: Codebook,
        deliver: Deliver,
        changed: Callable[[], None],
        tell: Callable[[FilterError], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """`codebook` has the tags; `tell` is told what is wrong with a filter."""
        self._listing = listing
        self._shelf = shelf
        self._desk = desk
        self._codebook = codebook
        self._deliver = deliver
        self._changed = changed
        self._tell = tell
        self._behind = Background(failed)
        self._filter: Filter | None = None
        """What is asked for, where that is more than words."""
        self._round = 0
        """Counts the filters: what is found for an earlier one is of no use."""
        self._left: Iterator[Glance] | None = None
        """Articles that are still to be judged, where all of them are."""
        self._times = 0
        """How often their places had changed then."""
        self._again: set[str] = set()
        """Articles that are to be judged again."""
        self._inside: set[str] = set()
        """Those that are being looked into."""
        self._stays = ""
        """The article that is listed only because it is before the reviewer."""
        self._differs = False
        """Whether other articles were chosen than the list shows."""
        self._shown = 0.0
        self.query = ""
        """What was typed last; it may be wrong, and the list be about an earlier one."""
        listing.updated.append(self.judge)

    @property
    def is_looking(self) -> bool:
        """Whether there may be articles still that are not listed yet."""
        return bool(self._left or self._again or self._inside)

    def ask(self, query: str) -> None:
        """List what `query` means. One that is wrong changes nothing but what is told."""
        self.query = query
        try:
            asked = Filter(query, asked_by(self._shelf.reviewer, self._codebook))
        except FilterError as error:
            self._tell(error)
            return
        self._round += 1
        self._left = None
        self._again.clear()
        self._inside.clear()
        self._stays = ""
        if asked.words == tuple(query.split()):
            self._filter = None
            self._listing.filter(query)
            return
        self._filter = asked
        self._differs = True
        self._listing.choose(query)
        self._begin()
        self._go_on(self._round)

    def completed(self, line: str, cursor: int) -> tuple[str, int, str]:
        """Go on from what stands before the `cursor` (a place in code points) as far as that is sure.

        Returns the line, the cursor, and what could follow, a few words; untrusted text.
        """
        opened = self._desk.opened
        reviewers = (
            {name for claim in opened.annotations.claims.values() for name in claim.tags} if opened else set()
        )
        asked = asked_by(self._shelf.reviewer, self._codebook)
        return gone_on(line, cursor, suggestions(line, cursor, asked, {"by": sorted(reviewers)}))

    def follow(self, changes: Changes) -> None:
        """Judge what changed in the folder."""
        self.judge((*changes.added, *changes.changed, *(new for _, new in changes.renamed)))

    def judge(self, paths: Iterable[str]) -> None:
        """Judge these articles anew, soon: something else is known of them."""
        if self._filter is not None:
            is_idle = not (self._left or self._again)
            self._again.update(paths)
            if is_idle and self._again:
                self._deliver(partial(self._go_on, self._round))

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

    def _begin(self) -> None:
        """Judge all articles, from the first on."""
        self._times = self._listing.times
        self._left = self._listing.glances(self._known_inside, self._is_recorded)

    def _go_on(self, round_: int) -> None:
        """Judge as many articles as can be in a moment, then let keys come first."""
        if round_ != self._round or self._filter is None:
            return
        if self._left is not None and self._times != self._listing.times:
            self._begin()
        until = time.monotonic() + _SLICE_SECONDS
        inside: list[str] = []
        while time.monotonic() < until and (glance := self._next()) is not None:
            try:
                self._settle(glance, is_meant=self._filter.means(Subject(glance)))
            except _InsideError:
                inside.append(glance.path)
            except FilterError as error:
                self._stop_for(error)
                return
        if inside:
            self._inside.update(inside)
            self._behind.later(self._jobs(map(self._listing.entry, inside), self._filter, round_))
        if self._left or self._again:
            self._deliver(partial(self._go_on, round_))
        self._show()

    def _next(self) -> Glance | None:
        """Return the next article that is to be judged; None where there is none."""
        while self._again:
            glance = self._glance(self._again.pop())
            if glance is not None:
                return glance
        glance = None if self._left is None else next(self._left, None)
        if glance is None:
            self._left = None
        return glance

    def _glance(self, path: str) -> Glance | None:
        return self._listing.glance(path, self._known_inside, self._is_recorded)

    def _known_inside(self, path: str) -> Iterable[ClaimFacts]:
        """Return the claims of an article that is open. Raises _InsideError where it has to be read."""
        known = self._shelf.get(path)
        if not isinstance(known, Opened) or len(known.outline) > _FEW or known.pending:
            raise _InsideError
        return claims_in(known)

    def _is_recorded(self, path: str) -> bool:
        return path in self._shelf.settling.scan.sidecars or self._shelf.get(path) is not None

    def _jobs(self, entries: Iterable[Entry], wanted: Filter, round_: int) -> Iterator[Callable[[], None]]:
        entries = [*entries]
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
            glance = self._glance(path)
            if glance is not None:
                self._settle(glance, is_meant=is_meant)
        self._show()

    def _settle(self, glance: Glance, *, is_meant: bool) -> None:
        if not is_meant and glance.path == self._desk.path and self._listing.is_chosen(glance.place):
            self._stays = glance.path
        elif self._listing.put_chosen(glance.place, chosen=is_meant):
            self._differs = True

    def _stop_for(self, error: FilterError, round_: int | None = None) -> None:
        if round_ in (None, self._round):
            self._round += 1
            self._left = None
            self._again.clear()
            self._inside.clear()
            self._filter, self._stays = None, ""  # or every change in the folder would be judged by it again
            self._tell(error)
            self._show()

    def _show(self) -> None:
        now = time.monotonic()
        if self.is_looking and now - self._shown < _SHOWN_SECONDS:
            return
        self._shown = now
        if self._differs:
            self._differs = False
            self._listing.show_chosen()
        self._changed()


class _InsideError(Exception):
    """What the list knows does not decide it."""


def gone_on(line: str, cursor: int, found: Sequence[Suggestion]) -> tuple[str, int, str]:
    """Return a filter gone on with as far as what is `found` is sure, the cursor, and what could follow."""
    if not found:
        return line, cursor, ""
    first, last = min(one.text for one in found), max(one.text for one in found)
    common = first[: next((at for at, sign in enumerate(first) if last[at : at + 1] != sign), len(first))]
    if len(found) == 1 and not common.endswith((":", "<", ">", "=")):
        common += " "
    more = f"{found[0].text}: {found[0].help}" if len(found) == 1 else "  ".join(one.text for one in found)
    start = found[0].start
    return line[:start] + common + line[cursor:].lstrip(" "), start + len(common), more
