"""After a crash: what is in the journal and not in the sidecar, joined in with the times it was made at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from triage.core.claim import Annotations, Claim
from triage.core.join import join
from triage.core.values import dataclass
from triage.session.changes import apply_all, stands
from triage.session.past import Journalled


@dataclass(frozen=True, slots=True)
class Recovered:
    """What became of the steps that were in the journal only."""

    steps: int = 0
    """Those that were made again."""
    waiting: tuple[str, ...] = ()
    """Articles that cannot be written to now; what is in the journal for them stays there. Untrusted text."""

    cut_off: tuple[int, int] | None = None
    """In how many articles of how many a command for many was recorded that the crash cut off, if one was."""

    @property
    def sentence(self) -> str:
        """One line for the reviewer, empty where nothing had to be recovered; untrusted text."""
        parts = []
        if self.cut_off is not None:
            done, articles = self.cut_off
            parts.append(f"cut off: {done:,} of {articles:,} articles recorded, undo takes them back")
        if self.steps:
            parts.append(f"recovered after a crash: {self.steps} {'step' if self.steps == 1 else 'steps'}")
        if self.waiting:
            parts.append(f"kept in the journal until it can be saved: {', '.join(self.waiting)}")
        return " · ".join(parts)


def restored(annotations: Annotations, steps: Sequence[Journalled]) -> tuple[Annotations, int]:
    """Return the annotations with every step joined in, and how many of the steps were missing there.

    Registers keep the times they were made at, so what is later stays, and doing it twice changes nothing.
    """
    count = 0
    for one in steps:
        missing = [change for change in one.step.changes if not stands(annotations, change)]
        if missing:
            count += 1
            spans = {claim: Claim(claim, anchor) for claim, anchor in one.anchors.items()}
            base = replace(annotations, claims={**spans, **annotations.claims})
            annotations = join(annotations, apply_all(base, missing))
    return annotations, count
