"""Taking typed values out of a YAML mapping that was read, and remembering where one is wrong.

Text is taken as it stands, quoted or not: somebody who writes `note: yes` by hand means the
word. Only nothing at all (an empty value, `~`, `null`) is not text.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from triage.core.clock import parse as parse_time
from triage.core.node import Extra, Node, Plain

Word = TypeVar("Word", bound=StrEnum)
Step = str | int

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})
_MOST_DIGITS = 15


class Problem(Exception):  # noqa: N818 - it becomes a YamlError where the text is known
    """A value that its format does not allow; `path` leads to it from where it was raised."""

    def __init__(self, text: str, *path: Step) -> None:
        super().__init__(text)
        self.text = text
        self.path: tuple[Step, ...] = path

    def under(self, *outer: Step) -> Problem:
        """Return this problem as seen from further out."""
        self.path = (*outer, *self.path)
        return self


def is_null(node: Node | None) -> bool:
    """Whether nothing stands there."""
    return node is None or (isinstance(node, Plain) and node in _NULLS)


def mapping(node: Node, what: str) -> Mapping[str, Node]:
    """Return `node` if it is a mapping, an empty one for nothing at all."""
    if isinstance(node, Mapping):
        return node
    if is_null(node):
        return {}
    raise Problem(f"{what} must be a mapping")


def mapping_at(fields: Mapping[str, Node], key: str) -> Mapping[str, Node]:
    """Return the mapping under `key`, an empty one where there is none."""
    if key not in fields:
        return {}
    try:
        return mapping(fields[key], f"'{key}'")
    except Problem as problem:
        raise problem.under(key) from None


def sequence_at(fields: Mapping[str, Node], key: str) -> tuple[Node, ...]:
    """Return the sequence under `key`, an empty one where there is none."""
    node = fields.get(key, ())
    if isinstance(node, tuple):
        return node
    if is_null(node):
        return ()
    raise Problem(f"'{key}' must be a list", key)


def text(fields: Mapping[str, Node], key: str) -> str:
    """Return the text under `key`, which must be there."""
    found = optional_text(fields, key)
    if found is None:
        raise _missing(fields, key, "text")
    return found


def optional_text(fields: Mapping[str, Node], key: str) -> str | None:
    """Return the text under `key`, or None where there is none."""
    node = fields.get(key)
    if type(node) is str:
        return node
    if node is None or is_null(node):
        return None
    if isinstance(node, str):
        return str(node)
    raise Problem(f"'{key}' must be text", key)


def whole_number(fields: Mapping[str, Node], key: str) -> int:
    """Return the number, 0 or greater, under `key`, which must be there."""
    node = fields.get(key)
    if isinstance(node, Plain) and node.isdecimal() and node.isascii() and len(node) <= _MOST_DIGITS:
        if node[0] != "0" or node == "0":  # a leading zero means octal to some readers
            return int(node)
    elif is_null(node):
        raise _missing(fields, key, "a whole number")
    raise Problem(f"'{key}' must be a whole number, 0 or greater, without quotes", key)


def flag(fields: Mapping[str, Node], key: str) -> bool:
    """Return whether `key` says true; False where it is not there."""
    node = fields.get(key)
    if is_null(node):
        return False
    if isinstance(node, Plain) and (node in _TRUE or node in _FALSE):
        return node in _TRUE
    raise Problem(f"'{key}' must be true or false", key)


def time(fields: Mapping[str, Node], key: str) -> str:
    """Return the time under `key`, which must be there, in the form that `core.clock` gives."""
    written = text(fields, key)
    try:
        return parse_time(written)
    except ValueError:
        raise Problem(f"'{key}' must be a time such as 2026-11-21T10:02:30.007Z", key) from None


def word(fields: Mapping[str, Node], key: str, allowed: type[Word]) -> Word:
    """Return the one of the `allowed` words under `key`, which must be there."""
    found = optional_word(fields, key, allowed)
    if found is None:
        raise _missing(fields, key, f"one of {', '.join(allowed)}")
    return found


def optional_word(fields: Mapping[str, Node], key: str, allowed: type[Word]) -> Word | None:
    """Return the one of the `allowed` words under `key`, or None where there is none."""
    if key not in fields:
        return None
    written = optional_text(fields, key)
    if written is None:
        return None
    try:
        return allowed(written)
    except ValueError:
        raise Problem(f"'{key}' must be one of {', '.join(allowed)}", key) from None


def rest(fields: Mapping[str, Node], known: frozenset[str]) -> Extra:
    """Return the entries of `fields` whose keys are not `known`, in their order."""
    if fields.keys() <= known:
        return {}
    return {key: value for key, value in fields.items() if key not in known}


def _missing(fields: Mapping[str, Node], key: str, wanted: str) -> Problem:
    path = (key,) if key in fields else ()
    return Problem(f"'{key}' is missing ({wanted})", *path)
