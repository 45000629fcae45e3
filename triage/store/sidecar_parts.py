"""From the YAML of a sidecar to checked values: every part is looked at once, then trusted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias, TypeVar

from triage.core.claim import (
    SCHEMA,
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
from triage.core.node import Node
from triage.store import fields
from triage.store.fields import Problem, Step

KNOWN_KEYS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "sidecar": frozenset({"schema", "source", "reviews", "claims"}),
        "source": frozenset({"file", "sha256", "title"}),
        "review": frozenset({"status", "at", "why"}),
        "claim": frozenset(
            {
                *("quote", "start", "end", "prefix", "suffix", "at", "state", "was", "skip", "added"),
                *("speaker", "related", "described", "tags"),
            }
        ),
        "related": frozenset({"file", "claim", "relation"}),
        "record": frozenset({"tag", "at", "note", "confidence", "evidence"}),
        "evidence": frozenset({"url", "stance", "accessed", "note", "quote", "file", "claim"}),
    }
)
"""The keys of each part; all others are kept as they are."""

Part = TypeVar("Part")
Word = TypeVar("Word", bound=StrEnum)

_PartReader: TypeAlias = Callable[[str, Node], Part]
"""Reads a part, given its key or index."""


def annotations_from(root: Node) -> Annotations:
    """Return what the sidecar's `root` node says; raise `Problem` for what it cannot say.

    Of a newer schema what is not understood is left out: it is shown, and never written.
    """
    top = fields.mapping(root, "a sidecar")
    schema = fields.whole_number(top, "schema")
    if schema < 1:
        raise Problem("'schema' must be 1 or greater", "schema")
    return _Parser(lenient=schema > SCHEMA).annotations(top, schema)


class _Parser:
    """Reads the parts of one sidecar; `lenient` leaves out what it does not understand."""

    def __init__(self, *, lenient: bool) -> None:
        self._lenient = lenient

    def annotations(self, top: Mapping[str, Node], schema: int) -> Annotations:
        return Annotations(
            source=self._if_understood(lambda: self._source(top)) or Source("", ""),
            reviews=self._mapping(top, "reviews", self._review),
            claims=self._mapping(top, "claims", self._claim),
            schema=schema,
            extra=fields.rest(top, KNOWN_KEYS["sidecar"]),
        )

    def _source(self, top: Mapping[str, Node]) -> Source:
        if "source" not in top:
            raise Problem("'source' is missing")
        source = fields.mapping_at(top, "source")
        try:
            return Source(
                file=fields.text(source, "file"),
                sha256=fields.text(source, "sha256"),
                title=fields.optional_text(source, "title") or "",
                extra=fields.rest(source, KNOWN_KEYS["source"]),
            )
        except Problem as problem:
            raise problem.under("source") from None

    def _review(self, _reviewer: str, node: Node) -> Review:
        review = fields.mapping(node, "a review")
        return Review(
            status=fields.word(review, "status", Status),
            at=fields.time(review, "at"),
            extra=fields.rest(review, KNOWN_KEYS["review"]),
            why=fields.optional_text(review, "why") or "",
        )

    def _claim(self, claim_id: str, node: Node) -> Claim:
        claim = fields.mapping(node, "a claim")
        return Claim(
            id=claim_id,
            anchor=self._anchor(claim),
            tags=self._mapping(claim, "tags", self._tag),
            speaker=fields.optional_text(claim, "speaker") or "",
            related=self._sequence(claim, "related", self._related),
            extra=fields.rest(claim, KNOWN_KEYS["claim"]),
            described="" if fields.is_null(claim.get("described")) else fields.time(claim, "described"),
        )

    def _anchor(self, claim: Mapping[str, Node]) -> Anchor:
        start, end = fields.whole_number(claim, "start"), fields.whole_number(claim, "end")
        if end < start:
            raise Problem("'end' must not be before 'start'", "end")
        return Anchor(
            quote=fields.text(claim, "quote"),
            start=start,
            end=end,
            prefix=fields.optional_text(claim, "prefix") or "",
            suffix=fields.optional_text(claim, "suffix") or "",
            at=fields.time(claim, "at"),
            state=self._word(claim, "state", State) or State.EXACT,
            skip=fields.flag(claim, "skip"),
            was=fields.optional_text(claim, "was") or "",
            added=fields.flag(claim, "added"),
        )

    def _related(self, _index: str, node: Node) -> Related:
        related = fields.mapping(node, "a related claim")
        return Related(
            file=fields.text(related, "file"),
            claim=fields.text(related, "claim"),
            relation=fields.word(related, "relation", Relation),
            extra=fields.rest(related, KNOWN_KEYS["related"]),
        )

    def _tag(self, _reviewer: str, node: Node) -> TagRecord:
        record = fields.mapping(node, "a reviewer's record")
        return TagRecord(
            tag=fields.text(record, "tag"),
            at=fields.time(record, "at"),
            note=fields.optional_text(record, "note") or "",
            confidence=self._word(record, "confidence", Confidence),
            evidence=self._sequence(record, "evidence", self._evidence),
            extra=fields.rest(record, KNOWN_KEYS["record"]),
        )

    def _evidence(self, _index: str, node: Node) -> Evidence:
        evidence = fields.mapping(node, "a piece of evidence")
        return Evidence(
            url=fields.text(evidence, "url"),
            stance=self._word(evidence, "stance", Stance),
            accessed=fields.optional_text(evidence, "accessed") or "",
            note=fields.optional_text(evidence, "note") or "",
            extra=fields.rest(evidence, KNOWN_KEYS["evidence"]),
            quote=fields.optional_text(evidence, "quote") or "",
            file=fields.optional_text(evidence, "file") or "",
            claim=fields.optional_text(evidence, "claim") or "",
        )

    def _word(self, outer: Mapping[str, Node], key: str, allowed: type[Word]) -> Word | None:
        if key not in outer:
            return None
        return self._if_understood(lambda: fields.optional_word(outer, key, allowed))

    def _mapping(self, outer: Mapping[str, Node], key: str, part: _PartReader[Part]) -> dict[str, Part]:
        """Return the parts in the mapping under `key`, by their keys."""
        if key not in outer:
            return {}
        entries = self._if_understood(lambda: fields.mapping_at(outer, key)) or {}
        return dict(self._parts(key, entries.items(), part))

    def _sequence(self, outer: Mapping[str, Node], key: str, part: _PartReader[Part]) -> tuple[Part, ...]:
        """Return the parts in the list under `key`."""
        if key not in outer:
            return ()
        items = self._if_understood(lambda: fields.sequence_at(outer, key)) or ()
        return tuple(found for _, found in self._parts(key, enumerate(items), part))

    def _parts(
        self, key: str, entries: Iterable[tuple[Step, Node]], part: _PartReader[Part]
    ) -> Iterator[tuple[str, Part]]:
        for step, node in entries:
            name = str(step)
            try:
                found = part(name, node)
            except Problem as problem:
                if self._lenient:
                    continue
                raise problem.under(key, step) from None
            yield name, found

    def _if_understood(self, read: Callable[[], Part]) -> Part | None:
        """Return what `read` gives; None for a problem where a newer schema may be the reason."""
        try:
            return read()
        except Problem:
            if self._lenient:
                return None
            raise
