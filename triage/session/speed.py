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


def told(speed: Speed, left: int) -> str:
    """Return what is said of a speed where so many claims are left."""
    claims = "1 claim" if speed.claims == 1 else f"{speed.claims:,} claims"
    said = f"This sitting: {claims} in {_time(speed.seconds)}"
    pace, needed = speed.per_hour, speed.seconds_for(left)
    if pace is None or needed is None:
        return f"{said} · {left:,} left"
    return f"{said}, {pace:,.0f} an hour · {left:,} left, {_time(needed)} at this pace"


def _time(seconds: float) -> str:
    """Return a time as people say it."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return "less than a minute"
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60:,} h {minutes % 60} min"
