"""Who else is in the folder: a small file from each program that runs, ignored once it is not refreshed."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from triage.core.clock import from_milliseconds, to_milliseconds
from triage.core.lazy import lazy
from triage.errors import TriageError
from triage.store.articles import read_bytes
from triage.store.atomic import resolved
from triage.store.names import HIDDEN_FOLDER

FOLDER = f"{HIDDEN_FOLDER}/present"

STALE_SECONDS = 90.0
"""How long somebody counts as here who is not heard of."""

_NAME = lazy(r"[0-9a-f]{16}\.json")
_LARGEST = 4096
"""Bytes of such a file."""
_MOST = 100
"""Files that are looked at."""
_LONGEST = 100
"""Code points of a name."""


class Person(NamedTuple):
    """Somebody who is in the folder now; untrusted text."""

    reviewer: str
    host: str


class Presence:
    """This program's own file, and those of others. Used on one thread; nothing it does raises."""

    def __init__(self, root: Path, reviewer: str, now: Callable[[], float] = time.time) -> None:
        """`now` gives seconds since 1970."""
        self._root = root
        self._reviewer = reviewer
        self._now = now
        self._name = f"{os.urandom(8).hex()}.json"

    def refresh(self) -> None:
        """Say that this program is here; silently nothing where the folder cannot be written."""
        folder = self._root / FOLDER
        said = {
            "reviewer": self._reviewer,
            "host": os.uname().nodename,
            "pid": os.getpid(),
            "at": from_milliseconds(int(self._now() * 1000)),
        }
        with suppress(OSError, TriageError, ValueError):
            resolved(folder, self._root)
            for each in (self._root / HIDDEN_FOLDER, folder):
                with suppress(FileExistsError):
                    os.mkdir(each)
            temporary = folder / f".{self._name}"
            temporary.write_text(json.dumps(said) + "\n", encoding="utf-8")
            os.replace(temporary, folder / self._name)  # not synced: it is worth nothing after a crash

    def others(self) -> tuple[Person, ...]:
        """Return who else is here, in order and each once; files that are stale are removed."""
        people: set[Person] = set()
        names: list[str] = []
        with suppress(OSError), os.scandir(self._root / FOLDER) as entries:
            names = sorted(entry.name for entry in entries if _NAME().fullmatch(entry.name))
        for name in names[:_MOST]:
            person = None if name == self._name else self._read(name)
            if person is not None:
                people.add(person)
        return tuple(sorted(people))

    def leave(self) -> None:
        """Remove this program's file, and the folders if nothing else is in them."""
        folder = self._root / FOLDER
        with suppress(OSError, TriageError, ValueError):
            resolved(folder, self._root)
            os.unlink(folder / self._name)
            os.rmdir(folder)
            os.rmdir(self._root / HIDDEN_FOLDER)

    def _read(self, name: str) -> Person | None:
        """Return who a file speaks of; None if it is old, and removed if it is so by its own time, too."""
        path = f"{FOLDER}/{name}"
        content = read_bytes(self._root, path, _LARGEST)
        if isinstance(content, bytes):
            try:
                said = json.loads(content)
                seconds = to_milliseconds(said["at"]) / 1000
                reviewer, host = said["reviewer"], said["host"]
            except (ValueError, KeyError, TypeError, RecursionError):
                seconds, reviewer, host = 0.0, "", ""
            here = abs(self._now() - seconds) <= STALE_SECONDS
            if here and isinstance(reviewer, str) and isinstance(host, str):
                return Person(reviewer[:_LONGEST], host[:_LONGEST])
        with suppress(OSError, TriageError, ValueError):
            resolved(self._root / FOLDER, self._root)
            if self._now() - os.lstat(self._root / path).st_mtime > STALE_SECONDS:
                os.unlink(self._root / path)
        return None
