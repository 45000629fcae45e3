"""The labels that claims are tagged with: what each means, and how it is pressed and shown."""

from __future__ import annotations

from triage.core.values import dataclass


@dataclass(frozen=True, slots=True)
class TagDefinition:
    """One tag of a codebook."""

    name: str
    """As it is written in sidecars."""
    label: str
    """As it is shown."""
    key: str
    """The key that gives it: a single character, or a key's name such as ``f2``."""
    symbol: str
    """One terminal cell wide."""
    letter: str
    """One ASCII character, for terminals that cannot show the symbol."""
    colour: str
    """``#rrggbb``, or the name of one of the terminal's sixteen colours."""
    definition: str
    """What the tag means; may be several lines."""
    example: str = ""
    group: str = ""
    """Tags of one group are listed together."""


@dataclass(frozen=True, slots=True)
class Codebook:
    """The tags that reviewers choose from, in the order in which they are listed."""

    name: str
    tags: tuple[TagDefinition, ...]
    about: str = ""

    def get(self, name: str) -> TagDefinition | None:
        """Return the tag called `name`, if there is one."""
        return next((tag for tag in self.tags if tag.name == name), None)

    def names(self) -> tuple[str, ...]:
        """Return the names of all tags."""
        return tuple(tag.name for tag in self.tags)
