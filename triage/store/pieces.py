"""A sidecar's bytes claim by claim, so that what is known to the byte is neither read nor written again.

In a block of YAML whose lines end in line feeds only, the entries of a mapping stand alone: the same
bytes between two keys of the same depth mean the same wherever they stand. What does not look like
that, from end to end, is read whole.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field
from itertools import pairwise
from typing import TypeAlias

from triage.core.claim import SCHEMA, Annotations, Claim, other_than
from triage.core.values import dataclass, replace
from triage.store.canonical import STAND_IN, Canonical, read
from triage.store.seen import Changes
from triage.store.sidecar import claim_text, head_text, marks_alike, parse, reworded, tail_text
from triage.store.yaml_error import YamlError

_CLAIMS = b"\nclaims:\n"
_BETWEEN = re.compile(rb"\n(?=  [^ ])")
"""Before a line that is indented by two blanks: the next claim."""

_KEY = re.compile(rb"  ([0-9A-Za-z]+):\n")
_OTHERWISE = re.compile(rb"\n(?!  |\Z)|\r|\xc2\x85|\xe2\x80[\xa8\xa9]|\xef\xbb\xbf")
"""A line that is no part of a claim, and what else YAML takes for the end of a line."""

_LARGEST = 16_000_000
"""Bytes; larger files are left to the reader, which refuses them."""

_Place: TypeAlias = tuple[int, int, str]
"""Start, end and id of a claim: what claims are in order by."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """What is known of one sidecar's bytes."""

    head: bytes = b""
    """All before the first claim; empty where that is not known."""
    outside: Annotations | None = None
    """What the head says."""
    read: Mapping[bytes, Claim] = field(default_factory=dict)
    """The claims' lines as they were read."""
    written: Mapping[str, Claim] = field(default_factory=dict)
    """The claims as they were written, by id."""
    places: Sequence[_Place] = ()
    """Where these stand, in order."""
    lines: Sequence[bytes] = ()
    """How they were written, in the same order."""
    worded: bytes = b""
    """The head as `outside` is put into words; empty where that is not known."""


NOTHING = Pieces()
"""What is known of a sidecar that was never read or written."""


def dumped(
    annotations: Annotations, known: Pieces | None = None, changes: Changes | None = None
) -> tuple[bytes, Pieces]:
    """Return the bytes of the sidecar that holds `annotations`, as `sidecar.dump` gives them.

    A claim that is the very object in `known` is not put into words again. `changes`, if they are from
    what was written last, spare looking for the others. Raises ValueError as `dump`.
    """
    known = known or NOTHING
    names: Collection[str] = (
        changes.names
        if changes is not None and changes.before is known.written
        else other_than(annotations.claims, known.written)
    )
    if len(known.written) + sum(name not in known.written for name in names) != len(annotations.claims):
        known, names = NOTHING, annotations.claims  # some are gone
    places, lines = list(known.places), list(known.lines)
    for name in names:
        claim, before = annotations.claims[name], known.written.get(name)
        if before is not None:
            index = bisect_left(places, _place(before))
            if marks_alike(claim, before):
                lines[index] = reworded(claim, lines[index])
                continue
            del places[index], lines[index]
        index = bisect_left(places, _place(claim))
        places.insert(index, _place(claim))
        lines.insert(index, claim_text(claim).encode())
    head, outside = known.worded, known.outside
    if not head or outside is None or not _same_head(annotations, outside):
        head, outside = head_text(annotations).encode(), replace(annotations, claims={})
    data = b"".join((head, *lines, tail_text(annotations).encode()))
    if not lines or annotations.extra or annotations.schema != SCHEMA:
        head, outside = NOTHING.head, None
    return data, Pieces(head, outside, {}, annotations.claims, places, lines, head)


def parsed(data: bytes, name: str, known: Pieces | None = None) -> tuple[Annotations, Pieces]:
    """Return what the sidecar `data` holds, exactly as `sidecar.parse` does; raises YamlError as it does.

    Lines that are in `known` are not read again, and give the very object they gave before.
    """
    known = known or NOTHING
    if not known.places and not known.read:
        quick = read(data)
        if quick is not None:
            return quick.annotations, _kept(quick, data)
    split = _split(data)
    outside = split and _outside(split[0], known)
    if not split or not outside:
        return parse(data, name), _as_written(known)
    head, chunks = split
    claims = _put_together(chunks, known)
    found = parse(data, name) if claims is None else replace(outside, claims=claims)
    if claims is None and not _are_claims(chunks, found.claims):
        return found, _as_written(known)
    lines = dict(zip(chunks, found.claims.values(), strict=True))
    worded = known.worded if head == known.head else b""
    return found, replace(known, head=head, outside=outside, read=lines, worded=worded)


