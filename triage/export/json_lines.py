"""Rows as JSON lines: one object a line, the same fields in every object."""

from __future__ import annotations

from collections.abc import Iterable

from triage.core.json_text import json_text
from triage.export.evidence import evidence_objects, related_objects
from triage.export.rows import COLUMNS, Row


def write(rows: Iterable[Row]) -> bytes:
    """Return the objects in UTF-8, each line ended by ``\\n``."""
    return "".join(json_text(row_object(row)) + "\n" for row in rows).encode("utf-8")


def row_object(row: Row) -> dict[str, object]:
    """Return the row as an object; evidence and related claims are lists, an unknown position null."""
    fields: dict[str, object] = {column: getattr(row, column) for column in COLUMNS}
    fields["evidence"] = evidence_objects(row.evidence)
    fields["related"] = related_objects(row.related)
    return fields
