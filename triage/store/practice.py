"""The folder in which the tutorial is done, a copy of the samples, and how far somebody is in it."""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from triage.core.json_text import json_text
from triage.errors import RefusedError
from triage.store import cache_files
from triage.store.homes import state_home
from triage.store.samples import copy_samples

_MARK = ".triage-tutorial"
"""In a folder that was made for the tutorial: no other one is written to."""

_LARGEST = 1 << 16
"""Bytes."""


def last() -> tuple[Path, int] | None:
    """Return the folder of the tutorial that was begun last, if it is there still, and the next step."""
    try:
        kept = json.loads(cache_files.get(_state(), _LARGEST) or b"")
        folder, step = Path(kept["folder"]), kept["step"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return (folder, step) if type(step) is int and step >= 0 and _is_ours(folder) else None


def keep(folder: Path, step: int) -> None:
    """Keep how far the tutorial in this folder is, where that can be done."""
    content = json_text({"folder": str(folder), "step": step}, ascii_only=True)
    cache_files.put(_state(), content.encode() + b"\n", 10)


def made(folder: Path | None) -> Path:
    """Return a folder with the samples: this one, or a new one beside the system's other temporary ones.

    Raises RefusedError for one that has anything in it, unless it was made here; OSError.
    """
    if folder is None:
        folder = Path(tempfile.mkdtemp(prefix="triage-tutorial-"))
    folder.mkdir(parents=True, exist_ok=True)
    if not _is_ours(folder):
        if any(True for _ in os.scandir(folder)):
            raise RefusedError(
                f"{folder}: there is something in it",
                "name a folder that is empty, or none for a temporary one",
            )
        (folder / _MARK).write_text("Made by triage tutorial; can be deleted.\n", encoding="utf-8")
    copy_samples(folder)
    return folder


def _is_ours(folder: Path) -> bool:
    with suppress(OSError, ValueError):
        return (folder / _MARK).is_file()
    return False


def _state() -> Path:
    return state_home() / "tutorial" / "last.json"
