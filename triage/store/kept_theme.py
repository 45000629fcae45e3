"""The theme that was chosen last in a review, for where nobody set one: a word in the state folder."""

from __future__ import annotations

from contextlib import suppress

from triage.core.themes import NAMES
from triage.store import atomic
from triage.store.homes import state_home

FILE = "theme"
_LONGEST = 64
"""Bytes of a theme's name."""


def kept_theme() -> str:
    """Return the name; empty where none was kept, or there is no such theme."""
    with suppress(OSError), open(state_home() / FILE, "rb") as file:
        name = file.read(_LONGEST).decode("ascii", "replace").strip()
        return name if name in NAMES else ""
    return ""


def keep_theme(name: str) -> bool:
    """Keep the name; return whether that could be done."""
    place = state_home() / FILE
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        atomic.replace(place, f"{name}\n".encode("ascii"))
    except OSError:
        return False
    return True
