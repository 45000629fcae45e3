"""Going from one place that a search has found to the next, through all articles, from the text."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from triage.session.spot import spot_of
from triage.session.state import Tone

if TYPE_CHECKING:
    from triage.core.pattern import Pattern
    from triage.session.desk import Desk
    from triage.session.finder import Finder
    from triage.session.finding import Found
    from triage.session.hits import Hit
    from triage.session.jumps import Jumps
    from triage.session.listing import Listing
    from triage.session.searching import Searching
    from triage.session.stops import Stops


class Tour:
    """Used from the session's thread. It goes on where it was, wherever the reviewer went meanwhile."""

    def __init__(
        self,
        desk: Desk,
        listing: Listing,
        finder: Finder,
        searching: Searching,
        jumps: Jumps,
        say: Callable[[str, Tone], None],
        key_of: Callable[[str], str],
    ) -> None:
        self._desk, self._listing, self._finder, self._searching = desk, listing, finder, searching
        self._jumps, self._say, self._key_of = jumps, say, key_of
        self._stops: Stops | None = None
        self._pattern: Pattern | None = None
        self._place = -1
        """The place gone to last; before the first one there is none."""

    def go_to(self, hit: Hit) -> None:
        """Open the article of a hit at its place; the tour goes on from there."""
        self._stops, self._pattern = self._searching.stops, self._searching.wanted
        number = None if self._stops is None else self._stops.number(hit.path)
        if self._stops is not None and number is not None:
            self._place = self._stops.before(number)
        if hit.path not in self._listing:
            self._say(f"{hit.path} is gone", Tone.WARNING)
            return
        with self._jumps.jumping():
            if not self._desk.open(hit.path, (hit.start, hit.end)):
                return
        opened = self._desk.opened
        index = None if opened is None else opened.outline.at(hit.start)
        if index is not None:
            self._desk.put_cursor(index)

        def show(found: Found) -> None:
            at = next((number for number, span in enumerate(found.spans) if span[0] >= hit.start), None)
            if at is not None and self._desk.path == hit.path:
                self._show(found, at)

        if self._pattern is not None:
            self._finder.look_for(self._pattern, show)

    def step(self, count: int) -> None:
        """Go on (negative: back) by so many places, round the end to the first one."""
        searching = self._searching
        if self._stops is None and searching.stops is not None and len(searching.stops):
            self._stops, self._pattern, self._place = searching.stops, searching.wanted, -1
        if self._stops is None or not len(self._stops) or self._pattern is None:
            self._say(f"nothing was searched for yet: {self._key_of('search')} searches", Tone.WARNING)
            return
        there = self._place + count + (count < 0 and self._place < 0)
        if there >= self._stops.places and not self._stops.complete:
            self._say(f"the last of {self._stops.places:,} places found so far", Tone.WARNING)
            return
        self._open(there % self._stops.places, 1 if count > 0 else -1, len(self._stops))

    def _open(self, place: int, way: int, left: int) -> None:
        """Go to a place; where its article has none any more to the next one, of `left` at most."""
        stops, what = self._stops, self._pattern
        assert stops is not None
        assert what is not None
        round_ = (place - self._place) * way < 0
        number = stops.article(place)
        path, first = stops.paths[number], stops.before(number)
        last = stops.before(number + 1) - 1

        def go_on() -> None:
            self._place = last if way > 0 else first
            if left > 1:
                self._open((self._place + way) % stops.places, way, left - 1)
            else:
                self._say("none of what was found is there any more", Tone.WARNING)

        def show(found: Found) -> None:
            if self._desk.path == path and found.spans:
                self._place = place
                self._show(found, min(place - first, len(found.spans) - 1), round_=round_)
            elif self._desk.path == path:
                go_on()

        origin = spot_of(self._desk)
        if path not in self._listing or not self._desk.open(path):
            go_on()
            return
        if origin is not None and origin.path != path:
            self._jumps.left(origin)
        if self._desk.found is not None and self._desk.found.asked is what:
            show(self._desk.found)
        else:
            self._finder.look_for(what, show)

    def _show(self, found: Found, at: int, *, round_: bool = False) -> None:
        stops = self._stops
        self._desk.found = found
        self._desk.go_to_found(at)
        number = None if stops is None else stops.number(self._desk.path or "")
        if stops is None or number is None:
            self._finder.tell()
            return
        first, end = stops.before(number), stops.before(number + 1)
        self._place = min(first + at, end - 1)
        so_far = "" if stops.complete else " found so far"
        said = f"{self._place + 1:,} of {stops.places:,}{so_far} · article {number + 1:,} of {len(stops):,}"
        self._say(f"{said} · round the end" if round_ else said, Tone.INFO)
