"""A place to come back to: a claim in an article, found again after either has changed."""

from __future__ import annotations

from triage.core.claim import State
from triage.core.values import dataclass, replace
from triage.session.desk import Desk
from triage.session.opened import Opened

LONGEST_QUOTE = 200
"""Code points of the claim's words that are kept."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One place; untrusted where it was read from a file."""

    path: str
    start: int
    """First code point, when it was noted."""
    end: int
    claim: str = ""
    """Id, where something was recorded about the claim by then."""
    quote: str = ""
    """How its words began."""

    def span_in(self, opened: Opened) -> tuple[int, int]:
        """Return where it is now: by the claim's id, by the nearest place of its words, or as it was."""
        claim = opened.annotations.claims.get(self.claim)
        if claim is not None and claim.anchor.state is not State.ORPHAN:
            return claim.anchor.start, claim.anchor.end
        text = opened.article.text
        if not self.quote or text.startswith(self.quote, self.start):
            return self.start, self.end
        before = text.rfind(self.quote, 0, self.start + len(self.quote))
        after = text.find(self.quote, self.start)
        found = [at for at in (before, after) if at >= 0]
        if not found:
            return self.start, self.end
        start = min(found, key=lambda at: abs(at - self.start))
        return start, start + self.end - self.start

    def renamed(self, path: str) -> Spot:
        """Return the same place under the article's new name."""
        return replace(self, path=path)


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
        desk.put_cursor_on(*spot.span_in(opened))
    return opened is not None
