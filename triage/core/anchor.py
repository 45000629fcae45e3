"""How a claim finds its place: a position, the words there, and the words around them.

The rule is the W3C Web Annotation Data Model's text position selector and text quote
selector together: the position is believed only where the quote stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from triage.core.claim import CONTEXT, Anchor, Annotations, Claim, State


def anchor_at(text: str, start: int, end: int, at: str, *, skip: bool = False) -> Anchor:
    """Return an anchor for ``text[start:end]`` (code points) set at time `at`.

    Raises ValueError where the span is empty or not inside the text.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no span: [{start}, {end}) in a text of {len(text)} code points")
    return Anchor(
        quote=text[start:end],
        start=start,
        end=end,
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        at=at,
        skip=skip,
    )


def stands(text: str, anchor: Anchor) -> bool:
    """Whether the anchor's quote, which is not empty, is at its position in `text`."""
    span = anchor.end - anchor.start
    return span == len(anchor.quote) > 0 and text.startswith(anchor.quote, anchor.start)


def find_place(text: str, anchor: Anchor) -> Anchor:
    """Return the anchor with its place in `text`: as it was, `moved`, or `orphan`.

    It moves only where the very same words stand in one place, or where one of several places
    has all of its known context on both sides, and stays among several where one side is still
    there: never a guess. The words, context and time it was set with are kept when it is lost, so
    that it can be found when the text comes back.
    """
    places = _occurrences(text, anchor.quote)
    if stands(text, anchor) and (len(places) == 1 or _context(text, anchor, anchor.start) == 2):
        return _at(anchor, anchor.start, State.MOVED if anchor.state is State.ORPHAN else anchor.state)
    fitting = [start for start in places if _context(text, anchor, start) == 2]
    if len(fitting) == 1 or (not fitting and len(places) == 1):
        return _at(anchor, (fitting or places)[0], State.MOVED)
    if not fitting and stands(text, anchor) and _context(text, anchor, anchor.start) == 1:
        # Several copies, none with both its neighbours: the place and one of them are enough to stay.
        return _at(anchor, anchor.start, State.MOVED if anchor.state is State.ORPHAN else anchor.state)
    return replace(anchor, state=State.ORPHAN)


def place_all(
    text: str, annotations: Annotations, placed: Mapping[str, Claim] = MappingProxyType({})
) -> Annotations:
    """Return the annotations with every claim placed in `text` as `find_place` does.

    `placed` are claims whose positions were made on this very text: there a claim is believed where
    its quote stands, elsewhere its context must stand around it, too. Claims that are where they say
    are left alone, to the byte; the same object comes back where nothing had to change.
    """
    changed = {}
    for claim_id, claim in annotations.claims.items():
        anchor = claim.anchor
        known = placed.get(claim_id)
        sure = known is not None and (known is claim or known.anchor == anchor)
        if (
            anchor.state is State.ORPHAN
            or not stands(text, anchor)
            or not (sure or _context(text, anchor, anchor.start) == 2)
        ):
            found = find_place(text, anchor)
            if found != anchor:
                changed[claim_id] = replace(claim, anchor=found)
    if not changed:
        return annotations
    return replace(annotations, claims={**annotations.claims, **changed})


def _at(anchor: Anchor, start: int, state: State) -> Anchor:
    end = start + len(anchor.quote)
    if (start, end, state) == (anchor.start, anchor.end, anchor.state):
        return anchor
    return replace(anchor, start=start, end=end, state=state)


def _occurrences(text: str, quote: str) -> list[int]:
    places: list[int] = []
    start = text.find(quote) if quote else -1
    while start >= 0 and len(places) < 1000:
        places.append(start)
        start = text.find(quote, start + 1)
    return places


def _context(text: str, anchor: Anchor, start: int) -> int:
    """Return on how many sides (0 to 2) the known context stands around `start`."""
    end = start + len(anchor.quote)
    before = text.endswith(anchor.prefix, 0, start)
    after = text.startswith(anchor.suffix, end)
    return before + after
