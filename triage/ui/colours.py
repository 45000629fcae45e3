"""How many colours the terminal shows, and the styles of Textual's own brought down to them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from rich.color import ColorType
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from triage.ui.contrast import contrast
from triage.ui.look import Colours

_STANDS_OUT = 3.0
"""Contrast of two backgrounds from which on one of them is there to be seen: a cursor, a selection."""

_WITHOUT = ("vt", "unknown")
"""What the names of terminals without colours begin with, and with what they end."""
_MONOCHROME = ("-m", "-mono")


def colours_of(system: str | None, environment: Mapping[str, str]) -> Colours:
    """Return how many colours there are, by Rich's name of the colour system and the environment."""
    terminal = environment.get("TERM", "")
    if environment.get("NO_COLOR") or terminal.startswith(_WITHOUT) or terminal.endswith(_MONOCHROME):
        return Colours.NONE
    return Colours.MANY if system in ("256", "truecolor") else Colours.SIXTEEN


class Coarse(LineFilter):
    """Leaves what a style says without colours, and those that the terminal has names for."""

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self._with_ink = colours is not Colours.NONE

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments in the terminal's own colours; what stood out by its ground is reversed."""
        return [
            Segment(text, None if style is None else _coarse(style, background, self._with_ink), control)
            for text, style, control in segments
        ]


@lru_cache(maxsize=1024)
def _coarse(style: Style, background: Color, with_ink: bool) -> Style:
    paper, ink = style.bgcolor, style.color
    bare = style.without_color
    if paper is not None and paper.type is not ColorType.DEFAULT:
        named = paper.type is not ColorType.TRUECOLOR
        if named or contrast(Color.from_rich_color(paper), background) >= _STANDS_OUT:
            return bare + Style(reverse=True)
    if with_ink and ink is not None and ink.type is ColorType.STANDARD:
        return bare + Style(color=ink)
    return bare
