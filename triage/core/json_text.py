"""JSON that stands on one line wherever it is read, and that any terminal can show."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from triage.core.lazy import lazy

_UNSAFE = lazy("[\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]")
"""What JSON lets stand but terminals obey, readers take for a line end, or UTF-8 cannot hold."""

_NESTED = (dict, list, tuple)

_AT_A_TIME = 1000
"""Rows of which a text is made at once."""


def json_text(value: object, *, ascii_only: bool = False, indent: int | None = None) -> str:
    """Return `value` as JSON; characters that are better not met raw are written as escapes."""
    if indent is None:
        text = json.dumps(value, ensure_ascii=ascii_only)
    else:
        text = _on_lines(value, ascii_only, " " * indent, "\n")
    return _escaped(text)


def json_rows(
    names: Sequence[str], rows: Iterable[Sequence[object]], *, ascii_only: bool = False
) -> Iterator[str]:
    """Yield in pieces what `json_text` returns, indented by two, of objects with members of these `names`.

    Each row has the values, which are no objects or arrays. No object is made for any.
    """
    members = (json.dumps(name, ensure_ascii=ascii_only).replace("%", "%%") + ": %s" for name in names)
    form = "{\n    " + ",\n    ".join(members) + "\n  }"
    rows, before = iter(rows), "[\n  "
    while some := [*islice(rows, _AT_A_TIME)]:
        # No string in there has a line end in it.
        values = json.dumps([*chain.from_iterable(some)], ensure_ascii=ascii_only, separators=("\n", ":"))
        text = ",\n  ".join([form] * len(some)) % tuple(values[1:-1].split("\n"))
        yield before + _escaped(text)
        before = ",\n  "
    yield "\n]" if before[0] == "," else "[]"


def _escaped(text: str) -> str:
    if text.isascii() and "\x7f" not in text:  # as most is, and it takes long to look at each character
        return text
    return _UNSAFE().sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _on_lines(value: object, ascii_only: bool, indent: str, line: str) -> str:
    """Return what `json.dumps` does with an indent; `line` begins a line as deep as `value`.

    That makes many small pieces where there is an indent, and without one it is ten times as quick.
    """
    deeper = line + indent
    if isinstance(value, list | tuple) and value and all(map(_is_flat, value)):
        inner = deeper + indent
        whole = json.dumps(value, ensure_ascii=ascii_only, separators=("," + inner, ": "))
        # No string in there has a line end in it.
        rows = whole[2:-2].replace(f"}},{inner}{{", f"{deeper}}},{deeper}{{{inner}")
        return f"[{deeper}{{{inner}{rows}{deeper}}}{line}]"
    if isinstance(value, list | tuple) and value:
        items = [_on_lines(item, ascii_only, indent, deeper) for item in value]
        return f"[{deeper}{f',{deeper}'.join(items)}{line}]"
    if isinstance(value, dict) and value:
        members = [
            f"{json.dumps(name, ensure_ascii=ascii_only)}: {_on_lines(member, ascii_only, indent, deeper)}"
            for name, member in value.items()
        ]
        return f"{{{deeper}{f',{deeper}'.join(members)}{line}}}"
    return json.dumps(value, ensure_ascii=ascii_only)


def _is_flat(value: object) -> bool:
    """Whether this is an object, with something in it, that holds no other objects or arrays."""
    return isinstance(value, dict) and bool(value) and not any(isinstance(v, _NESTED) for v in value.values())
