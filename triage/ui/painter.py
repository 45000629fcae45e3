"""Writes what changed in the panes to the terminal: cells that are others now, all in one go."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from rich.style import Style
from textual.strip import Strip

from triage.ui.sgr import NOTHING_SET, Rendition, change

_SURE = re.compile(
    "[ -~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0377\u0386-\u03ff\u0400-\u0482\u048a-\u052f"
    "\u2010-\u2027\u2030-\u205e\u2190-\u2193\u2500-\u25fc\u2713\u2717\u2260]*"
)
"""Characters about whose width terminals and Textual agree: one cell each."""

_GAP = 9
"""Cells; so few that stay the same are written again rather than passed by."""


Looks = Sequence[Rendition]


class Line(NamedTuple):
    """A line of a pane as it was drawn, and as it is to be."""

    x: int
    """Cells from the left edge of the screen to where it begins."""
    y: int
    """Lines above it on the screen."""
    width: int
    """Cells."""
    before: Strip | None
    """None where nothing was drawn; neither is wider than `width`."""
    after: Strip | None
    rendition: Callable[[Style | None], Rendition]
    """How the pane shows a style: the very same object for the same look."""


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


def _differences(line: Line) -> Iterator[tuple[int, str, Looks]]:
    """Yield the stretches that differ: the first cell, the text, and the look of each character."""
    text, looks = _characters(line.after, line)
    old_text, old_looks = _characters(line.before, line)
    if line.before is None or not (_SURE.fullmatch(text) and _SURE.fullmatch(old_text)):
        if line.before is None or text != old_text or looks != old_looks:
            yield 0, text, looks
        return
    start = end = -1
    for at, (old, new, old_look, new_look) in enumerate(zip(old_text, text, old_looks, looks, strict=True)):
        if old != new or old_look is not new_look:
            if start >= 0 and at - end > _GAP:
                yield start, text[start:end], looks[start:end]
                start = -1
            if start < 0:
                start = at
            end = at + 1
    if start >= 0:
        yield start, text[start:end], looks[start:end]


def _characters(strip: Strip | None, line: Line) -> tuple[str, Looks]:
    """Return the characters of the line, filled up with blanks, and how each of them looks."""
    pieces: list[str] = []
    looks: list[Rendition] = []
    cells = 0
    if strip is not None:
        for text, style, _ in strip:
            pieces.append(text)
            looks += [line.rendition(style)] * len(text)
        cells = strip.cell_length
    if cells < line.width:
        pieces.append(" " * (line.width - cells))
        looks += [line.rendition(None)] * (line.width - cells)
    return "".join(pieces), looks


def _runs(text: str, looks: Looks) -> Iterator[tuple[str, Rendition]]:
    """Yield the text in pieces of one look."""
    begin = 0
    for _, same in groupby(looks, id):
        end = begin + len(list(same))
        yield text[begin:end], looks[begin]
        begin = end
