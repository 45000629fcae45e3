"""Counts of articles kept in the cache folder: as good as counted again while neither file has changed.

They are never the truth: what was kept by another version of the program, is damaged or missing is
counted again, and who deletes the folder loses nothing but time.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeAlias

import triage
from triage import __version__
from triage.store import atomic
from triage.store.scan import Found, Scan

Kept: TypeAlias = Mapping[str, tuple[list[object], list[Any]]]
"""Path of the article to the stamps of its files, and the counts as JSON has them."""

_SETTLED_NS = 2_000_000_000
"""Nanoseconds that a file must have rested: one written to in the same tick again would look the same."""


def stamps(scan: Scan) -> dict[str, list[object]]:
    """Return for each article that has rested the stamps of it and of its sidecar, None for none."""
    newest = time.time_ns() - _SETTLED_NS
    found: dict[str, list[object]] = {}
    for article in scan.articles:
        sidecar = scan.sidecars.get(article.path)
        if article.mtime_ns < newest and (sidecar is None or sidecar.mtime_ns < newest):
            found[article.path] = [_stamp(article), None if sidecar is None else _stamp(sidecar)]
    return found


def load(root: Path) -> Kept:
    """Return what was kept of the corpus at `root`; nothing where that cannot be used. Never raises."""
    with suppress(OSError, ValueError, RecursionError):
        read = json.loads(_place(root).read_bytes())
        if isinstance(read, dict) and read.get("made_by") == _made_by():
            articles = read.get("articles")
            if isinstance(articles, dict):
                return {path: (stamp, row) for path, (stamp, row) in articles.items()}
    return {}


def keep(root: Path, counts: Kept) -> None:
    """Keep counts in place of those before. Where that cannot be done nothing is kept."""
    data = json.dumps({"made_by": _made_by(), "articles": counts}, separators=(",", ":"))
    place = _place(root)
    with suppress(OSError):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        atomic.replace(place, data.encode("ascii"))


def _stamp(found: Found) -> list[int]:
    return list(found.stamp)


def _place(root: Path) -> Path:
    from platformdirs import user_cache_path

    name = hashlib.blake2b(os.fsencode(os.path.realpath(root)), digest_size=16).hexdigest()
    return user_cache_path("triage", appauthor=False) / "counts" / f"{name}.json"


def _made_by() -> str:
    """Return what tells this program from one that may count otherwise: versions, and files of the source."""
    made = [__version__, sys.version]
    with suppress(OSError):
        package = Path(triage.__file__).parent
        for folder in ("core", "session", "store"):
            for entry in sorted(os.scandir(package / folder), key=lambda entry: entry.name):
                if entry.name.endswith(".py"):
                    status = entry.stat()
                    made.append(f"{entry.name} {status.st_size} {status.st_mtime_ns}")
    return hashlib.blake2b("\n".join(made).encode("utf-8"), digest_size=16).hexdigest()
