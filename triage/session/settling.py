"""What has come to rest in the folder: a file in motion stands as it was before, until it is quiet."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import replace

from triage.store.scan import Found, Scan, in_order

QUIET_SECONDS = 1.0
"""How long nothing must have happened to a file before it is taken for whole.

Editors that write a file anew, and programs that copy into it, pause for less.
"""

_Key = tuple[str, str]
"""A kind of file (article, sidecar, copies of a sidecar) and the article's path."""


class Settling:
    """Turns each look at the folder into what of it is sure. Looks come from one thread.

    No lock and no event says that a writer has ended: some close a file and go on, some never close
    it, some move the old one away first. So a change counts when the file has the same size, time and
    inode for `quiet` seconds, and a name that is gone counts when it has been gone for as long. What
    is new is listed at once, but is to be read when it is quiet.
    """

    def __init__(self, quiet: float = QUIET_SECONDS, clock: Callable[[], float] = time.monotonic) -> None:
        self.quiet = quiet
        self._settled = Scan()
        self._standing: dict[str, Found] = {}
        """The articles of the settled scan by path."""
        self.moving: frozenset[str] = frozenset()
        """Articles that are being written, or whose sidecar is; any thread may ask."""
        self.writing: frozenset[str] = frozenset()
        """Those of them that are being written themselves: a colleague's tags do not count."""
        self._clock = clock
        self._now = 0.0
        self._before: dict[_Key, tuple[object, float]] = {}
        self._since: dict[_Key, tuple[object, float]] = {}
        """What was seen of each file in motion, and when it was first seen like that."""
        self._listed: set[str] = set()
        """Articles that are listed and have not been quiet since they came."""
        self._quiet: set[str] = set()
        """Of these, those that are quiet now while their sidecar is not."""
        self._gone: set[str] = set()
        """Articles whose sidecar went and stays away."""

    def begin(self, scan: Scan) -> None:
        """Take all of the first look for sure."""
        self._settled = scan
        self._standing = {found.path: found for found in scan.articles}

    def standing(self, path: str) -> Found | None:
        """Return the article at `path` as it is listed; None where there is none."""
        return self._standing.get(path)

    def take(
        self, seen: Scan, ours: Callable[[str], bool], expected: Collection[str]
    ) -> tuple[Scan, tuple[str, ...]]:
        """Return what is sure now, and which of the articles that were listed before can now be read.

        `ours` tells whether the sidecar of an article is as this program wrote or read it last, which
        needs no time to settle; `expected` are the articles that had a sidecar then.
        """
        self._now = self._clock()
        self._before, self._since = self._since, {}
        articles = self._articles(seen)
        sidecars = self._sidecars(seen, ours, expected)
        copies = {
            path: found
            for path, found in seen.copies.items()
            if self._settled.copies.get(path) == found or self._rests(("copies", path), found)
        }
        self.moving = frozenset(path for _, path in self._since)
        self.writing = frozenset(path for kind, path in self._since if kind == "article")
        ripe = tuple(path for path in self._quiet if path not in self.moving)
        self._quiet.difference_update(ripe)
        self.begin(replace(seen, articles=articles, sidecars=sidecars, copies=copies))
        return self._settled, ripe

    def _rests(self, key: _Key, what: object, *others: tuple[_Key, object]) -> bool:
        """Whether `what` was seen for long enough, and each of `others`; if not they are in motion."""
        whole = ((key, what), *others)
        moments = [self._first_seen(each, looks) for each, looks in whole]
        if self._now - max(moments) >= self.quiet:
            return True
        for (each, looks), moment in zip(whole, moments, strict=True):
            self._since[each] = (looks, moment)
        return False

    def _first_seen(self, key: _Key, what: object) -> float:
        looked, moment = self._before.get(key, (self, self._now))
        return moment if looked == what else self._now

    def _articles(self, seen: Scan) -> tuple[Found, ...]:
        before = self._standing
        there = {found.path for found in seen.articles}
        there.update(problem.path for problem in seen.problems)  # what cannot be read is not gone
        missing = [found for found in self._settled.articles if found.path not in there]
        targets = (
            {found.stamp: found for found in seen.articles if found.path not in before} if missing else {}
        )
        kept: list[Found] = []
        renamed: dict[str, bool] = {}
        """New names of what is missing, and whether both ends have come to rest."""
        for found in missing:
            target = targets.get(found.stamp)
            more = [] if target is None else [(("article", target.path), target)]
            gone = self._rests(("article", found.path), None, *more)
            if target is not None:
                renamed[target.path] = gone
            if not gone:
                kept.append(found)
        taken = [
            kept_as
            for found in seen.articles
            if renamed.get(found.path, True)
            and (kept_as := self._article(found, before.get(found.path), found.path in renamed))
        ]
        self._listed &= there
        self._quiet &= there
        return in_order([*taken, *kept], seen) if kept else tuple(taken)

    def _article(self, found: Found, known: Found | None, renamed: bool) -> Found:
        """Return as what an article is listed: as it was before while it is in motion."""
        if renamed or (known == found and found.path not in self._listed):
            return found
        if self._rests(("article", found.path), found):
            if known is None or found.path in self._listed:
                self._listed.discard(found.path)
                self._quiet.add(found.path)
            return found
        if known is None:
            self._listed.add(found.path)
        return known or found

    def _sidecars(
        self, seen: Scan, ours: Callable[[str], bool], expected: Collection[str]
    ) -> dict[str, Found]:
        sidecars = dict(self._settled.sidecars)
        self._gone -= seen.sidecars.keys()
        for path in sidecars.keys() | seen.sidecars.keys() | (set(expected) - self._gone):
            found = seen.sidecars.get(path)
            if found is not None and found == sidecars.get(path):
                continue
            if not (path in expected and ours(path)) and not self._rests(("sidecar", path), found):
                continue
            if found is not None:
                sidecars[path] = found
            else:
                sidecars.pop(path, None)
                self._gone.add(path)
        return sidecars
