"""A table for people: columns aligned by the cells that their words fill."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Sequence

from triage.core.plain import plain

_GAP = "  "


def aligned(
    rows: Sequence[Sequence[str]],
    *,
    right: Collection[int] = (),
    elastic: int | None = None,
    width: int | None = None,
) -> Iterator[str]:
    """Yield each row as a line; all have as many columns. The cells are untrusted text.

    The columns `right` are set flush right. Where `width` (cells) is given, column `elastic` is
    cut so that a line fits.
    """
    shown = [[plain(cell) for cell in row] for row in rows]
    widths = [max(map(cells, column)) for column in zip(*shown, strict=True)]
    if elastic is not None and width is not None:
        spare = width - sum(widths) - len(_GAP) * (len(widths) - 1)
        widths[elastic] = max(min(widths[elastic], 8), widths[elastic] + min(spare, 0))
    for row in shown:
        parts = []
        for number, (cell, room) in enumerate(zip(row, widths, strict=True)):
            text = cut(cell, room)
            blanks = " " * (room - cells(text))
            parts.append(blanks + text if number in right else text + blanks)
        yield _GAP.join(parts).rstrip()


def cells(text: str) -> int:
    """Return how many cells of a terminal `text` fills."""
    if text.isascii():
        return len(text)
    return sum(map(_width, text))


def cut(text: str, room: int) -> str:
    """Return `text` if it fits into `room` cells, else its beginning and an ellipsis."""
    if cells(text) <= room:
        return text
    used, kept = 1, []
    for character in text:
        used += _width(character)
        if used > room:
            break
        kept.append(character)
    return "".join(kept) + "…"


def _width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
