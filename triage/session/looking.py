"""Looking at the folder whenever something in it may have changed: at that, or at everything."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Protocol

from triage.errors import TriageError
from triage.session.background import Background, CalledOffError
from triage.session.settling import Settling
from triage.store.columns import Stamps
from triage.store.corpus import Corpus
from triage.store.listed import Articles
from triage.store.looks import Look, Update, seen_against, updated
from triage.store.scan import Scan
from triage.store.unreadable import Unreadable

if TYPE_CHECKING:  # imported when there is very much to look at: that is after the start
    from triage.session.looking_beside import LookingBeside

_FEW = 500
"""Paths up to which each is looked at by itself; beyond that everything is."""

_MANY = 2000
"""Articles beyond which another process looks at everything: it takes a second for a hundred thousand."""


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
        """Whether the next look is at everything."""
        self._waits = False
        """Whether the next look is asked for."""
        self.asked = 0
        """How often a look was asked for."""
        self._names_only = False
        self._lost = False
        self._not_before = 0.0
        """When everything may be looked at again, so that looking leaves half of the time to others."""

    @property
    def names_only(self) -> bool:
        """Whether nothing but the names of the articles was looked at."""
        return self._names_only

    def begin(self, scan: Scan) -> None:
        """Begin with a look that was taken."""
        self._settling.begin(scan)

    def begin_with_names(self, paths: list[str]) -> None:
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
        """Wait until there is nothing to look at now; return whether that was within `seconds`."""
        return self._thread.wait(seconds)

    def stop(self) -> None:
        """Look no more."""
        self._stopped = True
        if self._beside is not None:
            self._beside.stop()
        self._thread.stop()

    def _look(self) -> None:
        with self._guard:  # before looking, so that a change meanwhile makes another look
            named, self._named, self._waits = self._named, set(), False
            at_all, self._at_all = self._at_all or self._lost or self._names_only, False
        known = self._corpus.known_sidecars()
        named |= self._settling.restless(known)
        scan = self._settling.scan
        look = None if at_all or len(named) > _FEW else self._corpus.look(scan, named)
        if look is None:
            left = self._not_before - time.monotonic()
            if left > 0:
                with self._guard:
                    self._at_all = True
                self._thread.after(left, self._look)
                return
            scan, look = self._everything(scan)
            self._lost = self._told.lost(look.lost)
            if self._lost:
                return
            if self._names_only:
                self._names_only = False
                update = updated(scan, look)
                self._settling.begin(update.scan)
                self._told.first(update)
                return
        update, ripe = self._settling.take(look, self._is_ours, known)
        left_to_rest = self._settling.seconds_left()
        self._thread.after(left_to_rest or 0, None if left_to_rest is None else self._look)
        # One that was written and went between two looks is in neither of them.
        moving = self._settling.moving
        unseen = (path for path in known if path not in update.scan.sidecars and path not in moving)
        vanished = frozenset(path for path in unseen if update.scan.articles.get(path) is not None)
        self._told.seen(update, ripe, vanished)

    def _everything(self, known: Scan) -> tuple[Scan, Look]:
        stamped = not self._names_only
        if len(known.articles) > _MANY:
            from triage.session.looking_beside import LookingBeside

            began = time.monotonic()
            self._beside = LookingBeside()
            seen = None if self._stopped else self._beside.look(self._corpus.root, known, stamped=stamped)
            if self._stopped:
                raise CalledOffError
            if seen is not None:
                ended = time.monotonic()
                self._not_before = ended + (ended - began)
                return seen
        return seen_against(known, self._corpus.scan(), stamped=stamped)

    def _is_ours(self, path: str) -> bool:
        try:
            return not self._corpus.is_new_to_us(path)
        except TriageError:
            return False
