"""This sitting: how long the reviewer was at it since the program began, and how many claims they judged."""

from __future__ import annotations

from triage.core.claim import NONE
from triage.core.values import dataclass
from triage.session.changes import RecordChange, Step
from triage.session.past import DID, REDID, SEEN, UNDID

PAUSE_MS = 60_000
"""Milliseconds without a sign of them after which nobody was there: as for the times in the counts."""

PRESENT = frozenset({DID, UNDID, REDID, SEEN})
"""Entries of the journal that say that somebody is there, by their `do`."""

_SURE_MS, _SURE_CLAIMS = 60_000, 3
"""From when on a pace says something."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast it goes."""

    ms: int
    """Milliseconds at work, pauses left out."""
    claims: int
    """Claims that were tagged in them and still are."""
    per_hour: float | None
    """Claims; None while that is too little to say so."""

    def ms_for(self, claims: int) -> int | None:
        """Return how many milliseconds so many claims take at this pace; None where nobody can say."""
        return None if self.per_hour is None else round(claims * 3_600_000 / self.per_hour)


class Sitting:
    """Is told of every step and every sign of the reviewer."""

    def __init__(self) -> None:
        self._ms = 0
        self._since: int | None = None
        self._judged: set[tuple[str, str]] = set()

    def here(self, at: int) -> None:
        """The reviewer was there at `at`, in milliseconds since 1970."""
        if self._since is not None and 0 <= at - self._since < PAUSE_MS:
            self._ms += at - self._since
        self._since = at

    def did(self, step: Step, reviewer: str) -> None:
        """A step was made, taken back or made again."""
        for change in step.changes:
            if isinstance(change, RecordChange) and change.reviewer == reviewer:
                before = NONE if change.before is None else change.before.tag
                claim = step.path, change.claim
                if not change.after.tagged:
                    self._judged.discard(claim)
                elif change.after.tag != before:
                    self._judged.add(claim)

    def pace(self) -> Pace:
        """Return how fast it goes."""
        claims = len(self._judged)
        sure = self._ms >= _SURE_MS and claims >= _SURE_CLAIMS
        return Pace(self._ms, claims, claims * 3_600_000 / self._ms if sure else None)
