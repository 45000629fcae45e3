"""The names of keys while they are pressed, on a terminal."""

from __future__ import annotations

import sys

from triage.errors import UsageError
from triage.keymap import Keymap


def press(keymap: Keymap) -> int:
    """Print the name of every key that is pressed, and what it does. Raises UsageError without a terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("pressing keys needs a terminal", "without one: triage keys explain KEYS")
    from triage.ui.pressing import watch_keys

    return watch_keys(keymap)
