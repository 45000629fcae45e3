"""The reviewer's evidence on the current claim: added, changed, taken off, or another claim of the corpus."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from triage.core.claim import Evidence, Stance, TagRecord
from triage.core.evidence import parse_day, parse_evidence, pasted_url
from triage.core.values import replace
from triage.session import describing, judging
from triage.session.changes import Change
from triage.session.desk import Desk
from triage.session.gathered import Known
from triage.session.judging import Now
from triage.session.opened import Opened
from triage.session.recorder import Judgement
from triage.session.state import Tone

Record = Callable[[str, Judgement], bool | None]
Say = Callable[[str, Tone], None]

PARTS = ("url", "quote", "note", "accessed")
"""What of a piece of evidence is typed."""


class Citing:
    """Adds and changes evidence; says what it did."""

    def __init__(
        self, desk: Desk, reviewer: str, record: Record, say: Say, to_marked: Callable[[Evidence], bool]
    ) -> None:
        """`to_marked` takes evidence that is for all that is marked, and returns whether it is."""
        self._desk, self._reviewer, self._record, self._say = desk, reviewer, record, say
        self._to_marked = to_marked

    def pieces(self) -> tuple[Evidence, ...]:
        """Return the reviewer's evidence on the current claim."""
        record = self.mine()
        return () if record is None else record.evidence

    def all_pieces(self) -> tuple[Evidence, ...]:
        """Return what anybody gave as evidence on the current claim, the reviewer's own first."""
        opened, passage = self._desk.opened, self._desk.passage
        if opened is None or passage is None:
            return ()
        others = [
            piece
            for claim in opened.recorded_claims(passage)
            for _, record in sorted(claim.tags.items())
            for piece in record.evidence
        ]
        found: list[Evidence] = []
        for piece in (*self.pieces(), *others):
            if piece.url not in [each.url for each in found]:
                found.append(piece)
        return tuple(found)

    def mine(self) -> TagRecord | None:
        """Return the reviewer's record of the current claim."""
        opened, cursor = self._desk.opened, self._desk.cursor
        return None if opened is None or cursor is None else opened.record(cursor, self._reviewer)

    def add(self, line: str) -> Evidence | None:
        """Add what was pasted or typed; None, and say why, where it cannot be taken."""
        try:
            piece = parse_evidence(line, _today())
        except ValueError as error:
            self._say(f"not added: {error}", Tone.ERROR)
            return None
        if self._to_marked(piece):
            return None
        if any(piece.url == known.url for known in self.pieces()):
            self._say("this address is among its evidence already", Tone.WARNING)
            return None
        return piece if self._add(piece) else None

    def add_claim(self, known: Known) -> Evidence | None:
        """Add another claim of the corpus as evidence: what that article says."""
        piece = Evidence(known.path, None, _today(), quote=known.words, file=known.path, claim=known.claim)
        if self._to_marked(piece):
            return None
        if any((piece.file, piece.claim) == (each.file, each.claim) and each.file for each in self.pieces()):
            self._say("this claim is among its evidence already", Tone.WARNING)
            return None
        return piece if self._add(piece) else None

    def set_stance(self, piece: Evidence, stance: Stance | None) -> Evidence:
        """Say what a piece of evidence does to the claim; return it as it is now."""
        after = replace(piece, stance=stance)
        return self._change(piece, after, f"it {stance} the claim" if stance else "no stance")

    def set_part(self, piece: Evidence, part: str, typed: str) -> Evidence | None:
        """Set one of `PARTS`; return the piece as it is now, None, and say why, where that cannot be."""
        try:
            after = _with_part(piece, part, typed)
        except ValueError as error:
            self._say(f"not changed: {error}", Tone.ERROR)
            return None
        names = {"url": "address", "quote": "quotation", "note": "note", "accessed": "day"}
        return self._change(piece, after, f"{names[part]} {'set' if typed.strip() else 'taken off'}")

    def remove(self, piece: Evidence) -> None:
        """Take a piece of evidence off the claim."""
        if self._record("took evidence off", self._instead(piece, None)):
            self._say("evidence taken off", Tone.INFO)

    def _add(self, piece: Evidence) -> bool:
        def judge(opened: Opened, index: int, now: Now) -> tuple[Change, ...]:
            return judging.evidence(opened, index, self._reviewer, piece, now)

        done = bool(self._record("added evidence", judge))
        if done:
            self._say("evidence added", Tone.INFO)
        return done

    def _change(self, piece: Evidence, after: Evidence, said: str) -> Evidence:
        done = self._record("changed evidence", self._instead(piece, after))
        if done is not None:
            self._say(said if done else "unchanged", Tone.INFO)
        return after if done else piece

    def _instead(self, before: Evidence, after: Evidence | None) -> Judgement:
        return lambda opened, index, now: describing.evidence_instead(
            opened, index, self._reviewer, before, after, now
        )


def _with_part(piece: Evidence, part: str, typed: str) -> Evidence:
    """Return the piece with a part as it was typed. Raises ValueError."""
    if part == "url":
        return replace(piece, url=piece.url if piece.file and typed == piece.url else pasted_url(typed))
    if part == "accessed":
        return replace(piece, accessed=parse_day(typed, _today()))
    return replace(piece, quote=typed.strip()) if part == "quote" else replace(piece, note=typed.strip())


def _today() -> str:
    """Return the day where the reviewer is (ISO date)."""
    return datetime.now().astimezone().date().isoformat()
