"""What is done with a stretch of text by itself: its edges moved, made whole, cut in two."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from triage.core import edges
from triage.core.graphemes import is_within
from triage.core.segment import Segment
from triage.core.segments import Segments
from triage.core.units import Span, Unit, characters, clauses, words
from triage.core.units import units as units_of
from triage.core.values import dataclass

_MOVES: dict[tuple[bool, bool], edges.Move] = {
    (True, True): edges.end_right,
    (True, False): edges.end_left,
    (False, True): edges.start_right,
    (False, False): edges.start_left,
}
_LONG = 100_000
"""Code points; of more, no clause or word is looked for but after the middle."""
_NEAR = 400
"""Code points before a cut in which the last word before it is looked for."""


@dataclass(frozen=True, slots=True)
class Step:
    """A way to move an edge: which one, whereto, and by how much."""

    end: bool
    """Whether the end moves, rather than the start."""
    right: bool
    unit: Unit = Unit.WORD

    @classmethod
    def of(cls, written: str) -> Step:
        """Return the step of an argument of the command `edge`, as ``end-right`` or ``start-left-clause``.

        Raises ValueError for anything else.
        """
        edge, way, *unit = written.split("-")
        if edge not in ("end", "start") or way not in ("right", "left") or len(unit) > 1:
            raise ValueError(f"no step: {written}")
        return cls(edge == "end", way == "right", Unit(unit[0]) if unit else Unit.WORD)


def moved(text: str, segments: Sequence[Segment], span: Span, step: Step) -> Span:
    """Return `span` (code points) with an edge one step further; the same span where it goes no further."""
    start, end = span
    at = _MOVES[step.end, step.right](text, start, end, units_of(step.unit, segments))
    return (start, at) if step.end else (at, end)


def whole(segments: Sequence[Segment], span: Span, unit: Unit) -> Span:
    """Return the sentences, or the paragraphs, of which `span` has something, from the first to the last.

    Raises ValueError for another unit. A span in none of them stays.
    """
    if unit not in (Unit.SENTENCE, Unit.PARAGRAPH):
        raise ValueError(f"not told where a {unit} begins")
    structure = Segments.of(segments)
    first = bisect_right(structure.ends, span[0])
    last = bisect_left(structure.starts, span[1]) - 1
    if first > last:
        return span
    if unit is Unit.PARAGRAPH:
        first, last = structure.paragraph(first)[0], structure.paragraph(last)[1]
    return structure.starts[first], structure.ends[last]


def place_to_split(text: str, span: Span) -> int | None:
    """Return where the second part begins if `span` is cut near its middle: at a clause, else at a word.

    None where it is a single character to its reader.
    """
    start, end = span
    middle = (start + end) // 2
    for find in (clauses, words, characters):
        around = (start, end) if end - start <= _LONG or find is characters else (middle, middle + _LONG)
        begins = [begin for begin in _begins(find(text, *around), around) if not is_within(text, begin)]
        if begins:
            return min(begins, key=lambda begin: abs(begin - middle))
    return None


def halves(text: str, span: Span, at: int) -> tuple[Span, Span] | None:
    """Return the two parts of `span` if it is cut at `at`; None where one of them would have no word.

    What parts them, blanks and a comma or the like, belongs to neither.
    """
    start, end = span
    while at < end and is_within(text, at):
        at += 1
    if not start < at < end:
        return None
    second = next((begin for begin, _ in words(text, at, end) if begin < end), None)
    lowest = max(start, at - _NEAR)
    first = max((stop for _, stop in words(text, lowest, at) if stop <= at), default=None)
    return None if first is None or second is None else ((start, first), (second, end))


def _begins(found: Iterator[Span], around: Span) -> Iterator[int]:
    return (begin for begin, _ in found if around[0] < begin < around[1])
