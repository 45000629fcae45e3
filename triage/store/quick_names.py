"""The names of the articles in a folder, read as quickly as they can be: a picture waits for them."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from itertools import chain, islice

from triage.store.names import articles_among

MOST_FILES = 200_000
"""Articles from which on nobody looks for more."""

_MANY = 5000
"""Files; in so many it is worth while to look for a quicker way."""


def article_names(root: str, most: int = MOST_FILES, entered: list[str] | None = None) -> list[str]:
    """Return the paths of the articles in `root`, as far as names tell, in no order.

    Where there are more than `most` some are left out, but not so many that it could not be seen.
    The folders that were read are added to `entered`: empty for `root`, others ending in ``/``.
    """
    folders = [] if entered is None else entered
    alone = _of_one_folder(root) if most >= _MANY else None
    if alone is not None:
        folders.append("")
        return articles_among(alone)
    pieces: list[list[str]] = []
    waiting = [""]
    while waiting and sum(map(len, pieces)) <= most:
        folder = waiting.pop()
        folders.append(folder)
        with suppress(PermissionError), os.scandir(os.path.join(root, folder)) as entries:
            while sum(map(len, pieces)) <= most and (some := list(islice(entries, most + 1))):
                inside = {entry.name for entry in some if entry.is_dir(follow_symlinks=False)}
                waiting += [f"{folder}{name}/" for name in inside if not name.startswith(".")]
                found = articles_among([entry.name for entry in some if entry.name not in inside])
                if found:
                    pieces.append([folder + name for name in found] if folder else found)
    return pieces[0] if len(pieces) == 1 else [*chain.from_iterable(pieces)]


def _of_one_folder(root: str) -> list[str] | None:
    """Return the names in a folder of many files, if surely or most likely no folder is in it.

    To ask of each whether it is a folder takes longer than to read them all. A folder has a link for
    each that is in it; file systems without such links say 1, rarely always 2 (then what is further
    in is listed a second later, when each file has been looked at).
    """
    with suppress(OSError):
        names = os.listdir(root)
        if len(names) >= _MANY:
            hidden = [name for name in names if name[0] == "."]
            folders = sum(stat.S_ISDIR(os.lstat(os.path.join(root, name)).st_mode) for name in hidden)
            return names if os.stat(root).st_nlink == 2 + folders else None
    return None
