"""Where the sentences of one block of running text begin and end."""

from __future__ import annotations

from triage.core.asides import Asides
from triage.core.boundary import CANDIDATE, is_plain_end, sentence_end
from triage.core.lazy import lazy, skip_blanks
from triage.core.listitems import item_starts

_ENGLISH = lazy(r"\b(?:the|and|have|was)\b")


def split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the sentences of the block ``text[start:end]`` in order; the block's edges are not blank.

    Takes time linear in the block's length: each look around a mark is bounded, or covers text
    that no other look covers.
    """
    spans: list[tuple[int, int]] = []
    starts = item_starts(text, start, end)
    for begin, following in zip(starts, [*starts[1:], end], strict=True):
        last = following
        while text[last - 1].isspace():
            last -= 1
        _split_item(text, begin, last, spans)
    return spans


def _split_item(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> None:
    asides: Asides | None = None
    casual: bool | None = None
    begin = start
    for match in CANDIDATE().finditer(text, start, end):
        if match.end() == end:
            break
        if match.start() < begin:
            continue
        if is_plain_end(text, begin, match, end):
            place = match.end()
        else:
            if casual is None:
                casual = _is_casual(text, start, end)
            place = sentence_end(text, begin, match, end, casual)
            if not begin < place < end:
                continue
        if asides is None:
            asides = Asides(text, start, end)
        if asides.encloses(begin, place):
            continue
        spans.append((begin, place))
        begin = skip_blanks(text, place, end)
    spans.append((begin, end))


def _is_casual(text: str, start: int, end: int) -> bool:
    """Whether the writer does without capitals, so that a small letter may open a sentence."""
    if text[start : start + 2].islower():
        return True
    if not any(text.find(small, start, end) >= 0 for small in (" i ", " i'", " i’")):
        return False
    return _ENGLISH().search(text, start, end) is not None
