"""Which articles the list showed when a review was left: what the first picture of the next one begins with.

It is read before anything is imported, and when nobody knows yet who reviews: so it is one file for each
corpus, beside the places of its reviewers, and as plain as can be.
"""

from __future__ import annotations

import os
import sys
from binascii import crc32
from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

_FORM = "triage 1"
_LARGEST = 1 << 16
"""Bytes."""

_MOST_ROWS = 200


class Front(NamedTuple):
    """The rows of the list."""

    reviewer: str
    rows: tuple[str, ...]
    """Paths of articles, from the top of the list on."""
    here: int
    """Which of them was open."""

    def shown(self, fit: int) -> tuple[str, ...]:
        """Return the rows of which `fit` have room, the one that was open among them."""
        first = max(0, self.here - fit + 1)
        return self.rows[first : first + fit]


def recall(root: str, reviewer: str = "") -> Front | None:
    """Return what was kept of the corpus at `root`; None where it is another reviewer's, if one is named."""
    with suppress(OSError, ValueError):
        path = _path(root)
        if path is not None:
            with open(path, "rb") as file:
                content = file.read(_LARGEST + 1)
            form, whose, name, here, *rows = content.decode("utf-8", "surrogatepass").split("\0")
            if form == _FORM and whose == os.path.realpath(root) and reviewer in ("", name):
                front = Front(name, tuple(rows), int(here))
                return front if 0 <= front.here < len(rows) <= _MOST_ROWS else None
    return None


def keep(root: str, reviewer: str, rows: Sequence[str], here: int) -> None:
    """Keep these rows of the list, of which one was open; none where there is nothing to come back to."""
    from pathlib import Path

    from triage.store import cache_files

    path = _path(root)
    if path is None:
        return
    if rows:
        words = (_FORM, os.path.realpath(root), reviewer, str(here), *rows[:_MOST_ROWS])
        cache_files.put(Path(path), "\0".join(words).encode("utf-8", "surrogatepass"), 1000)
    else:
        with suppress(OSError):
            os.unlink(path)


def _path(root: str) -> str | None:
    """Return the file, as `homes.state_home` would have it; None on a system where that takes a library."""
    home, given = os.environ.get("HOME", ""), os.environ.get("XDG_STATE_HOME", "")
    if sys.platform != "linux" or not (given or home).startswith("/"):
        return None
    state = given or f"{home}/.local/state"
    whose = os.path.realpath(root).encode("utf-8", "surrogatepass")
    return f"{state}/triage/places/{crc32(whose):08x}.list"
