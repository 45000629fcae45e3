"""An article cut into segments by its structure: title, headings, captions, boilerplate, sentences."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from triage.core.blocks import blocks
from triage.core.kinds import Kind, kind_of
from triage.core.sentences import split

__all__ = ["Kind", "Segment", "segment", "sentences"]


class Segment(NamedTuple):
    """A piece of an article; ``canonical[start:end]`` is its text, without blanks at its edges."""

    start: int
    """First code point."""
    end: int
    """One past the last code point."""
    kind: Kind
    full_sentence: bool = False
    """Of a caption: whether it is a full sentence."""
    follows: bool = False
    """Whether it stands in the same block as the segment before it."""

    @property
    def claim(self) -> bool:
        """Whether it is reviewed unless someone says otherwise: sentences, and captions that are one."""
        return self.kind is Kind.SENTENCE or (self.kind is Kind.CAPTION and self.full_sentence)


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the sentences of canonical `text` as running text: every block is taken as body.

    The spans are in order, do not overlap, and hold every character that is not blank.
    """
    return [span for block in blocks(text) for span in split(text, block.start, block.end)]


def segment(text: str, go_on: Callable[[], None] = lambda: None) -> list[Segment]:
    """Return the segments of canonical `text`, an article.

    They are in order, do not overlap, and hold every character that is not blank. Linear in the
    text's length: a megabyte takes about half a second. `go_on` is called now and then, and may raise.
    """
    segments: list[Segment] = []
    untitled = True
    found = blocks(text)
    for place, block in enumerate(found, 1):
        go_on()
        kind, reviewed = kind_of(
            text[block.start : block.end], item=block.item, untitled=untitled, last=place == len(found)
        )
        if kind is Kind.SENTENCE:
            spans = split(text, block.start, block.end)
            segments += [
                Segment(start, end, kind, follows=number > 0) for number, (start, end) in enumerate(spans)
            ]
        else:
            segments.append(Segment(block.start, block.end, kind, kind is Kind.CAPTION and reviewed))
        untitled = untitled and kind in (Kind.BOILERPLATE, Kind.CAPTION)
    return segments
