"""A line of the article list: what is known of one article without having it open."""

from __future__ import annotations

from collections.abc import Iterable

from triage.core.claim import Status
from triage.core.values import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One article of the corpus, as far as it has been read."""

    path: str
    title: str = ""
    """From the text; empty until it was read."""
    claims: int = 0
    tagged: int = 0
    """Claims on which this reviewer's tag is."""
    status: Status = Status.NEW
    problem: str = ""
    """Why there is nothing to review: empty, binary, unreadable…; untrusted text."""
    warning: str = ""
    """What is wrong though the text can be read: a broken sidecar, lost claims; untrusted text."""
    waiting: int = 0
    """Claims whose words changed since they were judged, or went from the text."""
    known: bool = False
    """Whether the article was read; before that only its name is known."""

    @property
    def unfinished(self) -> bool:
        """Whether there is a claim left for this reviewer. Not known means perhaps."""
        if not self.known:
            return True
        return not self.problem and self.tagged < self.claims and self.status not in _OVER


_OVER = (Status.DONE, Status.SET_ASIDE)


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums over all entries."""

    articles: int
    done: int
    claims: int
    tagged: int
    waiting: int
    known: int
    """Articles that were read so far."""

    def with_change(self, old: Entry, new: Entry) -> Totals:
        """Return the sums after `new` took the place of `old`."""
        return Totals(
            self.articles,
            self.done + (new.status is Status.DONE) - (old.status is Status.DONE),
            self.claims + new.claims - old.claims,
            self.tagged + new.tagged - old.tagged,
            self.waiting + new.waiting - old.waiting,
            self.known + new.known - old.known,
        )


def totals(entries: Iterable[Entry]) -> Totals:
    """Add up the entries."""
    articles = done = claims = tagged = waiting = known = 0
    for entry in entries:
        articles += 1
        done += entry.status is Status.DONE
        claims += entry.claims
        tagged += entry.tagged
        waiting += entry.waiting
        known += entry.known
    return Totals(articles, done, claims, tagged, waiting, known)
