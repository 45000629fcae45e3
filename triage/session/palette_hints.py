"""When to say that a command has a key: after it was taken from the palette some times, and once only."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from triage.store import palette_counts

TIMES = 3
"""Uses of the palette for the same thing until its key is named."""


class PaletteHints:
    """Counts what one reviewer takes from the palette, over all sittings."""

    def __init__(self, path: Path) -> None:
        """`path` is the file with the counts."""
        self._path = path

    @cached_property
    def _counts(self) -> dict[str, int]:
        return palette_counts.read(self._path)

    def taken(self, name: str) -> bool:
        """Count a use of a command with its argument; return whether it is time to name its key."""
        before = self._counts.get(name, 0)
        if before >= TIMES:
            return False
        self._counts[name] = before + 1
        palette_counts.write(self._path, self._counts)
        return before + 1 == TIMES
