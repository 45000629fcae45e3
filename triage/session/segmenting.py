"""The segments of texts: kept, since an article is opened again whenever its sidecar changes."""

from __future__ import annotations

import threading
from collections.abc import Callable

from triage.core.article import Article
from triage.core.segment import segment
from triage.core.segments import Segments

LONG = 100_000
"""Code points; to segment more takes longer than a reviewer should have to wait."""

_VERY_LONG = 500_000
"""Code points; to segment more takes longer than to start another program that does."""

_BEGINNING = 8_000
"""Code points; more than a screen shows."""

_KEPT = 32
"""Texts whose segments are kept."""

_known: dict[str, Segments] = {}
"""By the digest of the text: the text itself is let go, and need not be gone through to be found."""
_guard = threading.Lock()


def segments_of(article: Article, go_on: Callable[[], None] = lambda: None) -> Segments:
    """Return the segments of an article; may be called from any thread. `go_on` as in `segment`."""
    text = article.text
    with _guard:
        known = _known.pop(article.sha256, None)
    if known is None and len(text) > _VERY_LONG:
        from triage.session.cutting import cut_beside

        known = cut_beside(text, go_on)
    if known is None:
        known = Segments.of(segment(text, go_on))
    with _guard:
        while len(_known) >= _KEPT:
            del _known[next(iter(_known))]
        _known[article.sha256] = known
    return known


def are_known(article: Article) -> bool:
    """Whether the segments of an article are kept."""
    return article.sha256 in _known


def segments_of_beginning(text: str) -> Segments:
    """Return segments of the beginning of `text`, up to the end of a paragraph if there is one in reach.

    They are those of the whole, save that the whole may turn out to be wrapped at some width.
    """
    for mark in ("\n\n", "\n", " "):
        end = text.find(mark, _BEGINNING, 2 * _BEGINNING)
        if end >= 0:
            return Segments.of(segment(text[:end]))
    return Segments.of(segment(text[:_BEGINNING]))
