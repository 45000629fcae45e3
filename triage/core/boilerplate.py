"""What a web page adds around an article: bylines, dates, links, buttons, notices.

Every pattern covers a whole block. A sentence that only begins like a notice stays a sentence: a
claim wrongly hidden is worse than a notice shown.
"""

from __future__ import annotations

import re
from functools import cache

from triage.core import abbreviations as words
from triage.core.lazy import lazy
from triage.core.noticetexts import DATE_WORDS, NETWORKS, NOTICES, PATTERNS, UNSTOPPED
from triage.core.shape import Shape

_EDGES = ' \t\u00a0»«>→›*|•·-–—:…▶►↓#()[]【】"“”'
_WORDLIKE = lazy(r"[^\W\d_]+(?:['’.][^\W\d_]+)*\.?|\d+(?:[:.,/-]\d+)*(?:st|nd|rd|th|am|pm)?|\S")
_BYLINE = lazy(
    r"(?:(?:(?:Written|Reported|Story|Reporting|Posted|Analysis|Opinion) )?(?:[Bb]y|BY)"
    r"|Authors?:|Von|Par|Por|Автор:)"
    r"((?:\s+(?:[^\W\d_a-z][\w.'’-]*,?|and|&|de|van|von|der|la|for|of|the|in|at|[|/·•–—-]))+)"
)
_DESKS = words.listed("staff reuters afp ap tass upi dpa bloomberg")
_NOT_NAMES = words.listed("""
    the this that christmas easter monday tuesday wednesday thursday friday saturday sunday january
    february march april may june july august september october november december then now day night
    land sea air early late mid
""")
_HEAD = lazy(r"[©#\d]|[^\W\d_]+(?:'[^\W\d_]+)?")
_PICTURES = words.listed("""
    file in photo photos photograph photographs image images picture pictures graphic graphics
    illustration map maps video videos screenshot screenshots chart charts pictured caption credit
    credits above featured social stock handout courtesy foto bild фото на crédit
""")
_CONTRIBUTED = lazy(r"contribut(?:ed|ing) (?:reporting )?(?:to|for) this (?:report|story|article|piece)$")
_DIGIT = lazy(r"[0-9]")
_HAS_WORD = lazy(r"[^\W_]")


def is_surely_not(block: Shape) -> bool:
    """Return whether a glance at a long block's first word shows that it is no boilerplate or caption."""
    first = block.text[:24].split(None, 1)[0].lower().replace("’", "'").rstrip(",.:")
    if first in PATTERNS or first in _PICTURES:
        return False
    return "rights reserved" not in block.text[-60:] and "contribut" not in block.text[-60:]


def is_boilerplate(block: Shape) -> bool:
    """Return whether the whole block belongs to the page and not to the article."""
    text = block.text
    if not text[0].isalnum() and _HAS_WORD().search(text) is None:
        return True
    plain = " ".join(text.replace("’", "'").lower().split()).strip(_EDGES)
    bare = plain.rstrip(".!")
    if bare in NOTICES or _is_byline(block) or _is_date(text) or _is_network_list(bare):
        return True
    if "all rights reserved" in bare[:120] or ("contribut" in bare and _CONTRIBUTED().search(bare)):
        return True
    head = _HEAD().match(bare)
    if head is None:
        return False
    first = "#" if head[0].isdigit() else head[0]
    if any(_compiled(pattern).fullmatch(bare) for pattern in PATTERNS.get(first, ())):
        return True
    if block.mark or block.has(words.CLAUSE):
        return False
    return any(_compiled(pattern).fullmatch(bare) for pattern in UNSTOPPED.get(first, ()))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _is_byline(block: Shape) -> bool:
    if (block.mark and not block.acronym_end) or block.length > 14:
        return False
    match = _BYLINE().fullmatch(block.text)
    if match is None:
        return False
    names = match[1].split()
    first = names[0].lower().rstrip(",")
    return names[-1].lower() in _DESKS or (len(names) > 1 and first not in _NOT_NAMES)


def _is_date(text: str) -> bool:
    """Whether nothing but date and time stands here, at least one number among it."""
    if len(text) > 90:
        return False
    if _DIGIT().search(text) is None if text.isascii() else not any(sign.isdigit() for sign in text):
        return False
    found = _WORDLIKE().findall(text.lower())
    numbers = [word for word in found if word[0].isdigit()]
    named = [word for word in found if word[0].isalpha()]
    if not numbers or len(numbers) > 9 or any(word.rstrip(".") not in DATE_WORDS for word in named):
        return False
    return bool(named) or any(re.search(r"\d[:/.-]\d", word) for word in numbers)


def _is_network_list(bare: str) -> bool:
    found = bare.replace("|", " ").replace(",", " ").split()
    return bool(found) and len(bare) <= 160 and all(word in NETWORKS for word in found)
