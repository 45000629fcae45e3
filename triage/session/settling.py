"""What has come to rest in the folder: a file in motion stands as it was before, until it is quiet."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from typing import cast

from triage.store.looks import Look, Update, updated
from triage.store.names import SIDECAR_SUFFIX, in_natural_order
from triage.store.scan import Found, Scan

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
        self.scan = Scan()
        """What is sure; any thread may ask."""
        self.moving: frozenset[str] = frozenset()
        """Articles that are being written, or whose sidecar is; any thread may ask."""
        self.writing: frozenset[str] = frozenset()
        """Those of them that are being written themselves: a colleague's tags do not count."""
        self._clock = clock
        self._now = 0.0
        self._before: dict[_Key, tuple[object, float]] = {}
        self._since: dict[_Key, tuple[object, float]] = {}
        """What was seen of each file in motion, and when it was first seen like that."""
        self._due: float | None = None
        self._listed: set[str] = set()
        """Articles that are listed and have not been quiet since they came."""
        self._quiet: set[str] = set()
        """Of these, those that are quiet now while their sidecar is not."""
        self._gone: set[str] = set()
        """Articles whose sidecar went and stays away."""

    def begin(self, scan: Scan) -> None:
        """Take all of the first look for sure."""
        self.scan = scan

    def standing(self, path: str) -> Found | None:
        """Return the article at `path` as it is listed; None where there is none."""
        return self.scan.articles.get(path)

    def restless(self, expected: Collection[str]) -> set[str]:
        """Return the paths of the files that have to be in the next look, whatever that is about.

        Those that are in motion, and the sidecars that are `expected` and were not seen yet.
        """
        paths = {path + SIDECAR_SUFFIX for path in self._unseen(expected)}
        for (kind, path), (what, _) in self._since.items():
            if kind == "copies":
                paths.update(copy.path for copy in cast(tuple[Found, ...], what))
            else:
                paths.add(path if kind == "article" else path + SIDECAR_SUFFIX)
        return paths

    def seconds_left(self) -> float | None:
        """Return after how long the next of what is in motion can have come to rest; None if nothing is."""
        return None if self._due is None else max(0.0, self._due - self._clock())

    def take(
        self, seen: Look, ours: Callable[[str], bool], expected: Collection[str]
    ) -> tuple[Update, tuple[str, ...]]:
        """Return what of the look is sure now, and which articles listed before can now be read, in order.

        What the look does not name is as it is in `scan`; it has to name what is `restless`.
        `ours` tells whether the sidecar of an article is as this program wrote or read it last, which
        needs no time to settle; `expected` are the articles that had a sidecar then.
        """
        self._now = self._clock()
        self._before, self._since, self._due = self._since, {}, None
        articles = self._articles(seen)
        sidecars = self._sidecars(seen, ours, expected)
        copies = {
            path: found if self._copies_stand(path, found) else () for path, found in seen.copies.items()
        }
        self.moving = frozenset(path for _, path in self._since)
        self.writing = frozenset(path for kind, path in self._since if kind == "article")
        ripe = tuple(in_natural_order([path for path in self._quiet if path not in self.moving]))
        self._quiet.difference_update(ripe)
        update = updated(self.scan, Look(articles, sidecars, copies, seen.problems, seen.linked))
        self.scan = update.scan
        return update, ripe

    def _rests(self, key: _Key, what: object, *others: tuple[_Key, object]) -> bool:
        """Whether `what` was seen for long enough, and each of `others`; if not they are in motion."""
        whole = ((key, what), *others)
        moments = [self._first_seen(each, looks) for each, looks in whole]
        due = max(moments) + self.quiet
        if self._now >= due:
            return True
        self._due = due if self._due is None else min(self._due, due)
        for (each, looks), moment in zip(whole, moments, strict=True):
            self._since[each] = (looks, moment)
        return False

    def _first_seen(self, key: _Key, what: object) -> float:
        looked, moment = self._before.get(key, (self, self._now))
        return moment if looked == what else self._now

    def _unseen(self, expected: Collection[str]) -> set[str]:
        return {path for path in expected if path not in self._gone and path not in self.scan.sidecars}

    def _copies_stand(self, path: str, found: tuple[Found, ...]) -> bool:
        known = self.scan.copies.get(path, ())
        return not found or known == found or self._rests(("copies", path), found)

    def _articles(self, seen: Look) -> dict[str, Found | None]:
        """Return those that are other than in the scan, and surely so."""
        looked = {**dict.fromkeys(self._in_motion("article")), **seen.articles}
        before = self.scan.articles.among(looked)
        # A full look does not name what is again as it was.
        looked |= {path: before[path] for path in looked.keys() - seen.articles.keys()}
        unreadable = {problem.path for problem in seen.problems}  # what cannot be read is not gone
        sure: dict[str, Found | None] = {}
        missing = []
        for path, known in before.items():
            if looked[path] is None:
                self._listed.discard(path)
                self._quiet.discard(path)
                if known is not None and path in unreadable:
                    sure[path] = None
                elif known is not None:
                    missing.append(known)
        targets = (
            {found.stamp: found for path, found in looked.items() if found and before[path] is None}
            if missing
            else {}
        )
        renamed: dict[str, bool] = {}
        """New names of what is missing, and whether both ends have come to rest."""
        for known in missing:
            target = targets.get(known.stamp)
            more = [] if target is None else [(("article", target.path), target)]
            gone = self._rests(("article", known.path), None, *more)
            if target is not None:
                renamed[target.path] = gone
            if gone:
                sure[known.path] = None
        for path, found in looked.items():
            if found is not None and renamed.get(path, True):
                kept_as = self._article(found, before[path], path in renamed)
                if kept_as != before[path]:
                    sure[path] = kept_as
        return sure

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
        self, seen: Look, ours: Callable[[str], bool], expected: Collection[str]
    ) -> dict[str, Found | None]:
        """Return those that are other than in the scan, and surely so."""
        before = self.scan.sidecars
        looked: dict[str, Found | None] = dict.fromkeys(self._unseen(expected))
        looked |= {path: before.get(path) for path in self._in_motion("sidecar")}
        looked |= seen.sidecars
        sure: dict[str, Found | None] = {}
        for path, found in looked.items():
            if found is not None:
                self._gone.discard(path)
            if found is not None and found == before.get(path):
                continue
            if found is None and path not in before and path not in expected:
                continue
            if not (path in expected and ours(path)) and not self._rests(("sidecar", path), found):
                continue
            sure[path] = found
            if found is None:
                self._gone.add(path)
        return sure

    def _in_motion(self, kind: str) -> list[str]:
        return [path for of, path in self._before if of == kind]
