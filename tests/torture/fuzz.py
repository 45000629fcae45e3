"""The readers of files fed with millions of mutated ones: each is read or refused, quickly, and never more.

`python -m tests.torture.fuzz` is the long test: a million sidecars.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.torture.figures import Row, lost
from tests.torture.mutations import CODEBOOKS, KEYMAPS, SETTINGS, SIDECARS, mutant
from tests.torture.pieces import Note, run
from triage.core.claim import Annotations
from triage.core.node import comparable
from triage.errors import TriageError, UsageError
from triage.store import codebook, keymaps, settings
from triage.store.sidecar import dump, parse
from triage.store.versions import parse_versions
from triage.store.yaml_error import YamlError

FULL = 10_000_000
LONG = 1_000_000
OTHERS = 100_000
"""Files for each of the other readers."""

SLOW_SECONDS = 0.25
_PIECE = 50_000
_WRITTEN_AGAIN = 10
"""One in so many of the accepted is written and read again."""


@dataclass(slots=True)
class Found:
    """What came of some mutated files."""

    files: int = 0
    accepted: int = 0
    rewritten: int = 0
    strange: list[tuple[str, bytes]] = field(default_factory=list)
    """Files that raised another exception than the documented one."""
    changed: list[bytes] = field(default_factory=list)
    """Files that were accepted, and were something else when written and read again."""
    slow: list[tuple[float, bytes]] = field(default_factory=list)
    slowest: float = 0.0


_TAGS = codebook.shipped_codebook()

Reader = Callable[[bytes], object]


def _sidecar(data: bytes) -> Annotations:
    return parse_versions(data, "x")[0]


def _codebook(data: bytes) -> object:
    return codebook.parse(data, "x")


def _keymap(data: bytes) -> object:
    return keymaps.load(_file(data), _TAGS)


def _settings(data: bytes) -> object:
    return settings.load(_file(data))


READERS: Mapping[str, tuple[Reader, Sequence[bytes], type[TriageError]]] = {
    "sidecars": (_sidecar, SIDECARS, YamlError),
    "codebooks": (_codebook, CODEBOOKS, YamlError),
    "key maps": (_keymap, KEYMAPS, YamlError),
    "settings": (_settings, SETTINGS, UsageError),
}
"""Each reader with the files to begin with, and the one exception it may raise."""


def look(what: str, count: int, seed: int, note: Note | None = None) -> Found:
    """Read `count` mutated files of the kind `what`."""
    reader, seeds, documented = READERS[what]
    dice = random.Random(seed)
    found = Found(files=count)
    clock = time.perf_counter
    for _ in range(count):
        data = mutant(dice, seeds)
        if note is not None:
            note.at(data)
        began = clock()
        try:
            value = reader(data)
        except documented:
            value = None
        except BaseException as error:  # noqa: BLE001 - whatever else it is, is what is looked for
            value = None
            found.strange.append((repr(error), data))
        taken = clock() - began
        if taken > found.slowest:
            taken = _again(reader, data, taken)
            found.slowest = max(found.slowest, taken)
            if taken > SLOW_SECONDS:
                found.slow.append((taken, data))
        if value is not None:
            found.accepted += 1
            if (
                isinstance(value, Annotations)
                and found.accepted % _WRITTEN_AGAIN == 0
                and not value.read_only
            ):
                found.rewritten += 1
                if not comes_back(value):
                    found.changed.append(data)
    return found


def comes_back(annotations: Annotations) -> bool:
    """Whether what was read is the same after it was written and read again, and written as the same."""
    text = dump(annotations)
    again = parse(text, "x")
    return (
        again == annotations
        and dump(again) == text
        and comparable(again.extra) == comparable(annotations.extra)
    )


def _again(reader: Reader, data: bytes, taken: float) -> float:
    """Return the least of three times: the first may have waited for other programs."""
    for _ in range(2):
        began = time.perf_counter()
        with suppress(BaseException):  # looked at already
            reader(data)
        taken = min(taken, time.perf_counter() - began)
    return taken


def _file(data: bytes) -> Path:
    """Return a file with this content, the same one each time, in memory where there is such a folder."""
    path = _path()
    path.write_bytes(data)
    return path


def _path() -> Path:
    folder = "/dev/shm" if os.path.isdir("/dev/shm") else tempfile.gettempdir()
    return Path(folder) / f"triage-fuzz-{os.getpid()}.yaml"


def rows(what: str, count: int) -> list[Row]:
    """Read `count` files in as many processes as there are processors."""
    pieces = range(-(-count // _PIECE))

    def piece(number: int, note: Note) -> Found:
        try:
            return look(what, min(_PIECE, count - number * _PIECE), number, note)
        finally:
            _path().unlink(missing_ok=True)

    began = time.monotonic()
    founds, dead = run(piece, pieces)
    seconds = time.monotonic() - began
    tried = sum(found.files for found in founds)
    strange = [each for found in founds for each in found.strange]
    changed = [each for found in founds for each in found.changed]
    slow = [each for found in founds for each in found.slow]
    for problem in (*strange[:20], *changed[:20], *slow[:20], *dead):
        sys.stderr.write(f"{what}: {problem!r}\n")
    accepted = sum(found.accepted for found in founds)
    slowest = 1000 * max((found.slowest for found in founds), default=0.0)
    told = [
        lost(f"mutated {what}: another exception than the documented one", tried, len(strange), "times"),
        lost(f"mutated {what}: crashes and hangs", tried, len(dead), "times"),
        Row(f"mutated {what}: longest", tried, "250 ms", f"{slowest:.0f} ms", slowest <= 1000 * SLOW_SECONDS),
        Row(
            f"mutated {what}: accepted",
            tried,
            "some",
            f"{accepted:,} in {seconds:,.0f} s in all",
            accepted > 0,
        ),
    ]
    if what == "sidecars":
        again = sum(found.rewritten for found in founds)
        told.append(lost("accepted ones, written and read again", again, len(changed), "changed"))
    return told


def full(count: int = FULL) -> list[Row]:
    """Feed the sidecar reader with as many files as the issue asks for, the others with fewer."""
    return [row for what in READERS for row in rows(what, count if what == "sidecars" else OTHERS)]


if __name__ == "__main__":
    for row in rows("sidecars", int(sys.argv[1]) if sys.argv[1:] else LONG):
        print(*row)
