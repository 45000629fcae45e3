"""A look at everything around a review: each thing in a line, with what to do where it is not well."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from triage.core.values import dataclass


class Level(StrEnum):
    """How well something is."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was looked at; untrusted text, without names of people and paths of theirs."""

    level: Level
    topic: str
    text: str
    next: str = ""
    """What to do about it; empty where nothing is to be done."""


@dataclass(frozen=True, slots=True)
class Place:
    """A folder, and what it is called in a report."""

    label: str
    path: Path
    shows_path: bool = False

    def __str__(self) -> str:
        return f"{self.label} {self.path}" if self.shows_path else self.label


def ok(topic: str, text: str) -> Line:
    """Return a line about something that is well."""
    return Line(Level.OK, topic, text)


def warn(topic: str, text: str, next_step: str) -> Line:
    """Return a line about something that makes work slower or poorer."""
    return Line(Level.WARN, topic, text, next_step)


def fail(topic: str, text: str, next_step: str) -> Line:
    """Return a line about something that keeps triage from working."""
    return Line(Level.FAIL, topic, text, next_step)


def has_failed(lines: Iterable[Line]) -> bool:
    """Whether something keeps triage from working."""
    return any(line.level is Level.FAIL for line in lines)
