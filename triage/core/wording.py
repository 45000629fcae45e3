"""What may be said of how the screen is to be, where it takes one of a few words."""

from __future__ import annotations

DEFAULT_THEME = "triage-dark"

SWITCHES = {
    "on": True, "yes": True, "true": True, "1": True,
    "off": False, "no": False, "false": False, "0": False,
}  # fmt: skip
"""What may be said of something that is or is not, and what it means."""

FULL, REDUCED = "full", "reduced"
MOTIONS = (FULL, REDUCED)
"""How much may move by itself."""


def is_on(word: str) -> bool:
    """Return what a word of `SWITCHES` means; False for any other."""
    return SWITCHES.get(word.strip().lower(), False)
