"""Names of keys: from Textual's events to key maps, and from key maps to what people read."""

from __future__ import annotations

from collections.abc import Sequence

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
    "delete": "Del",
    "insert": "Ins",
    "backspace": "Bksp",
}


_SIGNS = {
    "ctrl+underscore": "ctrl+_",
    "ctrl+backslash": "ctrl+\\",
    "ctrl+right_square_bracket": "ctrl+]",
    "ctrl+circumflex_accent": "ctrl+^",
}
"""Textual's names for keys with a sign, and those that key maps spell."""

_MODIFIERS = frozenset({"alt", "ctrl", "super", "hyper", "meta"})
"""With one of these a key is another key, also where Textual gives the character along."""


def key_name(event: Key) -> str:
    """Return the name of a pressed key as key maps spell it: the character itself, else its name."""
    if not _MODIFIERS.isdisjoint(event.key.split("+")[:-1]):
        return _SIGNS.get(event.key, event.key)
    character = event.character
    if character is not None and len(character) == 1 and character.isprintable() and character != " ":
        return character
    return _SIGNS.get(event.key, event.key)


def key_label(keys: str) -> str:
    """Return how a key, or each of a sequence, is shown to people."""
    return " ".join(map(_label, keys.split(" ")))


def labels(keys: Sequence[str]) -> str:
    """Return how several keys for one thing are shown."""
    return (", " if any(" " in each for each in keys) else " ").join(map(key_label, keys))


def soonest(keys: Sequence[str]) -> str:
    """Return how the first of these is shown that takes the fewest keys."""
    return key_label(min(keys, key=lambda each: each.count(" ")))


def _label(key: str) -> str:
    *modifiers, name = key.rsplit("+", 1) if len(key) > 1 and not key.endswith("+") else [key]
    words = [word.capitalize() for modifier in modifiers for word in modifier.split("+")]
    function = name[:1] == "f" and name[1:].isdecimal()
    return "+".join([*words, _LABELS.get(name, name.upper() if function else name)])
