"""What the commands ask for where they are for many: the judgement that each then makes."""

from __future__ import annotations

from triage.core.claim import Confidence, Evidence, Status
from triage.session import judging
from triage.session.changes import Change
from triage.session.judging import Now
from triage.session.opened import Opened
from triage.session.planning import Request

_LEVELS = (Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW, None)


def evidence(reviewer: str, added: Evidence) -> Request:
    """Return what adds a piece of evidence to every claim that does not have it."""

    def judge(opened: Opened, index: int, now: Now) -> tuple[Change, ...]:
        record = opened.record(index, reviewer)
        has = record is not None and any(
            (piece.url, piece.stance, piece.note) == (added.url, added.stance, added.note)
            for piece in record.evidence
        )
        return () if has else judging.evidence(opened, index, reviewer, added, now)

    return Request("added evidence", judge, " ".join((added.url, added.stance or "", added.note)))


def confidence(reviewer: str, number: int = 0) -> Request:
    """Return what gives every claim the same confidence: high, and when asked again the next."""
    level = _LEVELS[number % len(_LEVELS)]
    return Request(
        f"set the confidence to {level or 'none'}",
        lambda o, i, now: judging.set_confidence(o, i, reviewer, level, now),
        command="confidence.next",
        again=lambda: confidence(reviewer, number + 1),
    )


def done(reviewer: str, status: Status = Status.DONE) -> Request:
    """Return what marks every article done, and when asked again takes that back."""
    other = Status.IN_REVIEW if status is Status.DONE else Status.DONE

    def judge(opened: Opened, _: int, now: Now) -> tuple[Change, ...]:
        if status is Status.IN_REVIEW and opened.status(reviewer) is not Status.DONE:
            return ()
        return judging.status(opened, reviewer, status, now)

    label = "marked done" if status is Status.DONE else "took done back"
    return Request(
        label, judge, of_articles=True, command="article.done", again=lambda: done(reviewer, other)
    )
