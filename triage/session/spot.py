"""Where the reviewer is, as a place to come back to, and going there."""

from __future__ import annotations

from triage.core.spot import LONGEST_QUOTE, Spot
from triage.session.desk import Desk


def spot_of(desk: Desk) -> Spot | None:
    """Return where the reviewer is; None where nothing is open."""
    if desk.path is None:
        return None
    opened, passage = desk.opened, desk.passage
    if opened is None or passage is None:
        return Spot(desk.path, 0, 0)
    quote = opened.article.text[passage.start : min(passage.end, passage.start + LONGEST_QUOTE)]
    return Spot(desk.path, passage.start, passage.end, passage.ids[0] if passage.ids else "", quote)


def go_to(desk: Desk, spot: Spot) -> bool:
    """Put the cursor there; return whether the article can be read."""
    if desk.path != spot.path and not desk.open(spot.path):
        return False
    opened = desk.opened
    if opened is not None:
        desk.put_cursor_on(*spot.span_in(opened.article.text, opened.annotations))
    return opened is not None
