"""What a command would do to all that is marked: article by article, claim by claim; nothing is done yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import NamedTuple

from triage.core.claim import Status
from triage.core.values import dataclass, replace
from triage.session.changes import Change, together
from triage.session.judging import Now
from triage.session.marks import Marks
from triage.session.opened import Opened
from triage.session.shelf import Problem

Judgement = Callable[[Opened, int, Now], tuple[Change, ...]]

_WORDS = 160
"""Code points of a claim that are shown."""


@dataclass(frozen=True, slots=True)
class Request:
    """A command for all that is marked."""

    label: str
    """What is done, in the past tense, as the history has it."""
    judgement: Judgement
    more: str = ""
    """What is recorded, beside the label; untrusted text."""
    of_articles: bool = False
    """Whether it is about articles: then each is judged once."""
    command: str = ""
    """The id of the command that asks for it."""
    again: Callable[[], Request] | None = None
    """What that command asks for when it comes again: the next confidence, for one."""


class Outcome(StrEnum):
    """What would become of one claim or article."""

    CHANGES = "changes"
    SAME = "same"
    BARRED = "barred"
    """It cannot be touched."""


class Planned(NamedTuple):
    """One claim, or an article that is judged as such."""

    words: str
    """Untrusted text."""
    now: str
    """What the reviewer has recorded, a few words; or why it cannot be touched. Untrusted text."""
    outcome: Outcome
    place: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class PlannedArticle:
    """What would be done in one article."""

    path: str
    title: str
    claims: tuple[Planned, ...] = ()
    problem: str = ""
    """Why nothing can be done in it; untrusted text."""
    counts: tuple[int, ...] = ()
    """How many would come out how, in the order of the outcomes."""

    def counted(self) -> PlannedArticle:
        """Return the same with its counts; in an article with a problem every claim is barred."""
        found = [each.outcome for each in self.claims]
        return replace(self, counts=tuple(found.count(outcome) for outcome in Outcome))

    @property
    def changes(self) -> bool:
        """Whether anything would change."""
        return bool(self.counts[0])


def planned(
    path: str, found: Opened | Problem, marks: Marks, request: Request, reviewer: str
) -> PlannedArticle:
    """Return what `request` would do in an article."""
    return _planned(path, found, marks, request, reviewer).counted()


def _planned(
    path: str, found: Opened | Problem, marks: Marks, request: Request, reviewer: str
) -> PlannedArticle:
    if isinstance(found, Problem):
        barred = [Planned(mark.words, found.reason, Outcome.BARRED) for mark in marks.listed_in(path)]
        return PlannedArticle(path, path, tuple(barred), found.reason)
    if request.of_articles:
        status = found.status(reviewer)
        outcome = _outcome(found, bool(request.judgement(found, 0, _never)))
        return PlannedArticle(
            path, found.title, (Planned(found.title, _STATUS[status], outcome),), found.blocked
        )
    indexes, gone = marks.found_in(found, whole=True)
    claims = [
        Planned(
            _words(found, index),
            what_is_recorded(found, index, reviewer),
            _outcome(found, bool(request.judgement(found, index, _never))),
            found.outline.passages[index][:2],
        )
        for index in indexes
    ]
    claims += [Planned(words, "there is no such claim any more", Outcome.BARRED) for words in gone]
    if not claims:
        claims = [Planned("", "there is no claim in it", Outcome.BARRED)]
    return PlannedArticle(path, found.title, tuple(claims), found.blocked)


def changes_of(opened: Opened, indexes: Sequence[int], request: Request, now: Now) -> tuple[Change, ...]:
    """Return what `request` changes in an article, as one step: a status that several set is set once."""
    return together(change for index in indexes for change in request.judgement(opened, index, now))


def what_is_recorded(opened: Opened, index: int, reviewer: str) -> str:
    """Return what the reviewer has recorded about a claim, a few words; untrusted text."""
    record = opened.record(index, reviewer)
    if record is None:
        return "untagged"
    said = [record.tag if record.tagged else "untagged"]
    if opened.is_changed(opened.outline.passages[index]):
        said.append("of other words")
    said += [record.confidence] if record.confidence else []
    if record.evidence:
        said.append(f"{len(record.evidence)} evidence")
    if record.note:
        said.append(f"note: {' '.join(record.note.split())[:_WORDS]}")
    return " · ".join(said)


_STATUS = {
    Status.NEW: "new",
    Status.IN_REVIEW: "in review",
    Status.DONE: "done",
    Status.SET_ASIDE: "set aside",
}


def _outcome(opened: Opened, changes: bool) -> Outcome:
    if opened.blocked:
        return Outcome.BARRED
    return Outcome.CHANGES if changes else Outcome.SAME


def _words(opened: Opened, index: int) -> str:
    passage = opened.outline.passages[index]
    end = min(passage.end, passage.start + 2 * _WORDS)
    return " ".join(opened.article.text[passage.start : end].split())[:_WORDS]


def _never() -> str:
    """Stand in for the time of what is not recorded."""
    return ""
