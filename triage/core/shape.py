"""What a block of text looks like from outside: its words, its capitals, how it ends."""

from __future__ import annotations

from functools import cached_property

from triage.core import abbreviations as words
from triage.core.lazy import lazy

_WORD = lazy(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*|\d[\d.,:/%-]*")
_WIDE = lazy(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_CLOSERS = "\"'”’»›)]}」』）】》 \u00a0*_"
_MARKS = ".!?…‽。！？｡．؟۔।॥։።፧။"
_ACRONYM_END = lazy(r"(?:\b[A-Z]\.){2,}\Z|\b(?:Inc|Corp|Ltd|Co|Jr|Sr|[ap]\.m)\.\Z")
_LETTERS_PER_WORD = 3
"""How many signs of a script without blanks count as a word."""


class Shape:
    """A short block; what takes time to find out is found out when asked for, once."""

    def __init__(self, text: str) -> None:
        self.text = text
        bare = text.rstrip(_CLOSERS)
        self.mark = bare[-1] if bare and bare[-1] in _MARKS else ""
        """The sentence-final mark it ends in, brackets and quotes aside, or nothing."""

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Letters and numbers between blanks, as written."""
        return tuple(_WORD().findall(self.text))

    @cached_property
    def length(self) -> int:
        """In words; signs of scripts without blanks count for a third of one."""
        wide = 0 if self.text.isascii() else len(_WIDE().findall(self.text))
        return max(len(self.words), wide // _LETTERS_PER_WORD)

    @cached_property
    def title_case(self) -> bool:
        """Whether nearly all words of weight have capitals, and there are two at least."""
        weighty = [
            word
            for word in self.words
            if word[0].isalpha() and (len(word) > 4 or word.lower() not in words.SMALL)
        ]
        capitals = sum(word[0].isupper() for word in weighty)
        return len(weighty) >= 2 and capitals >= 0.8 * len(weighty)

    @property
    def lower_start(self) -> bool:
        """Whether its first letter is small (false in scripts without case)."""
        return bool(self.words) and self.words[0][0].islower()

    @property
    def acronym_end(self) -> bool:
        """Whether the final stop belongs to an abbreviation."""
        return _ACRONYM_END().search(self.text[-24:].rstrip(_CLOSERS)) is not None

    def has(self, listed: frozenset[str]) -> bool:
        """Whether any word is in `listed` (lower case)."""
        return not listed.isdisjoint(self._small)

    @cached_property
    def _small(self) -> tuple[str, ...]:
        return tuple(map(str.lower, self.words))
