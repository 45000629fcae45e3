"""Having git merge and show sidecars by triage in one clone: two files in the folder, a few settings."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from triage.errors import UsageError
from triage.store import atomic, git
from triage.store.names import HIDDEN_FOLDER

DRIVER = "merge.triage.driver"

_PRIVATE = ("/lock", "/present/", "/joined/", "/replaced/")
"""What is in the hidden folder for this machine only."""


def set_up(folder: Path, program: str | None = None) -> Iterator[tuple[str, bool]]:
    """Set up git for the sidecars in `folder`; yield each thing it takes and whether it was done now.

    What is so already is left alone. `program` is the command that runs triage, as a shell reads it.
    Raises UsageError outside of a working tree, TriageError and OSError where something cannot be
    written.
    """
    if not git.in_working_tree(folder):
        raise UsageError(f"{folder}: not in a working tree of git", "git init makes one")
    line = f"{folder / git.ATTRIBUTES}: {git.ATTRIBUTE_LINE}"
    needed = not git.asked_for(folder)
    if needed:
        _add_lines(folder, git.ATTRIBUTES, (git.ATTRIBUTE_LINE,))
    yield line, needed
    ignored = f"{HIDDEN_FOLDER}/.gitignore"
    yield f"{folder / ignored}: {' '.join(_PRIVATE)}", _add_lines(folder, ignored, _PRIVATE)
    for name, value in settings(program or _program()):
        set_so = git.setting(folder, name) == value
        if not set_so:
            git.configure(folder, name, value)
        yield f"git config {name}: {value}", not set_so


def settings(program: str) -> tuple[tuple[str, str], ...]:
    """Return the settings by which git runs `program` on sidecars."""
    return (
        ("merge.triage.name", "join the claims and tags of both sides"),
        (DRIVER, f"{program} merge %O %A %B %P"),
        ("diff.triage.textconv", f"{program} show --sidecar"),
    )


def lacks_driver(folder: Path) -> bool:
    """Whether git is told to merge sidecars in `folder` by triage, and this clone does not know how."""
    return git.in_working_tree(folder) and git.asked_for(folder) and not git.setting(folder, DRIVER)


def _program() -> str:
    """Return the command that runs triage from everywhere, as a shell reads it."""
    return "triage" if shutil.which("triage") else f"{shlex.quote(sys.executable)} -m triage"


def _add_lines(folder: Path, name: str, lines: tuple[str, ...]) -> bool:
    """Put what is missing of `lines` at the end of a file in `folder`; return whether anything was."""
    path = folder / name
    atomic.resolved(path, folder)
    old = path.read_bytes() if path.exists() else b""
    missing = [line for line in lines if line.encode() not in [known.strip() for known in old.splitlines()]]
    if not missing:
        return False
    if old and not old.endswith(b"\n"):
        old += b"\n"
    path.parent.mkdir(exist_ok=True)
    atomic.replace(path, old + "".join(f"{line}\n" for line in missing).encode(), within=folder)
    return True
