"""The reviewer's own key map in their editor, begun for them if there is none yet."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path

from triage.errors import UsageError
from triage.store import choosing

_BEGINNING = """\
# Your own keys, over those of the key map that you use. triage keys list shows keys and commands,
# triage keys press the names of keys. A review takes over what you save here while it runs.
schema: 1
name: mine
modes:
  all: {}
  #  z: undo
  #  g d: go.next tag:disputed          keys one after the other
  #  Z: [confidence.next, tag disputed] several commands, undone together
  #  S: noop                            does nothing any more
  # text: {}                            only in the text; list: only in the list
"""


def edit(path: Path) -> None:
    """Open the file at `path` in the reviewer's editor. Raises UsageError."""
    try:
        command = shlex.split(choosing.editor().value)
    except ValueError as error:
        raise UsageError(
            f"the editor's name cannot be read: {error}", "set editor in the configuration, VISUAL or EDITOR"
        ) from None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.write_text(_BEGINNING, encoding="utf-8", newline="\n")
        ended = subprocess.run([*command, str(path)], check=False)
    except OSError as error:
        hint = "set editor in the configuration, VISUAL or EDITOR to one that is here"
        raise UsageError(f"{error.filename or command[0]}: {error.strerror}", hint) from None
    if ended.returncode:
        raise UsageError(f"{command[0]} ended with {ended.returncode}", f"the file is {path}")
