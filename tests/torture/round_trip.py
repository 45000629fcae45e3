"""Random texts in every place of a sidecar that holds text: written, and read back as they were."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from functools import cache
from itertools import chain
from typing import Any

import yaml

from tests.strategies import NASTY_CHARACTERS, NASTY_WORDS
from tests.torture.figures import Row, lost
from tests.torture.pieces import Note, run
from triage.core.claim import (
    Anchor,
    Annotations,
    Claim,
    Evidence,
    Related,
    Relation,
    Review,
    Source,
    Status,
    TagRecord,
)
from triage.store.sidecar import dump, parse

FULL = 1_000_000
TEXTS = 16
"""In each sidecar."""

_BLOCKS = tuple(
    chain(
        *(
            range(0, 0x700, 128),
            range(0x900, 0xA00, 128),
            range(0x1800, 0x1900, 128),
            range(0x2000, 0x3100, 128),
        ),
        *(range(0x4E00, 0x4F00, 128), range(0xAC00, 0xAD00, 128), range(0xE000, 0xE100, 128)),
        *(range(0xFB00, 0x10100, 128), range(0x1D100, 0x1D200, 128), range(0x1F300, 0x1F700, 128)),
        *(range(0x20000, 0x20100, 128), range(0xE0000, 0xE0200, 128), range(0x10FF00, 0x110000, 128)),
    )
)
"""Where blocks of like characters begin: scripts, controls, marks, pictures, and what is none."""

_PIECE = 10_000
_AT = "2026-11-21T10:02:11.120Z"


def full(count: int = FULL) -> list[Row]:
    """Write and read as many texts as the issue asks for, every character of Unicode among them."""

    def piece(number: int, note: Note) -> tuple[int, list[str], int, int]:
        wrong, halves, half_wrong = [], 0, 0
        for texts in drawn(min(_PIECE, count - number * _PIECE), number):
            note.at(repr(texts).encode())
            if not comes_back(texts):
                wrong.append(repr(texts))
            halves += 1
            half_wrong += not is_refused([*texts[1:], texts[0] + "\ud83d"])
        return min(_PIECE, count - number * _PIECE), wrong, halves, half_wrong

    done, dead = run(piece, range(-(-count // _PIECE)))
    wrong = [each for _, some, _, _ in done for each in some]
    for problem in (*wrong[:20], *dead):
        sys.stderr.write(f"round trip: {problem!r}\n")
    return [
        lost(
            "random texts written and read, by triage and by yaml.safe_load",
            sum(tried for tried, *_ in done),
            len(wrong) + len(dead),
            "not exact",
        ),
        lost(
            "sidecars with half a character in them",
            sum(halves for _, _, halves, _ in done),
            sum(half_wrong for *_, half_wrong in done),
            "not refused by ValueError",
        ),
    ]


def drawn(count: int, part: int) -> Iterator[list[str]]:
    """Yield lists of `TEXTS` texts, `count` texts in all, other ones for each `part`.

    A tenth of each part's texts go through Unicode, so that a hundred parts have every character.
    """
    dice = random.Random(part)
    every = len(_characters())
    share = every // 100 + 1
    position = (part % 100) * share
    each = -(-share * 10 // max(count, 1)) if count >= _PIECE else 1
    texts: list[str] = []
    for number in range(count):
        if number % 10 == 0:
            texts.append(_characters()[position : position + each] or "a")
            position += each
        else:
            texts.append(text(dice))
        if len(texts) == TEXTS:
            yield texts
            texts = []
    if texts:
        yield [*texts, *(text(dice) for _ in range(TEXTS - len(texts)))]


def text(dice: random.Random) -> str:
    """Return a text that is not empty: of one kind of characters or several, or one that looks like YAML."""
    what = dice.random()
    if what < 0.2:
        return dice.choice(NASTY_WORDS) or "''"
    if what < 0.35:
        return (
            dice.choice(NASTY_WORDS) + dice.choice(("", " ", "\n", ":", ": ", " #", "\x85", "\ufeff")) + "a"
        )
    if what < 0.65:
        return "".join(dice.choices(NASTY_CHARACTERS, k=dice.randrange(1, 20)))
    blocks = [dice.choice(_BLOCKS) for _ in range(dice.randrange(1, 4))]
    codes = [dice.choice(blocks) + dice.randrange(128) for _ in range(dice.randrange(1, 16))]
    return "".join(map(chr, codes))


@cache
def _characters() -> str:
    """Return every character that Unicode has room for, but the halves of pairs."""
    return "".join(map(chr, (*range(0xD800), *range(0xE000, 0x110000))))


def comes_back(texts: list[str]) -> bool:
    """Whether a sidecar with these texts is the same to triage, and has the same texts to yaml.safe_load."""
    annotations = sidecar(texts)
    written = dump(annotations)
    if parse(written.encode(), "x") != annotations:
        return False
    return held(yaml.safe_load(written)) == held_texts(texts)


def is_refused(texts: list[str]) -> bool:
    """Whether a sidecar with these texts, one of which YAML cannot hold, is refused by a ValueError."""
    try:
        dump(sidecar(texts))
    except ValueError:
        return True
    return False


def sidecar(texts: list[str]) -> Annotations:
    """Return annotations with each of the `TEXTS` texts in a place of its own."""
    (
        file,
        sha,
        title,
        who,
        key,
        value,
        claim_id,
        quote,
        prefix,
        suffix,
        was,
        speaker,
        tag,
        note,
        url,
        other,
    ) = texts
    record = TagRecord(tag, _AT, note, evidence=(Evidence(url, note=other, accessed=key),))
    anchor = Anchor(quote, 1, 1 + len(quote), prefix, suffix, _AT, was=was)
    related = (Related(file, claim_id, Relation.SAME),)
    return Annotations(
        Source(file, sha, title, {f"x{key}": value}),
        {who: Review(Status.DONE, _AT)},
        {claim_id: Claim(claim_id, anchor, {who: record}, speaker, related)},
        extra={f"x{key}": ({f"y{value}": value}, value)},
    )


def held(loaded: dict[str, Any]) -> list[object]:
    """Return the texts of a loaded sidecar, in the order of `sidecar`."""
    source = loaded["source"]
    ((claim_id, claim),) = loaded["claims"].items()
    ((who, record),) = claim["tags"].items()
    ((key, value),) = ((key, value) for key, value in source.items() if key[0] == "x")
    (evidence,) = record["evidence"]
    (reviewer,) = loaded["reviews"]
    first, second = loaded[key]
    return [
        *(source["file"], source["sha256"], source["title"], who, key, value, claim_id, claim["quote"]),
        *(claim["prefix"], claim["suffix"], claim["was"], claim["speaker"], record["tag"], record["note"]),
        *(evidence["url"], evidence["note"], reviewer, first, second, claim["related"][0]["file"]),
    ]


def held_texts(texts: list[str]) -> list[object]:
    """Return what `held` gives where nothing went wrong."""
    shown: list[object] = [*texts[:4], f"x{texts[4]}", *texts[5:]]
    return [*shown, texts[3], {f"y{texts[5]}": texts[5]}, texts[5], texts[0]]
