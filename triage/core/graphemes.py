"""Where a text may be cut: never within what a reader takes for one character, never between CR and LF.

The rules for extended grapheme clusters of Unicode's standard annex 29, which the standard library lacks,
from general categories: a mark that no rule joins to what stands before it is joined all the same.
"""

from __future__ import annotations

import re
import unicodedata

_JOINER = "\u200d"
_TRAILING = re.compile("[\u200c\u200d\u0e33\u0eb3\uff9e\uff9f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
"""What is joined to the sign before it and is no mark by its category."""
_LEADING = re.compile("[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd]")
"""Number signs and the like, which are joined to the sign behind them."""
_PICTURE = re.compile("[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001f1e5\U0001f200-\U0001faff]")
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]")
_HANGUL = re.compile(
    "[\u1100-\u115f\ua960-\ua97c][\u1100-\u11a7\ua960-\ua97c\uac00-\ud7a3\ud7b0-\ud7c6]"
    "|[\u1160-\u11a7\ud7b0-\ud7c6][\u1160-\u11ff\ud7b0-\ud7fb]"
    "|[\uac00-\ud7a3][\u11a8-\u11ff\ud7cb-\ud7fb]"
    "|[\u11a8-\u11ff\ud7cb-\ud7fb][\u11a8-\u11ff\ud7cb-\ud7fb]"
)
_LINKERS = "\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d"
"""Signs that join two consonants of an Indic script."""
_CONSONANT = re.compile(
    "[\u0915-\u0939\u0958-\u095f\u0978-\u097f\u0995-\u09b9\u09dc-\u09df\u09f0\u09f1\u0a95-\u0ab9\u0af9"
    "\u0b15-\u0b39\u0b5c-\u0b5f\u0b71\u0c15-\u0c39\u0c58-\u0c5a\u0d15-\u0d3a]"
)


def is_within(text: str, at: int) -> bool:
    """Whether position `at` (code points) lies between two signs that belong together."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if before < "\u0300" > after:
        return before == "\r" and after == "\n"
    if any(unicodedata.category(sign) in ("Cc", "Zl", "Zp") for sign in (before, after)):
        return False
    if _follows(after) or _LEADING.match(before) or _HANGUL.match(before + after):
        return True
    if _FLAG.match(before) and _FLAG.match(after):
        first = at
        while first and _FLAG.match(text[first - 1]):
            first -= 1
        return (at - first) % 2 == 1  # flags are pairs
    base = at - 1
    while base and _follows(text[base]):
        base -= 1
    if before == _JOINER and _PICTURE.match(after):
        return _PICTURE.match(text[base]) is not None
    linked = any(sign in _LINKERS for sign in text[base:at])
    return linked and bool(_CONSONANT.match(text[base]) and _CONSONANT.match(after))


def _follows(sign: str) -> bool:
    """Whether a sign belongs to whatever stands before it."""
    return unicodedata.category(sign)[0] == "M" or _TRAILING.match(sign) is not None
