"""What the tests of keys share: key maps from texts and files."""

from __future__ import annotations

from pathlib import Path

from triage.keymap import Keymap, Sources
from triage.store import keymaps
from triage.store.codebook import shipped_codebook

TAGS = shipped_codebook()


def written(folder: Path, text: str, name: str = "mine.yaml") -> Path:
    """Write a key map into `folder`, its schema before it; return its path."""
    path = folder / name
    path.write_text(f"schema: 1\n{text}", encoding="utf-8")
    return path


def read(folder: Path, text: str) -> tuple[Keymap, list[str]]:
    """Return the key map that `text` makes, and the findings without the path before line and column."""
    path = written(folder, text)
    keymap, warnings = keymaps.load(path, TAGS)
    return keymap, [warning.removeprefix(f"{path}:") for warning in warnings]


def shipped_map(name: str) -> tuple[Keymap, list[str]]:
    """Return a key map that comes with the program, as a review has it, and its findings."""
    return keymaps.in_use(Sources(name), TAGS)
