"""What a review begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.core.appearance import Appearance
from triage.core.values import dataclass

if TYPE_CHECKING:
    from pathlib import Path

    from triage.core.codebook import Codebook
    from triage.keymap import Keymap
    from triage.session.first_look import FirstLook
    from triage.session.tutorial import Tutorial


@dataclass(frozen=True, slots=True)
class Start:
    """What the command line, the folder and the configuration say, and a first look at the articles."""

    root: Path
    reviewer: str
    codebook: Codebook
    keymap: Keymap
    warnings: tuple[str, ...] = ()
    """Lines about codebook and keys; untrusted text."""
    look: FirstLook | None = None
    """What was read of the folder already."""
    appearance: Appearance = Appearance()
    """How the screen is to be."""
    resume: bool = True
    """Whether to begin where the reviewer left off."""
    quiet: bool = False
    """Whether to say nothing at the end."""
    tutorial: Tutorial | None = None
    """The steps to be guided through, if that is what the review is for."""
