"""Files that people write by hand: they are small, and what claims to be one is read no further than that.

A codebook may come with a corpus from anywhere. Each warning about one is looked up in its text, so
that a great file of nothing but mistakes would be looked through without end.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from triage.core.node import Node
from triage.store import kept_documents

if TYPE_CHECKING:
    from triage.store.yaml_reader import Repeated

SIZE = 200_000
"""Bytes."""

VALUES = 5_000
"""Scalars, and starts and ends of mappings and sequences."""

MOST_WARNINGS = 20
"""Nobody mends more of them at a time."""


def content(path: Path) -> bytes:
    """Return the bytes of the file, or so many of them that `read` refuses them. Raises OSError."""
    with path.open("rb") as file:
        return file.read(SIZE + 1)


def read(text: bytes | str, name: str, repeated: Repeated | None = None) -> Node:
    """Return the document in `text` as `yaml_reader.read` does, refusing what is too long to be by hand."""
    kept = kept_documents.recall(text) if isinstance(text, bytes) else None
    if kept is not None:
        return kept
    from triage.store import yaml_reader

    found = [] if repeated is None else repeated
    document = yaml_reader.read(text, name, yaml_reader.Limits(size=SIZE, events=VALUES), repeated)
    if isinstance(text, bytes) and not found:
        kept_documents.keep(text, document)
    return document


def place(text: bytes | str, path: tuple[str | int, ...]) -> tuple[int, int]:
    """Return line and column of what is at `path` in a document, from 1, as `yaml_reader.locate` does."""
    from triage.store import yaml_reader

    return yaml_reader.locate(text, path)
