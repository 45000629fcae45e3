"""The styles that panes draw with, made from the theme in use and the codebook's colours."""

from __future__ import annotations

from enum import Enum
from itertools import cycle

from rich.color import Color as RichColor
from rich.style import Style
from textual.color import Color, ColorParseError
from textual.theme import Theme

from triage.core.codebook import Codebook
from triage.core.values import dataclass
from triage.ui.contrast import HIGH, SIGN, ground, readable
from triage.ui.theme import ratio


class Colours(Enum):
    """How many there are."""

    NONE = "none"
    SIXTEEN = "sixteen"
    """Those that a terminal has names for; whoever uses it chose what they look like."""
    MANY = "many"


MATCH_HERE = Style(bold=True, underline=True, reverse=True)
"""The same in every theme: the other places are underlined, and only this one is reversed as well."""


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


def look(theme: Theme, codebook: Codebook, colours: Colours = Colours.MANY) -> Look:
    """Return the styles for `theme`, which must be legible, on a terminal with so many `colours`.

    Text has the contrast of the theme wherever it can stand. So have the signs of tags, on a pane; on a
    line that is chosen, which is tinted, they have at least `SIGN`, and are so nearer to their colours.
    """
    if colours is not Colours.MANY or theme.ansi:
        return _coarse(codebook, with_ink=colours is not Colours.NONE)
    least = ratio(theme)
    foreground, background, surface, accent, warning, error = (
        Color.parse(getattr(theme, part) or "")
        for part in ("foreground", "background", "surface", "accent", "warning", "error")
    )
    current = ground(background, accent, 0.10, foreground, least)
    chosen = ground(background, accent, 0.16, foreground, least)
    elsewhere = ground(background, foreground, 0.09, foreground, least)
    match = ground(background, warning, 0.22, foreground, least)
    grounds = (background, surface, current, chosen, elsewhere)

    def ink(color: Color) -> Style:
        return Style(color=_rich(readable(color, grounds, least)))

    def sign(color: Color) -> Style:
        on_pane = readable(color, (background, surface), least)
        return Style(
            color=_rich(readable(on_pane, (*grounds, match), least if least >= HIGH else SIGN)), bold=True
        )

    return Look(
        dim=ink(foreground.blend(background, 0.42)),
        rule=Style(color=_rich(background.blend(foreground, 0.2))),
        strong=Style(bold=True),
        accent=ink(accent) + Style(bold=True),
        current=Style(bold=True, bgcolor=_rich(current)),
        chosen=Style(bold=True, bgcolor=_rich(chosen)),
        chosen_elsewhere=Style(bold=True, bgcolor=_rich(elsewhere)),
        match=Style(underline=True, bgcolor=_rich(match)),
        match_here=MATCH_HERE,
        selected=Style(reverse=True),
        several=Style(underline=True),
        label=Style(bold=True, reverse=True),
        warning=ink(warning),
        error=ink(error) + Style(bold=True),
        tags={tag.name: sign(_colour(tag.colour, foreground)) for tag in codebook.tags},
    )


def _coarse(codebook: Codebook, *, with_ink: bool) -> Look:
    """Return styles that say by weight, lines and reversal what others say by colour."""

    def ink(name: str) -> Style:
        return Style(color=name) if with_ink else Style()

    return Look(
        dim=Style(dim=True),
        rule=Style(dim=True),
        strong=Style(bold=True),
        accent=ink("cyan") + Style(bold=True),
        current=Style(bold=True),
        chosen=Style(bold=True, reverse=True),
        chosen_elsewhere=Style(bold=True),
        match=Style(underline=True),
        match_here=MATCH_HERE,
        selected=Style(reverse=True),
        several=Style(underline=True),
        label=Style(bold=True, reverse=True),
        warning=ink("yellow"),
        error=ink("red") + Style(bold=True),
        tags={
            tag.name: (ink(name) + Style(bold=True))
            for tag, name in zip(codebook.tags, cycle(_NAMED), strict=False)
        },
    )


_NAMED = ("green", "red", "blue", "magenta", "yellow", "cyan")
"""The first of them mean to most what the first tags mean."""


def _colour(name: str, otherwise: Color) -> Color:
    try:
        return Color.parse(name)
    except ColorParseError:
        return otherwise


def _rich(color: Color) -> RichColor:
    return color.rich_color
