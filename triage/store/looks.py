"""Looks at a part of the corpus, or at all of it: what is not as it was, and what that comes to."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from pathlib import Path

from triage.core.values import dataclass
from triage.store.columns import Found, Splice
from triage.store.names import SIDECAR_SUFFIX, article_of, is_article
from triage.store.paths import order_of
from triage.store.scan import Gathering, Named, Scan, lost
from triage.store.unreadable import Unreadable

_MANY_LINKED = 500
"""Files with another name, of which so many are not looked at each time."""


@dataclass(frozen=True, slots=True)
class Look:
    """What was found in some places; where it names nothing, all is as it was in an earlier scan."""

    articles: Mapping[str, Found | None] = field(default_factory=dict)
    """What is at a path; None where no article is."""
    sidecars: Mapping[str, Found | None] = field(default_factory=dict)
    """The same of sidecars, by the path of their article."""
    copies: Mapping[str, tuple[Found, ...]] = field(default_factory=dict)
    """The conflict copies of a sidecar, by the path of the article."""
    problems: tuple[Unreadable, ...] = ()
    """All that there are, those in other places too."""
    linked: frozenset[str] = frozenset()
    """The same of files that have another name."""

    @property
    def lost(self) -> Unreadable | None:
        """Why the folder itself could not be looked through; None where it could."""
        return lost(self.problems)


@dataclass(frozen=True, slots=True)
class Changes:
    """How a later scan differs from an earlier one. Paths are those of articles, in natural order."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    sidecars_changed: tuple[str, ...] = ()
    """Articles whose sidecar came, went or is another."""
    renamed: tuple[tuple[str, str], ...] = ()
    """Old and new path; these are neither in `added` nor in `removed`."""
    problems_changed: bool = False
    copies_changed: bool = False

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return self != Changes()


@dataclass(frozen=True, slots=True)
class Update:
    """What a look made of an earlier scan."""

    scan: Scan
    changes: Changes
    splice: Splice
    """What became of the articles' places."""


def updated(before: Scan, seen: Look) -> Update:
    """Return the scan `before` with what was `seen`. A rename is known by inode, size and time together.

    The time it takes is that of copying the columns, and some 100 µs for each article that is named.
    """
    articles, splice = before.articles.with_changes(seen.articles)
    removed = [before.articles[place] for place in splice.gone]
    added = [articles[place] for place in splice.came]
    gone = {found.stamp: found.path for found in removed}
    renamed = {found.path: gone.pop(found.stamp) for found in added if found.stamp in gone}
    sources = set(renamed.values())
    new = {found.path for found in added}
    there = [path for path, found in seen.articles.items() if found is not None and path not in new]
    changed = [path for path, found in before.articles.among(there).items() if seen.articles[path] != found]
    copies = {path: found for path, found in {**before.copies, **seen.copies}.items() if found}
    changes = Changes(
        added=tuple(found.path for found in added if found.path not in renamed),
        removed=tuple(found.path for found in removed if found.path not in sources),
        changed=tuple(sorted(changed, key=order_of)),
        sidecars_changed=tuple(
            sorted(
                (path for path, found in seen.sidecars.items() if before.sidecars.get(path) != found),
                key=order_of,
            )
        ),
        renamed=tuple((source, target) for target, source in renamed.items()),
        problems_changed=before.problems != seen.problems,
        copies_changed=before.copies != copies,
    )
    sidecars = before.sidecars.with_changes(seen.sidecars)
    return Update(Scan(articles, sidecars, seen.problems, copies, seen.linked), changes, splice)


def difference(before: Scan, now: Scan) -> Look:
    """Return `now` as a look at what differs `before`. It goes through all articles of both."""
    known = {found.path: found for found in before.articles}
    articles: dict[str, Found | None] = {}
    for found in now.articles:
        if known.pop(found.path, None) != found:
            articles[found.path] = found
    articles.update(dict.fromkeys(known))
    sidecars = {
        path: now.sidecars.get(path)
        for path in before.sidecars.keys() | now.sidecars.keys()
        if before.sidecars.get(path) != now.sidecars.get(path)
    }
    copies = {
        path: now.copies.get(path, ())
        for path in before.copies.keys() | now.copies.keys()
        if before.copies.get(path) != now.copies.get(path)
    }
    return Look(articles, sidecars, copies, now.problems, now.linked)


def seen_against(known: Scan, now: Scan, *, stamped: bool) -> tuple[Scan, Look]:
    """Return what was `known`, and how what is there `now` differs from it.

    Where not `stamped`, names were known alone: they are given the stamps that their files have now.
    Of a corpus that cannot be looked through nothing differs but its problems.
    """
    if now.lost is not None:
        return known, Look(problems=now.problems, linked=known.linked)
    if not stamped:
        known = Scan(known.articles.filled_from(now.articles))
    return known, difference(known, now)


