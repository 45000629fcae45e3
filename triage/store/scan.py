"""Everything in the corpus at one moment."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from itertools import islice
from pathlib import Path
from typing import Protocol

from triage.core.values import dataclass
from triage.store.columns import UNKNOWN, Stamps, pack
from triage.store.columns import Found as Found  # noqa: PLC0414 - to be imported from here, too
from triage.store.listed import Articles, Sidecars
from triage.store.names import (
    SIDECAR_SUFFIX,
    article_of,
    copied_article,
    forms,
    in_natural_order,
    is_article,
    sidecar_fits,
)
from triage.store.paths import order_of
from triage.store.stamping import stamps_of
from triage.store.unreadable import Reason, Unreadable, from_error

_AT_A_TIME = 2000
"""Entries of a folder that are taken in at once."""


@dataclass(frozen=True, slots=True)
class Scan:
    """What the corpus holds."""

    articles: Articles = field(default_factory=Articles)
    """In natural order."""
    sidecars: Sidecars = field(default_factory=Sidecars)
    """Path of the article (which may be gone) to its sidecar."""
    problems: tuple[Unreadable, ...] = ()
    """What is in the corpus but cannot be reviewed, or only without a sidecar; in natural order."""
    copies: Mapping[str, tuple[Found, ...]] = field(default_factory=dict)
    """Path of the article to the conflict copies of its sidecar, in natural order."""
    linked: frozenset[str] = frozenset()
    """Paths of files that have another name too, under which they may change, or are nothing but a name."""

    @property
    def lost(self) -> Unreadable | None:
        """Why the folder itself could not be looked through; None where it could."""
        return lost(self.problems)


def lost(problems: Iterable[Unreadable]) -> Unreadable | None:
    """Return the one of the problems that is about the corpus itself."""
    return next((problem for problem in problems if problem.path == "."), None)


class Entry(Protocol):
    """What `os.DirEntry` says of a name in a folder."""

    @property
    def name(self) -> str:
        """Without its folder."""

    def is_dir(self, *, follow_symlinks: bool = True) -> bool:
        """Whether it is a folder."""

    def is_symlink(self) -> bool:
        """Whether it is a link."""

    def stat(self) -> os.stat_result:
        """Return the status of what it is or leads to. Raises OSError."""


class Named:
    """One name in a folder, as `os.scandir` would give it."""

    def __init__(self, root: Path, folder: str, name: str) -> None:
        self.name = name
        self.path = os.path.join(root, folder, name)

    def is_dir(self, *, follow_symlinks: bool = True) -> bool:
        """Whether it is, or with `follow_symlinks` leads to, a folder."""
        return os.path.isdir(self.path) and (follow_symlinks or not self.is_symlink())

    def is_symlink(self) -> bool:
        """Whether it is a link."""
        return os.path.islink(self.path)

    def stat(self) -> os.stat_result:
        """Return the status of what it is or leads to. Raises OSError."""
        return os.stat(self.path)


class Gathering:
    """What was found so far, in any order."""

    def __init__(self, root: Path) -> None:
        """Begin with nothing; `root` is the corpus."""
        self._root = root
        self.paths: list[str] = []
        """Of articles."""
        self.stamps = bytearray()
        """Theirs."""
        self.sidecars: dict[str, Found] = {}
        self.problems: list[Unreadable] = []
        self.copies: dict[str, list[Found]] = {}
        self.linked: set[str] = set()
        """Those with another name too."""
        self.twins: set[str] = set()
        """Those of them of which nobody knows the other name: it is no link, but as good as this one."""

    def walk(self, folder: str, meanwhile: Callable[[], object] | None = None) -> None:
        """Take in all that is in `folder` (empty, or ending in ``/``) and below it.

        What is to be done `meanwhile` is done while the files are looked at.
        """
        waiting, plain = [folder], list[str]()
        while waiting:
            folder = waiting.pop()
            try:
                with os.scandir(self._root / folder) as entries:
                    for entry in self._besides_plain(entries, folder, plain):
                        if entry.name.startswith("."):
                            continue
                        if entry.is_dir(follow_symlinks=False):
                            waiting.append(f"{folder}{entry.name}/")
                        else:
                            self.take(entry, folder)
            except OSError as error:
                problem = from_error(folder.rstrip("/") or ".", error)
                if not (folder and problem.reason is Reason.MISSING):  # a folder may go while we look
                    self.problems.append(problem)
        self._take_plain(plain, meanwhile)

    def _besides_plain(
        self, entries: Iterable[os.DirEntry[str]], folder: str, plain: list[str]
    ) -> Iterator[os.DirEntry[str]]:
        """Add the paths of what is plainly an article, as most are; yield what needs a closer look.

        In a name one digit is as good as another, so that of very many few are looked into.
        """
        kinds: dict[str, bool] = {}
        while some := [*islice(entries, _AT_A_TIME)]:
            for entry, form in zip(some, forms([entry.name for entry in some]), strict=True):
                if (is_plain := kinds.get(form)) is None:
                    is_plain = kinds[form] = is_article(form) and sidecar_fits(form) and _is_text(form)
                if is_plain and entry.is_file(follow_symlinks=False):
                    plain.append(folder + entry.name)
                else:
                    yield entry

    def _take_plain(self, plain: list[str], meanwhile: Callable[[], object] | None) -> None:
        """Take in what was plainly an article a moment ago."""
        plain = in_natural_order(plain)
        stamps = stamps_of(os.fspath(self._root), plain, meanwhile)
        others: list[str] = []
        if Stamps.unknown(1).packed in stamps.packed:  # or so it seems
            known = [*zip(plain, stamps, strict=True)]
            others = [path for path, stamp in known if stamp == UNKNOWN]
            plain = [path for path, stamp in known if stamp != UNKNOWN]
            stamps = Stamps.of(stamp for stamp in stamps if stamp != UNKNOWN)
        self.paths += plain
        self.stamps += stamps.packed
        for path in others:
            folder, slash, name = path.rpartition("/")
            self.take(Named(self._root, folder + slash, name), folder + slash)

    def take(self, entry: Entry, folder: str) -> None:
        """Take in an entry of `folder`, which is not a folder itself and not hidden."""
        name = entry.name
        path = folder + name
        owner = article_of(name)
        if owner is None and not is_article(name):
            original = copied_article(name)
            if original is not None:
                status = _look(entry, path)
                self._note_links(entry, path, status)
                if not isinstance(status, Unreadable | None):
                    self.copies.setdefault(folder + original, []).append(_found(path, status))
            if entry.is_symlink() and _leads_to_folder(entry):
                self.problems.append(Unreadable(path, Reason.LINKED_FOLDER))
                self.linked.add(path)
            return
        status = _look(entry, path)
        self._note_links(entry, path, status)
        if isinstance(status, Unreadable):
            self.problems.append(status)
        elif status is not None and owner is not None:
            self.sidecars[folder + owner] = _found(path, status)
        elif status is not None:
            self.paths.append(path)
            self.stamps += pack(status.st_size, status.st_mtime_ns, status.st_ino)
            if not sidecar_fits(name):
                self.problems.append(Unreadable(path, Reason.NAME_TOO_LONG))
            elif not _is_text(name):
                self.problems.append(Unreadable(path, Reason.NAME_NOT_TEXT))

    def _note_links(self, entry: Entry, path: str, status: os.stat_result | Unreadable | None) -> None:
        if isinstance(status, os.stat_result) and status.st_nlink > 1:
            self.twins.add(path)
        if entry.is_symlink() or path in self.twins:
            self.linked.add(path)

    def articles(self) -> Articles:
        """Return the articles in their order."""
        ordered, stamps = in_natural_order(self.paths), Stamps(self.stamps)
        if ordered != self.paths:
            stamps = stamps.in_order(self.paths, ordered)
        return Articles.of_columns(ordered, stamps)


def scan(root: Path, meanwhile: Callable[[], object] | None = None) -> Scan:
    """List the corpus. Folders behind links are not followed, hidden ones not entered; nothing is raised.

    What is to be done `meanwhile` is called once; if files are very many another process looks at them.
    """
    found = Gathering(root)
    found.walk("", meanwhile)
    return Scan(
        found.articles(),
        Sidecars.of(found.sidecars),
        tuple(sorted(found.problems, key=lambda problem: order_of(problem.path))),
        {path: tuple(sorted(copies, key=_place)) for path, copies in found.copies.items()},
        frozenset(found.linked),
    )


def sidecar_path(root: Path, path: str) -> Path:
    """Return where the sidecar of the article at `path` (relative, with ``/``) is or would be."""
    return root / (path + SIDECAR_SUFFIX)


def look_at(root: Path, path: str) -> Found | None:
    """Return the file at `path` (relative, with ``/``) as a scan would find it; None where it finds none."""
    try:
        status = os.stat(root / path)
    except (OSError, ValueError):
        return None
    return _found(path, status) if stat.S_ISREG(status.st_mode) else None


def _leads_to_folder(entry: Entry) -> bool:
    """Whether a link does; one that goes round in circles must not keep its folder from being listed."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _look(entry: Entry, path: str) -> os.stat_result | Unreadable | None:
    """Return what an entry with the right name is; None if it went away meanwhile."""
    try:
        status = entry.stat()
    except OSError as error:
        if entry.is_symlink():
            return Unreadable(path, Reason.BROKEN_LINK, error.strerror or "")
        return None if isinstance(error, FileNotFoundError) else from_error(path, error)
    if stat.S_ISREG(status.st_mode):
        return status
    return Unreadable(path, Reason.LINKED_FOLDER if stat.S_ISDIR(status.st_mode) else Reason.NOT_A_FILE)


def _found(path: str, status: os.stat_result) -> Found:
    return Found(path, status.st_size, status.st_mtime_ns, status.st_ino)


def _is_text(name: str) -> bool:
    """Whether the bytes of the name are UTF-8; Python smuggles others through as half surrogate pairs."""
    try:
        return name.isascii() or bool(name.encode("utf-8"))
    except UnicodeEncodeError:
        return False


def _place(found: Found) -> tuple[list[str | int], str]:
    return order_of(found.path)
