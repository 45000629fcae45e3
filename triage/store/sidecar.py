"""A sidecar's text and the annotations it holds, in both directions.

The format is described in `annotations/README.md`. The same claim is always written as the same
bytes, so that a diff shows only what a reviewer did.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from triage.core.claim import Annotations, Claim, Evidence, Related, Review, State, TagRecord
from triage.core.node import Extra, Node, Plain
from triage.store import canonical
from triage.store.sidecar_reader import read_strictly
from triage.store.yaml_writer import LONGEST_KEY, Flow, scalar, visible, write

_MOMENT = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}[.][0-9]{3}Z")
"""A time as `core.clock` gives it."""


_TAGS = b"\n    tags:\n"
"""Where the records of a claim begin: no text that it holds has the end of a line in it."""


def parse(text: bytes | str, name: str) -> Annotations:
    """Return what the sidecar `text` holds; `name` is what errors call the file.

    Raises `YamlError`, with line and column, for what is not YAML and for what a sidecar cannot
    say. Of a newer schema all that is understood is returned, and `read_only` is true.
    """
    found = canonical.read(text)
    return read_strictly(text, name) if found is None else found.annotations


def dump(annotations: Annotations) -> str:
    """Return the sidecar that holds `annotations`: claims in text order, reviewers by name.

    Raises ValueError for a lone surrogate (half a character), which YAML cannot hold.
    """
    return "".join(
        (head_text(annotations), *map(claim_text, annotations.in_text_order()), tail_text(annotations))
    )


def head_text(annotations: Annotations) -> str:
    """Return the lines before the first claim as they stand in a sidecar."""
    source = annotations.source
    head: dict[str, Node] = {
        "schema": Plain(annotations.schema),
        "source": _complete({"file": source.file, "sha256": source.sha256}, source.extra, title=source.title),
    }
    if annotations.reviews:
        head["reviews"] = {name: _review(review) for name, review in sorted(annotations.reviews.items())}
    claims = "claims:\n" if annotations.claims else "claims: {}\n"
    return f"# triage: claims in {visible(source.file)}\n{write(head)}{claims}"


def tail_text(annotations: Annotations) -> str:
    """Return the lines after the last claim as they stand in a sidecar: keys of other programs."""
    return write(annotations.extra) if annotations.extra else ""


def claim_text(claim: Claim) -> str:
    """Return the lines of `claim` as they stand in a sidecar; equal claims give equal text."""
    anchor = claim.anchor
    key = scalar(claim.id)
    if claim.extra or len(key) > LONGEST_KEY or not _MOMENT.fullmatch(anchor.at):
        return write({claim.id: _claim(claim)}, indent=2)
    # What every claim has is put together here: a save words the claim that changed while somebody waits.
    text = (
        f"  {key}:\n"
        f"    quote: {scalar(anchor.quote)}\n"
        f"    start: {anchor.start}\n"
        f"    end: {anchor.end}\n"
        f"    prefix: {scalar(anchor.prefix)}\n"
        f"    suffix: {scalar(anchor.suffix)}\n"
        f"    at: {anchor.at}\n"
    )
    others = _others(claim)
    if others:
        text += write(others, indent=4)
    return text + _records(claim)


def marks_alike(one: Claim, other: Claim) -> bool:
    """Whether the lines of both are the same, surely, up to their tags, which both have and nothing after."""
    return (
        one.anchor is other.anchor
        and one.related is other.related
        and (one.speaker, one.described) == (other.speaker, other.described)
        and bool(one.tags and other.tags)
        and not (one.extra or other.extra)
    )


def reworded(claim: Claim, lines: bytes) -> bytes:
    """Return the lines of `claim`, of which `lines` are those of one that it `marks_alike`.

    What a reviewer does to a claim is a tag most of the time: the words it is about need not be looked at.
    """
    return lines[: lines.index(_TAGS) + 1] + _records(claim).encode()


@lru_cache(256)
def _word(text: str) -> str:
    """Return the scalar of a reviewer's name or a tag's: there are few, and they stand again and again."""
    return scalar(text)


def _records(claim: Claim) -> str:
    return f"    tags:\n{''.join(map(_record, sorted(claim.tags.items())))}" if claim.tags else ""


def _record(reviewed: tuple[str, TagRecord]) -> str:
    """Return the lines of one reviewer's record, given with their name."""
    reviewer, record = reviewed
    key = _word(reviewer)
    usual = len(key) <= LONGEST_KEY and _MOMENT.fullmatch(record.at)
    if not usual or record.extra or record.evidence or record.confidence:
        return write({reviewer: _tag(record)}, indent=6)
    note = f"        note: {scalar(record.note)}\n" if record.note else ""
    return f"      {key}:\n        tag: {_word(record.tag)}\n        at: {record.at}\n{note}"


def _claim(claim: Claim) -> Node:
    anchor = claim.anchor
    node: dict[str, Node] = {
        "quote": anchor.quote,
        "start": Plain(anchor.start),
        "end": Plain(anchor.end),
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
        "at": Plain(anchor.at),
        **_others(claim),
    }
    tags = {reviewer: _tag(record) for reviewer, record in sorted(claim.tags.items())}
    return _complete(node, claim.extra, tags=tags)


def _others(claim: Claim) -> dict[str, Node]:
    """Return what stands between the time of a claim and its tags: what few claims have."""
    anchor = claim.anchor
    marked = anchor.was or anchor.skip or anchor.added
    described = claim.speaker or claim.related or claim.described
    if anchor.state is State.EXACT and not (marked or described):
        return {}
    parts: dict[str, Node] = {
        "state": "" if anchor.state is State.EXACT else anchor.state,
        "was": anchor.was,
        "skip": Plain("true" if anchor.skip else ""),
        "added": Plain("true" if anchor.added else ""),
        "speaker": claim.speaker,
        "related": tuple(map(_related, claim.related)),
        "described": Plain(claim.described),
    }
    return {key: value for key, value in parts.items() if value}


def _review(review: Review) -> Node:
    return _complete(Flow(status=review.status, at=Plain(review.at)), review.extra, why=review.why)


def _related(related: Related) -> Node:
    return _complete(Flow(file=related.file, claim=related.claim, relation=related.relation), related.extra)


def _tag(record: TagRecord) -> Node:
    return _complete(
        {"tag": record.tag, "at": Plain(record.at)},
        record.extra,
        note=record.note,
        confidence=record.confidence or "",
        evidence=tuple(map(_evidence, record.evidence)),
    )


def _evidence(item: Evidence) -> Node:
    return _complete(
        Flow(url=item.url),
        item.extra,
        stance=item.stance or "",
        accessed=Plain(item.accessed) if _is_date(item.accessed) else item.accessed,
        note=item.note,
        quote=item.quote,
        file=item.file,
        claim=item.claim,
    )


def _complete(node: dict[str, Node], extra: Extra, **optional: Node) -> Node:
    """Add to `node` what there is of `optional`, and `extra` after it without replacing anything."""
    node.update({key: value for key, value in optional.items() if value})
    for key, value in extra.items():
        node.setdefault(key, value)
    return node


def _is_date(text: str) -> bool:
    """Whether `text` is a date that every YAML reader can take for one."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
