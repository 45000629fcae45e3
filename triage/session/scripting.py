"""Judging without a screen: spans that are named instead of pointed at, and saved when asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from triage.core.anchor import anchor_at
from triage.core.claim import Confidence, Evidence, TagRecord
from triage.core.clock import Clock
from triage.core.values import dataclass
from triage.errors import RefusedError, TriageError
from triage.session import judging
from triage.session.changes import Change, SpanChange, Step, together
from triage.session.chronicle import Chronicle
from triage.session.intake import Intake, told
from triage.session.judging import Now
from triage.session.opened import Opened
from triage.session.shelf import Problem, Shelf
from triage.store.copies import TakenIn
from triage.store.corpus import Corpus
from triage.store.journal import Journal
from triage.store.journal_files import journal_path

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
    """Records judgements on articles of one corpus and saves them, all on the caller's thread.

    As in a review, conflict copies beside a sidecar are joined in first, and what was saved is told to
    the journal of whoever judged: it can be undone in their next review.
    """

    def __init__(self, corpus: Corpus, reviewer: str, remark: Callable[[str], None] = lambda _: None) -> None:
        """`remark` is told, in one line of untrusted text each, what else was done or could not be."""
        self._corpus = corpus
        self._clock = Clock()
        self._remark = remark
        self._intake = Intake(corpus, self._clock.tick)
        self._steps: dict[str, list[tuple[str, Step]]] = {}
        """By article, what is not saved yet: the reviewer, and what they did."""
        self._chronicles: dict[str, Chronicle] = {}
        self._shelf = Shelf(corpus, reviewer, self._clock, lambda: self._steps)

    def close(self) -> None:
        """End using the journals."""
        for chronicle in self._chronicles.values():
            chronicle.leave()
            problem = chronicle.untold_problem()
            if problem:
                self._remark(f"no journal, but all is saved: {problem}")
        self._chronicles.clear()

    def opened(self, path: str) -> Opened:
        """Return the article.

        Raises TriageError where it cannot be read, RefusedError where recording could lose something.
        """
        if self._shelf.get(path) is None:
            self._tell(self._intake.beside(path))
        found = self._shelf.open(path)
        if path in self._corpus.marked():
            self._tell(self._intake.mend(path))
            self._shelf.forget(path)
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
        before = self.opened(path)
        changes = self._new_claim(before, *span)
        opened = before.with_changes(changes)
        for judge in _judges(judgement, reviewer):
            index = opened.outline.find(*span)
            assert index is not None
            judged = judge(opened, index, self._clock.tick)
            opened = opened.with_changes(judged)
            changes += judged
        index = opened.outline.find(*span)
        assert index is not None
        claim = _claim_of(opened, index, reviewer)
        if not claim or _record(before, span, reviewer) == _record(opened, span, reviewer):
            return Recorded(claim if _record(before, span, reviewer) else "", *span, changed=False)
        words = opened.words(opened.outline.passages[index])
        step = Step(f"{_label(judgement)}: {words}", path, span, together(changes), judging.new_id())
        self._steps.setdefault(path, []).append((reviewer, step))
        self._shelf.put(opened)
        return Recorded(claim, *span, changed=True)

    def save(self, path: str) -> None:
        """Write what was recorded about article `path`, if anything was.

        Raises RefusedError where it cannot be saved; what was recorded is forgotten then, and the
        error's hint says what stands on disk.
        """
        if path not in self._steps:
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
            for reviewer, step in self._steps[path]:
                self._chronicle(reviewer).take_down(step, saved)
        finally:
            del self._steps[path]
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

    def _tell(self, results: Iterable[tuple[str, TakenIn]]) -> None:
        for _, taken in results:
            line = told(taken)
            if line:
                self._remark(line)

    def _chronicle(self, reviewer: str) -> Chronicle:
        if reviewer not in self._chronicles:
            root = self._corpus.root
            journal = Journal(journal_path(root, reviewer))
            self._chronicles[reviewer] = Chronicle(journal, str(root.resolve()), reviewer)
        return self._chronicles[reviewer]

    def _new_claim(self, opened: Opened, start: int, end: int) -> tuple[Change, ...]:
        """Return what makes a claim of this span; nothing where it is one."""
        text = opened.article.text
        index = opened.outline.find(start, end)
        if index is not None and opened.outline.passages[index].claim:
            return ()
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
        return (SpanChange(judging.new_id(), None, anchor),)


def _label(judgement: Judgement) -> str:
    """Return in the past tense what a judgement did, as a review's history has it."""
    parts = (
        (judgement.tag, f"tagged {judgement.tag}"),
        (judgement.untag, "took the tag off"),
        (judgement.note is not None, "set the note"),
        (judgement.confidence is not None, "set the confidence"),
        (judgement.evidence, "added evidence"),
    )
    return ", ".join(words for given, words in parts if given)


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
