"""The program's own colours: one dark, one light, tags after Okabe and Ito so that all eyes tell them apart.

Masataka Okabe and Kei Ito, "Color Universal Design", 2008.
"""

from __future__ import annotations

from textual.theme import Theme

from triage.ui.measures import BACKGROUND, FOREGROUND

DARK = Theme(
    name="triage-dark",
    primary="#56b4e9",
    accent="#f0c04a",
    warning="#e69f00",
    error="#ff7a59",
    success="#2fbf8f",
    foreground=FOREGROUND,
    background=BACKGROUND,
    surface="#1b1e24",
    panel="#23272f",
    dark=True,
)

LIGHT = Theme(
    name="triage-light",
    primary="#0072b2",
    accent="#9a6a00",
    warning="#8a5a00",
    error="#b83a00",
    success="#00724f",
    foreground="#1c1c1c",
    background="#fbfaf6",
    surface="#f1efe8",
    panel="#e6e3da",
    dark=False,
)
