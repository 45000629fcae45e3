"""A place to come back to: a claim in an article, found again after either has changed."""

from __future__ import annotations

from triage.core.claim import Annotations, State
from triage.core.values import dataclass, replace

LONGEST_QUOTE = 200
"""Code points of the claim's words that are kept."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One place; untrusted where it was read from a file."""

    path: str
    start: int
    """First code point, when it was noted."""
    end: int
    """One past the last one."""
    claim: str = ""
    """Id, where something was recorded about the claim by then."""
    quote: str = ""
    """How its words began."""

    def span_in(self, text: str, annotations: Annotations) -> tuple[int, int]:
        """Return where it is now in the canonical text (code points).

        That is where the claim of its id stands, else the nearest place of its words, else as it was.
        """
        claim = annotations.claims.get(self.claim)
        if claim is not None and claim.anchor.state is not State.ORPHAN:
            return claim.anchor.start, claim.anchor.end
        if not self.quote or text.startswith(self.quote, self.start):
            return self.start, self.end
        before = text.rfind(self.quote, 0, self.start + len(self.quote))
        after = text.find(self.quote, self.start)
        found = [at for at in (before, after) if at >= 0]
        if not found:
            return self.start, self.end
        start = min(found, key=lambda at: abs(at - self.start))
        return start, start + self.end - self.start

    def is_claim_of(self, other: Spot) -> bool:
        """Whether both are one claim, as far as they tell."""
        if other.path != self.path:
            return False
        return (other.start, other.end) == (self.start, self.end) or bool(
            self.claim and self.claim == other.claim
        )

    def renamed(self, path: str) -> Spot:
        """Return the same place under the article's new name."""
        return replace(self, path=path)
