"""Fitting text into cells."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size


def cut(text: str, cells: int) -> str:
    """Return `text` within so many cells, with an ellipsis where something is left out."""
    if cell_len(text) <= cells:
        return text
    return set_cell_size(text, max(0, cells - 1)).rstrip() + "…" if cells > 0 else ""


def fill(text: str, cells: int) -> str:
    """Return `text` cut or filled with blanks to exactly so many cells."""
    return set_cell_size(cut(text, cells), max(0, cells))
