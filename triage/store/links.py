"""Where a path of the corpus leads: nowhere but where it says, unless one of its parts is a link.

Only what is below the corpus is looked at. The corpus itself may be reached through any links: they are
part of the way to it and to everything in it alike.
"""

from __future__ import annotations

import os
import stat


def unlinked(root: str, path: str) -> os.stat_result | None:
    """Return the status of `path` below the folder `root`; None if it leads through a link or upwards.

    `path` is relative, with ``/``. Raises OSError, FileNotFoundError where there is nothing, and
    ValueError for what no file can be named.
    """
    if ".." in path.split("/"):
        return None
    end = path.find("/")
    while end >= 0:
        if stat.S_ISLNK(os.lstat(f"{root}/{path[:end]}").st_mode):
            return None
        end = path.find("/", end + 1)
    status = os.lstat(f"{root}/{path}")
    return None if stat.S_ISLNK(status.st_mode) else status


def is_within(real: str, real_root: str) -> bool:
    """Whether the path `real` is `real_root` or below it; both without links."""
    return real == real_root or real.startswith(real_root.rstrip(os.sep) + os.sep)
