"""Counts of articles kept in the cache folder: as good as counted again while neither file has changed.

They are never the truth: what was kept by another version of the program, is damaged or missing is
counted again, and who deletes the folder loses nothing but time. A line for each article follows the one
that says who made the file; a line holds for as long as the files have the stamps that it names.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import triage
from triage import __version__
from triage.store import atomic
from triage.store.columns import Stamp, spelled
from triage.store.names import SIDECAR_SUFFIX
from triage.store.scan import Found, Scan, look_at

Stamps: TypeAlias = str
"""What tells an article and its sidecar, if it has one, from what they were before."""

Line: TypeAlias = tuple[str, Stamps, list[Any]]
"""Path of the article, the stamps of its files, and the counts as JSON has them."""

_SETTLED_NS = 2_000_000_000
"""Nanoseconds."""

_AT_A_TIME = 1 << 17
"""Bytes of lines, about, that are taken from JSON at once: one by one takes half as long again."""

_CELLS = 3
"""Of a line."""

_OUTDATED = 1000
"""Lines that do not hold any more, up to which they are left where they are."""


def standing(scan: Scan) -> dict[str, Stamps]:
    """Return the stamps of the articles by their paths."""
    stamps = dict(zip(scan.articles.paths, scan.articles.spelled(), strict=True))
    for path, stamp in scan.sidecars.stamped():
        if path in stamps:
            stamps[path] += f",{_spelled(stamp)}"
    return stamps


def looked_at(root: Path, path: str) -> Stamps | None:
    """Return the stamps of an article as it is now; None for one that is gone, or is no file."""
    article = look_at(root, path)
    return None if article is None else _stamps(article, look_at(root, path + SIDECAR_SUFFIX))


def have_rested(stamps: Stamps) -> bool:
    """Whether neither file was written to just now: if it is again in the same tick, it looks the same."""
    newest = time.time_ns() - _SETTLED_NS
    return all(int(stamp.split()[1]) < newest for stamp in stamps.split(","))


def _stamps(article: Found, sidecar: Found | None) -> Stamps:
    own = _spelled(article.stamp)
    return own if sidecar is None else f"{own},{_spelled(sidecar.stamp)}"


def _spelled(stamp: Stamp) -> Stamps:
    return next(iter(spelled([stamp])))


def read(root: Path) -> Iterator[Line]:
    """Yield what was kept of the corpus at `root`, as far as it can be used; some of it may be old."""
    with suppress(OSError), open(_place(root), encoding="ascii", errors="replace") as file:
        if file.readline() != _first_line():
            return
        while lines := file.read(_AT_A_TIME) + file.readline():
            try:
                rows = json.loads("[" + lines.rstrip("\n").replace("\n", ",") + "]")
            except (ValueError, RecursionError):
                rows = _one_by_one(lines.split("\n"))
            for row in rows:
                if type(row) is list and len(row) == _CELLS and type(row[0]) is str:
                    yield tuple(row)


def keep(root: Path, lines: Iterable[Line]) -> None:
    """Keep these in place of all before. Where that cannot be done nothing is kept."""
    place = _place(root)
    with suppress(OSError):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        atomic.replace(place, "".join((_first_line(), *map(_line, lines))).encode("ascii"))


def add(root: Path, lines: Iterable[Line]) -> None:
    """Keep these, too. Where that cannot be done nothing is kept."""
    place = _place(root)
    with suppress(OSError):
        with suppress(FileNotFoundError), open(place, "rb") as kept:
            if kept.readline() == _first_line().encode("ascii"):
                kept.seek(-1, os.SEEK_END)
                begun = "" if kept.read() == b"\n" else "\n"  # a line that was not written to its end
                with open(place, "ab", buffering=0) as file:
                    file.write("".join((begun, *map(_line, lines))).encode("ascii"))
                return
        keep(root, lines)


def tidy(root: Path, stamps: Mapping[str, Stamps]) -> None:
    """Keep only what holds while articles have these `stamps`, if much of what is kept does not."""
    with suppress(OSError):
        if _place(root).read_bytes().count(b"\n") > 2 * len(stamps) + _OUTDATED:
            holding = {line[0]: line for line in read(root) if line[1] == stamps.get(line[0])}
            keep(root, holding.values())


def _one_by_one(lines: Iterable[str]) -> Iterator[Any]:
    for line in lines:
        with suppress(ValueError, RecursionError):
            yield json.loads(line)


def _line(line: Line) -> str:
    return json.dumps(line, separators=(",", ":")) + "\n"


def _first_line() -> str:
    return f"triage counts {_made_by()}\n"


def _place(root: Path) -> Path:
    import hashlib  # not when starting: it loads a library of its own

    from platformdirs import user_cache_path

    name = hashlib.blake2b(os.fsencode(os.path.realpath(root)), digest_size=16).hexdigest()
    return user_cache_path("triage", appauthor=False) / "counts" / f"{name}.jsonl"


@cache
def _made_by() -> str:
    """Return what tells this program from one that may count otherwise: versions, and files of the source."""
    import hashlib

    made = [__version__, sys.version]
    with suppress(OSError):
        package = Path(triage.__file__).parent
        for folder in ("core", "session", "store"):
            for entry in sorted(os.scandir(package / folder), key=lambda entry: entry.name):
                if entry.name.endswith(".py"):
                    status = entry.stat()
                    made.append(f"{entry.name} {status.st_size} {status.st_mtime_ns}")
    return hashlib.blake2b("\n".join(made).encode("utf-8"), digest_size=16).hexdigest()
