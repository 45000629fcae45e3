"""Themes: the program's own, after the palette of Okabe and Ito, and Textual's, each made readable.

Masataka Okabe and Kei Ito, "Color Universal Design", 2008: eight colours that all eyes tell apart.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from triage.ui.contrast import HIGH, READABLE, readable
from triage.ui.measures import BACKGROUND, FOREGROUND

ORANGE, SKY_BLUE, GREEN, YELLOW = "#e69f00", "#56b4e9", "#009e73", "#f0e442"
BLUE, VERMILION, PURPLE = "#0072b2", "#d55e00", "#cc79a7"

VEIL = "veil"
"""The variable for what lies between the review and a page over it; high contrast hides the review."""

DARK = Theme(
    name="triage-dark",
    primary=SKY_BLUE,
    secondary=PURPLE,
    accent=YELLOW,
    warning=ORANGE,
    error=VERMILION,
    success=GREEN,
    foreground=FOREGROUND,
    background=BACKGROUND,
    surface="#171a1f",
    panel="#23272f",
    dark=True,
)

LIGHT = Theme(
    name="triage-light",
    primary=BLUE,
    secondary=PURPLE,
    accent=BLUE,
    warning=ORANGE,
    error=VERMILION,
    success=GREEN,
    foreground="#1c1c1c",
    background="#fbfaf6",
    surface="#f1efe8",
    panel="#e6e3da",
    dark=False,
)

CONTRAST = Theme(
    name="triage-contrast",
    primary=SKY_BLUE,
    secondary=PURPLE,
    accent=YELLOW,
    warning=ORANGE,
    error=VERMILION,
    success=GREEN,
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    dark=True,
    variables={
        "input-selection-background": "#ffffff",
        "input-selection-foreground": "#000000",
        VEIL: "#000000",
    },
)
"""Nothing below a contrast of 7 to 1."""

CONTRAST_LIGHT = Theme(
    name="triage-contrast-light",
    primary=BLUE,
    secondary=PURPLE,
    accent=BLUE,
    warning=ORANGE,
    error=VERMILION,
    success=GREEN,
    foreground="#000000",
    background="#ffffff",
    surface="#ffffff",
    panel="#ffffff",
    dark=False,
    variables={
        "input-selection-background": "#000000",
        "input-selection-foreground": "#ffffff",
        VEIL: "#ffffff",
    },
)

OWN = {theme.name: theme for theme in (DARK, LIGHT, CONTRAST, CONTRAST_LIGHT)}


def ratio(theme: Theme) -> float:
    """Return the least contrast that text has in this theme."""
    return HIGH if theme.name in (CONTRAST.name, CONTRAST_LIGHT.name) else READABLE


def every_theme() -> dict[str, Theme]:
    """Return all themes by their names, as their authors made them: the program's own come first."""
    return OWN | BUILTIN_THEMES


@cache
def legible(name: str) -> Theme:
    """Return a theme, its colours for text made readable on its backgrounds. Raises KeyError."""
    theme = every_theme()[name]
    if theme.ansi:
        return theme
    made = theme if all(getattr(theme, part) for part in _PARTS) else _generated(theme)
    background, surface = Color.parse(made.background or ""), Color.parse(made.surface or "")

    def read(colour: str | None) -> str:
        return readable(Color.parse(colour or ""), (background, surface), ratio(theme)).hex

    return replace(
        made,
        foreground=read(made.foreground),
        accent=read(made.accent),
        warning=read(made.warning),
        error=read(made.error),
    )


def _generated(theme: Theme) -> Theme:
    """Return a theme with the colours that Textual makes of the others."""
    made = theme.to_color_system().generate()
    return replace(
        theme,
        foreground=theme.foreground or made["foreground"],
        background=theme.background or made["background"],
        surface=theme.surface or made["surface"],
        accent=theme.accent or made["accent"],
        warning=theme.warning or made["warning"],
        error=theme.error or made["error"],
    )


_PARTS = ("foreground", "background", "surface", "accent", "warning", "error")
"""The colours that panes are drawn with."""
