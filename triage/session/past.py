"""What a journal says was done: the steps that can be taken back or made again, and what may not be saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress

from triage.core.claim import Anchor
from triage.core.values import dataclass, replace
from triage.session.changes import Step
from triage.session.step_json import anchor_from, step_from
from triage.store.journal_lines import Entry

DID, UNDID, REDID, DROPPED = "step", "undo", "redo", "drop"
RENAMED, SAVED, SEEN = "rename", "saved", "seen"
"""What an entry of the journal is about: the values of its key `do`."""

MANY, OVER = "many", "many over"
"""A command for many begins in so many `articles`, and is over."""

SCRIPTED = "scripted"
"""Key of an entry that a script made: nobody was typing."""


@dataclass(frozen=True, slots=True)
class Journalled:
    """A step as the journal has it: made, taken back, or made again."""

    do: str
    """`DID`, `UNDID` or `REDID`."""
    step: Step
    of: str
    """The step that this one takes back or makes again; empty for `DID`."""
    anchors: Mapping[str, Anchor]
    """Where the claims stood that the step judges, by claim."""
    written: Entry
    """The very entry."""

    def in_renamed(self, old: str, new: str) -> Journalled:
        """Return this step after the article `old` was renamed to `new`."""
        if self.step.path != old:
            return self
        return replace(self, step=replace(self.step, path=new), written={**self.written, "path": new})


@dataclass(frozen=True, slots=True)
class Past:
    """One part of a journal, played back."""

    done: tuple[Step, ...] = ()
    undone: tuple[Step, ...] = ()
    pending: tuple[Journalled, ...] = ()
    """What was not confirmed to be in a sidecar, in order."""
    cut_off: tuple[int, int] | None = None
    """In how many articles of how many the last command for many was recorded, if it was not to its end."""


def journalled(entry: Entry) -> Journalled | None:
    """Return the step that `entry` is about, None for any other entry."""
    if entry.get("do") not in (DID, UNDID, REDID):
        return None
    with suppress(ValueError, TypeError):
        anchors = entry.get("anchors")
        placed = (
            {claim: anchor_from(anchor) for claim, anchor in anchors.items()}
            if isinstance(anchors, dict)
            else {}
        )
        return Journalled(str(entry["do"]), step_from(entry), str(entry.get("of", "")), placed, entry)
    return None


class Playback:
    """Plays a journal back, part by part, the newest part first."""

    def __init__(self) -> None:
        self._settled: set[str] = set()
        """Steps of older parts that a newer part took back, dropped, or has again."""
        self._renames: list[tuple[str, str]] = []

    def play(self, entries: Iterable[Entry]) -> Past:
        """Return what the entries of one part come to."""
        done: dict[str, Step] = {}
        undone: dict[str, Step] = {}
        unsaved: dict[str, Journalled] = {}
        settled: set[str] = set()
        renames: list[tuple[str, str]] = []
        cut_off: tuple[int, int] | None = None
        for entry in entries:
            made = journalled(entry)
            do, of = entry.get("do"), str(entry.get("of", ""))
            if made is not None:
                unsaved[made.step.id] = made
                settled.add(made.step.id)
                cut_off = cut_off and (cut_off[0] + 1, cut_off[1])
            if do == DID and made is not None:
                done[made.step.id] = made.step
                undone.clear()
            elif do in (UNDID, REDID, DROPPED):
                done.pop(of, None)
                undone.pop(of, None)
                settled.add(of)
                if made is not None:
                    (undone if do == UNDID else done)[made.step.id] = made.step
            elif do in (MANY, OVER):
                articles = entry.get("articles")
                cut_off = (0, articles) if do == MANY and isinstance(articles, int) else None
            elif do == RENAMED:
                old, new = str(entry.get("old")), str(entry.get("new"))
                renames.append((old, new))
                for steps in (done, undone):
                    steps.update({key: renamed(step, [(old, new)]) for key, step in steps.items()})
                unsaved = {key: one.in_renamed(old, new) for key, one in unsaved.items()}
            elif do == SAVED:
                for key in _texts(entry.get("steps")):
                    unsaved.pop(key, None)
        past = Past(self._left(done), self._left(undone), tuple(unsaved.values()), cut_off)
        self._settled |= settled
        self._renames[:0] = renames
        return past

    def _left(self, steps: Mapping[str, Step]) -> tuple[Step, ...]:
        return tuple(renamed(step, self._renames) for key, step in steps.items() if key not in self._settled)


def renamed(step: Step, renames: Iterable[tuple[str, str]]) -> Step:
    """Return `step` in its article's newest name, after `renames` (old, new) in order."""
    for old, new in renames:
        if step.path == old:
            step = replace(step, path=new)
    return step


def _texts(value: object) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
