"""Styles as a terminal is told them, and the least that changes one into the next (ECMA-48, SGR)."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.strip import Strip

_FOREGROUND = frozenset(map(str, (*range(30, 38), *range(90, 98))))
_BACKGROUND = frozenset(map(str, (*range(40, 48), *range(100, 108))))
_FOLLOWING = {"2": 4, "5": 2}
"""After 38 or 48: how many numbers a colour takes, by the first of them."""


class Rendition(NamedTuple):
    """How characters look, by the numbers that a terminal is sent for it."""

    flags: frozenset[str] = frozenset()
    """Bold, underlined and so on."""
    ink: str = ""
    """The colour of the characters; empty for the terminal's own."""
    paper: str = ""
    """The colour behind them; empty for the terminal's own."""


NOTHING_SET = Rendition()
"""After a reset, and before anything was sent."""

_KNOWN = {NOTHING_SET: NOTHING_SET}


def rendition(
    style: Style, console: Console, filters: tuple[LineFilter, ...], background: Color
) -> Rendition:
    """Return how `style` looks on this terminal, drawn over `background` and changed by Textual's filters.

    The same look is the same object.
    """
    strip = Strip([Segment(".", style)])
    for line_filter in filters:
        strip = strip.apply_filter(line_filter, background)
    sent = strip.render(console).partition(".")[0]
    numbers = sent.removeprefix("\x1b[").removesuffix("m").split(";") if sent else []
    flags, ink, paper = set(), "", ""
    while numbers:
        number, *numbers = numbers
        if number in ("38", "48"):
            count = _FOLLOWING.get(numbers[0], len(numbers)) if numbers else 0
            colour = ";".join((number, *numbers[:count]))
            numbers = numbers[count:]
        else:
            colour = number
        if number == "38" or number in _FOREGROUND:
            ink = colour
        elif number == "48" or number in _BACKGROUND:
            paper = colour
        else:
            flags.add(number)
    found = Rendition(frozenset(flags), ink, paper)
    return _KNOWN.setdefault(found, found)


@lru_cache(maxsize=1024)
def change(before: Rendition, after: Rendition) -> str:
    """Return the shortest sequence after which characters look like `after`, where they did like `before`."""
    if before == after:
        return ""
    left = before.flags <= after.flags and (after.ink or not before.ink) and (after.paper or not before.paper)
    ends = not left
    if ends:
        before = NOTHING_SET
    numbers = sorted(after.flags - before.flags)
    if after.ink != before.ink:
        numbers.append(after.ink)
    if after.paper != before.paper:
        numbers.append(after.paper)
    # An empty number is 0, the reset.
    return f"\x1b[{';'.join(['', *numbers] if ends else numbers)}m"
