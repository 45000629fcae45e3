"""The file of a reviewer's bookmarks in a corpus, in the state folder: JSON, replaced as a whole."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from triage.core.spot import LONGEST_QUOTE, Spot
from triage.store import atomic
from triage.store.homes import state_home
from triage.store.journal_files import name_of

SCHEMA = 1

LARGEST = 1_000_000
"""Bytes; more than all letters and digits can take."""

_FARTHEST = 1 << 40
"""Code points; no text is so long."""


def bookmarks_path(root: Path, reviewer: str) -> Path:
    """Return the file of the bookmarks that `reviewer` set in the corpus at `root`; it need not exist."""
    return state_home() / "bookmarks" / f"{name_of(root, reviewer)}.json"


def load(path: Path) -> dict[str, Spot]:
    """Return the bookmarks by their letters; none where there is no file.

    Raises OSError where it cannot be read, ValueError where it holds something else. A bookmark in it
    that is none is left out.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)  # a pipe would be waited for
    except FileNotFoundError:
        return {}
    with open(descriptor, "rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise ValueError("too large")
    try:
        whole = json.loads(content)
    except RecursionError:
        raise ValueError("too deep") from None
    if (
        not isinstance(whole, dict)
        or whole.get("schema") != SCHEMA
        or not isinstance(whole.get("bookmarks"), dict)
    ):
        raise ValueError("not bookmarks, or those of a newer triage")
    spots = {letter: _spot(value) for letter, value in whole["bookmarks"].items() if len(letter) == 1}
    return {letter: spot for letter, spot in spots.items() if spot is not None}


def save(path: Path, bookmarks: Mapping[str, Spot]) -> None:
    """Write the bookmarks, for their owner only. Raises OSError, RefusedError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    spots = {letter: _fields(bookmarks[letter]) for letter in sorted(bookmarks)}
    text = json.dumps({"schema": SCHEMA, "bookmarks": spots}, ensure_ascii=True, indent=1)
    atomic.replace(path, f"{text}\n".encode("ascii"))


def _fields(spot: Spot) -> dict[str, str | int]:
    return {
        "path": spot.path,
        "start": spot.start,
        "end": spot.end,
        "claim": spot.claim,
        "quote": spot.quote,
    }


def _spot(value: object) -> Spot | None:
    if not isinstance(value, dict):
        return None
    path, claim, quote = (value.get(name, "") for name in ("path", "claim", "quote"))
    start, end = value.get("start"), value.get("end")
    if not (isinstance(path, str) and isinstance(claim, str) and isinstance(quote, str)):
        return None
    if type(start) is not int or type(end) is not int or not 0 <= start <= end < _FARTHEST:
        return None
    return Spot(path, start, end, claim, quote[:LONGEST_QUOTE])
