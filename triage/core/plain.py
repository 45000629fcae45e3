"""Untrusted text made safe to show: one code point in, one printable code point out.

Positions stay what they were, so that a span of the canonical text is the same span of the shown
text. Nothing is dropped, because what a reviewer cannot see, a reviewer cannot judge.

The rule for a character does not look at its neighbours (long runs of marks excepted), so that a
piece cut from a text reads as it did in the whole. For that reason, and because terminals
and Textual disagree about their width, zero-width joiners and variation selectors are shown too,
also where a script or an emoji has a use for them: a mark too many is a smaller evil than a
line that is torn, or two claims that look alike and are not.
"""

from __future__ import annotations

import re
import unicodedata

MOST_MARKS = 4
"""Combining marks on one character that are shown as they are; no orthography needs more."""

MARK = "\N{WHITE BULLET}"
"""Stands for a combining mark beyond `MOST_MARKS`."""

INVISIBLE = "\N{OPEN BOX}"
"""Stands for a character of no width or without a look."""

DIRECTION = "\N{RIGHTWARDS ARROW OVER LEFTWARDS ARROW}"
"""Stands for a control that turns the direction of the text around it."""

LINE_END = "\N{SYMBOL FOR NEWLINE}"
"""Stands for the line and paragraph ends of Unicode (U+0085, U+2028, U+2029)."""

CONTROL = "\N{SYMBOL FOR SUBSTITUTE FORM TWO}"
"""Stands for a C1 control, some of which terminals obey as they obey escape sequences."""

UNKNOWN = "\N{REPLACEMENT CHARACTER}"
"""Stands for half a surrogate pair and for what no standard gives a look: private use, unassigned."""

_SEEN_AS_THEY_ARE = bytes(range(0x20, 0x7F))
_NEEDS_A_LOOK = (
    "[^\u00a1-\u00ac\u00ae-\u02ff\u0400-\u0482\u048a-\u052f\u05d0-\u05ea\u0621-\u064a\u2010-\u2027"
    "\u2030-\u205e\u20a0-\u20bf\u3001-\u3029\u3041-\u3096\u30a1-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff9f]"
)
"""Everything but the common ranges in which all characters are assigned, visible and no marks."""

_LINE_ENDS = frozenset("\x85\u2028\u2029")
_DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_WITHOUT_A_LOOK = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0"
    + "".join(map(chr, range(0xFE00, 0xFE10)))
    + "".join(map(chr, range(0xE0100, 0xE01F0)))
)
"""Joiners, fillers, blanks and selectors that Unicode counts as letters, marks or symbols."""


def plain(text: str) -> str:
    """Return `text` fit for one line: same length, every character printable, blanks ordinary."""
    if text.isascii() and text.isprintable():
        return text
    return _plain(text, _SEEN_AS_THEY_ARE)


def plain_lines(text: str) -> str:
    r"""Return `text` as `plain` does, with ``\n`` left as it is."""
    return _plain(text, _SEEN_AS_THEY_ARE + b"\n")


def _plain(text: str, untouched: bytes) -> str:
    # Bytes are the fast way to the few characters that need a look: a long article costs
    # some milliseconds, where asking character by character would cost a second.
    rare = text.encode("utf-8", "surrogatepass").translate(None, untouched)
    if not rare:
        return text
    distinct = set(re.findall(_NEEDS_A_LOOK, rare.decode("utf-8", "surrogatepass")))
    stand_ins = {
        character: stand_in for character in distinct if (stand_in := _stand_in(character)) != character
    }
    marks = {character for character in distinct - stand_ins.keys() if _is_mark(character)}
    text = _replaced(text, stand_ins)
    return _thinned(text, marks) if marks else text


def _stand_in(character: str) -> str:
    """Return what is shown for `character`: itself, if it is safe and can be seen."""
    code = ord(character)
    if code < 0x20:
        return " " if character == "\t" else chr(0x2400 + code)
    if code == 0x7F:
        return "\N{SYMBOL FOR DELETE}"
    if character in _LINE_ENDS:
        return LINE_END
    if character in _DIRECTIONS:
        return DIRECTION
    if character in _WITHOUT_A_LOOK:
        return INVISIBLE
    category = unicodedata.category(character)
    return {"Cc": CONTROL, "Cf": INVISIBLE, "Zs": " ", "Cs": UNKNOWN, "Co": UNKNOWN, "Cn": UNKNOWN}.get(
        category, character
    )


def _replaced(text: str, stand_ins: dict[str, str]) -> str:
    if len(stand_ins) > 32:
        return text.translate({ord(character): stand_in for character, stand_in in stand_ins.items()})
    for character, stand_in in stand_ins.items():  # a few such passes are far cheaper than `translate`
        text = text.replace(character, stand_in)
    return text


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")


def _thinned(text: str, marks: set[str]) -> str:
    """Show the marks of each run beyond `MOST_MARKS` by a stand-in, one for each."""
    pattern = "".join(re.escape(mark) for mark in marks if mark <= "\uffff")
    if any(mark > "\uffff" for mark in marks):
        # A class of many single characters up there is searched one by one; the range is quick.
        pattern += "\U00010000-\U0010ffff"
    return re.sub(f"[{pattern}]{{{MOST_MARKS + 1},}}", lambda match: _thin_run(match[0]), text)


def _thin_run(run: str) -> str:
    shown = []
    marks = 0
    for character in run:
        marks = marks + 1 if _is_mark(character) else 0
        shown.append(character if marks <= MOST_MARKS else MARK)
    return "".join(shown)
