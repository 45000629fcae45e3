"""How a person wants the screen to be: colours, characters, movement, mouse."""

from __future__ import annotations

from triage.core.values import dataclass
from triage.core.wording import DEFAULT_THEME


@dataclass(frozen=True, slots=True)
class Appearance:
    """What was set; where nothing was, what holds then."""

    theme: str = DEFAULT_THEME
    keeps_theme: bool = True
    """Whether a theme that is chosen in the review is kept: not where somebody set one elsewhere."""
    ascii: bool = False
    """Whether our own signs are ASCII only."""
    reduced_motion: bool = False
    """Whether nothing moves or counts by itself."""
    title: bool = True
    """Whether the terminal's title tells how far the folder is."""
    mouse: bool = True
    """Whether the terminal is asked to report the mouse."""
