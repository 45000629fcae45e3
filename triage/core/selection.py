"""A stretch of text while it is chosen, to be made a claim, or where a claim is to be cut."""

from __future__ import annotations

from collections.abc import Sequence

from triage.core import edges
from triage.core.segment import Segment
from triage.core.spans import Step, moved, whole
from triage.core.units import Span, Unit
from triage.core.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class Selection:
    """A span that is never empty, and which of its ends moves."""

    start: int
    """First code point; where a claim is cut, the first one of its second part."""
    end: int
    """One past the last code point."""
    moves_end: bool = True
    """Whether the end moves, rather than the start."""
    of: Span | None = None
    """The claim that is to be cut; None where a new one is chosen."""

    @property
    def span(self) -> Span:
        """Start and end."""
        return self.start, self.end

    @property
    def point(self) -> int:
        """The code point at the end that moves."""
        return self.end - 1 if self.moves_end else self.start

    def swapped(self) -> Selection:
        """Return it with the other end moving; where a claim is cut only one can."""
        return self if self.of else replace(self, moves_end=not self.moves_end)

    def extended(self, text: str, segments: Sequence[Segment], unit: Unit, *, right: bool) -> Selection:
        """Return it with the end that moves one `unit` further."""
        return self.stepped(text, segments, Step(self.moves_end, right, unit))

    def stepped(self, text: str, segments: Sequence[Segment], step: Step) -> Selection:
        """Return it after `step`; where a claim is to be cut, the cut moves, and stays within the claim."""
        if self.of is None:
            return self._as(moved(text, segments, self.span, step))
        start, end = moved(text, segments, self.span, replace(step, end=False))
        return self if start <= self.of[0] else self._as((start, end))

    def widened(self, segments: Sequence[Segment], unit: Unit) -> Selection:
        """Return it over whole sentences or paragraphs."""
        return self if self.of else self._as(whole(segments, self.span, unit))

    def reaching(self, text: str, at: int) -> Selection:
        """Return it with the end that moves at the word which is over code point `at`, or comes next."""
        if self.moves_end:
            end = edges.end_right(text, self.start, max(at, self.start))
            return self._as((self.start, end)) if end > self.start else self
        start = edges.start_left(text, min(at + 1, self.end), self.end)
        lowest = self.of[0] if self.of else -1
        return self._as((start, self.end)) if lowest < start < self.end else self

    def _as(self, span: Span) -> Selection:
        return replace(self, start=span[0], end=span[1])
