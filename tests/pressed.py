"""Keys as they are written in tables of tests: names apart by blanks, typed text between backticks."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PART = re.compile(r"`([^`]*)`|(\S+)")


@dataclass(frozen=True)
class Part:
    """One key, or a text that is typed."""

    keys: tuple[str, ...]
    """The name of the key as key maps spell it, or the characters of the text."""
    is_text: bool = False


def parts(written: str) -> list[Part]:
    """Return what ``n `two papers` enter`` says: a key, a text, a key."""
    return [Part((key,)) if key else Part(tuple(text), is_text=True) for text, key in _PART.findall(written)]


def pressed(written: str) -> tuple[str, ...]:
    """Return every key of it, one after the other; a blank in a text is the key `space`."""
    return tuple("space" if key == " " else key for part in parts(written) for key in part.keys)
