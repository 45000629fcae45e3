"""Bars that are read without colour: what is done in solid cells, what is left in light ones."""

from __future__ import annotations

from rich.segment import Segment

from triage.ui.look import Look

DONE, HALF, LEFT = "█", "▒", "░"


def bar(part: int, whole: int, cells: int, look: Look) -> list[Segment]:
    """Return `part` of `whole` as so many cells; of a part there is at least a half, and of a rest, too."""
    if cells < 1:
        return []
    halves = 2 * cells * part // whole if whole else 0
    halves = max(1, halves) if part else 0
    if part < whole:
        halves = min(halves, 2 * cells - 1)
    full, half = divmod(min(halves, 2 * cells), 2)
    return [
        Segment(DONE * full + HALF * half, look.accent),
        Segment(LEFT * (cells - full - half), look.dim),
    ]
