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
    """Return what adds a piece of evidence to all that do not have it; a claim is none of its own."""

    def judge(opened: Opened, index: int, now: Now) -> tuple[Change, ...]:
        record = opened.record(index, reviewer)
        is_itself = bool(added.claim) and added.claim in opened.outline.passages[index].ids
        has = record is not None and any(_same(piece, added) for piece in record.evidence)
        return () if has or is_itself else judging.evidence(opened, index, reviewer, added, now)

    more = added.quote if added.file else " ".join((added.url, added.stance or "", added.note))
    return Request("added evidence", judge, more)


def _same(one: Evidence, other: Evidence) -> bool:
    if other.file:
        return (one.file, one.claim, one.quote) == (other.file, other.claim, other.quote)
    return (one.url, one.stance, one.note) == (other.url, other.stance, other.note)


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
