"""Journals as tests write and read them."""

from __future__ import annotations

from pathlib import Path

from triage.store.journal import END, Journal, read_all
from triage.store.journal_lines import Entry


def numbered(*numbers: int) -> list[Entry]:
    """Return an entry for each number."""
    return [{"n": number} for number in numbers]


def written(path: Path, *numbers: int, pending: tuple[Entry, ...] = ()) -> None:
    """Write these numbers with a program of its own."""
    journal = Journal(path)
    for entry in numbered(*numbers):
        journal.append(entry)
    journal.close(pending)


def content(path: Path) -> list[dict[str, object]]:
    """Return what was written, without the marks of programs that ended well."""
    return [entry for entry in read_all(path) if entry != END]