def _as_written(known: Pieces) -> Pieces:
    """Return what is `known` of how claims were written, and nothing of what was read."""
    return replace(known, head=b"", outside=None, read={})


def _kept(quick: Canonical, data: bytes) -> Pieces:
    """Return what is known of the bytes of a sidecar that was read for the first time."""
    claims = quick.annotations.claims
    if not claims:
        return NOTHING
    content: str | bytes = data if len(data) == len(quick.text) else quick.text
    cuts = [content[start:end] for start, end in pairwise((0, quick.begin, *quick.ends))]
    head, *chunks = (cut if isinstance(cut, bytes) else cut.encode() for cut in cuts)
    outside = replace(quick.annotations, claims={})
    lines = dict(zip(chunks, claims.values(), strict=True))
    others = {chunk: claim for chunk, claim in lines.items() if claim.id in quick.others}
    ours = sorted((_place(claim), chunk) for chunk, claim in lines.items() if claim.id not in quick.others)
    written = (
        {claim.id: claim for claim in claims.values() if claim.id not in quick.others} if others else claims
    )
    places, written_lines = [place for place, _ in ours], [chunk for _, chunk in ours]
    return Pieces(head, outside, others, written, places, written_lines, head if quick.head_is_ours else b"")


def _same_head(one: Annotations, other: Annotations) -> bool:
    """Whether both begin with the same lines, surely: what is equal may yet be written otherwise."""
    return (
        one.source is other.source
        and one.schema == other.schema
        and len(one.reviews) == len(other.reviews)
        and all(other.reviews.get(name) is review for name, review in one.reviews.items())
    )


def _split(data: bytes) -> tuple[bytes, list[bytes]] | None:
    """Return the head, and the lines of each claim; None where the file is of another make."""
    head, key, _ = data.partition(_CLAIMS)
    begin = len(head + key)
    if len(data) > _LARGEST or not _KEY.match(data, begin):
        return None
    ends = [match.end() for match in _BETWEEN.finditer(data, begin)]
    return data[:begin], [data[start:end] for start, end in pairwise((begin, *ends, len(data)))]


def _are_claims(chunks: Iterable[bytes], claims: Mapping[str, Claim]) -> bool:
    """Whether the chunks, one by one, are the lines of `claims`."""
    keys = [None if _OTHERWISE.search(chunk) else _key(chunk) for chunk in chunks]
    return keys == list(claims)


def _outside(head: bytes, known: Pieces) -> Annotations | None:
    """Return what the head says by itself; None where it is not whole, or of a newer schema."""
    if head == known.head:
        return known.outside
    try:
        found = parse(head[: -len(b"\n")] + b" {}\n", "")
    except YamlError:
        return None
    return found if found.schema == SCHEMA else None


def _put_together(chunks: list[bytes], known: Pieces) -> Mapping[str, Claim] | None:
    """Return the claims, only what is not known read anew; None where that cannot be done surely."""
    claims = {text: known.written[place[-1]] for place, text in zip(known.places, known.lines, strict=True)}
    claims.update(known.read)
    fresh = [chunk for chunk in chunks if chunk not in claims]
    if len(fresh) == len(chunks):
        return None
    if fresh:
        try:
            found = parse(b"".join((STAND_IN.encode(), *fresh)), "")
        except YamlError:  # reading the whole tells where the fault is
            return None
        if not _are_claims(fresh, found.claims):
            return None
        claims.update(zip(fresh, found.claims.values(), strict=True))
    whole = {claims[chunk].id: claims[chunk] for chunk in chunks}
    return whole if len(whole) == len(chunks) else None


def _place(claim: Claim) -> _Place:
    return claim.anchor.start, claim.anchor.end, claim.id


def _key(chunk: bytes) -> str | None:
    match = _KEY.match(chunk)
    return match[1].decode("ascii") if match else None
