"""Going to the next claim of a kind, in this article or in those that follow in the list."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from triage.core.codebook import Codebook
from triage.core.filter import ArticleFacts, FilterError
from triage.core.outline import Passage
from triage.session.background import Background, CalledOffError
from triage.session.desk import Desk
from triage.session.entry import Entry
from triage.session.filtering import facts_of
from triage.session.listing import Listing
from triage.session.opened import Opened
from triage.session.shelf import Shelf
from triage.session.state import Deliver, Tone
from triage.session.wanted import Wanted

if TYPE_CHECKING:
    from triage.session.jumps import Jumps

ASKED = "asked"
"""The kind that was asked for last, see `Going.where`."""

_SLICE_SECONDS = 0.004
"""How long a key may have to wait for the articles that are passed by."""

_FEW = 500
"""Passages up to which an article is gone through at once."""

_AT_ONCE = 20
"""Articles that are looked into before that is told."""

_OFTEN = 64
"""Passages after which is asked whether anybody still waits."""

Place = tuple[str, tuple[int, int]]
"""The path of an article, and a span in it."""


class _Look(NamedTuple):
    """An article to be looked into."""

    entry: Entry
    opened: Opened | None
    """As it is in memory; None where it has to be read."""


class _Seek:
    """One way through the claims that follow, or that come before."""

    def __init__(self, wanted: Wanted, count: int, *, by_article: bool) -> None:
        """`count` is negative on the way back; `by_article` takes one claim of each article only."""
        self.wanted = wanted
        self.direction = 1 if count > 0 else -1
        self.left = abs(count)
        self.by_article = by_article
        self.found: Place | None = None
        """The last one that was passed."""
        self.at: str | None = None
        """The article that was passed last."""
        self.origin: object = None
        """Where the reviewer was."""

    def through(
        self, opened: Opened, facts: ArticleFacts, start: int | None, ask: Callable[[], None] = lambda: None
    ) -> bool:
        """Pass what is wanted in one article, from passage `start` on; return whether it is over.

        Without `start` all of it is gone through. `ask` is called now and then, and may raise. Raises
        FilterError.
        """
        holds = self.wanted.within(opened, facts)
        outline, forward = opened.outline, self.direction > 0 or self.by_article
        step = 1 if forward else -1
        index = start if start is not None else -1 if forward else len(outline)
        passed = 0

        def watched(passage: Passage) -> bool:
            nonlocal passed
            passed += 1
            if not passed % _OFTEN:
                ask()
            return holds is None or holds(passage)

        if start is None and self.wanted.passes_by(opened):
            return False
        while self.left:
            there = outline.step(index, step, watched if self.wanted.is_slow else holds)
            if there is None:
                return False
            index = there
            passage = outline.passages[index]
            self.found = opened.article.path, (passage.start, passage.end)
            self.left -= 1
            if self.by_article:
                break
        return not self.left


class Going:
    """Goes there at once where that takes no time; else a thread looks, and any other key calls it off."""

    def __init__(
        self,
        listing: Listing,
        shelf: Shelf,
        desk: Desk,
        codebook: Codebook,
        jumps: Jumps,
        deliver: Deliver,
        changed: Callable[[], None],
        say: Callable[[str, Tone], None],
    ) -> None:
        """`codebook` has the tags; `say` tells what came of it."""
        self._listing, self._shelf, self._desk = listing, shelf, desk
        self._codebook = codebook
        self._jumps = jumps
        self._deliver, self._changed, self._say = deliver, changed, say
        self._behind = Background(lambda fault: deliver(partial(self._tell_fault, fault)))
        self._seek: _Seek | None = None
        self._is_new = False
        """Whether the key that began it is not over yet."""
        self.asked = ""
        """The filter that was asked for last."""

    @property
    def is_looking(self) -> bool:
        """Whether articles are still looked into."""
        return self._seek is not None

    def go(self, count: int, to: str) -> None:
        """Go `count` (negative: back) claims of the kind `to` on: of `STEPS`, a tag, or a filter."""
        self._seek = None
        if to == ASKED:
            if not self.asked:
                self._say("no filter was asked for yet to go by", Tone.WARNING)
                return
            self._begin(self.asked, count, by_article=False, is_filter=True)
            return
        if to in ("claim", "any"):
            if not self._desk.move(count, to):
                self._none(Wanted(to, self._shelf.reviewer, self._codebook), count)
            return
        self._begin(to, count, by_article=False)

    def where(self, query: str, count: int = 1) -> None:
        """Go to the next claim that a filter means, and keep it for the kind `ASKED`."""
        if query.strip():
            self.asked = query.strip()
        self.go(count, ASKED)

    def to_unfinished(self, count: int) -> None:
        """Open the article `count` on (negative: back) that has a claim left, the cursor on it."""
        self._begin("untagged", count, by_article=True)

    def noticed(self) -> None:
        """A key was pressed: unless it began this, nobody waits for it any more."""
        if not self._is_new:
            self.call_off()
        self._is_new = False

    def call_off(self) -> bool:
        """Look no further; return whether anything was looked for."""
        was_looking, self._seek = self.is_looking, None
        return was_looking

    def stop(self) -> None:
        """Look into no more articles."""
        self._seek = None
        self._behind.stop()

    def _begin(self, to: str, count: int, *, by_article: bool, is_filter: bool = False) -> None:
        try:
            wanted = Wanted(to, self._shelf.reviewer, self._codebook, is_filter=is_filter)
        except FilterError as error:
            self._say(_wrong(error), Tone.ERROR)
            return
        seek = self._seek = _Seek(wanted, count, by_article=by_article)
        seek.at = self._desk.path
        seek.origin = self._place()
        self._is_new = True
        opened, cursor = self._desk.opened, self._desk.cursor
        if opened is None or cursor is None or by_article:
            self._go_on(seek, at_once=True)
            return
        facts = facts_of(self._listing.entry(opened.article.path))
        if wanted.is_slow and len(opened.outline) > _FEW:
            self._wait(seek)
            self._behind.soon(partial(self._look_into, seek, [(opened, facts, cursor)], ()))
        elif not self._passes(seek, opened, facts, cursor):
            self._go_on(seek, at_once=True)

    def _passes(self, seek: _Seek, opened: Opened, facts: ArticleFacts, start: int | None) -> bool:
        """Go through an article now; return whether it is over."""
        try:
            over = seek.through(opened, facts, start)
        except FilterError as error:
            self._fail(seek, error)
            return True
        if over:
            self._land(seek)
        return over

    def _go_on(self, seek: _Seek, *, at_once: bool = False) -> None:
        """Pass articles by for a moment; look into those that may have what is wanted."""
        if seek is not self._seek:
            return
        listing = self._listing
        here = None if seek.at is None else listing.position(seek.at)
        at = here if here is not None else -1 if seek.direction > 0 else len(listing)
        until = time.monotonic() + _SLICE_SECONDS
        looks: list[_Look] = []
        while 0 <= (at := at + seek.direction) < len(listing):
            article = listing.glance_at(at, _not_inside, self._is_recorded)
            path = seek.at = article.path
            if seek.wanted.may_be_in(article):
                opened = self._shelf.get(path)
                if opened is None and at_once and not looks:
                    found = self._shelf.open(path)  # mostly the next article, which was read ahead
                    opened = found if isinstance(found, Opened) else None
                short = opened is not None and not opened.pending and len(opened.outline) <= _FEW
                if opened is None or not short or looks:
                    looks.append(_Look(listing.entry(path), opened))
                elif self._passes(seek, opened, facts_of(listing.entry(path)), None):
                    return
            if time.monotonic() > until or len(looks) >= _AT_ONCE:
                break
        else:
            if not looks:
                self._end(seek)
                return
        self._wait(seek)
        if looks:
            self._behind.soon(partial(self._look_into, seek, (), looks))
        else:
            self._deliver(partial(self._go_on, seek))

    def _look_into(
        self,
        seek: _Seek,
        started: Sequence[tuple[Opened, ArticleFacts, int]],
        looks: Sequence[_Look],
    ) -> None:
        """Go through articles behind the scenes, the first perhaps from where the cursor is on."""

        def ask() -> None:
            if seek is not self._seek:
                raise CalledOffError
            self._behind.go_on()

        try:
            over = any(seek.through(opened, facts, start, ask) for opened, facts, start in started)
            for look in looks:
                ask()
                if over:
                    break
                found = look.opened
                if found is None or found.pending:
                    read = self._shelf.read(look.entry.path, remember=False, go_on=ask)
                    found = read if isinstance(read, Opened) else None
                over = found is not None and seek.through(found, facts_of(look.entry), None, ask)
        except FilterError as error:
            self._deliver(partial(self._fail, seek, error))
            return
        self._deliver(partial(self._land if over else self._go_on, seek))

    def _wait(self, seek: _Seek) -> None:
        self._say(f"looking for the {_way(seek.direction)} {seek.wanted.called} …", Tone.INFO)

    def _end(self, seek: _Seek) -> None:
        """There are no more articles: go to the last claim that was passed."""
        if seek.found is not None:
            self._land(seek)
            return
        if seek is self._seek:
            self._seek = None
            self._none(seek.wanted, seek.direction, by_article=seek.by_article)
            self._changed()

    def _land(self, seek: _Seek) -> None:
        if seek is not self._seek or seek.found is None:
            return
        self._seek = None
        if seek.origin != self._place():
            return  # the reviewer went elsewhere
        self._say("", Tone.INFO)
        path, span = seek.found
        if path == self._desk.path:
            self._desk.put_cursor_on(*span)
        else:
            with self._jumps.jumping():
                if path not in self._listing or not self._desk.open(path, span):
                    self._say(f"{path} cannot be opened any more", Tone.WARNING)
        self._changed()

    def _tell_fault(self, fault: Exception) -> None:
        self._seek = None
        self._say(f"a fault of triage while looking for a claim: {type(fault).__name__}: {fault}", Tone.ERROR)

    def _fail(self, seek: _Seek, error: FilterError) -> None:
        if seek is self._seek:
            self._seek = None
            self._say(_wrong(error), Tone.ERROR)
            self._changed()

    def _none(self, wanted: Wanted, count: int, *, by_article: bool = False) -> None:
        what = "unfinished article" if by_article else wanted.called
        self._say(f"no {what} {'after' if count > 0 else 'before'} this one", Tone.INFO)

    def _place(self) -> object:
        passage = self._desk.passage
        return self._desk.path, passage and (passage.start, passage.end)

    def _is_recorded(self, path: str) -> bool:
        return path in self._shelf.settling.scan.sidecars or self._shelf.get(path) is not None


def _not_inside(_: str) -> NoReturn:
    raise AssertionError("only what the list knows is asked for")


def _way(direction: int) -> str:
    return "next" if direction > 0 else "previous"


def _wrong(error: FilterError) -> str:
    return f"column {error.start + 1} of the filter: {error.message}"
