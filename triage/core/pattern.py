"""What is looked for in texts, in one of three ways: as it is written, as whole words, by an expression.

One language for the article and for the corpus, that of filters: ``"exact words"`` in quotes stand
together as whole words and ``re:/…/`` is a regular expression, whichever way is chosen.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from triage.core.sought import LONGEST, Place, Sought
from triage.core.sought import Term as Word

if TYPE_CHECKING:
    from collections.abc import Sequence

_OPENING, _CLOSING = '"“”„«', '"“”»'


class Way(StrEnum):
    """How what was typed is looked for."""

    LITERAL = "literal"
    WORDS = "words"
    REGEX = "regex"


class Pattern(Protocol):
    """Something to look for."""

    typed: str
    """A line that asks for the same whichever way is chosen. Untrusted text."""

    is_slow: bool
    """Whether looking through one text may take long."""

    seconds: float
    """How long it may look at one text then, on the processor."""

    def spans(self, text: str) -> Sequence[tuple[int, int]]:
        """Return its places in canonical `text` in order (code points), none empty, none over another.

        Raises FilterError where that takes too long.
        """

    def place(self, text: str) -> Place | None:
        """Return where `text` says it best; None if it is nowhere there.

        Raises FilterError as `spans` does.
        """

    def terms(self) -> tuple[Word, ...]:
        """Return words that every article has in the index that has a place; none where that is unknown."""

    @property
    def by_terms_alone(self) -> bool:
        """Whether an article that has all the terms has what is wanted, too."""

    def is_surely_not_in(self, content: bytes) -> bool:
        """Whether the bytes of an article tell, without being read as text, that it has no place."""


def pattern_of(line: str, way: Way, *, apart: bool = False, begun: bool = False) -> Pattern | None:
    """Return what `line` asks for; None where there is nothing to look for.

    Words stand together as they are written, or, with `apart`, anywhere in the article; with `begun`
    the last one may be only begun, as it is being typed. Raises FilterError.
    """
    line = line[:LONGEST]
    bare = line.strip()
    if bare[:3].lower() == "re:" and not (way is Way.REGEX and bare[3:4] != "/"):
        from triage.core.expression_pattern import between_slashes

        return between_slashes(line)
    if way is Way.REGEX:
        from triage.core.expression_pattern import Expression

        return Expression(line) if line else None
    quoted = len(bare) > 2 and bare[0] in _OPENING and bare[-1] in _CLOSING
    if way is Way.LITERAL and not quoted:
        from triage.core.literal_pattern import Literal

        return Literal(line) if bare else None
    if not apart and not any(sign in bare for sign in _OPENING + _CLOSING):
        line = f'"{bare}"'
    asked = Words(line if begun else f"{line} ")
    return asked if asked else None


class Words(Sought):
    """Whole words, capitals and accents aside."""

    is_slow, seconds = False, 0.0

    def __init__(self, line: str) -> None:
        super().__init__(line)
        self.typed = line.strip()
