"""How fast a reviewer is in this sitting, and how long the rest takes at that."""

from __future__ import annotations

from triage.core.values import dataclass

_SURE_SECONDS, _SURE_CLAIMS = 60, 3
"""From when on a speed says something."""


@dataclass(frozen=True, slots=True)
class Speed:
    """What was done in which time."""

    seconds: float
    """At the keys, pauses left out."""
    claims: int
    """Tagged in them, and still so."""

    @property
    def per_hour(self) -> float | None:
        """Claims an hour; None while there is too little to say so."""
        sure = self.seconds >= _SURE_SECONDS and self.claims >= _SURE_CLAIMS
        return self.claims * 3600 / self.seconds if sure else None

    def seconds_for(self, claims: int) -> float | None:
        """Return how many seconds so many claims take at this speed; None where nobody can say."""
        pace = self.per_hour
        return None if pace is None else claims * 3600 / pace
