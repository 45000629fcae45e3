"""What this reviewer does in this corpus, told to the journal at once, and what of it is not saved yet."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from types import MappingProxyType

from triage.core.claim import Annotations
from triage.session.changes import DescriptionChange, RecordChange, SpanChange, Step, stands
from triage.session.past import (
    DID,
    DROPPED,
    MANY,
    OVER,
    RENAMED,
    SAVED,
    SCRIPTED,
    SEEN,
    Journalled,
    Past,
    Playback,
)
from triage.session.step_json import anchor_object, step_object
from triage.store.journal import Journal
from triage.store.journal_lines import Entry

SEEN_MS = 10_000
"""Milliseconds between two entries which say no more than that the reviewer is there."""


def _wall() -> int:
    return time.time_ns() // 1_000_000


class Chronicle:
    """Writes the journal, and reads it back when undo or a crash asks for it."""

    def __init__(self, journal: Journal, corpus: str, reviewer: str, wall: Callable[[], int] = _wall) -> None:
        """`corpus` and `reviewer` tell people whose journal the file is; `wall` gives ms since 1970."""
        self._journal = journal
        self._whose = {"corpus": corpus, "reviewer": reviewer}
        self._wall = wall
        self._pending: dict[str, Journalled] = {}
        self._guard = threading.Lock()  # saving is confirmed from the saver's thread
        self._pasts: Iterator[Past] | None = None
        self._last_seen = ("", 0)
        self._told = ""
        self.cut_off: tuple[int, int] | None = None
        """In how many articles of how many a command was recorded that a crash cut off, if one did."""

    @property
    def keeps(self) -> bool:
        """Whether everything that was done is in the journal."""
        return self._journal.complete

    def untold_problem(self) -> str:
        """Return why the journal cannot be written, the first time after it failed; else nothing."""
        problem, told = self._journal.problem, self._told
        self._told = problem
        return "" if told else problem

    def did(self, step: Step, now: Annotations) -> None:
        """The reviewer made a step; `now` are the annotations with it."""
        self._step(DID, step, "", now)

    def took_back(self, do: str, of: Step, back: Step | None, now: Annotations | None) -> None:
        """Undo or redo (`UNDID`, `REDID`) of step `of` made the step `back`; None: it had to be dropped."""
        if back is None or now is None:
            self._append({"do": DROPPED, "of": of.id})
        else:
            self._step(do, back, of.id, now)

    def renamed(self, old: str, new: str) -> None:
        """The article `old` has another path now."""
        self._append({"do": RENAMED, "old": old, "new": new})
        with self._guard:
            self._pending = {key: one.in_renamed(old, new) for key, one in self._pending.items()}

    def many(self, articles: int) -> None:
        """A command for many begins: a step in each of so many articles follows."""
        self._append({"do": MANY, "articles": articles})

    def many_over(self) -> None:
        """The command for many has come to its end."""
        self._append({"do": OVER})

    def seen(self, path: str) -> None:
        """The reviewer typed something, article `path` before them. Not worth waiting for a disk."""
        before, at = self._last_seen
        if path != before or self._wall() - at >= SEEN_MS:
            self._append({"do": SEEN, "path": path})
            self._last_seen = (path, self._wall())

    def saved(self, asked: Annotations, path: str) -> None:
        """What was `asked` for is in the sidecar of article `path` now. May be called from any thread."""
        with self._guard:
            inside = [
                key
                for key, one in self._pending.items()
                if one.step.path == path and all(stands(asked, change) for change in one.step.changes)
            ]
            for key in inside:
                del self._pending[key]
        if inside:
            self._append({"do": SAVED, "steps": inside})

    def sync(self) -> None:
        """Have the disk keep the journal; waits for it. May be called from any thread."""
        self._journal.sync()

    def left_unsaved(self) -> list[Journalled]:
        """Open the journal; return what a program that did not end well may have left unsaved, in order.

        While another program has this journal open that is its own business.
        """
        self._journal.open()
        if self._journal.is_new:
            self._append({"do": "begin", **self._whose})
        if self._journal.ended_well or not self._journal.alone:
            return []
        first = next(self._played(), Past())
        self._pasts = _again(first, self._played())
        self.cut_off = first.cut_off
        if self.cut_off is not None:
            self.many_over()  # it is told once
        with self._guard:
            self._pending = {one.step.id: one for one in first.pending}
        return list(first.pending)

    def earlier(self) -> Past | None:
        """Return what was done before this program began, part by part, newest first; None after the last."""
        return next(self._played(), None)

    def close(self) -> None:
        """End the journal, knowing whether anything is left that only it holds."""
        with self._guard:
            pending = [one.written for one in self._pending.values()]
        self._journal.close(pending)

    def take_down(self, step: Step, now: Annotations) -> None:
        """A script made a step that is saved already: tell it, and leave the journal as it was found.

        What a crash left unsaved in it stays for the next review to recover.
        """
        self._journal.open()
        if self._journal.is_new:
            self._append({"do": "begin", **self._whose})
        self._step(DID, step, "", now, {SCRIPTED: True})
        self.saved(now, step.path)

    def leave(self) -> None:
        """End after `take_down`; waits for the disk."""
        self._journal.sync()
        if self._journal.ended_well:
            self.close()
        else:
            self._journal.leave()

    def _played(self) -> Iterator[Past]:
        if self._pasts is None:
            playback = Playback()
            self._pasts = (playback.play(entries) for entries in self._journal.before())
        return self._pasts

    def _step(
        self, do: str, step: Step, of: str, now: Annotations, more: Entry = MappingProxyType({})
    ) -> None:
        spans = {change.claim for change in step.changes if isinstance(change, SpanChange)}
        records = [
            change.claim for change in step.changes if isinstance(change, RecordChange | DescriptionChange)
        ]
        anchors = {claim: now.claims[claim].anchor for claim in records if claim not in spans}
        placed = {claim: anchor_object(anchor) for claim, anchor in anchors.items()}
        entry = self._append({"do": do, "of": of, **step_object(step), "anchors": placed, **more})
        with self._guard:
            self._pending[step.id] = Journalled(do, step, of, anchors, entry)
        self._last_seen = (step.path, self._wall())

    def _append(self, entry: Entry) -> Entry:
        timed = {"t": self._wall(), **entry}
        self._journal.append(timed)
        return timed


def _again(first: Past, rest: Iterator[Past]) -> Iterator[Past]:
    yield first
    yield from rest
