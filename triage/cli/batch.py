"""Judgements from lines of JSON: each is recorded, saved and answered, whatever becomes of the others."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from enum import StrEnum
from typing import TypeVar

from triage.cli import configured, judgements, places, printing, talk
from triage.core.claim import Confidence, Evidence, Stance
from triage.core.codebook import Codebook
from triage.core.values import dataclass
from triage.errors import TriageError, UsageError
from triage.session.scripting import Clerk, Judgement, Recorded
from triage.store import settings
from triage.store.corpus import Corpus

Word = TypeVar("Word", bound=StrEnum)

_FIELDS = frozenset(
    {"file", "quote", "start", "end", "tag", "untag", "note", "confidence", "evidence", "reviewer"}
)


@dataclass(frozen=True, slots=True)
class _Answer:
    number: int
    """Of the line, from 1."""
    path: str
    reviewer: str
    judgement: Judgement
    recorded: Recorded


def run(given: argparse.Namespace) -> int:
    """Record the batch that the command line names; return 1 if a line failed."""
    beside = (given.quote, given.start, given.end, given.note, given.confidence, given.evidence, given.stance)
    if given.tag or given.untag or any(option is not None for option in beside):
        raise UsageError("with --batch, what is judged stands in its lines", "leave the other options out")
    root = places.corpus_folder(given.folder)
    reviewer = configured.reviewer(given.reviewer, root)
    codebook, _ = configured.codebook(given.codebook, root)
    corpus = Corpus(root)
    with closing(Clerk(corpus, reviewer, talk.warning)) as clerk:
        batch = _Batch(corpus, clerk, reviewer, codebook, json=given.json)
        if given.batch == "-":
            batch.record(sys.stdin.buffer)
        else:
            with open(given.batch, "rb") as lines:
                batch.record(lines)
    return 1 if batch.failed else 0


class _Batch:
    """Records line after line; those about one article that follow each other are saved together."""

    def __init__(
        self, corpus: Corpus, clerk: Clerk, reviewer: str, codebook: Codebook, *, json: bool
    ) -> None:
        self._corpus = corpus
        self._reviewer = reviewer
        self._codebook = codebook
        self._json = json
        self._clerk = clerk
        self._waiting: list[_Answer] = []
        self.failed = 0

    def record(self, lines: Iterable[bytes]) -> None:
        """Record every line that is not blank, and answer it."""
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                answer = self._recorded(number, line)
            except TriageError as error:
                self._fail(number, error)
                continue
            if self._waiting and self._waiting[0].path != answer.path:
                self._save()
            self._waiting.append(answer)
        self._save()

    def _recorded(self, number: int, line: bytes) -> _Answer:
        fields = _parsed(line)
        file = _text(fields, "file")
        if not file:
            raise UsageError("the field file is missing")
        path = places.article_in(self._corpus.root, file)
        name = _text(fields, "reviewer")
        reviewer = self._reviewer if name is None else settings.checked(name, "reviewer")
        judgement = _judgement(fields)
        judgements.expect_sensible(judgement, self._codebook)
        span = judgements.span_of(
            self._clerk.opened(path), _text(fields, "quote"), _number(fields, "start"), _number(fields, "end")
        )
        return _Answer(number, path, reviewer, judgement, self._clerk.record(path, span, reviewer, judgement))

    def _save(self) -> None:
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        try:
            self._clerk.save(waiting[0].path)
        except TriageError as error:
            for answer in waiting:
                self._fail(answer.number, error)
            return
        for answer in waiting:
            if self._json:
                told = judgements.result_object(
                    answer.path, answer.reviewer, answer.judgement, answer.recorded
                )
                printing.as_json({"line": answer.number, **told}, one_line=True)
            else:
                printing.line(judgements.result_line(answer.path, answer.judgement, answer.recorded))

    def _fail(self, number: int, error: TriageError) -> None:
        self.failed += 1
        if self._json:
            printing.as_json({"line": number, "error": error.message, "hint": error.hint}, one_line=True)
        else:
            talk.failure(TriageError(f"line {number}: {error.message}", error.hint))


def _parsed(line: bytes) -> dict[str, object]:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"not JSON: {error}") from None
    if not isinstance(fields, dict):
        raise UsageError("not a JSON object")
    unknown = sorted(fields.keys() - _FIELDS)
    if unknown:
        raise UsageError(f"the field {unknown[0]} is not known", f"known are: {', '.join(sorted(_FIELDS))}")
    return fields


def _judgement(fields: dict[str, object]) -> Judgement:
    tag, untag = _text(fields, "tag") or "", fields.get("untag", False)
    if not isinstance(untag, bool) or (tag and untag):
        raise UsageError("untag is true or false, and not given with a tag")
    return Judgement(
        tag=tag,
        untag=untag,
        note=_text(fields, "note"),
        confidence=_word(fields, "confidence", Confidence),
        evidence=tuple(_evidence(fields.get("evidence"))),
    )


def _evidence(given: object) -> Iterator[Evidence]:
    for piece in given if isinstance(given, list) else [] if given is None else [given]:
        fields = {"url": piece} if isinstance(piece, str) else piece
        if not isinstance(fields, dict) or not _text(fields, "url"):
            raise UsageError("evidence is a URL, or a list of objects with a url")
        yield Evidence(
            url=_text(fields, "url") or "",
            stance=_word(fields, "stance", Stance),
            accessed=_text(fields, "accessed") or "",
            note=_text(fields, "note") or "",
            quote=_text(fields, "quote") or "",
            file=_text(fields, "file") or "",
            claim=_text(fields, "claim") or "",
        )


def _text(fields: dict[str, object], name: str) -> str | None:
    value = fields.get(name)
    if value is None or isinstance(value, str):
        return value
    raise UsageError(f"the field {name} is text")


def _number(fields: dict[str, object], name: str) -> int | None:
    value = fields.get(name)
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise UsageError(f"the field {name} is a whole number")


def _word(fields: dict[str, object], name: str, allowed: type[Word]) -> Word | None:
    word = _text(fields, name)
    if not word:
        return None
    if word not in set(allowed):
        raise UsageError(f"the field {name} is one of: {', '.join(allowed)}")
    return allowed(word)
