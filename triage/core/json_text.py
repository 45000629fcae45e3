"""JSON that stands on one line wherever it is read, and that any terminal can show."""

from __future__ import annotations

import json

from triage.core.lazy import lazy

_UNSAFE = lazy("[\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]")
"""What JSON lets stand but terminals obey, readers take for a line end, or UTF-8 cannot hold."""


def json_text(value: object, *, ascii_only: bool = False, indent: int | None = None) -> str:
    """Return `value` as JSON; characters that are better not met raw are written as escapes."""
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    return _UNSAFE().sub(lambda match: f"\\u{ord(match[0]):04x}", text)
