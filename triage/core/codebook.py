"""The labels that claims are tagged with: what each means, and how it is pressed and shown."""

from __future__ import annotations

from enum import StrEnum

from triage.core.claim import TagRecord
from triage.core.values import dataclass


class Requirement(StrEnum):
    """What a tag may require; the words are those of the codebook."""

    NOTE = "note"
    EVIDENCE = "evidence"


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
    requires: tuple[Requirement, ...] = ()
    """What a claim with this tag is to have, too."""

    def lacks(self, record: TagRecord) -> tuple[Requirement, ...]:
        """Return what a record with this tag is to have and does not."""
        has = {
            Requirement.NOTE: bool(record.note.strip()),
            Requirement.EVIDENCE: bool(record.evidence),
        }
        return tuple(wanted for wanted in self.requires if not has[wanted])


@dataclass(frozen=True, slots=True)
class Codebook:
    """The tags that reviewers choose from, in the order in which they are listed."""

    name: str
    tags: tuple[TagDefinition, ...]
    about: str = ""

    def get(self, name: str) -> TagDefinition | None:
        """Return the tag called `name`, if there is one."""
        return next((tag for tag in self.tags if tag.name == name), None)

    @property
    def requires_anything(self) -> bool:
        """Whether any tag requires anything."""
        return any(tag.requires for tag in self.tags)

    def lacks(self, record: TagRecord | None) -> tuple[Requirement, ...]:
        """Return what the tag of a record requires and the record does not have."""
        definition = None if record is None or not record.tagged else self.get(record.tag)
        return () if definition is None or record is None else definition.lacks(record)

    def grouped(self) -> list[tuple[str, list[TagDefinition]]]:
        """Return the groups in the order in which they begin, each with its tags; "" is no group."""
        groups: dict[str, list[TagDefinition]] = {}
        for tag in self.tags:
            groups.setdefault(tag.group, []).append(tag)
        return list(groups.items())

    def names(self) -> tuple[str, ...]:
        """Return the names of all tags."""
        return tuple(tag.name for tag in self.tags)
