"""What can be done in a folder, found out by doing it in a hidden folder that is removed again."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from triage.core.values import dataclass
from triage.store.lock import folder_lock
from triage.store.placing import exchanged

PREFIX = ".triage-doctor-"
"""Of the hidden folder; neither a scan nor a watch looks into such a one."""


@dataclass(frozen=True, slots=True)
class Probed:
    """What came of it."""

    refusal: str = ""
    """Why nothing can be written; empty where it can."""
    locks: bool = False
    """Whether a lock that one program holds keeps another one out."""
    exchanges: bool = False
    """Whether two files can be exchanged in one step."""


def probed(folder: Path) -> Probed:
    """Write, lock and exchange files below `folder`, and leave nothing. Never raises."""
    try:
        place = tempfile.mkdtemp(prefix=PREFIX, dir=folder)
    except OSError as error:
        return Probed(error.strerror or str(error))
    try:
        one, other = (os.path.join(place, name) for name in ("one", "other"))
        for path in (one, other):
            _write(path)
        return Probed("", _locks(Path(place)), _exchanges(one, other))
    except OSError as error:
        return Probed(error.strerror or str(error))
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _write(path: str) -> None:
    """Write a file and have it on the disk, as a save does."""
    with open(path, "wb") as file:
        file.write(os.fsencode(path))
        file.flush()
        os.fsync(file.fileno())


def _locks(place: Path) -> bool:
    with folder_lock(place) as first, folder_lock(place, 0) as second:
        return first is True and second is False


def _exchanges(one: str, other: str) -> bool:
    try:
        return exchanged(one, other)
    except OSError:
        return False
