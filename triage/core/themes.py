"""The themes by name, and of each what the first picture needs to know before any of them is loaded."""

from __future__ import annotations

GROUNDS: dict[str, tuple[str, str, str] | None] = {
    "triage-dark": ("#e4e4e0", "#14161a", "#9d9e9d"),
    "triage-light": ("#1c1c1c", "#fbfaf6", "#636362"),
    "triage-contrast": ("#ffffff", "#000000", "#aeaeae"),
    "triage-contrast-light": ("#000000", "#ffffff", "#484848"),
    "textual-dark": ("#e0e0e0", "#121212", "#949494"),
    "textual-light": ("#1f1f1f", "#e0e0e0", "#545454"),
    "nord": ("#d8dee9", "#2e3440", "#b1b5bd"),
    "gruvbox": ("#fbf1c7", "#282828", "#b2ad99"),
    "catppuccin-mocha": ("#cdd6f4", "#181825", "#969bae"),
    "dracula": ("#f8f8f2", "#282a36", "#a7a8a9"),
    "tokyo-night": ("#a9b1d6", "#1a1b26", "#989cae"),
    "monokai": ("#d6d6d6", "#272822", "#aeaead"),
    "flexoki": ("#fffcf0", "#100f0f", "#9a9891"),
    "catppuccin-latte": ("#4c4f69", "#eff1f5", "#5a5b65"),
    "catppuccin-frappe": ("#c6d0f5", "#303446", "#babece"),
    "catppuccin-macchiato": ("#cad3f5", "#24273a", "#abb0c2"),
    "solarized-light": ("#556b72", "#fdf6e3", "#606764"),
    "solarized-dark": ("#8c9c9d", "#002b36", "#8d9fa2"),
    "rose-pine": ("#e0def4", "#191724", "#9d9baa"),
    "rose-pine-moon": ("#e0def4", "#232136", "#a3a1b3"),
    "rose-pine-dawn": ("#575279", "#faf4ed", "#64616d"),
    "atom-one-dark": ("#abb2bf", "#282c34", "#abaeb5"),
    "atom-one-light": ("#383a42", "#fafafa", "#5f6064"),
    "ansi-dark": None,
    "ansi-light": None,
}
"""Ink, background, and ink of what is said in passing; None where they are the terminal's own."""

NAMES = tuple(GROUNDS)
"""In the order in which they are gone through."""


def following(name: str, count: int) -> str:
    """Return the name of the theme `count` after the one called `name`; after the last comes the first."""
    at = NAMES.index(name) if name in NAMES else -1
    return NAMES[(at + count) % len(NAMES)]
