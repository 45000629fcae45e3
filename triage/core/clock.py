"""A hybrid clock: wall time in UTC milliseconds that never runs behind anything it has seen.

After Kulkarni et al., "Logical Physical Clocks" (2014), without the logical part: a
millisecond is added to the greatest time seen instead.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

from triage.core.lazy import lazy

_FORM = lazy(
    r"(\d{4})-(\d\d)-(\d\d)(?:[Tt ]+(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?)?",
    re.ASCII,
)
_CANONICAL = lazy(r"[^ ]{10}T[^ ]{8}\.[0-9]{3}Z")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LAST = (datetime(9999, 12, 31, 23, 59, 59, 999_000, tzinfo=UTC) - _EPOCH) // timedelta(milliseconds=1)


def from_milliseconds(milliseconds: int) -> str:
    """Write milliseconds since 1970 (UTC) as ``2026-11-21T10:02:30.007Z``."""
    moment = _EPOCH + timedelta(milliseconds=milliseconds)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z".rjust(24, "0")


def to_milliseconds(at: str) -> int:
    """Read a time as `parse` accepts it as milliseconds since 1970 (UTC)."""
    match = _FORM().fullmatch(at)
    if match is None:
        raise ValueError(f"not a time: {at!r}")
    year, month, day, hour, minute, second, fraction, zone = match.groups()
    offset = UTC if zone in (None, "Z") else timezone(_offset(zone))
    moment = datetime(
        int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0), tzinfo=offset
    )
    return (moment - _EPOCH) // timedelta(milliseconds=1) + int((fraction or "0").ljust(3, "0")[:3])


def _offset(zone: str) -> timedelta:
    sign = -1 if zone[0] == "-" else 1
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))


def parse(at: str) -> str:
    """Return `at` in the one form that sidecars use, so that times compare as text.

    Accepts ISO 8601 dates and times, with a blank for the ``T``, with or without seconds,
    fraction and zone (UTC where none is given), as YAML 1.1 does. Raises ValueError.
    """
    if _CANONICAL().fullmatch(at):
        to_milliseconds(at)
        return at
    try:
        return from_milliseconds(to_milliseconds(at))
    except OverflowError as error:
        raise ValueError(f"not a time: {at!r}") from error


def _wall() -> int:
    return time.time_ns() // 1_000_000


class Clock:
    """Gives out times that grow: each is later than every one given out or seen before."""

    def __init__(self, wall: Callable[[], int] = _wall) -> None:
        self._wall = wall
        self._greatest = 0
        self._guard = threading.Lock()  # ticks are taken while saving, too

    def see(self, at: str) -> None:
        """Take note of a time (canonical form) found in a file; the empty text is no time."""
        if not at:
            return
        with self._guard:
            self._greatest = max(self._greatest, to_milliseconds(at))

    def tick(self) -> str:
        """Return ``max(now, greatest seen + 1 ms)``, and the year 9999's last millisecond at most."""
        with self._guard:
            self._greatest = min(max(self._wall(), self._greatest + 1), _LAST)
            return from_milliseconds(self._greatest)
