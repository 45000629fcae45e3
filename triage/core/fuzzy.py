"""Looking for texts by words as somebody remembers them: misspelt, begun, or with letters left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from triage.core.lazy import lazy

_WORD = lazy(r"\w+")
_FEW = 10
"""Texts that have the very words, up to which others are looked for that have words like them."""

_SHORTEST = 3
"""Letters from which on some may be left out."""

_MISSPELT = 4
"""Letters for each one of which one may be wrong, two at most."""

_MOST = 200
"""Words that are taken for one typed word."""


class Fuzzy:
    """Finds those of some texts that have certain words, or words like them."""

    def __init__(self, texts: Sequence[str] = ()) -> None:
        """The texts are in small letters; they are looked into when that is first needed."""
        self._texts = texts
        self._words: dict[str, list[str]] | None = None
        """Every word once, by its first letter."""

    def find(self, typed: str) -> list[int]:
        """Return which texts have all typed words; where few have, then those that have words like them.

        Each of the two kinds is in the order of the texts.
        """
        wanted = typed.casefold().split()
        exact = [number for number, text in enumerate(self._texts) if all(word in text for word in wanted)]
        if len(exact) >= _FEW or not wanted:
            return exact
        return [*exact, *self._alike(wanted, {*exact})]

    def _alike(self, wanted: Sequence[str], known: set[int]) -> Iterator[int]:
        words = ([typed, *self._words_like(typed)[:_MOST]] for typed in wanted)
        like = [re.compile("|".join(map(re.escape, some))) for some in words]
        for number, text in enumerate(self._texts):
            if number not in known and all(pattern.search(text) for pattern in like):
                yield number

    def _words_like(self, typed: str) -> list[str]:
        if self._words is None:
            self._words = {}
            for piece in set("\n".join(self._texts).split()):
                for word in _WORD().findall(piece):
                    self._words.setdefault(word[0], []).append(word)
        return sorted(word for word in {*self._words.get(typed[0], ())} if is_like(typed, word))


def is_like(typed: str, word: str) -> bool:
    """Whether `typed` may be meant for `word`, which begins with the same letter.

    Letters may be left out of it, as long as half of the word's beginning is there. One letter may be
    wrong, too many, missing, or have changed places with the next, of a long word two; the word may go on.
    """
    if typed[:1] != word[:1]:
        return False
    if len(typed) >= _SHORTEST and _is_within(typed, word[: 2 * len(typed)]):
        return True
    return _is_near(typed, word, min(2, len(typed) // _MISSPELT))


def _is_within(typed: str, word: str) -> bool:
    """Whether all letters of `typed` stand in `word`, in this order."""
    letters: Iterable[str] = iter(word)
    return all(letter in letters for letter in typed)


def _is_near(typed: str, word: str, wrong: int) -> bool:
    """Whether at most so many wrong letters keep `typed` from being the beginning of `word`."""
    same = next((at for at, pair in enumerate(zip(typed, word, strict=False)) if pair[0] != pair[1]), None)
    at = min(len(typed), len(word)) if same is None else same
    left, rest = typed[at:], word[at:]
    if not left:
        return True
    if not wrong:
        return False
    swapped = rest[1:2] + rest[:1]
    return (
        _is_near(left[1:], rest[1:], wrong - 1)
        or _is_near(left[1:], rest, wrong - 1)
        or (bool(rest) and _is_near(left, rest[1:], wrong - 1))
        or (len(swapped) > 1 and left.startswith(swapped) and _is_near(left[2:], rest[2:], wrong - 1))
    )
