"""Everything in the corpus at one moment, and what differs between two such moments."""

from __future__ import annotations

import os
import stat
from bisect import insort
from collections.abc import Iterable, Mapping
from dataclasses import field
from pathlib import Path
from typing import NamedTuple

from triage.core.values import dataclass
from triage.store.names import (
    SIDECAR_SUFFIX,
    article_of,
    copied_article,
    in_natural_order,
    is_article,
    natural_key,
    sidecar_fits,
)
from triage.store.unreadable import Reason, Unreadable, from_error

_FEW = 100
"""New articles up to which it is cheaper to find each one's place than to sort them all."""


class Found(NamedTuple):
    """A file as the scan saw it, without opening it; a tuple, of which many are made and compared quickly."""

    path: str
    """Relative to the corpus, with ``/``."""
    size: int
    """Bytes."""
    mtime_ns: int
    inode: int

    @property
    def stamp(self) -> tuple[int, int, int]:
        """Size, time and inode: another stamp means that the file may have changed."""
        return (self.size, self.mtime_ns, self.inode)


@dataclass(frozen=True, slots=True)
class Scan:
    """What the corpus holds."""

    articles: tuple[Found, ...] = ()
    """In natural order."""
    sidecars: Mapping[str, Found] = field(default_factory=dict)
    """Path of the article (which may be gone) to its sidecar."""
    problems: tuple[Unreadable, ...] = ()
    """What is in the corpus but cannot be reviewed, or only without a sidecar; in natural order."""
    copies: Mapping[str, tuple[Found, ...]] = field(default_factory=dict)
    """Path of the article to the conflict copies of its sidecar, in natural order."""

    @property
    def lost(self) -> Unreadable | None:
        """Why the folder itself could not be looked through; None where it could."""
        return next((problem for problem in self.problems if problem.path == "."), None)


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


def sidecar_path(root: Path, path: str) -> Path:
    """Return where the sidecar of the article at `path` (relative, with ``/``) is or would be."""
    return root / (path + SIDECAR_SUFFIX)


def look_at(root: Path, path: str) -> Found | None:
    """Return the file at `path` (relative, with ``/``) as a scan would find it; None where it finds none."""
    try:
        status = os.stat(root / path)
    except (OSError, ValueError):
        return None
    regular = stat.S_ISREG(status.st_mode)
    return Found(path, status.st_size, status.st_mtime_ns, status.st_ino) if regular else None


def scan(root: Path, before: Scan | None = None) -> Scan:
    """List the corpus. Folders behind links are not followed, hidden ones not entered; nothing is raised.

    With the scan made `before`, its order is used again where it holds: bringing many names into
    natural order takes longer than reading them from the disk.
    """
    articles: list[Found] = []
    sidecars: dict[str, Found] = {}
    problems: list[Unreadable] = []
    copies: dict[str, list[Found]] = {}
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(root / folder) as entries:
                for entry in entries:
                    _sort_in(entry, folder, articles, sidecars, problems, copies, waiting)
        except OSError as error:
            problem = from_error(folder.rstrip("/") or ".", error)
            if not (folder and problem.reason is Reason.MISSING):  # a folder may go while we look
                problems.append(problem)
    return Scan(
        articles=in_order(articles, before),
        sidecars=sidecars,
        problems=tuple(sorted(problems, key=lambda problem: _order(problem.path))),
        copies={path: tuple(sorted(found, key=_place)) for path, found in copies.items()},
    )


def _sort_in(
    entry: os.DirEntry[str],
    folder: str,
    articles: list[Found],
    sidecars: dict[str, Found],
    problems: list[Unreadable],
    copies: dict[str, list[Found]],
    waiting: list[str],
) -> None:
    """Put an entry of `folder` (empty, or ending in ``/``) where it belongs."""
    name = entry.name
    if name.startswith("."):
        return
    path = folder + name
    if entry.is_dir(follow_symlinks=False):
        waiting.append(path + "/")
        return
    owner = article_of(name)
    if owner is None and not is_article(name):
        original = copied_article(name)
        if original is not None and isinstance(copy := _look(entry, path), Found):
            copies.setdefault(folder + original, []).append(copy)
        if entry.is_symlink() and entry.is_dir():
            problems.append(Unreadable(path, Reason.LINKED_FOLDER))
        return
    found = _look(entry, path)
    if isinstance(found, Unreadable):
        problems.append(found)
    elif found is not None and owner is not None:
        sidecars[folder + owner] = found
    elif found is not None:
        articles.append(found)
        if not sidecar_fits(name):
            problems.append(Unreadable(path, Reason.NAME_TOO_LONG))
        elif not name.isascii() and not _is_text(name):
            problems.append(Unreadable(path, Reason.NAME_NOT_TEXT))


def _is_text(name: str) -> bool:
    """Whether the bytes of the name are UTF-8; Python smuggles others through as half surrogate pairs."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _look(entry: os.DirEntry[str], path: str) -> Found | Unreadable | None:
    """Return what an entry with the right name is; None if it went away meanwhile."""
    try:
        status = entry.stat()
    except OSError as error:
        if entry.is_symlink():
            return Unreadable(path, Reason.BROKEN_LINK, error.strerror or "")
        return None if isinstance(error, FileNotFoundError) else from_error(path, error)
    if stat.S_ISREG(status.st_mode):
        return Found(path, status.st_size, status.st_mtime_ns, status.st_ino)
    reason = Reason.LINKED_FOLDER if stat.S_ISDIR(status.st_mode) else Reason.NOT_A_FILE
    return Unreadable(path, reason)


def in_order(articles: list[Found], before: Scan | None = None) -> tuple[Found, ...]:
    """Return articles in natural order; quicker if most of them are in the scan made `before`."""
    ranks = {found.path: rank for rank, found in enumerate(before.articles)} if before is not None else {}
    fresh = [found for found in articles if found.path not in ranks]
    if len(fresh) > _FEW:
        by_path = {found.path: found for found in articles}
        return tuple([by_path[path] for path in in_natural_order(list(by_path))])
    ordered = sorted(
        (found for found in articles if found.path in ranks), key=lambda found: ranks[found.path]
    )
    for found in fresh:
        insort(ordered, found, key=_place)
    return tuple(ordered)


def _place(found: Found) -> tuple[list[str | int], str]:
    return _order(found.path)


def _order(path: str) -> tuple[list[str | int], str]:
    return natural_key(path), path


def _ordered(paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(paths, key=_order))


def compare(old: Scan, new: Scan) -> Changes:
    """Return what is different in `new`. A rename is seen by inode, size and time together."""
    before = {found.path: found for found in old.articles}
    after = {found.path: found for found in new.articles}
    # In the order of the scans: to bring ten thousand names into order once more takes longer than all else.
    removed = [found for found in old.articles if found.path not in after]
    added = [found for found in new.articles if found.path not in before]
    gone = {found.stamp: found.path for found in removed}
    renamed = {found.path: gone.pop(found.stamp) for found in added if found.stamp in gone}
    sources = set(renamed.values())
    sidecars = old.sidecars.keys() | new.sidecars.keys()
    return Changes(
        added=tuple(found.path for found in added if found.path not in renamed),
        removed=tuple(found.path for found in removed if found.path not in sources),
        changed=tuple(found.path for found in new.articles if before.get(found.path, found) != found),
        sidecars_changed=_ordered(
            path for path in sidecars if old.sidecars.get(path) != new.sidecars.get(path)
        ),
        renamed=tuple((source, target) for target, source in renamed.items()),
        problems_changed=old.problems != new.problems,
        copies_changed=old.copies != new.copies,
    )
