"""Where the journals are: in the state folder, one for each corpus and reviewer, older parts beside it."""

from __future__ import annotations

import os
from pathlib import Path

from triage.core.lazy import lazy
from triage.store.homes import state_home

_ENDING = ".jsonl"
_OLDER = lazy(r"([0-9a-f]{32})\.([0-9]{4,9})\.jsonl")


def journal_path(root: Path, reviewer: str) -> Path:
    """Return the journal of what `reviewer` decides in the corpus at `root`; it need not exist."""
    return state_home() / "journals" / (name_of(root, reviewer) + _ENDING)


def name_of(root: Path, reviewer: str) -> str:
    """Return how files about `reviewer` and the corpus at `root` are called, 32 hexadecimal digits."""
    import hashlib

    whose = os.fsencode(os.path.realpath(root)) + b"\0" + reviewer.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(whose, digest_size=16).hexdigest()


def older_parts(path: Path) -> list[Path]:
    """Return the parts of the journal at `path` that were put away, newest first. Raises OSError."""
    try:
        names = os.listdir(path.parent)
    except FileNotFoundError:
        return []
    matches = [match for name in names if (match := _OLDER().fullmatch(name)) and match[1] == path.stem]
    return [path.with_name(match[0]) for match in sorted(matches, key=lambda match: -int(match[2]))]


def next_part(path: Path) -> Path:
    """Return the name under which the journal at `path` is put away next. Raises OSError."""
    older = older_parts(path)
    number = 1 + int(older[0].name.split(".")[1]) if older else 1
    return path.with_name(f"{path.stem}.{number:04d}{_ENDING}")
