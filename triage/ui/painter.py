"""Writes what changed in the panes to the terminal: cells that are others now, all in one go."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from operator import is_not, ne, or_
from typing import NamedTuple

from rich.style import Style
from textual.strip import Strip

from triage.core.lazy import lazy
from triage.ui.sgr import NOTHING_SET, Rendition, change

_SURE = lazy(
    "[ -~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0377\u0386-\u03ff\u0400-\u0482\u048a-\u052f"
    "\u2010-\u2027\u2030-\u205e\u2190-\u2193\u2500-\u25fc\u2713\u2717\u2260]*"
)
"""Characters about whose width terminals and Textual agree: one cell each."""

_GAP = 9
"""Cells; so few that stay the same are written again rather than passed by."""


class Characters(NamedTuple):
    """What a line shows, filled up with blanks."""

    text: str
    looks: Sequence[Rendition]
    """Of each character; the very same object for the same look."""
    sure: bool
    """Whether every character takes one cell, whatever the terminal."""


class Line(NamedTuple):
    """A line of a pane as it was drawn, and as it is to be."""

    x: int
    """Cells from the left edge of the screen to where it begins."""
    y: int
    """Lines above it on the screen."""
    before: Characters | None
    """None where nothing was drawn."""
    after: Characters


def characters(strip: Strip | None, width: int, rendition: Callable[[Style | None], Rendition]) -> Characters:
    """Return what a strip of at most `width` cells shows, in a pane that has this `rendition` of a style."""
    pieces: list[str] = []
    looks: list[Rendition] = []
    cells = 0
    if strip is not None:
        for text, style, _ in strip:
            pieces.append(text)
            looks += [rendition(style)] * len(text)
        cells = strip.cell_length
    if cells < width:
        pieces.append(" " * (width - cells))
        looks += [rendition(None)] * (width - cells)
    text = "".join(pieces)
    return Characters(text, looks, text.isascii() or _SURE().fullmatch(text) is not None)


def frame(lines: Iterable[Line]) -> str:
    """Return what has to be sent so that the screen shows `lines`; empty where nothing is different.

    Only cells that differ are sent, but a line with characters about whose width terminals do not
    agree is sent whole: nobody could say at which column such a line goes on.
    """
    sent: list[str] = []
    now = NOTHING_SET
    for line in lines:
        for x, text, looks in _differences(line):
            sent.append(f"\x1b[{line.y + 1};{line.x + x + 1}H")
            for piece, look in _runs(text, looks):
                sent += (change(now, look), piece)
                now = look
    sent.append(change(now, NOTHING_SET))
    return "".join(sent)


def _differences(line: Line) -> Iterator[tuple[int, str, Sequence[Rendition]]]:
    """Yield the stretches that differ: the first cell, the text, and the look of each character."""
    before, (text, looks, sure) = line.before, line.after
    if before is None or not (sure and before.sure):
        if before is None or text != before.text or looks != before.looks:
            yield 0, text, looks
        return
    others = map(or_, map(ne, before.text, text), map(is_not, before.looks, looks))
    start = end = -_GAP - 1
    for at, other in enumerate(others):
        if not other:
            continue
        if at - end > _GAP:
            if start >= 0:
                yield start, text[start:end], looks[start:end]
            start = at
        end = at + 1
    if start >= 0:
        yield start, text[start:end], looks[start:end]


def _runs(text: str, looks: Sequence[Rendition]) -> Iterator[tuple[str, Rendition]]:
    """Yield the text in pieces of one look."""
    begin = 0
    for _, same in groupby(looks, id):
        end = begin + len(list(same))
        yield text[begin:end], looks[begin]
        begin = end
