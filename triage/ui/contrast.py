"""How well colours are told apart: the contrast of WCAG 2.2, and colours moved until it is enough.

Luminance and ratio are those of the recommendation (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).
As a ratio of luminances it is the same for eyes and for screens that see no colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.color import BLACK, WHITE, Color

READABLE = 4.5
"""Least contrast of any text of ours with what is behind it: level AA."""

SIGN = 3.0
"""The same of a sign that stands alone, on a ground that is tinted for a moment: that of graphics."""

HIGH = 7.0
"""The same in a theme of high contrast: level AAA."""

_STEPS = 40
"""Into how many a way from one colour to another is divided."""


def luminance(color: Color) -> float:
    """Return the relative luminance: 0 is black, 1 is white."""
    red, green, blue = (_linear(part / 255) for part in color.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    """Return the ratio of the two, from 1 (the same luminance) to 21 (black and white)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def least(ink: Color, grounds: Iterable[Color]) -> float:
    """Return the contrast of `ink` with the one of the grounds that it stands out from least."""
    return min(contrast(ink, ground) for ground in grounds)


def readable(ink: Color, grounds: Sequence[Color], ratio: float) -> Color:
    """Return `ink`, moved towards white or black no further than needed to be readable on all `grounds`.

    Where neither is enough, the better of the two.
    """
    if least(ink, grounds) >= ratio:
        return ink
    end = max((WHITE, BLACK), key=lambda color: least(color, grounds))
    ways = (ink.blend(end, step / _STEPS) for step in range(1, _STEPS))
    return next((color for color in ways if least(color, grounds) >= ratio), end)


def ground(background: Color, tint: Color, factor: float, ink: Color, ratio: float) -> Color:
    """Return `background` tinted by `factor` (0 to 1), or by less where `ink` would not be readable on it."""
    for step in range(_STEPS):
        tinted = background.blend(tint, factor * (1 - step / _STEPS))
        if contrast(ink, tinted) >= ratio:
            return tinted
    return background


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
