"""The names of very many articles, kept in order between two starts while their folders are as they were.

A folder's times change with every name that comes or goes. What is kept is never the truth: a look at every
file follows each start, and it is used only if it is whole, of this version, and could be in such a folder.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
import zlib
from collections.abc import Container, Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from operator import lt
from pathlib import Path

from triage import __version__
from triage.store import cache_files
from triage.store.homes import cache_home
from triage.store.names import InOrder, is_article, is_conflict_copy
from triage.store.quick_names import MOST_FILES

_FORM = 1
"""Of the file."""

_FEWEST = 2000
"""Articles; fewer are read and brought into order as quickly."""

_MOST_FOLDERS = 2000
_MOST_CORPORA = 20
_LARGEST = 255 * MOST_FILES
"""Bytes."""

_SETTLED_NS = 2_000_000_000
"""How long ago a folder must have changed for its times to tell the next change from the last one."""

_ANY_DIGIT = bytes.maketrans(b"123456789", b"000000000")

_Stamp = list[int]


class Kept:
    """The names of a corpus as they were when they were read."""

    def __init__(self, names: bytes, folders: Mapping[str, _Stamp], *, hold: bool) -> None:
        self._names = names
        self._folders = folders
        self.hold = hold
        """Whether they are so still, since no folder has changed."""

    def paths(self) -> InOrder | None:
        """Return the paths of the articles in natural order; None if they can be no such thing."""
        if not all(_leads(folder, self._folders) for folder in self._folders):
            return None
        with suppress(ValueError):
            paths = InOrder(self._names.decode("utf-8", "surrogatepass").split("\0"))
            return paths if _can_be(paths, self._names, self._folders) else None
        return None


def recall(root: str) -> Kept | None:
    """Return the names that the articles in `root` had, if they are kept."""
    content = cache_files.get(_place(root), _LARGEST)
    if content is None:
        return None
    head, _, names = content.partition(b"\n")
    with suppress(ValueError, TypeError, AttributeError, OSError, RecursionError):
        made_by, checksum, folders = json.loads(head)
        if made_by == _made_by() and checksum == zlib.crc32(names):
            return Kept(names, folders, hold=_hold(root, folders))
    return None


def keep(root: str, folders: Sequence[str], paths: Sequence[str], began_ns: int) -> None:
    """Keep these paths, in natural order, read in these `folders` from the moment `began_ns` (since 1970) on.

    Where that cannot be done, or a folder changed a moment before or meanwhile, nothing is kept.
    """
    if not _FEWEST <= len(paths) <= MOST_FILES or len(folders) > _MOST_FOLDERS:
        return
    with suppress(OSError, UnicodeEncodeError):
        stamps = {folder: _stamp(root, folder) for folder in folders}
        if max(max(stamp[2:]) for stamp in stamps.values()) + _SETTLED_NS >= began_ns:
            return
        names = "\0".join(paths).encode("utf-8", "surrogatepass")
        head = json.dumps([_made_by(), zlib.crc32(names), stamps])
        cache_files.put(_place(root), head.encode("ascii") + b"\n" + names, _MOST_CORPORA)


def _hold(root: str, folders: Mapping[str, _Stamp]) -> bool:
    with suppress(OSError):
        return all(_stamp(root, folder) == stamp for folder, stamp in folders.items())
    return False


def _stamp(root: str, folder: str) -> _Stamp:
    """Return what tells a folder from what it was before. Raises OSError."""
    status = os.stat(os.path.join(root, folder[:-1]), follow_symlinks=not folder)
    if not stat.S_ISDIR(status.st_mode):
        raise NotADirectoryError
    return [status.st_dev, status.st_ino, status.st_mtime_ns, status.st_ctime_ns]


def _leads(folder: str, folders: Container[str]) -> bool:
    """Whether a folder is one that is entered, and so are those that it lies in."""
    above, slash, name = folder[:-1].rpartition("/")
    return not folder or (bool(name) and name[0] != "." and above + slash in folders)


def _can_be(paths: InOrder, names: bytes, folders: Iterable[str]) -> bool:
    """Whether these can be all articles in `folders`; asked of all at once, as there are very many.

    To see whether they are in order takes as long as to sort them, unless they differ in digits only.
    """
    one = f"{paths[0]}\0".encode("utf-8", "surrogatepass").translate(_ANY_DIGIT)
    if one * len(paths) == names.translate(_ANY_DIGIT) + b"\0":
        could_be = is_article(paths[0].rpartition("/")[2]) and all(map(lt, paths, islice(paths, 1, None)))
    else:
        could_be = _are_articles(paths, names.lower() + b"\0") and len({*paths}) == len(paths)
    inside = {path[: path.rfind("/") + 1] for path in paths} if b"/" in names else {""}
    return could_be and inside <= {*folders}


def _are_articles(paths: Sequence[str], names: bytes) -> bool:
    """Whether each of these is the path of an article; `names` are the same in small letters."""
    if sum(names.count(ending) for ending in (b".txt\0", b".md\0", b".text\0")) != len(paths):
        return False
    steps = (b"\0" + names).replace(b"\0", b"/")  # every name has a slash before it
    if b"/." in steps or b"/~$" in steps:
        return False
    return b"conflict" not in names or not any(is_conflict_copy(path.rpartition("/")[2]) for path in paths)


def _place(root: str) -> Path:
    name = hashlib.blake2b(os.fsencode(os.path.realpath(root)), digest_size=16).hexdigest()
    return cache_home() / "names" / name


def _made_by() -> str:
    """Return what tells this program from one that may name other files articles, or order them otherwise."""
    made = [__version__, str(_FORM), sys.version, sys.getfilesystemencoding()]
    with suppress(OSError):
        for name in ("names.py", "quick_names.py"):
            status = os.stat(Path(__file__).with_name(name))
            made.append(f"{status.st_size} {status.st_mtime_ns}")
    return "\n".join(made)
