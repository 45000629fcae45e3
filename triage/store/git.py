"""What git knows about the folder under review, and what it is told: by lists of words, never a shell."""

from __future__ import annotations

import subprocess
from pathlib import Path

from triage.errors import TriageError

SECONDS = 10.0
"""Longest wait for git."""

ATTRIBUTES = ".gitattributes"
ATTRIBUTE_LINE = "*.triage.yaml merge=triage diff=triage"
"""Tells git which files the driver and the text conversion called triage are for."""

_PROBE = "x.txt.triage.yaml"
"""The attributes of a sidecar are asked for by a name; there need not be such a file."""


def version() -> str:
    """Return what git says of its version, empty where there is no git."""
    return _answer(Path(), "--version")


def in_working_tree(folder: Path) -> bool:
    """Whether `folder` is in a working tree of git; False also where there is no git."""
    above = folder.resolve()
    if not any((place / ".git").exists() for place in (above, *above.parents)):
        return False  # most folders under review are in none, and git need not be started to know
    return _answer(folder, "rev-parse", "--is-inside-work-tree") == "true"


def asked_for(folder: Path) -> bool:
    """Whether the attributes in force say that sidecars in `folder` are merged and shown by triage."""
    answer = _answer(folder, "check-attr", "merge", "diff", "--", _PROBE)
    return all(f"{_PROBE}: {kind}: triage" in answer.splitlines() for kind in ("merge", "diff"))


def setting(folder: Path, name: str) -> str:
    """Return what git's configuration says under `name` for `folder`, empty if it says nothing."""
    return _answer(folder, "config", "--get", name)


def configure(folder: Path, name: str, value: str) -> None:
    """Write a setting into the configuration of this clone alone. Raises TriageError."""
    ended = _run(folder, "config", "--local", "--replace-all", name, value)
    if ended is None or ended.returncode:
        why = "" if ended is None else ended.stderr.decode("utf-8", "replace").strip()
        raise TriageError(f"{folder}: git did not set {name}: {why}", "nothing else was changed")


def _answer(folder: Path, *words: str) -> str:
    ended = _run(folder, *words)
    return "" if ended is None or ended.returncode else ended.stdout.decode("utf-8", "replace").strip()


def _run(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes] | None:
    try:
        return subprocess.run(  # git is found as every shell finds it
            ["git", *words],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return None
