"""How often a reviewer took a command from the palette: a small file for each, in the state folder."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path

from triage.core.json_text import json_text
from triage.store import cache_files
from triage.store.homes import state_home

_LARGEST = 1 << 16
"""Bytes."""

_MOST = 100
"""Reviewers on one machine whose counts are kept."""


def path_of(reviewer: str) -> Path:
    """Return the file; it need not exist."""
    name = blake2b(reviewer.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return state_home() / "palette" / f"{name}.json"


def read(path: Path) -> dict[str, int]:
    """Return the counts by command with its argument; none where the file says nothing that makes sense."""
    try:
        kept = json.loads(cache_files.get(path, _LARGEST) or b"{}")
    except (ValueError, RecursionError):
        return {}
    known = kept.items() if isinstance(kept, dict) else ()
    return {name: count for name, count in known if type(count) is int and count > 0}


def write(path: Path, counts: Mapping[str, int]) -> None:
    """Keep the counts, or nothing where that cannot be done."""
    cache_files.put(path, json_text(dict(counts), ascii_only=True).encode() + b"\n", _MOST)
