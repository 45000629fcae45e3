"""The styles that panes draw with, made from the theme in use and the codebook's colours."""

from __future__ import annotations

from rich.color import Color as RichColor
from rich.style import Style
from textual.color import Color, ColorParseError
from textual.theme import Theme

from triage.core.codebook import Codebook
from triage.core.values import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """Rich styles, laid over a pane's own colours. None of them is the only sign of anything."""

    dim: Style
    """What is not to be judged, and what is said in passing."""
    rule: Style
    """The line between list and text."""
    strong: Style
    accent: Style
    """The bar beside the current claim."""
    current: Style
    """The words of the current claim."""
    chosen: Style
    """The line of the open article in the list while the list is active."""
    chosen_elsewhere: Style
    """The same while the text is active."""
    match: Style
    match_here: Style
    """The place of what was found that was gone to; reversed, where the others are underlined."""
    selected: Style
    """What is chosen; reversed, which every terminal shows."""
    several: Style
    """Words of more than one claim."""
    label: Style
    """The letters to type in a jump."""
    warning: Style
    error: Style
    tags: dict[str, Style]
    """Tag name to the style of its symbol."""


def look(theme: Theme, codebook: Codebook) -> Look:
    """Return the styles for `theme`."""
    foreground = Color.parse(theme.foreground or ("#e0e0e0" if theme.dark else "#202020"))
    background = Color.parse(theme.background or ("#121212" if theme.dark else "#f0f0f0"))
    accent = Color.parse(theme.accent or theme.primary)
    warning = Color.parse(theme.warning or "#e69f00")
    error = Color.parse(theme.error or "#d55e00")
    return Look(
        dim=_ink(foreground.blend(background, 0.42)),
        rule=_ink(background.blend(foreground, 0.2)),
        strong=Style(bold=True),
        accent=_ink(accent) + Style(bold=True),
        current=Style(bold=True, bgcolor=_rich(background.blend(accent, 0.16))),
        chosen=Style(bold=True, bgcolor=_rich(background.blend(accent, 0.30))),
        chosen_elsewhere=Style(bold=True, bgcolor=_rich(background.blend(foreground, 0.10))),
        match=Style(underline=True, bgcolor=_rich(background.blend(warning, 0.35))),
        match_here=Style(bold=True, underline=True, reverse=True),
        selected=Style(reverse=True),
        several=Style(underline=True),
        label=Style(bold=True, reverse=True),
        warning=_ink(warning),
        error=_ink(error) + Style(bold=True),
        tags={tag.name: _ink(_colour(tag.colour, foreground)) + Style(bold=True) for tag in codebook.tags},
    )


def _colour(name: str, otherwise: Color) -> Color:
    try:
        return Color.parse(name)
    except ColorParseError:
        return otherwise


def _ink(color: Color) -> Style:
    return Style(color=_rich(color))


def _rich(color: Color) -> RichColor:
    return color.rich_color
