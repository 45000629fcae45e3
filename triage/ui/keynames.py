"""Names of keys: from Textual's events to key maps, and from key maps to what people read."""

from __future__ import annotations

from textual.events import Key

_LABELS = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "tab": "Tab",
    "home": "Home",
    "end": "End",
}


_MODIFIERS = frozenset({"alt", "ctrl", "super", "hyper", "meta"})
"""With one of these a key is another key, also where Textual gives the character along."""


def key_name(event: Key) -> str:
    """Return the name of a pressed key as key maps spell it: the character itself, else its name."""
    if not _MODIFIERS.isdisjoint(event.key.split("+")[:-1]):
        return event.key
    character = event.character
    if character is not None and len(character) == 1 and character.isprintable() and character != " ":
        return character
    return event.key


def key_label(key: str) -> str:
    """Return how a key is shown to people."""
    if key in _LABELS:
        return _LABELS[key]
    modifier, plus, letter = key.rpartition("+")
    return f"{modifier.capitalize()}+{letter}" if plus and modifier else key
