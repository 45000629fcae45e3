"""Faithful YAML writing: what is written is read back as it was, by any YAML reader, and reads well.

Mappings and sequences stand in blocks, indented by two blanks, a sequence's dashes below its
key. Nothing is ever folded over lines. Text stands bare where every reader takes it for text, and
in double quotes with JSON's escapes elsewhere; characters that a terminal would hide are escaped.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from triage.core.node import Node, Plain
from triage.store.yaml_text import HIDDEN, is_ambiguous, may_stand_bare

LONGEST_KEY = 120
"""Code points as written; readers give up looking for the colon after 1024."""

_LONGEST_FLOW = 160
"""Code points as written, braces included; a longer mapping is clearer in a block."""

_ESCAPED = re.compile(HIDDEN.pattern.replace("[", '["\\\\', 1))
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f"}


class Flow(dict[str, Node]):
    """A mapping to be written in braces on one line, if it is short and holds only scalars."""


def write(node: Node, indent: int = 0) -> str:
    """Return `node` as YAML, each line after `indent` blanks and with a line end.

    `Plain` scalars stand without quotes. Raises ValueError for a lone surrogate: YAML has no way
    to write one that libyaml would read.
    """
    blanks = " " * indent
    if isinstance(node, str) or not node:
        written = _one_line(node)
        return f"{blanks}{written[1:]}\n" if written else f"{blanks}---\n"
    lines: list[str] = []
    _block(node, blanks, lines)
    lines.append("")
    return "\n".join(lines)


def scalar(text: str, *, in_flow: bool = False) -> str:
    """Return `text` as it is written: bare where that is safe, else in quotes; `Plain` never in quotes.

    `in_flow` is for a place between braces. Raises ValueError for a lone surrogate.
    """
    if may_stand_bare(text, in_flow=in_flow) or (isinstance(text, Plain) and is_ambiguous(text)):
        return str(text)
    return f'"{_ESCAPED.sub(_escape, text)}"'


def visible(text: str) -> str:
    """Return `text` on one line, with an escape for each character that a terminal would hide."""
    return HIDDEN.sub(_escape, text)


def _block(node: Node, indent: str, lines: list[str]) -> None:
    """Add the lines of a mapping or sequence that is not empty."""
    if isinstance(node, dict | Mapping):  # dict first: asking whether it is a Mapping takes longer
        for key, value in node.items():
            _entry(key, value, indent, lines)
        return
    for item in node:
        one_line = _one_line(item)
        if one_line is not None:
            lines.append(f"{indent}-{one_line}")
        else:
            first = len(lines)
            _block(item, f"{indent}  ", lines)
            lines[first] = f"{indent}- {lines[first][len(indent) + 2 :]}"


def _entry(key: str, value: Node, indent: str, lines: list[str]) -> None:
    """Add the lines of one key and its value."""
    written = scalar(key)
    start = f"{indent}{written}:"
    if not 0 < len(written) <= LONGEST_KEY:
        lines.append(f"{indent}? {written}".rstrip(" "))
        start = f"{indent}:"
    one_line = _one_line(value)
    if one_line is not None:
        lines.append(start + one_line)
        return
    lines.append(start)
    _block(value, indent if isinstance(value, tuple) else f"{indent}  ", lines)


def _one_line(node: Node) -> str | None:
    """Return a scalar, an empty collection or a `Flow` as it follows a colon, if it fits on the line."""
    if isinstance(node, str):
        written = scalar(node)
        return f" {written}" if written else ""
    if not node:
        return f" {_empty(node)}"
    return _flow(node) if isinstance(node, Flow) else None


def _flow(node: Flow) -> str | None:
    parts = []
    for key, value in node.items():
        if not isinstance(value, str):
            return None
        written_key, written = scalar(key, in_flow=True), scalar(value, in_flow=True)
        if len(written_key) > LONGEST_KEY or not written_key or not written:
            return None
        if any("," in bare for bare in (written_key, written) if bare[0] != '"'):
            return None  # a bare 1,000 would be two things between braces
        parts.append(f"{written_key}: {written}")
    written = f" {{{', '.join(parts)}}}"
    return written if len(written) <= _LONGEST_FLOW else None


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    short = _SHORT.get(character)
    if short is not None:
        return short
    code = ord(character)
    if 0xD800 <= code <= 0xDFFF:
        raise ValueError(f"U+{code:04X} is half a character and cannot be written to YAML")
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def _empty(node: Node) -> str:
    return "{}" if isinstance(node, Mapping) else "[]"
