"""Corpora to measure with: articles of sentences that differ, each with a sidecar."""

from __future__ import annotations

import random
from pathlib import Path

from triage.core.anchor import anchor_at
from triage.core.article import digest
from triage.core.claim import Annotations, Claim, Review, Source, Status, TagRecord
from triage.core.clock import from_milliseconds
from triage.store.names import SIDECAR_SUFFIX
from triage.store.sidecar import dump

_NAMES = (
    "Anna Berg",
    "Carlos Diaz",
    "the minister",
    "a spokesman",
    "the mayor of Lund",
    "Ella Fitz",
    "the union",
)
_DEEDS = (
    "said that",
    "denied that",
    "told reporters that",
    "had known since May that",
    "wrote in a letter that",
)
_THINGS = (
    "the dam",
    "a bridge over the river",
    "the hospital",
    "the new law",
    "every third house",
    "the budget",
)
_ENDS = (
    "was never inspected",
    "would cost 4.2 million",
    "had been closed",
    "fell by 12 per cent",
    "was safe",
)
_AT = 1_700_000_000_000


def article(dice: random.Random, sentences: int) -> str:
    """Return the text of an article: a title, and paragraphs of four sentences."""
    made = [_sentence(dice) for _ in range(sentences)]
    paragraphs = [" ".join(made[at : at + 4]) for at in range(0, sentences, 4)]
    return "\n\n".join([f"What {dice.choice(_NAMES)} knew of {dice.choice(_THINGS)}", *paragraphs]) + "\n"


def sidecar(dice: random.Random, name: str, text: str, claims: int) -> str:
    """Return the sidecar of an article in which as many sentences, drawn at random, are tagged."""
    starts = [at + 2 for at in range(len(text)) if text.startswith(". ", at)]
    made = {}
    for start in dice.sample(starts, min(claims, len(starts))):
        at = from_milliseconds(_AT + start)
        anchor = anchor_at(text, start, text.index(".", start) + 1, at)
        claim = Claim(f"{dice.getrandbits(80):020X}K", anchor, {"ana": TagRecord(dice.choice(_TAGS), at)})
        made[claim.id] = claim
    source = Source(name, digest(text), text.partition("\n")[0])
    reviews = {"ana": Review(dice.choice((Status.DONE, Status.IN_REVIEW)), from_milliseconds(_AT))}
    return dump(Annotations(source, reviews, made))


_TAGS = ("verified", "disputed", "opinion")


def make(root: Path, articles: int, claims: int = 8, sentences: int = 40, seed: int = 0) -> None:
    """Make a corpus of so many articles in the new folder `root`, each with a sidecar of so many claims."""
    root.mkdir()
    dice = random.Random(seed)
    for number in range(articles):
        name = f"article-{number:06d}.txt"
        text = article(dice, sentences)
        (root / name).write_text(text, encoding="utf-8")
        (root / (name + SIDECAR_SUFFIX)).write_text(sidecar(dice, name, text, claims), encoding="utf-8")


def _sentence(dice: random.Random) -> str:
    words = (dice.choice(_NAMES), dice.choice(_DEEDS), dice.choice(_THINGS), dice.choice(_ENDS))
    sentence = f"{' '.join(words)} in {dice.randrange(1950, 2025)}."
    return sentence[0].upper() + sentence[1:]
