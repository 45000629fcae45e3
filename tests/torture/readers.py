"""Two readers of sidecars side by side: what the quick one takes is what the strict one gives.

Files that this program wrote are changed at random, and both read them; and whatever claim the quick one
knows for the program's own has the very bytes that the program writes for it.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from tests.torture.figures import Row, lost
from tests.torture.mutations import SIDECARS, mutant
from tests.torture.pieces import Note, run
from triage.core.claim import (
    Anchor,
    Annotations,
    Claim,
    Confidence,
    Evidence,
    Related,
    Relation,
    Review,
    Source,
    Stance,
    State,
    Status,
    TagRecord,
)
from triage.store import canonical
from triage.store.sidecar import claim_text, dump, head_text, parse
from triage.store.sidecar_reader import read_strictly
from triage.store.yaml_error import YamlError

FULL = 1_000_000
_PIECE = 50_000
_AT = "2026-11-21T10:02:11.120Z"


@dataclass(slots=True)
class Compared:
    """What came of some files."""

    files: int = 0
    taken: int = 0
    """Files that the quick reader took, at least in part."""
    different: list[bytes] = field(default_factory=list)
    """Files that the two readers differ on."""
    not_ours: list[bytes] = field(default_factory=list)
    """Files of which something was wrongly taken for this program's own writing."""


def _seeds() -> tuple[bytes, ...]:
    texts = (
        "it rained",
        "Nobody was hurt, “they” said",
        "a: b #c",
        " 5,600 ",
        "no",
        "дамба\u00a0прорвана",
        "a\u202eb\n",
    )
    claims = []
    for number in range(9):
        quote, prefix, suffix = (texts[(number * step + step) % len(texts)] for step in (1, 2, 3))
        anchor = Anchor(quote, 10 * number, 10 * number + len(quote), prefix, suffix, _AT)
        claims.append(Claim(f"01JD3MZ8W4QXK7T{number}", anchor, {"ana": TagRecord("verified", _AT)}))
    claims[1] = replace(claims[1], anchor=replace(claims[1].anchor, state=State.CHANGED, was="it snowed"))
    claims[2] = replace(claims[2], speaker="the mayor", anchor=replace(claims[2].anchor, skip=True))
    claims[3] = replace(claims[3], tags={})
    two = {"ana": TagRecord("none", _AT, "two: lists", Confidence.HIGH), "Zoë Q.": TagRecord("opinion", _AT)}
    claims[4] = replace(claims[4], tags=two)
    evidence = Evidence("https://example.org/a?b=c,d#e", Stance.REFUTES, "2026-11-21", "seen")
    claims[5] = replace(claims[5], tags={"bo": TagRecord("disputed", _AT, evidence=(evidence,))})
    claims[6] = replace(claims[6], related=(Related("b.txt", "K", Relation.SAME),))
    claims[7] = replace(claims[7], extra={"x-lab": "kept"})
    source = Source("a.txt", "0f3c" * 16, "Dam breaks")
    reviews = {"ana": Review(Status.IN_REVIEW, _AT), "bo": Review(Status.DONE, _AT)}
    whole = Annotations(source, reviews, {claim.id: claim for claim in claims})
    usual = {claim.id: claim for claim in claims[:5]}
    parts = (
        whole,
        replace(whole, claims=usual),
        replace(whole, claims=dict(list(usual.items())[:1]), reviews={}),
        replace(whole, claims={}),
        replace(whole, claims=usual, extra={"theirs": "kept"}),
        replace(whole, claims=usual, source=Source("no", "1" * 64)),
    )
    return tuple(dump(part).encode("utf-8") for part in parts)


SEEDS = _seeds()
"""What this program writes, with every field in some claim."""


def outcome(reader: Callable[[bytes, str], Annotations], data: bytes) -> str:
    """Return all that can be told of what a reader gives: the values in their order, or the error."""
    try:
        return repr(reader(data, "x"))
    except YamlError as error:
        return f"{error.line}:{error.column} {error.message}"


def look(count: int, seed: int, note: Note | None = None) -> Compared:
    """Compare the readers on `count` files."""
    dice = random.Random(seed)
    found = Compared(files=count)
    for number in range(count):
        data = mutant(dice, SEEDS if number % 8 else SIDECARS)
        if note is not None:
            note.at(data)
        quick = canonical.read(data)
        found.taken += quick is not None
        if outcome(parse, data) != outcome(read_strictly, data):
            found.different.append(data)
        if quick is not None and not is_ours(quick):
            found.not_ours.append(data)
    return found


def is_ours(quick: canonical.Canonical) -> bool:
    """Whether all that was taken for this program's own writing stands as it would be written."""
    starts = [quick.begin, *quick.ends]
    lines = {claim.id: claim_text(claim) for claim in quick.annotations.claims.values()}
    return (not quick.head_is_ours or quick.text[: quick.begin] == head_text(quick.annotations)) and all(
        name in quick.others or quick.text[start:end] == written
        for (name, written), start, end in zip(lines.items(), starts, quick.ends, strict=False)
    )


def full(count: int = FULL) -> list[Row]:
    """Compare the readers on so many files, in as many processes as there are processors."""

    def piece(number: int, note: Note) -> Compared:
        return look(min(_PIECE, count - number * _PIECE), number, note)

    founds, dead = run(piece, range(-(-count // _PIECE)))
    different = [each for found in founds for each in found.different]
    not_ours = [each for found in founds for each in found.not_ours]
    for problem in (*different[:20], *not_ours[:20], *dead):
        sys.stderr.write(f"readers: {problem!r}\n")
    tried = sum(found.files for found in founds)
    taken = sum(found.taken for found in founds)
    return [
        lost("mutated sidecars that the two readers differ on", tried, len(different), "files"),
        lost("what is taken for the program's own writing and is not", taken, len(not_ours), "files"),
        lost("mutated sidecars: crashes and hangs", tried, len(dead), "times"),
        Row("mutated sidecars: taken by the quick reader", tried, "some", f"{taken:,}", taken > 0),
    ]
