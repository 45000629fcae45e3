"""Copies of a sidecar that a synchroniser or git left: read for joining, then put aside, never deleted."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from triage.core.claim import SCHEMA, Annotations
from triage.core.join import join
from triage.core.values import dataclass
from triage.errors import TriageError
from triage.store import atomic
from triage.store.articles import read_bytes
from triage.store.names import HIDDEN_FOLDER, SIDECAR_SUFFIX, copied_article
from triage.store.unreadable import Reason, Unreadable
from triage.store.versions import parse_versions

JOINED = f"{HIDDEN_FOLDER}/joined"
"""Where what was joined in is put, in the corpus."""

REPLACED = f"{HIDDEN_FOLDER}/replaced"
"""Where a sidecar is kept before it is mended, in the corpus."""

_LONGEST_LABEL = 200
"""Bytes of the old path that go into the new name."""


@dataclass(frozen=True, slots=True)
class Copies:
    """What conflict copies hold together."""

    annotations: Annotations | None
    """None where none of them could be read."""
    read: tuple[str, ...]
    """Paths, relative to the corpus, of those that are in `annotations`."""
    problems: tuple[str, ...]
    """Why others were left where they are, a line for each; untrusted text."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of the conflict copies of one sidecar."""

    saved: Annotations | None
    """What stands on disk now; None where nothing was written."""
    joined: tuple[str, ...]
    """Paths of the copies that were joined in, and of the sidecar itself if git's marks were in it."""
    problems: tuple[str, ...]
    """Why others stay where they are, a line for each; untrusted text."""


def beside(root: Path, path: str) -> tuple[str, ...]:
    """Return the paths of the conflict copies of the sidecar of article `path`, in order; never raises."""
    folder, slash, name = path.rpartition("/")
    names: list[str] = []
    with suppress(OSError, ValueError):
        names = os.listdir(root / folder)
    return tuple(f"{folder}{slash}{each}" for each in sorted(names) if copied_article(each) == name)


def read_copies(root: Path, paths: Iterable[str]) -> Copies:
    """Read the conflict copies at `paths` (relative to `root`) and join them with each other."""
    joined: Annotations | None = None
    read: list[str] = []
    problems: list[str] = []
    for path in paths:
        content = read_bytes(root, path)
        if isinstance(content, Unreadable):
            if content.reason is not Reason.MISSING:  # else another triage has joined it in meanwhile
                problems.append(f"{path}: {content.sentence}")
            continue
        try:
            found, _ = parse_versions(content, path)
        except TriageError as error:
            problems.append(error.message)
            continue
        if found.read_only:
            problems.append(f"{path}: written by a newer triage (schema {found.schema} after {SCHEMA})")
            continue
        joined = found if joined is None else join(joined, found)
        read.append(path)
    return Copies(joined, tuple(read), tuple(problems))


def put_aside(root: Path, path: str) -> bool:
    """Move the file at `path` (relative to `root`) to where joined copies are kept.

    Returns whether it was still there. Raises OSError, and RefusedError where a link leads out of
    the corpus.
    """
    target = _new_place(root, path)
    try:
        os.rename(root / path, target)
    except FileNotFoundError:
        return False
    return True


def keep_aside(root: Path, path: str, content: bytes) -> None:
    """Keep `content`, which stood at `path` and is about to be replaced, as `put_aside` keeps files."""
    atomic.replace(_new_place(root, path), content, within=root)


def keep_sidecar(root: Path, path: str) -> None:
    """Keep a copy of the sidecar of article `path` as it is now, before it is mended.

    Raises OSError where that fails, and RefusedError where a link leads out of the corpus.
    """
    sidecar = path + SIDECAR_SUFFIX
    content = read_bytes(root, sidecar)
    if isinstance(content, Unreadable):
        raise OSError(errno.EIO, content.sentence, sidecar)
    atomic.replace(_new_place(root, sidecar, REPLACED), content, within=root)


def _new_place(root: Path, path: str, where: str = JOINED) -> Path:
    """Return a path that no file has, in the folder `where`, which is there then."""
    folder = root / where
    atomic.resolved(folder, root)
    with suppress(FileExistsError):
        os.mkdir(root / HIDDEN_FOLDER)
    with suppress(FileExistsError):
        os.mkdir(folder)
    label = os.fsdecode(os.fsencode(path.replace("/", "%"))[-_LONGEST_LABEL:])
    return folder / f"{os.urandom(4).hex()}-{label}"
