"""Judging without a screen: spans that are named instead of pointed at, and saved when asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from triage.core.anchor import anchor_at
from triage.core.claim import Confidence, Evidence, TagRecord
from triage.core.clock import Clock
from triage.errors import RefusedError, TriageError
from triage.session import judging
from triage.session.changes import Change, SpanChange
from triage.session.judging import Now
from triage.session.opened import Opened
from triage.session.shelf import Problem, Shelf
from triage.store.corpus import Corpus

Judge = Callable[[Opened, int, Now], tuple[Change, ...]]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is to be recorded about one span; what is not given stays as it is."""

    tag: str = ""
    """A tag of the codebook."""
    untag: bool = False
    note: str | None = None
    """Empty takes the note off."""
    confidence: Confidence | None = None
    evidence: tuple[Evidence, ...] = ()
    """Added to what is there; the same piece is not added twice."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of a judgement."""

    claim: str
    """Its id; empty where there was nothing to record."""
    start: int
    end: int
    changed: bool
    """False where everything was so already."""


class Clerk:
    """Records judgements on articles of one corpus and saves them, all on the caller's thread."""

    def __init__(self, corpus: Corpus, reviewer: str) -> None:
        self._corpus = corpus
        self._clock = Clock()
        self._unsaved: set[str] = set()
        self._shelf = Shelf(corpus, reviewer, self._clock, lambda: self._unsaved)

    def opened(self, path: str) -> Opened:
        """Return the article.

        Raises TriageError where it cannot be read, RefusedError where recording could lose something.
        """
        found = self._shelf.open(path)
        if isinstance(found, Problem):
            raise TriageError(f"{path}: {found.reason}", "triage check lists what cannot be read")
        if found.blocked:
            raise RefusedError(found.blocked, "nothing was changed; triage check shows what is wrong there")
        return found

    def record(self, path: str, span: tuple[int, int], reviewer: str, judgement: Judgement) -> Recorded:
        """Record a judgement on `span` (code points) in memory; `save` writes it.

        A span that is no claim yet becomes one. Raises as `opened` does, and TriageError where
        the span is none, or a reviewer said that it is not a claim.
        """
        opened = before = self.opened(path)
        opened = self._with_claim(opened, *span)
        for judge in _judges(judgement, reviewer):
            index = opened.outline.find(*span)
            assert index is not None
            opened = opened.with_changes(judge(opened, index, self._clock.tick))
        index = opened.outline.find(*span)
        assert index is not None
        claim = _claim_of(opened, index, reviewer)
        if not claim or _record(before, span, reviewer) == _record(opened, span, reviewer):
            return Recorded(claim if _record(before, span, reviewer) else "", *span, changed=False)
        self._unsaved.add(path)
        self._shelf.put(opened)
        return Recorded(claim, *span, changed=True)

    def save(self, path: str) -> None:
        """Write what was recorded about article `path`, if anything was.

        Raises RefusedError where it cannot be saved; what was recorded is forgotten then, and the
        error's hint says what stands on disk.
        """
        if path not in self._unsaved:
            return
        opened = self._shelf.get(path)
        assert opened is not None
        try:
            saved = self._corpus.save(opened.article, opened.annotations, opened.title, self._clock.tick)
        except TriageError as error:
            raise RefusedError(error.message, self._what_stands(path)) from None
        except OSError as error:
            message = f"{path}.triage.yaml: not saved: {error.strerror or error}"
            raise RefusedError(message, self._what_stands(path)) from None
        except ValueError as error:  # half a character in a file's name, which YAML cannot hold
            raise RefusedError(f"{path}.triage.yaml: not saved: {error}", self._what_stands(path)) from None
        else:
            self._shelf.put(opened.with_annotations(saved))
        finally:
            self._unsaved.discard(path)
            if self._shelf.get(path) is opened:
                self._shelf.forget(path)

    def _what_stands(self, path: str) -> str:
        try:
            changed = self._corpus.is_new_to_us(path)
        except OSError:
            changed = True
        if changed:
            return "somebody else wrote the file, or it was replaced but may not last; look with triage show"
        return "nothing was changed and nothing was lost; it can be tried again"

    def _with_claim(self, opened: Opened, start: int, end: int) -> Opened:
        """Return the article with a passage on this span that is a claim."""
        text = opened.article.text
        index = opened.outline.find(start, end)
        if index is not None and opened.outline.passages[index].claim:
            return opened
        if index is not None and opened.outline.passages[index].ids:
            raise TriageError(
                f"{opened.article.path}: [{start}, {end}) was marked as not a claim",
                "take that back in a review: X",
            )
        if not (0 <= start < end <= len(text)) or not text[start:end].strip():
            raise TriageError(
                f"{opened.article.path}: [{start}, {end}) is no span of its {len(text)} characters",
                "positions count from 0, and the end is one past the last character",
            )
        anchor = anchor_at(text, start, end, self._clock.tick())
        return opened.with_changes((SpanChange(judging.new_id(), None, anchor),))


def _judges(judgement: Judgement, reviewer: str) -> list[Judge]:
    judges: list[Judge] = []
    if judgement.tag:
        judges.append(lambda o, i, now: judging.tag(o, i, reviewer, judgement.tag, now))
    if judgement.untag:
        judges.append(lambda o, i, now: judging.untag(o, i, reviewer, now))
    if judgement.note is not None:
        judges.append(lambda o, i, now: judging.note(o, i, reviewer, judgement.note or "", now))
    if judgement.confidence is not None:
        judges += [lambda o, i, now: _towards(o, i, reviewer, judgement.confidence, now)] * len(Confidence)
    judges += [_adding(piece, reviewer) for piece in judgement.evidence]
    return judges


def _adding(piece: Evidence, reviewer: str) -> Judge:
    def judge(opened: Opened, index: int, now: Now) -> tuple[Change, ...]:
        record = opened.record(index, reviewer)
        if record is not None and piece in record.evidence:
            return ()
        return judging.evidence(opened, index, reviewer, piece, now)

    return judge


def _towards(
    opened: Opened, index: int, reviewer: str, wanted: Confidence | None, now: Now
) -> tuple[Change, ...]:
    """Take one of the steps by which a reviewer goes from one confidence to the next."""
    record = opened.record(index, reviewer)
    if record is not None and record.confidence is wanted:
        return ()
    return judging.confidence(opened, index, reviewer, now)


def _claim_of(opened: Opened, index: int, reviewer: str) -> str:
    """Return the id of the claim at `index` that holds the latest record of `reviewer`."""
    claims = opened.recorded_claims(opened.outline.passages[index])
    mine = [claim for claim in claims if claim.by(reviewer)]
    return max(mine, key=lambda claim: claim.tags[reviewer].at).id if mine else ""


def _record(opened: Opened, span: tuple[int, int], reviewer: str) -> TagRecord | None:
    index = opened.outline.find(*span)
    return None if index is None else opened.record(index, reviewer)
