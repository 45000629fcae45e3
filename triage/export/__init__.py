"""The table of export formats: each is pure, rows in, bytes out."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from triage.core.values import dataclass
from triage.export import csv_table, json_lines, markdown
from triage.export.rows import Row

Writer = Callable[[Iterable[Row]], bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write what was judged."""

    name: str
    media_type: str
    extension: str
    """Of a file, with the dot."""
    help: str
    write: Writer
    """The rows of one article follow each other."""
    write_for_spreadsheets: Writer | None = None
    """The same for programs that run what begins with ``=``, where there is such a danger."""


FORMATS = (
    Format(
        "csv",
        "text/csv; charset=utf-8; header=present",
        ".csv",
        "a table (RFC 4180, UTF-8), evidence as JSON in its cell",
        csv_table.write,
        csv_table.write_for_spreadsheets,
    ),
    Format(
        "jsonl",
        "application/jsonl",
        ".jsonl",
        "JSON lines (UTF-8), one object for each row",
        json_lines.write,
    ),
    Format(
        "markdown",
        "text/markdown; charset=utf-8; variant=CommonMark",
        ".md",
        "Markdown to read or to hand on, article by article",
        markdown.write,
    ),
)
