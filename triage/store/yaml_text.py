"""Which scalars mean something else than text when they stand bare in YAML, and which characters hide."""

from __future__ import annotations

import re

from triage.core.lazy import lazy

AMBIGUOUS = lazy(
    r"""
      [~=]? | <<
    | [-+]? [0-9.] (?: [0-9_,.:]* [0-9_,.] )? (?: e [-+]? [0-9_]+ )?      # 1_000  .5  1:30:00  6e23
    | [-+]? 0 (?: x [0-9a-f_]+ | o [0-7_]+ | b [01_]+ )
    | [-+]? \.inf | \.nan
    | [0-9]{4} - [0-9]{1,2} - [0-9]{1,2}                                    # a date, or a moment
      (?: (?: t | [ \t]+ ) [0-9:.]* [0-9] [ \t]* (?: z | [-+] [0-9]{1,2} (?: :? [0-9]{2} )? )? )?
    | null | true | false | yes | no | on | off | y | n
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
"""Matches (in full) all that YAML 1.1 or 1.2 takes for null, a truth value, a number, a date or a
merge, and somewhat more: to quote a text that did not need it does no harm.
"""

LONGEST_WORD = 5
"""Whatever `AMBIGUOUS` matches is no longer than this, or begins with a sign, a dot or a digit, all of
which stand up to ``9`` in Unicode. Most texts need not be matched at all.
"""

_HIDDEN = (
    "\x00-\x1f\x7f-\x9f"  # controls, C1 with U+0085 among them
    "\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f"
    "\u2000-\u200f\u2028-\u202e\u205f-\u206f"  # odd blanks, joiners, line ends, text direction
    "\u2800\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)

HIDDEN = re.compile(f"[{_HIDDEN}]")
"""Finds a character that a terminal or an editor does not show as itself.

The ranges are spelt out, so that two machines with different Unicode tables write the same bytes.
"""

WIDE_BLANKS = "\u00a0\u202f\u3000"
FIRST = "A-Za-z0-9_(/$\u00a1-\u00ac\u00ae-\U0010ffff"

_LOOKS_BARE = lazy(f"(?![{_HIDDEN}{WIDE_BLANKS}])[{FIRST}][^{_HIDDEN}{WIDE_BLANKS}]*")
_FLOW_MARKS = lazy(r"[][{},:?#]")


def is_ambiguous(text: str) -> bool:
    """Tell whether bare `text` could be read as something else than text."""
    return (len(text) <= LONGEST_WORD or text[0] <= "9") and AMBIGUOUS().fullmatch(text) is not None


def may_stand_bare(text: str, *, in_flow: bool = False) -> bool:
    """Tell whether `text` can be written without quotes and still be read as that text.

    `in_flow` is for a place between braces or brackets, where more characters have a meaning.
    """
    return (
        _LOOKS_BARE().fullmatch(text) is not None
        and text[-1] not in " :"
        and ": " not in text
        and " #" not in text
        and not is_ambiguous(text)
        and not (in_flow and _FLOW_MARKS().search(text))
    )