def overlaid(root: Path, before: Scan, whole: Look, paths: Iterable[str]) -> Look | None:
    """Return the look at everything `whole`, begun a while ago, with these places looked at once more.

    They were looked at since it began, so the scan `before` may know of them what it does not.
    None where only another look at everything can tell.
    """
    named = [*paths]
    part = look(root, replace(before, problems=whole.problems, linked=whole.linked), named)
    if part is None:
        return None
    covered = _Covered(named)
    articles = {path: found for path, found in whole.articles.items() if path not in covered}
    sidecars = {path: found for path, found in whole.sidecars.items() if path + SIDECAR_SUFFIX not in covered}
    copies = dict(part.copies)
    for path, found in whole.copies.items():
        again = [copy for copy in part.copies.get(path, ()) if copy.path in covered]
        kept = [copy for copy in found if copy.path not in covered]
        copies[path] = tuple(sorted([*kept, *again], key=lambda copy: order_of(copy.path)))
    articles.update(part.articles)
    sidecars.update(part.sidecars)
    return Look(articles, sidecars, copies, part.problems, part.linked)


def look(root: Path, before: Scan, paths: Iterable[str]) -> Look | None:
    """Look at these places only: files, or folders with all below them; relative, with ``/``.

    The scan `before` tells what lay there. The outcome is what `difference` would say of these places,
    though it names what has not changed, too. None where only a look at everything can tell: the corpus
    is gone, or a folder may not be read. Files that have another name, under which they may have
    changed, are looked at each time; where there are many of these everything has to be.
    """
    if len(before.linked) > _MANY_LINKED:
        return None
    named = sorted({path for path in paths if not _is_hidden(path)} | before.linked)
    folders, found = _Folders(root), Gathering(root)
    try:
        if not folders.is_entered(""):
            return None
        for path in named:
            folder, _, name = path.rpartition("/")
            folder += "/" * bool(folder)
            if folders.is_entered(folder):
                _take(root, folder, name, found)
    except OSError:
        return None
    if not found.twins <= before.linked:
        return None  # the file was there under another name, which is not known to have changed
    articles: dict[str, Found | None] = {}
    sidecars: dict[str, Found | None] = {}
    for path in named:
        name = path.rpartition("/")[2]
        owner = article_of(name)
        if owner is not None:
            sidecars[path.removesuffix(SIDECAR_SUFFIX)] = None
        elif is_article(name):
            articles[path] = None
        articles.update(dict.fromkeys(before.articles.below(path)))
        sidecars.update(dict.fromkeys(before.sidecars.below(path)))
    articles.update((each.path, each) for each in found.articles())
    sidecars.update(found.sidecars)
    covered = _Covered(named)
    problems = [problem for problem in before.problems if problem.path not in covered]
    problems += {problem.path: problem for problem in found.problems}.values()
    problems.sort(key=lambda problem: order_of(problem.path))
    linked = found.linked.union(path for path in before.linked if path not in covered)
    return Look(articles, sidecars, _copies(before, found, covered), tuple(problems), frozenset(linked))


def _copies(before: Scan, found: Gathering, covered: _Covered) -> dict[str, tuple[Found, ...]]:
    copies = {}
    for path in before.copies.keys() | found.copies.keys():
        old = before.copies.get(path, ())
        new = {copy.path: copy for copy in found.copies.get(path, ())}
        if new or any(copy.path in covered for copy in old):
            kept = [copy for copy in old if copy.path not in covered]
            copies[path] = tuple(sorted([*kept, *new.values()], key=lambda copy: order_of(copy.path)))
    return copies


def _take(root: Path, folder: str, name: str, found: Gathering) -> None:
    """Take in what is now at a path. Raises OSError where that may not be known."""
    entry = Named(root, folder, name)
    try:
        status = os.lstat(entry.path)
    except (FileNotFoundError, NotADirectoryError):
        return
    if stat.S_ISDIR(status.st_mode):
        found.walk(f"{folder}{name}/")
    else:
        found.take(entry, folder)


def _is_hidden(path: str) -> bool:
    return path.startswith((".", "/")) or "/." in path


class _Covered:
    """The places looked at: paths, and all below them."""

    def __init__(self, named: Iterable[str]) -> None:
        self._named = frozenset(named)

    def __contains__(self, path: str) -> bool:
        while path:
            if path in self._named:
                return True
            path = path.rpartition("/")[0]
        return False


class _Folders:
    """Which folders a scan would enter."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._entered: dict[str, bool] = {}

    def is_entered(self, folder: str) -> bool:
        """Whether `folder` (empty, or ending in ``/``) and those it lies in are folders, and no links.

        Raises OSError where one of them may not be read.
        """
        known = self._entered.get(folder)
        if known is None:
            above = folder[:-1].rpartition("/")[0]
            known = not folder or self.is_entered(above + "/" * bool(above))
            known = self._entered[folder] = known and self._is_folder(folder)
        return known

    def _is_folder(self, folder: str) -> bool:
        path = self._root / folder
        try:
            status = os.stat(path, follow_symlinks=not folder)
        except (FileNotFoundError, NotADirectoryError):
            return False
        if not stat.S_ISDIR(status.st_mode):
            return False
        if not os.access(path, os.R_OK | os.X_OK):
            raise PermissionError
        return True
