"""A note in the reviewer's own editor."""

from __future__ import annotations

import shlex
import subprocess
import tempfile
from pathlib import Path

from triage.errors import UsageError
from triage.store import choosing


def editor_command() -> list[str]:
    """Return the editor as an argument list: the setting, else VISUAL, EDITOR, vi. Raises ValueError."""
    try:
        return shlex.split(choosing.editor().value)
    except UsageError as error:
        raise ValueError(error.message) from None


def edit(text: str) -> str:
    """Let the editor change `text` and return what it left, without line ends at the end.

    The terminal has to be the editor's meanwhile. Raises OSError where it cannot be started and
    ValueError where it ends with an error or its name cannot be read: then nothing has changed.
    """
    with tempfile.TemporaryDirectory(prefix="triage-") as folder:
        file = Path(folder) / "note.txt"
        file.write_text(text, encoding="utf-8", newline="\n")
        command = editor_command()
        ended = subprocess.run([*command, str(file)], check=False)
        if ended.returncode:
            raise ValueError(f"{command[0]} ended with {ended.returncode}")
        return file.read_text(encoding="utf-8", errors="replace").rstrip("\n")
