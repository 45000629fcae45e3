"""Rows as comma-separated values (RFC 4180): each exactly as it is, or safe for spreadsheet programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable

from triage.core.json_text import json_text
from triage.export.evidence import evidence_objects, related_objects
from triage.export.rows import COLUMNS, Row

_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Beginnings of a cell that spreadsheet programs take for a formula, after OWASP's "CSV Injection"."""


def write(rows: Iterable[Row]) -> bytes:
    """Return the table in UTF-8 with a header; evidence and related claims are JSON, if there are any."""
    return _table(rows, lambda text: text).encode("utf-8", "backslashreplace")


def write_for_spreadsheets(rows: Iterable[Row]) -> bytes:
    """Return the table with an apostrophe before what would be run, and a byte order mark.

    Without the mark, spreadsheet programs do not take the file for UTF-8.
    """
    return _table(rows, _disarmed).encode("utf-8-sig", "backslashreplace")


def _table(rows: Iterable[Row], cell: Callable[[str], str]) -> str:
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([cell(_text(row, column)) for column in COLUMNS])
    return table.getvalue()


def _text(row: Row, column: str) -> str:
    if column == "evidence":
        return json_text(evidence_objects(row.evidence)) if row.evidence else ""
    if column == "related":
        return json_text(related_objects(row.related)) if row.related else ""
    value = getattr(row, column)
    return "" if value is None else str(value)


def _disarmed(text: str) -> str:
    return "'" + text if text.startswith(_RUN_BY_SPREADSHEETS) else text
