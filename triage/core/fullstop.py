"""Whether a full stop ends a sentence or an abbreviation, when a capital or a number follows."""

from __future__ import annotations

from triage.core import abbreviations as words
from triage.core.lazy import lazy

_REACH = 48
"""Code points looked at before a full stop."""

_OPENING = "“‘«‹„‚\"'([{¿¡*_—–-"
_ACRONYM = lazy(r"[^\W\d_]{1,3}(?:\.[^\W\d_]{1,3})+")
_PARTS = lazy(r"[-–—/]")
_ROMAN = lazy(r"[IVXLC]+|[ivxlc]+")

NEXT_WORD = lazy(r"[^\W\d_]{1,30}(?:['’][^\W\d_]{1,4})?")
"""A word as far as rules look at it."""


_SPECIAL = frozenset().union(
    *(words.TITLES, words.NEVER_LAST, words.LISTS_END, words.NUMBERED, words.TRAILING),
    *(words.CALENDAR, words.STATES, words.CLOCK),
)
_MONTHS_BEGIN = frozenset(month[0] for month in words.MONTHS_DE)


def is_plain_word(word: str, capital: str) -> bool:
    """Whether a full stop after `word` surely ends a sentence before any word with that ASCII `capital`."""
    if len(word) < 2 or not word.isascii():
        return False
    if word.isalpha():
        return word.islower() and word not in _SPECIAL
    return word.isdigit() and capital not in _MONTHS_BEGIN


def ends_with_stop(text: str, begin: int, at: int, first: int, end: int) -> bool:
    """Return whether the stop at `at` ends the sentence begun at `begin`.

    `first` is where the next word, number or sign stands, quotes and brackets aside, in a block
    that ends at `end`.
    """
    near = text[max(begin, at - _REACH) : at]
    tokens = near.split()
    if not tokens or near[-1].isspace():
        return True
    token = _PARTS().split(tokens[-1].lstrip(_OPENING))[-1]
    if not token:
        return True
    before = tokens[-2].strip(_OPENING + "”’.,") if len(tokens) > 1 else ""
    word = NEXT_WORD().match(text, first, end)
    following = word[0] if word else text[first]
    number = following.isdigit()
    opener = following.lower() in words.STARTERS
    if len(token) == 1 and token.isalpha():
        return _ends_with_letter(token, before, opener, number)
    if token in words.CLOCK:
        return _ends_with_clock(text, begin, at, following, text.startswith(" time", first + len(following)))
    if token.isdigit():
        return following not in words.MONTHS_DE
    return _ends_with_abbreviation(token, following, opener, number)


def _ends_with_abbreviation(token: str, following: str, opener: bool, number: bool) -> bool:
    low = token.lower()
    if token in words.TITLES or low in words.NEVER_LAST:
        return False
    if low in words.LISTS_END:
        return not number
    if low in words.NUMBERED and (token[0].isupper() or number or _ROMAN().fullmatch(following)):
        return opener
    if low in words.TRAILING or token in words.CALENDAR or token in words.STATES:
        return opener
    return opener or not _ACRONYM().fullmatch(token)


def _ends_with_letter(letter: str, before: str, opener: bool, number: bool) -> bool:
    """An initial (George W. Bush), a label (plan B.), the word I, or ``p. 5`` and ``2014 г.``."""
    if letter.islower():
        return (not number and letter not in "vг") or (letter == "г" and opener)
    if not letter.isupper():
        return False
    if opener or before.lower() in words.LETTERED:
        return True
    return letter == "I" and not before[:1].isupper()


def _ends_with_clock(text: str, begin: int, at: int, following: str, zone: bool) -> bool:
    """A time of day ends a sentence before a capital, unless it opened the sentence (At 5 a.m. Mr. …)."""
    if zone or following.isdigit() or following.lower() in words.AFTER_CLOCK:
        return False
    return at - begin > 60 or len(text[begin:at].split()) > (3 if following.lower() in words.STARTERS else 4)
