"""What a reviewer has done since the review began, for the words at its end: net of what was taken back."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from triage.core.claim import TagRecord
from triage.session.changes import RecordChange, SpanChange, StatusChange, Step
from triage.session.speed import Speed
from triage.session.time_spent import PAUSE_MS

if TYPE_CHECKING:
    from triage.core.claim import Review
    from triage.session.entry import Totals

_NAMED = 5
"""Tags that are named; of more the rest is one number."""


class Sitting:
    """Counts what stands at the end, and the time in which somebody was at the keys."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` gives seconds."""
        self._clock = clock
        self._last = clock()
        self.seconds = 0.0
        """Spent, without the pauses of a minute and more, in which nobody was there."""
        self._records: dict[tuple[str, str], tuple[TagRecord | None, TagRecord]] = {}
        """By article and claim, what was recorded at first and what is now."""
        self._spans: dict[tuple[str, str], tuple[object, object]] = {}
        self.heard: Callable[[Step], None] = lambda _: None
        """Told of each step."""
        self._reviews: dict[str, tuple[Review | None, Review]] = {}

    def noticed(self) -> None:
        """The reviewer typed something."""
        now = self._clock()
        if now - self._last < PAUSE_MS / 1000:
            self.seconds += now - self._last
        self._last = now

    def made(self, step: Step) -> None:
        """A step was made, or taken back by this one."""
        self.heard(step)
        for change in step.changes:
            if isinstance(change, RecordChange):
                key = step.path, change.claim
                first, _ = self._records.get(key, (change.before, change.after))
                self._records[key] = first, change.after
            elif isinstance(change, SpanChange):
                key, before = (step.path, change.claim), change.before
                span = change.after.start, change.after.end
                began, _ = self._spans.get(key, (before and (before.start, before.end), span))
                self._spans[key] = began, span
            elif isinstance(change, StatusChange):
                begun, _ = self._reviews.get(step.path, (change.before, change.after))
                self._reviews[step.path] = begun, change.after

    def tags(self) -> Counter[str]:
        """Return the tags that were given and stand, by how many claims have them."""
        records = self._records.values()
        return Counter(
            now.tag for first, now in records if now.tagged and (first is None or first.tag != now.tag)
        )

    def speed(self) -> Speed:
        """Return how fast it goes."""
        return Speed(self.seconds, self.tags().total())

    def lines(self, totals: Totals, folder: str) -> list[str]:
        """Return what is said at the end, nothing where nothing stands; `folder` is untrusted text."""
        done = [*self._done()]
        if not done:
            return []
        return [f"{_duration(self.seconds)} in {folder}: {', '.join(done)}", self.left(totals)]

    @staticmethod
    def left(totals: Totals) -> str:
        """Return what is left to do, as far as the articles were read."""
        left = totals.claims - totals.tagged
        some = f", of the {totals.known:,} articles read so far" if totals.known < totals.articles else ""
        what = f"{left:,} of {_many(totals.claims, 'claim')} left" if left else "every claim is tagged"
        return f"{what}{some}; {totals.done:,} of {_many(totals.articles, 'article')} done"

    def _done(self) -> Iterator[str]:
        records = self._records.values()
        tags = self.tags()
        if tags:
            yield f"{_many(tags.total(), 'claim')} tagged ({_named(tags)})"
        off = sum(first is not None and first.tagged and not now.tagged for first, now in records)
        if off:
            yield f"{_many(off, 'tag')} taken off"
        notes = sum(bool(now.note) and (first is None or first.note != now.note) for first, now in records)
        if notes:
            yield _many(notes, "note")
        found = sum(
            max(0, len(now.evidence) - len(first.evidence if first else ())) for first, now in records
        )
        if found:
            yield f"evidence {found} times" if found > 1 else "evidence once"
        spans = sum(was is not None and was != now for was, now in self._spans.values())
        if spans:
            yield f"edges of {_many(spans, 'claim')} moved"
        finished = sum(
            (was is None or was.status != now.status) and now.status == "done"
            for was, now in self._reviews.values()
        )
        if finished:
            yield f"{_many(finished, 'article')} marked done"


def _named(tags: Counter[str]) -> str:
    common = tags.most_common()
    named = [f"{count:,} {name}" for name, count in common[:_NAMED]]
    rest = sum(count for _, count in common[_NAMED:])
    return ", ".join([*named, *([f"{rest:,} others"] if rest else [])])


def _duration(seconds: float) -> str:
    minutes = round(seconds / 60)
    if seconds < 60:
        return f"{max(1, round(seconds))} s"
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02} min"


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
