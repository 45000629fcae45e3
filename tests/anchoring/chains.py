"""Edits in a row, each met by a program that was started anew: only the sidecar and the kept texts go on."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.anchoring.edits import KINDS, Case, Kind, Span
from tests.anchoring.measure import AT, Count, claims_of, judged
from tests.anchoring.tracked import Tracked
from triage.core.anchor import anchor_at, suggest_place
from triage.core.article import Article, canonical
from triage.core.claim import Annotations, Claim, Source, State
from triage.core.clock import from_milliseconds
from triage.core.place import Placed
from triage.store.corpus import Corpus

NAME = "article.txt"
UNREADABLE = ("CRLF", "UTF-8 read as Windows-1252")
"""Edits that a file is read otherwise after, or that no text is when it is made twice."""
CHANGES = tuple(kind.change for kind in KINDS if kind.change is not None and kind.name not in UNREADABLE)


@dataclass(frozen=True, slots=True)
class Chain:
    """What an article goes through one after the other, and how that is judged."""

    name: str
    texts: Callable[[random.Random, str, Sequence[Span]], Sequence[tuple[Tracked, tuple[Span, ...]]]]
    """Each text in turn with the claims that are looked for in the end."""
    comes_back: bool = True
    """Whether the claims stand in the last text as they stood in the first."""


def ten_edits(
    chance: random.Random, text: str, claims: Sequence[Span]
) -> list[tuple[Tracked, tuple[Span, ...]]]:
    """Return the article after each of ten edits of any kind."""
    texts = []
    tracked = Tracked.of(text)
    for change in chance.choices(CHANGES, k=10):
        tracked = change(chance, tracked)
        texts.append((tracked, tuple(claims)))
    return texts


def there_and_back(
    chance: random.Random, text: str, claims: Sequence[Span]
) -> list[tuple[Tracked, tuple[Span, ...]]]:
    """Return the article after two edits, one upon the other, and as it was at first."""
    first, second = chance.sample(CHANGES, k=2)
    one = first(chance, Tracked.of(text))
    return [(step, tuple(claims)) for step in (one, second(chance, one), Tracked.of(text))]


def put_back(
    chance: random.Random, text: str, claims: Sequence[Span]
) -> list[tuple[Tracked, tuple[Span, ...]]]:
    """Return the article without one claim, edited elsewhere twice, and with the claim back in its place."""
    claim = chance.choice(claims)
    added = claims_of(chance, text)[0]
    lead, end = text[slice(*added)].upper() + "\n\n", "\n" + text[slice(*added)][::-1] + "\n"
    without = Tracked.of(text).replaced([(*claim, "")])
    once, back = (
        whole.replaced([(0, 0, lead), (len(whole.text), len(whole.text), end)])
        for whole in (without, Tracked.of(text))
    )
    twice = once.replaced([(0, 0, lead)])
    return [(step, (claim,)) for step in (without, once, twice, back)]


CHAINS = (
    Chain("ten edits in a row", ten_edits, comes_back=False),
    Chain("two edits, then the first text again", there_and_back),
    Chain("sentence deleted, two edits, sentence back", put_back),
)


def measure_chain(chain: Chain, name: str, text: str, seed: int) -> Count:
    """Take an article through a chain and return what became of its claims at the end of it."""
    text = canonical(text)
    chance = random.Random(f"{chain.name} {name} {seed}")
    steps = chain.texts(chance, text, claims_of(chance, text))
    last, claims = steps[-1]
    with TemporaryDirectory() as folder:
        root = Path(folder)
        found = _reviewed(root, text, [step.text for step, _ in steps], claims)
    case = Case(text, last, claims)
    result = Count()
    for claim in claims:
        if last.torn(*claim):
            continue
        anchor = found.claims[str(claim)].anchor
        if anchor.state is State.ORPHAN:
            placed = suggest_place(last.text, anchor)
            assert placed.anchor == anchor  # or it was not looked for when it was saved
        else:
            placed = Placed(anchor)
        result.add(judged(Kind(chain.name, lambda *_: case, in_a_row=True), case, claim, placed))
    return result


def _reviewed(root: Path, first: str, texts: Sequence[str], claims: Sequence[Span]) -> Annotations:
    """Return what the sidecar says after the claims were saved with the first text and each of the others."""
    clock = count(1)
    made = {str(claim): Claim(str(claim), anchor_at(first, *claim, AT)) for claim in claims}
    found = None
    for text in (first, *texts):
        (root / NAME).write_bytes(text.encode("utf-8"))
        corpus = Corpus(root)
        article = corpus.article(NAME)
        assert isinstance(article, Article)
        assert article.text == text
        standing = corpus.annotations(NAME)
        if standing is None:
            standing = Annotations(Source(NAME, article.sha256), claims=made)
        placed = corpus.placed(article, standing)
        found = corpus.save(article, placed, "", lambda: from_milliseconds(next(clock)))
    assert found is not None
    again = Corpus(root).annotations(NAME)
    assert again is not None
    assert again.claims == found.claims
    return again
