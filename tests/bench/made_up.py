"""Corpora of made-up articles: words by Zipf's law from a vocabulary as large as a newspaper's.

How large an index gets and how long a query takes hangs on how many words there are and how often each
comes: text that is put together from a few phrases would flatter both.
"""

from __future__ import annotations

import random
from itertools import accumulate
from pathlib import Path
from typing import TypeVar

VOCABULARY = 60_000
"""Distinct words."""

CHINESE = 50
"""One article in so many has no blanks between its words."""

_SYLLABLES = [start + vowel for start in (*"bdfgklmnprstvz", "br", "st", "tr") for vowel in "aeiou"]
_IDEOGRAPHS = "".join(map(chr, range(0x4E00, 0x4E00 + 3000)))
_MEAN_WORDS = 920
_FRESH = 70
"""Percent of an article's words that are drawn anew; the others come again, as words do in a text."""


Drawn = TypeVar("Drawn", str, list[str])


class Vocabulary:
    """The words, the commonest first, and how often each comes."""

    def __init__(self, size: int = VOCABULARY) -> None:
        draw = random.Random(size)
        words: dict[str, None] = {}
        while len(words) < size:
            rank = len(words)
            most = 1 if rank < 60 else 2 if rank < 900 else 3 if rank < 12_000 else 5
            word = "".join(draw.choices(_SYLLABLES, k=draw.randint(1, most)))
            words[word + draw.choice(("", "n", "s", "t", "r"))] = None
        self.words = list(words)
        self._weights = _zipf(size)
        self._signs = _zipf(len(_IDEOGRAPHS))

    def article(self, number: int, words: int = 0) -> str:
        """Return article `number`, always the same one; of so many words, else of 6 KB in the mean."""
        draw = random.Random(number)
        words = words or draw.randint(_MEAN_WORDS // 2, _MEAN_WORDS * 3 // 2)
        if number % CHINESE == CHINESE - 1:
            signs = "".join(draw.choices(_IDEOGRAPHS, cum_weights=self._signs, k=words * 2))
            return "\n\n".join(
                "。".join(paragraph[at : at + 20] for at in range(0, len(paragraph), 20))
                for paragraph in _cut(signs, 160)
            )
        fresh = draw.choices(self.words, cum_weights=self._weights, k=words * _FRESH // 100)
        drawn = fresh + draw.choices(fresh, k=words - len(fresh))
        draw.shuffle(drawn)
        name = "Sanor" if number % 3 else "Sanór"
        paragraphs = []
        for paragraph in _cut(drawn, 90):
            sentences = [" ".join(sentence).capitalize() for sentence in _cut(paragraph, 18)]
            said = draw.randrange(len(sentences))
            sentences[said] = f"“{sentences[said]},” said {name} O’{drawn[0].capitalize()}"
            paragraphs.append(". ".join(sentences) + ".")
        return " ".join(drawn[:9]).capitalize() + "\n\n" + "\n\n".join(paragraphs) + "\n"


def corpus(folder: Path, articles: int) -> Path:
    """Write so many articles into `folder`, a thousand in each of its folders; what is there stays."""
    vocabulary = Vocabulary()
    for number in range(articles):
        path = folder / f"{number // 1000:03d}" / f"{number:06d}.txt"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(vocabulary.article(number), encoding="utf-8")
    return folder


def _zipf(size: int) -> list[float]:
    return list(accumulate(1 / (rank + 2.7) for rank in range(size)))


def _cut(drawn: Drawn, length: int) -> list[Drawn]:
    return [drawn[at : at + length] for at in range(0, len(drawn), length)]
