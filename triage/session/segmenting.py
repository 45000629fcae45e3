"""The segments of texts: kept, since an article is opened again whenever its sidecar changes."""

from __future__ import annotations

import threading
from collections.abc import Callable

from triage.core.segment import Segment, segment

LONG = 100_000
"""Code points; to segment more takes longer than a reviewer should have to wait."""

_BEGINNING = 8_000
"""Code points; more than a screen shows."""

_KEPT = 32
"""Texts whose segments are kept."""

_known: dict[str, tuple[Segment, ...]] = {}
_guard = threading.Lock()


def segments_of(text: str, go_on: Callable[[], None] = lambda: None) -> tuple[Segment, ...]:
    """Return the segments of canonical `text`; may be called from any thread. `go_on` as in `segment`."""
    with _guard:
        known = _known.pop(text, None)
    if known is None:
        known = tuple(segment(text, go_on))
    with _guard:
        while len(_known) >= _KEPT:
            del _known[next(iter(_known))]
        _known[text] = known
    return known


def are_known(text: str) -> bool:
    """Whether the segments of `text` are kept."""
    return text in _known


def segments_of_beginning(text: str) -> tuple[Segment, ...]:
    """Return segments of the beginning of `text`, up to the end of a paragraph if there is one in reach.

    They are those of the whole, save that the whole may turn out to be wrapped at some width.
    """
    for mark in ("\n\n", "\n", " "):
        end = text.find(mark, _BEGINNING, 2 * _BEGINNING)
        if end >= 0:
            return tuple(segment(text[:end]))
    return tuple(segment(text[:_BEGINNING]))
