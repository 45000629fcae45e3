"""What the session tells the screen besides the articles: what happened, and whether it is saved."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from triage.core.values import dataclass

Deliver = Callable[[Callable[[], None]], None]
"""Runs a function on the session's own thread; may be called from any thread."""


class Tone(StrEnum):
    """How much a message matters."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Said:
    """What the last key did, or what happened meanwhile; untrusted text."""

    text: str = ""
    tone: Tone = Tone.INFO


@dataclass(frozen=True, slots=True)
class SaveState:
    """Whether everything is on disk."""

    unsaved: int = 0
    """Articles with something that is not on disk yet."""
    error: str = ""
    """Why something is not on disk, one line; empty where nothing failed. Untrusted text."""
    saved_at: float = 0.0
    """Wall time (seconds since 1970) of the last save, 0 before the first."""
