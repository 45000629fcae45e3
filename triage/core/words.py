"""The words of a text as a search sees them: small letters, without accents, any script.

Each sign has one form, whatever stands beside it: so a text folds in pieces, and the way back to a
position in it is a sum of lengths. Scripts that write no blanks between words have none to be
found by; there every two signs that stand together count as a word.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate, groupby

_UNSPACED = (
    "\u0e00-\u0fff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\u1b00-\u1b7f"
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3035\u3040-\u318f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\ua4cf"
    "\ua960-\ua97f\ua980-\ua9ff\uaa60-\uaadf\uac00-\ud7ff\uf900-\ufaff"
    "\U00016fe0-\U0001b2ff\U00020000-\U0003ffff"
)
"""Thai to Tibetan, Burmese, Khmer, Hangul, Han, kana, Yi and others, as ranges of a regular expression.

Korean has blanks, but its words have endings of many sorts, and what is looked for seldom has the same.
"""

BETWEEN = "\\x00-/:-@\\[-`{-\\x7f"
"""What stands between words in a folded text, as ranges of a regular expression."""

_BOUNDS = [ord(sign) + (number % 3 == 2) for number, sign in enumerate(_UNSPACED) if sign != "-"]
"""Where a range begins and where it is over, in turn."""

_WORD = re.compile(f"[^{BETWEEN}]+")
_ASCII = bytes(range(0x80))
_UNSEEN = frozenset("\u0640\u034f\u115f\u1160\u3164\uffa0" + "".join(map(chr, range(0xFE00, 0xFE10))))
_ACCENTS = frozenset({*range(1, 8), *range(10, 37), *range(200, 241)})
"""Combining classes that change no letter into another one: accents, vowel points, not vowels or viramas."""
_FEW = 32
_UTF_32 = f"utf-32-{sys.byteorder[0]}e"


def is_unspaced(sign: str) -> bool:
    """Whether a sign belongs to a script that writes no blanks between words, or is taken for such."""
    return bisect_right(_BOUNDS, ord(sign)) % 2 == 1


@lru_cache(maxsize=1)
def _run() -> re.Pattern[str]:
    """Return what finds a run of such signs; so large a class takes long to compile, and few need it."""
    return re.compile(f"[{_UNSPACED}]+")


@lru_cache(maxsize=65_536)
def form(sign: str) -> str:
    """Return what stands for one sign: small letters, a blank between words, nothing for what is not seen."""
    if is_unspaced(sign):
        return _kept(unicodedata.normalize("NFKC", sign))
    return _kept(
        unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", sign.casefold()).casefold()).lower()
    )


def _kept(signs: str) -> str:
    kept = ""
    for sign in signs:
        category = unicodedata.category(sign)
        if sign in _UNSEEN or category == "Cf" or "\U000e0100" <= sign <= "\U000e01ef":
            continue
        if category[0] == "M" and unicodedata.combining(sign) in _ACCENTS:
            continue
        kept += sign if category[0] in "LMN" else " "
    return kept


class _Forms(dict[int, str]):
    """Each sign's form by its code point, made when it is first asked for."""

    def __missing__(self, code: int) -> str:
        self[code] = known = form(chr(code))
        return known


@lru_cache(maxsize=1)
def _forms() -> _Forms:
    return _Forms({code: chr(code) for code in range(0x80)})


def folded(text: str) -> str:
    """Return `text` with each sign in its form, but for capital ASCII letters and ASCII punctuation."""
    if text.isascii():
        return text
    rare = _beyond_ascii(text)
    if len(rare) * 4 > len(text):
        return text.translate(_forms())
    distinct = set(rare)
    if len(distinct) > _FEW:
        return text.translate(_forms())
    for sign in distinct:  # a few such passes are far cheaper than `translate`
        other = form(sign)
        if other != sign:
            text = text.replace(sign, other)
    return text


def indexable(text: str) -> str:
    """Return `text` so that it only has to be cut at ASCII signs that are no letters or digits."""
    text = folded(text)
    if text.isascii() or not _run().search(text):
        return text
    runs = " ".join(_run().findall(text)) + " "
    return _run().sub(" ", text) + _all_pairs(runs)


def _all_pairs(runs: str) -> str:
    """Return each sign with the one after it, a blank between; the ends of a run stand alone, too.

    By way of numbers, which takes a tenth of the time that it takes to put strings together.
    """
    signs = array("I", runs.encode(_UTF_32))
    laid = array("I", bytes(12 * len(signs)))
    laid[0::3] = signs
    laid[1::3] = signs[1:] + signs[-1:]
    laid[2::3] = array("I", [32]) * len(signs)
    return " " + laid.tobytes().decode(_UTF_32)


def pairs(run: str) -> Iterable[str]:
    """Return every two signs that stand together in a run of an unspaced script."""
    return map(str.__add__, run, run[1:])


def pieces(text: str) -> list[tuple[str, bool]]:
    """Return the words and the runs of unspaced scripts in `text`, folded, and whether each is a run."""
    return [
        ("".join(signs), unspaced)
        for word in _WORD.findall(folded(text).lower())
        for unspaced, signs in groupby(word, is_unspaced)
    ]


def is_letter(sign: str) -> bool:
    """Whether a sign of a folded text goes on a word beside it: a letter or digit of a script with blanks."""
    return sign.isalnum() if sign < "\x80" else not is_unspaced(sign)


class FoldedText:
    """A folded text in small letters that knows the way back."""

    def __init__(self, text: str) -> None:
        self.text = folded(text).lower()
        self._ends: list[int] | None = None
        """For each sign of the other text, where its form ends here; None where all are one sign long."""
        if not text.isascii() and any(len(form(sign)) != 1 for sign in set(_beyond_ascii(text))):
            self._ends = list(accumulate(1 if sign < "\x80" else len(form(sign)) for sign in text))

    def outside(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the other text of a span here that is not empty."""
        if self._ends is None:
            return start, end
        return bisect_right(self._ends, start), bisect_right(self._ends, end - 1) + 1


def _beyond_ascii(text: str) -> str:
    # By way of bytes, as asking sign by sign takes ten times as long.
    return text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")
