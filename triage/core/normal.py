"""A text with one form for each sign, and the way back from it to the canonical text.

What a typesetter, an editor or a wrong decoding changes without changing a word is made equal:
blanks, quotes, dashes, dots, ligatures, wide letters, composed and decomposed letters, signs
that cannot be seen, and UTF-8 that was read as Windows-1252.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable

from triage.core.lazy import lazy
from triage.core.pace import STEP, Pulse, no_pause, steps
from triage.core.values import dataclass

IDEOGRAPHS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Han and kana, as a range of a regular expression: a line may break between any two of them."""
_BREAKABLE = IDEOGRAPHS + "\u3001-\u3003\u3008-\u3011\uff01-\uff5e“”‘’"
_UNSEEN = "\u00ad\u0640\u200b\u200e\u200f\u2060\ufeff"
"""Soft hyphen, tatweel, zero-width blank, marks of direction, word joiner, byte order mark."""
_DASHES = "\u2010-\u2015\u2212\ufe58\ufe63\uff0d"
_SINGLE = "‘’‚‛′`´ʼ"
_DOUBLE = "“”„‟″«»「」『』＂"
_BELOW_A0 = "\u0080-\u009f€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
"""What the bytes 0x80 to 0x9f look like where UTF-8 was read as Windows-1252."""
_NEXT = f"[{_BELOW_A0}\u00a0-\u00bf]"
"""Any byte of a UTF-8 sequence after the first, read so."""
_MISREAD = lazy(
    rf"[\u00c2-\u00df]{_NEXT}|\u00e0[\u00a0-\u00bf]{_NEXT}|[\u00e1-\u00ec\u00ee\u00ef]{_NEXT}{{2}}"
    rf"|\u00ed[{_BELOW_A0}]{_NEXT}|\u00f0Ÿ{_NEXT}{{2}}"
)
_BLANKS = rf"[\s{_UNSEEN}]"
_FORMS = "…\uff01-\uff5e\ufb00-\ufb06\ufb50-\ufbff\ufe70-\ufefc"
_SPECIAL = lazy(
    # One class of signs first, by which the others are skipped ten times as fast; then which it was.
    rf"[\s{_UNSEEN}{_DASHES}{_DOUBLE}'{_SINGLE}{_FORMS}-](?:"
    rf"(?<={_BLANKS})(?:"
    rf"(?P<spaced>{_BLANKS}*[{_DASHES}-]+{_BLANKS}+)"
    rf"|(?P<none>(?<=[{_BREAKABLE}]{_BLANKS}){_BLANKS}*(?=[{_BREAKABLE}]))"
    rf"|(?P<blank>{_BLANKS}+|(?<! )))"
    rf"|(?P<dash>(?<=[{_DASHES}])[{_DASHES}]*|(?<=-)-+)"
    rf"|(?P<double>(?<=[{_DOUBLE}])|(?<=['{_SINGLE}])['{_SINGLE}])"
    rf"|(?P<single>(?<=[{_SINGLE}]))"
    rf"|(?P<form>(?<=[{_FORMS}])))"
)
_MATCHES = 64
"""Signs that are replaced in a step; most of the time goes into the text between them."""
_PIECE = 16_384
"""Signs that are looked through at once, in about a millisecond."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """A text made from another one."""

    text: str
    starts: array[int]
    """For each sign, where what it stands for starts in the other text."""
    ends: array[int]
    """And where that ends."""


@dataclass(frozen=True, slots=True)
class Normal:
    """A normal text; positions in it are other than in the canonical text it was made from."""

    text: str
    folded: str
    """The same in small letters, of the same length."""
    starts: array[int]
    """For each sign, where what it stands for starts in the canonical text."""
    ends: array[int]
    """And where that ends."""

    def inside(self, start: int, end: int) -> tuple[int, int]:
        """Return the span here of a canonical span; it may be empty."""
        first = bisect_right(self.ends, start)
        return first, max(first, bisect_left(self.starts, end))

    def outside(self, start: int, end: int) -> tuple[int, int]:
        """Return the canonical span of a span here that is not empty."""
        return self.starts[start], self.ends[end - 1]


def normal(text: str, pulse: Pulse = no_pause) -> Normal:
    """Return the normal form of `text`."""
    stages: list[Mapped] = []
    if _is_misread(text, pulse):
        stages.append(_reread(text, pulse))
        text = stages[-1].text
    if not unicodedata.is_normalized("NFC", text):
        stages.append(_composed(text, pulse))
        text = stages[-1].text
    last = _substituted(text, _SPECIAL(), _sign, pulse)
    starts, ends = last.starts, last.ends
    for stage in reversed(stages):
        starts, ends = _through(stage, starts, ends, pulse)
    folded = last.text.lower()
    pulse()
    if len(folded) != len(last.text):  # some letters become two
        folded = "".join(small if len(small := sign.lower()) == 1 else sign for sign in last.text)
    return Normal(last.text, folded, starts, ends)


def _through(
    stage: Mapped, starts: array[int], ends: array[int], pulse: Pulse
) -> tuple[array[int], array[int]]:
    """Return for positions in a text made in a stage those in the text that it was made from."""
    first, last = array("L"), array("L")
    for step in steps(zip(starts, ends, strict=True), pulse):
        first.extend(stage.starts[start] for start, _ in step)
        last.extend(stage.ends[end - 1] for _, end in step)
    return first, last


def same_words(one: str, other: str) -> bool:
    """Whether two texts differ in typography at most.

    The case of letters is typography where it is the first letter of the whole, or where one of
    the two is all in capitals; elsewhere it can tell words apart (May and may, US and us).
    """
    if one == other:
        return True
    first, second = normal(one), normal(other)
    mine, theirs = first.text.strip(), second.text.strip()
    if mine == theirs:
        return True
    if first.folded.strip() != second.folded.strip():
        return False
    return mine.isupper() or theirs.isupper() or _tail(mine) == _tail(theirs)


def _tail(text: str) -> str:
    first = re.search(r"\w", text)
    return text[first.end() :] if first else text


def _substituted(
    text: str, pattern: re.Pattern[str], sign_for: Callable[[re.Match[str]], str], pulse: Pulse = no_pause
) -> Mapped:
    pieces: list[str] = []
    starts, ends = array("L"), array("L")
    done = 0
    for step in steps(pattern.finditer(text), pulse, _MATCHES):
        for match in step:
            start, end = match.span()
            sign = sign_for(match)
            pieces += (text[done:start], sign)
            starts.extend(range(done, start))
            ends.extend(range(done + 1, start + 1))
            starts.extend([start] * len(sign))
            ends.extend([end] * len(sign))
            done = end
    pieces.append(text[done:])
    starts.extend(range(done, len(text)))
    ends.extend(range(done + 1, len(text) + 1))
    return Mapped("".join(pieces), starts, ends)


def _sign(match: re.Match[str]) -> str:
    """Return what stands in the normal text for what was found."""
    found = match.group()
    kind = match.lastgroup
    if kind == "blank":
        return " " if any(sign.isspace() for sign in found) else ""
    if kind == "form":
        return (
            "..."
            if found == "…"
            else _substituted(unicodedata.normalize("NFKC", found), _SPECIAL(), _sign).text
        )
    return {"spaced": "-", "dash": "-", "none": "", "single": "'", "double": '"'}[kind or ""]


def _is_misread(text: str, pulse: Pulse) -> bool:
    """Whether there is UTF-8 in the text that was read as Windows-1252."""
    if text.isascii():
        return False
    for at in range(0, len(text), _PIECE):
        if _MISREAD().search(text, at, at + _PIECE + 3):  # none is longer than four signs
            return True
        pulse()
    return False


def _reread(text: str, pulse: Pulse) -> Mapped:
    """Return the text with UTF-8 that was read as Windows-1252 read again."""

    def sign_for(match: re.Match[str]) -> str:
        codes = (bytes([ord(sign)]) if sign < "\u0100" else sign.encode("cp1252") for sign in match.group())
        return b"".join(codes).decode("utf-8", "replace")

    return _substituted(text, _MISREAD(), sign_for, pulse)


def _composed(text: str, pulse: Pulse) -> Mapped:
    """Return the text with every letter in its composed form."""
    pieces: list[str] = []
    starts, ends = array("L"), array("L")
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and _joins(text[end]):
            end += 1
        letter = text[start:end]
        if len(pieces) % STEP == 0:
            pulse()
        if end > start + 1 or letter >= "\u0300":
            letter = unicodedata.normalize("NFC", letter)
        pieces.append(letter)
        starts.extend([start] * len(letter))
        ends.extend([end] * len(letter))
        start = end
    return Mapped("".join(pieces), starts, ends)


def _joins(sign: str) -> bool:
    """Whether the sign can become one with the sign before it."""
    return sign >= "\u0300" and (unicodedata.combining(sign) > 0 or "\u1161" <= sign <= "\u11ff")
