"""Whether the lines of a text were broken by an editor at a fixed width, and which of them go on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from triage.core.values import dataclass

_WIDEST = 120
"""Code points; longer lines are paragraphs."""
_NARROWEST = 40
_SLACK = 3
"""Code points by which an editor may stay under the width."""
_FIRST_CASELESS_WIDE = 0x2E80
_STOPS = ".!?…。！？؟।:;"
_CLOSERS = "\"'”’»)]"


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank, without the blanks around it."""

    start: int
    end: int
    indent: int
    """Code points of blank before it."""
    after_blank: bool
    """Whether a blank line, or nothing, comes before it."""
    item: bool
    """Whether it begins with a list marker or is a Markdown heading, rule or quotation."""


def wrap_width(text: str, lines: Sequence[Line]) -> int:
    """Return the width at which `text` was hard-wrapped, in code points, or 0 if it was not.

    A wrapped line is one that the next line's first word would have made too long; most breaks of
    a wrapped text are of that sort, and few come at a full stop. Neither holds of a text that is
    one line for each paragraph.
    """
    lengths = sorted(line.end - line.start for line in lines)
    usual = [length for length in lengths if length <= _WIDEST]
    if len(usual) < 0.9 * len(lengths) or not usual:
        return 0
    for width in {usual[-1], usual[(len(usual) * 19) // 20 - 1]}:
        if width >= _NARROWEST and _fits(text, lines, width):
            return width
    return 0


def continues(text: str, line: Line, following: Line, width: int) -> bool:
    """Return whether `following` goes on with the paragraph of `line`, in a text wrapped at `width`."""
    if _parts(text, line, following):
        return False
    if following.item and (_stops(text, line) or not _full(text, line, following, width)):
        return False
    if _full(text, line, following, width):
        return True
    small = text[following.start].islower() and not _stops(text, line)
    return small and 2 * (line.end - line.start) > width


def _fits(text: str, lines: Sequence[Line], width: int) -> bool:
    breaks = full = stops = small = 0
    for line, following in pairwise(lines):
        if following.item or _parts(text, line, following):
            continue
        if _stops(text, line) and not _full(text, line, following, width):
            continue
        breaks += 1
        full += _full(text, line, following, width)
        stops += _stops(text, line)
        small += text[following.start].islower()
    if breaks < 3:
        return breaks > 0 and full == breaks == small and not stops
    return full >= 0.85 * breaks and stops <= 0.35 * breaks


def _parts(text: str, line: Line, following: Line) -> bool:
    """Whether a blank line, a Markdown heading or a paragraph's indent stands between; items hang theirs."""
    indented = following.indent > line.indent + 1 and not line.item
    return following.after_blank or indented or text[line.start] == "#"


def _full(text: str, line: Line, following: Line, width: int) -> bool:
    """Whether the first word of `following` had no room in `line`."""
    word = 1
    if ord(text[following.start]) < _FIRST_CASELESS_WIDE:
        reach = min(following.end, following.start + width)
        blank = text.find(" ", following.start, reach)
        word = (blank if blank >= 0 else reach) - following.start
    return line.end - line.start + 1 + word > width - _SLACK


def _stops(text: str, line: Line) -> bool:
    return text[max(line.start, line.end - 4) : line.end].rstrip(_CLOSERS)[-1:] in (*_STOPS,)
