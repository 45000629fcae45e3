"""Looking at the folder whenever something in it may have changed: at that, or at everything."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection
from functools import partial
from typing import TYPE_CHECKING, Protocol

from triage.core.values import replace
from triage.errors import TriageError
from triage.session.background import Background
from triage.session.freed import give_back
from triage.session.settling import Settling
from triage.store.columns import Stamps
from triage.store.corpus import Corpus
from triage.store.listed import Articles
from triage.store.looks import Look, Update, overlaid, seen_against, updated
from triage.store.paths import Paths
from triage.store.scan import Scan
from triage.store.unreadable import Unreadable

if TYPE_CHECKING:  # imported when there is very much to look at: that is after the start
    from triage.session.looking_beside import Answer, LookingBeside

_FEW = 500
"""Paths up to which each is looked at by itself; beyond that everything is."""

_MANY, _MANY_AT_FIRST = 20_000, 2000
"""Articles beyond which another process looks at everything: it takes a second for a hundred thousand.

At first, too, where there are fewer: then a reviewer begins to type.
"""


_LONG_SECONDS = 0.02
"""How long a look at everything may take here for the next one to follow at once."""


class Told(Protocol):
    """Who is told what was seen; on the looking thread."""

    def lost(self, lost: Unreadable | None) -> bool:
        """Learn why the folder cannot be looked through, or that it can be; return whether it is lost."""

    def first(self, update: Update) -> None:
        """Take over the first look at the files, where at first only their names were known."""

    def seen(self, update: Update, ripe: tuple[str, ...], vanished: frozenset[str]) -> None:
        """Take over what is sure: what changed, what can be read now, whose sidecar was never seen."""


class Looking:
    """Looks on a thread of its own: no look waits for an article to be read."""

    def __init__(
        self, corpus: Corpus, settling: Settling, told: Told, failed: Callable[[Exception], None]
    ) -> None:
        self._corpus = corpus
        self._settling = settling
        self._told = told
        self._thread = Background(failed)
        self._beside: LookingBeside | None = None
        self._stopped = False
        self._guard = threading.Lock()
        self._named: set[str] = set()
        self._at_all = False
        """Whether everything is to be looked at."""
        self._waits = False
        """Whether the next look is asked for."""
        self.asked = 0
        """How often a look was asked for."""
        self._names_only = False
        self._lost = False
        self._not_before = 0.0
        """When everything may be looked at again here, so that half of the time is left to others."""
        self._put_off = False
        """Whether the last look could not be taken yet, being about everything."""
        self._awaits = False
        """Whether another process looks at everything, or its answer is not taken over yet."""
        self._meanwhile: set[str] = set()
        """What was looked at while another process looked at everything."""

    @property
    def names_only(self) -> bool:
        """Whether nothing but the names of the articles was looked at."""
        return self._names_only

    def begin(self, scan: Scan) -> None:
        """Begin with a look that was taken."""
        self._settling.begin(scan)

    def begin_with_names(self, paths: Paths) -> None:
        """Begin with the paths of articles, in natural order; their files are looked at as soon as asked."""
        self._names_only = True
        self._settling.begin(Scan(Articles.of_columns(paths, Stamps.unknown(len(paths)))))

    def look_again(self, paths: Collection[str] = ()) -> None:
        """Look at these paths soon, relative to the folder, or at everything where there are none."""
        with self._guard:
            self.asked += 1
            self._at_all = self._at_all or not paths
            self._named.update(paths)
            if self._waits:
                return
            self._waits = True
        self._thread.soon(self._look)

    def wait(self, seconds: float) -> bool:
        """Wait until there is nothing to look at now; return whether that was within `seconds`.

        A look that was put off is none that is over.
        """
        looked = self._thread.wait(seconds, lambda: not self._put_off or self._awaits)
        return looked and (
            self._beside is None
            or (self._beside.wait(seconds) and self._thread.wait(seconds, lambda: not self._put_off))
        )

    def stop(self) -> None:
        """Look no more."""
        self._stopped = True
        if self._beside is not None:
            self._beside.stop()
        self._thread.stop()

    def _look(self) -> None:
        with self._guard:  # before looking, so that a change meanwhile makes another look
            named, self._named, self._waits = self._named, set(), False
            at_all, self._at_all = self._at_all, False
        known = self._corpus.known_sidecars()
        named |= self._settling.restless(known)
        scan = self._settling.scan
        is_large = len(scan.articles) > (_MANY_AT_FIRST if self._names_only else _MANY)
        can_tell = len(named) <= _FEW and not self._lost and (is_large or not (at_all or self._names_only))
        look = self._corpus.look(scan, named) if can_tell else None
        if look is not None:
            if self._awaits:
                self._meanwhile |= named
            self._take(look, known)
        self._put_off = False
        if is_large and (at_all or look is None or (self._names_only and not self._awaits)):
            self._look_beside()
        elif look is None and time.monotonic() < self._not_before:
            self._put_it_off()
        elif look is None:
            began = time.monotonic()
            self._take_all(*seen_against(scan, self._corpus.scan(), stamped=not self._names_only))
            took = time.monotonic() - began
            self._not_before = began + 2 * took if took > _LONG_SECONDS else 0.0
        self._set_alarm()

    def _look_beside(self) -> None:
        from triage.session.looking_beside import LookingBeside

        if self._beside is None:
            self._beside = LookingBeside(self._corpus.root, self._was_seen)
        if self._stopped:
            self._beside.stop()
        if self._beside.begin(self._settling.scan, stamped=not self._names_only):
            self._meanwhile, self._awaits = set(), True
        else:
            self._put_it_off()

    def _put_it_off(self) -> None:
        """Look at everything when that may be done again."""
        self._put_off = True
        with self._guard:
            self._at_all = True

    def _was_seen(self, known: Scan, answer: Answer) -> None:
        self._thread.soon(partial(self._take_seen, known, answer))

    def _take_seen(self, known: Scan, answer: Answer) -> None:
        self._awaits = self._put_off = False
        seen = answer or seen_against(known, self._corpus.scan(), stamped=not self._names_only)
        self._take_all(*seen)
        self._set_alarm()
        give_back()

    def _take_all(self, known: Scan, look: Look) -> None:
        """Take over a look at everything."""
        self._lost = self._told.lost(look.lost)
        if self._lost:
            return
        scan = self._settling.scan
        if self._meanwhile:
            over = overlaid(self._corpus.root, scan, look, self._meanwhile)
            if over is None:
                self.look_again()
                return
            look = over
        self._meanwhile = set()
        if self._names_only:
            self._names_only = False
            update = updated(scan, look)
            stamped = update.scan.articles.filled_from(known.articles)
            self._settling.begin(replace(update.scan, articles=stamped))
            self._told.first(update)
        else:
            self._take(look, self._corpus.known_sidecars())

    def _take(self, look: Look, known: Collection[str]) -> None:
        """Take over what of a look is sure."""
        update, ripe = self._settling.take(look, self._is_ours, known)
        # One that was written and went between two looks is in neither of them.
        moving = self._settling.moving
        unseen = (path for path in known if path not in update.scan.sidecars and path not in moving)
        vanished = frozenset(path for path in unseen if update.scan.articles.get(path) is not None)
        self._told.seen(update, ripe, vanished)

    def _set_alarm(self) -> None:
        """Look again when something may have come to rest, or when everything may be looked at again.

        What had to be put off can only be looked at then: that something is due changes nothing.
        """
        seconds = [None if self._put_off else self._settling.seconds_left()]
        if self._at_all and not self._awaits:
            left = 0.0 if self._beside is None else self._beside.seconds_left
            seconds.append(max(left, self._not_before - time.monotonic(), 0.0))
        first = min((each for each in seconds if each is not None), default=None)
        self._thread.after(first or 0, None if first is None else self._look)

    def _is_ours(self, path: str) -> bool:
        try:
            return not self._corpus.is_new_to_us(path)
        except TriageError:
            return False
