"""Items of a list written in one line (``1) … 2) …``, ``a. … b. …``, bullets), and rules drawn in it."""

from __future__ import annotations

import re

from triage.core.lazy import lazy, skip_blanks

_BULLETS = "•⁃▪●◦‣"
_BULLET = lazy(rf"(?<!\S)[{_BULLETS}](?=\s*\S)")
_MARKER = lazy(r"(?<!\S)\(?(?:(\d{1,3})|([a-z]))(\.\)|\.|\))\s+(?=(\S))")
_RULE = lazy(r"[-_=*~]{5,}")


def item_starts(text: str, start: int, end: int) -> list[int]:
    """Return where the items of the block ``text[start:end]`` start; one start if it is no list.

    Numbers and letters must follow each other, so that a number in running text is not taken for a marker.
    """
    if text[start] in _BULLETS:
        return [match.start() for match in _BULLET().finditer(text, start, end)] or [start]
    first = _MARKER().match(text, start, end)
    if first is None:
        return _rule_edges(text, start, end)
    starts = [start]
    expected, style = _rank(first) + 1, first[3]
    for match in _MARKER().finditer(text, first.end(), end):
        if match[3] == style and _rank(match) == expected and bool(match[1]) == bool(first[1]):
            if style == "." and not match[4].isupper():
                continue
            starts.append(match.start())
            expected += 1
    return starts


def _rule_edges(text: str, start: int, end: int) -> list[int]:
    starts = [start]
    for match in _RULE().finditer(text, start, end):
        before, after = match.span()
        if (before > start and not text[before - 1].isspace()) or not text[after : after + 1].isspace():
            continue
        following = skip_blanks(text, after, end)
        starts += [place for place in (before, following) if starts[-1] < place < end]
    return starts


def _rank(marker: re.Match[str]) -> int:
    return int(marker[1]) if marker[1] else ord(marker[2]) - ord("a") + 1
