"""Counting how many claims find their places: the placing by its own rule, held against what is known."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from tests.anchoring.edits import KINDS, Case, Kind, Span
from tests.anchoring.typography import plain_blanks, plain_signs, small_first
from triage.core.anchor import anchor_at
from triage.core.claim import State
from triage.core.clock import from_milliseconds
from triage.core.place import Placed, Placer
from triage.core.segment import sentences

ROOT = Path(__file__).parents[2]
AT = from_milliseconds(0)


@dataclass(slots=True)
class Count:
    """What became of the claims of one kind of edit."""

    claims: int = 0
    there: int = 0
    """Claims of which something is left in the text."""
    taken: int = 0
    """Placed without asking where: exact, moved, or changed."""
    offered: int = 0
    """Not placed, with a span for the reviewer to look at."""
    lost: int = 0
    """Not placed and not offered."""
    exact: int = 0
    """Taken or offered to the character, or told lost where all is gone."""
    silent: int = 0
    """Said to stand unchanged at a wrong place."""
    wrong: int = 0
    """Taken as changed, or offered, at a wrong place."""
    changed: int = 0
    """Taken, and its words did change."""
    flagged: int = 0
    """Of those, marked so."""
    needless: int = 0
    """Taken, marked as changed, though only the typography is other."""

    def add(self, other: Count) -> None:
        """Add another count to this one."""
        for field in fields(self):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))


def articles() -> Iterator[tuple[str, str]]:
    """Yield name and text of the articles that are edited."""
    own = Path(__file__).parent / "articles"
    for path in [*sorted((ROOT / "seeds").rglob("*.txt")), *sorted(own.glob("*.txt"))]:
        yield path.stem, path.read_text(encoding="utf-8-sig")


def claims_of(chance: random.Random, text: str) -> list[Span]:
    """Return claims as reviewers make them: sentences, and some that are a part of one."""
    claims = []
    for start, end in sentences(text):
        if end - start < 12:
            continue
        blanks = [at for at in range(start + 1, end) if text[at] == " "]
        if len(blanks) > 7 and chance.random() < 0.25:
            first = chance.randrange(len(blanks) - 5)
            claims.append((blanks[first] + 1, blanks[chance.randrange(first + 4, len(blanks))]))
        else:
            claims.append((start, end))
    return claims


def measure(kind: Kind, name: str, text: str, seed: int, *, remembered: bool = True) -> Count:
    """Edit an article and place its claims; return what became of them.

    With `remembered` the old text is known, as it is where tags were saved.
    """
    chance = random.Random(f"{kind.name} {name} {seed}")
    case = kind.edit(chance, text, claims_of(chance, text))
    placer = Placer(case.new.text, case.old if remembered else None)
    count = Count()
    for claim in case.claims:
        if not case.new.torn(*claim):  # else nobody could say where it is
            count.add(judged(kind, case, claim, placer.place(anchor_at(case.old, *claim, AT))))
    return count


def judged(kind: Kind, case: Case, claim: Span, placed: Placed) -> Count:
    """Hold one decision against the truth."""
    truth = case.new.truth(*claim)
    anchor = placed.anchor
    lost = anchor.state is State.ORPHAN
    said = placed.offer if lost else (anchor.start, anchor.end)
    assert lost or case.new.text[anchor.start : anchor.end] == anchor.quote
    count = Count(claims=1, there=truth is not None, taken=not lost)
    count.offered, count.lost = lost and said is not None, lost and said is None
    count.exact = said == truth
    if lost or said != truth:
        silent = anchor.state in (State.EXACT, State.MOVED)
        count.silent = silent
        count.wrong = said is not None and said != truth and not silent
        return count
    old = case.old[slice(*claim)]
    words_differ = not kind.typography and not _only_blanks(old, anchor.quote, kind)
    kept = anchor.was == old or (kind.in_a_row and _only_blanks(old, anchor.was, kind))
    count.changed = words_differ
    count.flagged = words_differ and anchor.state is State.CHANGED and kept
    count.needless = not words_differ and anchor.state is State.CHANGED
    return count


def _only_blanks(old: str, new: str, kind: Kind) -> bool:
    """Whether the words are the same but for what the kind of edit does to typography."""
    if kind.in_a_row:
        old, new = plain_blanks(old), plain_blanks(new)
    old, new = small_first(old), small_first(new)
    if "edit" not in kind.name and kind.name != "heavy rewrite" and not kind.in_a_row:
        return old == new
    return plain_signs(old) == plain_signs(new)


def measure_all(
    rounds: Sequence[int], *, remembered: bool = True
) -> tuple[dict[str, Count], dict[str, Count]]:
    """Return the counts by kind and by article."""
    by_kind = {kind.name: Count() for kind in KINDS}
    by_article: dict[str, Count] = {}
    for name, text in articles():
        for kind in KINDS:
            for seed in rounds:
                count = measure(kind, name, text, seed, remembered=remembered)
                by_kind[kind.name].add(count)
                by_article.setdefault(name, Count()).add(count)
    return by_kind, by_article


def times_at(size: int, repeats: int) -> list[float]:
    """Return the milliseconds that each claim of articles of that many bytes takes, in order.

    The articles are those of the suite, three after each other, cut to size. Each claim bears its share of
    reading both texts. The least of some repeats counts: the machine may have other work. Edits after which
    a single claim is looked for are left out: that is not one article's claims.
    """
    texts = [text for _, text in articles()]
    joined = ["\n\n".join(texts[first : first + 3]) for first in range(0, len(texts), 3)]
    least: list[float] = []
    for number, text in enumerate(joined):
        cut = text.encode("utf-8")[:size].decode("utf-8", "ignore")
        for kind in KINDS:
            chance = random.Random(f"{kind.name} {number}")
            case = kind.edit(chance, cut, claims_of(chance, cut))
            if len(case.claims) > 1:
                runs = [_times(case) for _ in range(repeats)]
                least += map(min, zip(*runs, strict=True))
    return sorted(least)


def _times(case: Case) -> list[float]:
    """Return the milliseconds of processor time that each claim took."""
    anchors = [anchor_at(case.old, *claim, AT) for claim in case.claims]
    began = time.thread_time()
    placer = Placer(case.new.text, case.old)
    shared = (time.thread_time() - began) / len(anchors)
    times = []
    for anchor in anchors:
        began = time.thread_time()
        placer.place(anchor)
        times.append(1000 * (shared + time.thread_time() - began))
    return times


def long_article(size: int) -> str:
    """Return an article of `size` characters whose paragraphs are the words of the others, drawn by lot."""
    chance = random.Random(size)
    words = " ".join(text for _, text in articles()).split()
    paragraphs, length = [], 0
    while length < size:
        paragraphs.append(" ".join(chance.choices(words, k=90)))
        length += len(paragraphs[-1]) + 2
    return "\n\n".join(paragraphs)


def seconds_for(kind: Kind, text: str, claims: int) -> float:
    """Return the processor time in which that many claims of an edited text are placed."""
    chance = random.Random(claims)
    case = kind.edit(chance, text, chance.sample(claims_of(chance, text), claims))
    anchors = [anchor_at(case.old, *claim, AT) for claim in case.claims]
    began = time.thread_time()
    placer = Placer(case.new.text, case.old)
    for anchor in anchors:
        placer.place(anchor)
    return time.thread_time() - began
