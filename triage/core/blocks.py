"""The blocks of an article: its lines, or runs of lines where the text is hard-wrapped."""

from __future__ import annotations

from triage.core.lazy import lazy
from triage.core.values import dataclass
from triage.core.wrapping import Line, continues, wrap_width

_LINE = lazy(r"[^\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_MARKUP = lazy(r"(?:[-*+•⁃▪●◦‣–—]|\(?(?:\d{1,3}|[a-z])[.)])\s+\S|#{1,6}\s|([-*_=~])(?:\s*\1){2,}\Z|>|!\[|\|")
_ITEM = lazy(r"(?:[-*+•⁃▪●◦‣]|\(?(?:\d{1,3}|[a-z])[.)])\s+\S")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text whose edges are not blank: a paragraph, a heading, a list item."""

    start: int
    end: int
    item: bool
    """Whether it begins with a list marker."""


def blocks(text: str) -> list[Block]:
    """Return the blocks of canonical `text` in order; together they hold all that is not blank."""
    lines = _lines(text)
    width = wrap_width(text, lines)
    found: list[Block] = []
    previous: Line | None = None
    for line in lines:
        if width and previous is not None and continues(text, previous, line, width):
            found[-1] = Block(found[-1].start, line.end, found[-1].item)
        else:
            item = line.item and _ITEM().match(text, line.start, line.end) is not None
            found.append(Block(line.start, line.end, item))
        previous = line
    return found


def _may_be_marked(bare: str) -> bool:
    """A quick look that spares most lines the regular expression."""
    return not bare[0].isalpha() or bare[1:2] in (".", ")")


def _lines(text: str) -> list[Line]:
    lines: list[Line] = []
    blank_before = True
    covered = 0
    for match in _LINE().finditer(text):
        if match.start() > covered + 1:
            blank_before = True
        covered = match.end()
        written = match[0]
        bare = written.lstrip()
        if not bare:
            blank_before = True
            continue
        start = match.end() - len(bare)
        end = match.start() + len(written.rstrip())
        marked = _may_be_marked(bare) and _MARKUP().match(text, start, end) is not None
        lines.append(Line(start, end, start - match.start(), blank_before, marked))
        blank_before = False
    return lines
