"""What a command is, and the words that may follow its id."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from triage.core.order import ORDERS
from triage.core.values import dataclass


class Mode(StrEnum):
    """Where keys are looked up: the pane that is active, then `ALL`; in a field `INPUT` alone."""

    ALL = "all"
    LIST = "list"
    TEXT = "text"
    SELECT = "select"
    INPUT = "input"


class Argument(StrEnum):
    """What kind of word a command takes after its id."""

    NONE = ""
    TAG = "tag"
    EDGE = "edge"
    STEP = "step"
    UNIT = "unit"
    WHOLE = "whole"
    FILTER = "filter"
    STATE = "state"
    LETTER = "letter"
    ORDER = "order"
    VIEW = "view"


@dataclass(frozen=True, slots=True)
class Command:
    """Something a reviewer can do. Ids are public and never change; keys may."""

    id: str
    title: str
    """Two or three words, sentence case."""
    help: str
    """One sentence for the help and the docs."""
    group: str
    argument: Argument = Argument.NONE
    takes_count: bool = False
    undoable: bool = False
    footer: str = ""
    """The word shown beside its key in the footer; empty where it is not shown there."""
    optional: bool = False
    """Whether it may stand without its argument."""
    asks: bool = False
    """Whether it opens a field or a screen, or leaves: in a list of commands it can only be the last."""


CHOICES: Mapping[Argument, Mapping[str, str]] = {
    Argument.EDGE: {
        f"{edge}-{way}{unit and '-'}{unit}": f"{edge.capitalize()} a {unit or 'word'} {way}"
        for unit in ("", "character", "clause")
        for edge in ("end", "start")
        for way in ("right", "left")
    },
    Argument.UNIT: {unit: unit for unit in ("character", "word", "clause", "sentence", "paragraph", "line")},
    Argument.WHOLE: {"sentence": "sentence", "paragraph": "paragraph"},
    Argument.STEP: {
        "claim": "claim",
        "untagged": "untagged claim",
        "changed": "changed claim",
        "any": "passage",
        "note": "claim with a note",
        "evidence": "claim with evidence",
        "review": "claim to judge again",
        "lacking": "claim that lacks something",
        "asked": "claim asked for",
    },
    Argument.STATE: {"unfinished": "unfinished"},
    Argument.ORDER: {name: order.told for name, order in ORDERS.items()},
}
"""The words that an argument may be, where the codebook does not say, and how each is shown."""

FREE: Mapping[Argument, str] = {Argument.FILTER: "FILTER", Argument.LETTER: "LETTER", Argument.VIEW: "NAME"}
"""The arguments for which there is no list of words, and how the docs call them."""

TAGGED = "tag:"
"""Before the name of a tag: the claims that have it, as an argument of the kind `STEP`."""
