"""Lines of a journal: a JSON object each, with length and checksum, so that a torn line is known as one."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from triage.core.json_text import json_text

Entry: TypeAlias = Mapping[str, object]
"""What one line holds; values as JSON has them."""


def line(entry: Entry) -> bytes:
    """Return `entry` as a line: checksum (CRC-32, hexadecimal), length in bytes, JSON, line feed."""
    body = json_text(entry).encode("utf-8")
    return b"%08x %d %s\n" % (zlib.crc32(body), len(body), body)


def entries(content: bytes) -> Iterator[dict[str, object]]:
    """Yield what the whole lines in `content` hold, in order; torn and damaged lines are passed over."""
    for written in content.split(b"\n"):
        entry = _entry(written)
        if entry is not None:
            yield entry


def _entry(written: bytes) -> dict[str, object] | None:
    checksum, _, rest = written.partition(b" ")
    length, _, body = rest.partition(b" ")
    try:
        whole = int(length) == len(body) and int(checksum, 16) == zlib.crc32(body)
        entry = json.loads(body.decode("utf-8")) if whole else None
    except (ValueError, RecursionError):
        return None
    return entry if isinstance(entry, dict) else None
