"""What this reviewer decided in this sitting, remembered apart from the articles that are in memory."""

from __future__ import annotations

from collections.abc import Iterable

from triage.core.claim import Annotations
from triage.core.values import replace
from triage.session.changes import Change, StatusChange


class Ledger:
    """The reviewer's own latest records, by article: what must be in the sidecars whoever writes them.

    A lock means nothing on a folder that is synchronised: an older version of a sidecar may take
    the place of ours long after it was saved, also while its article is not in memory.
    """

    def __init__(self) -> None:
        self._own: dict[str, Annotations] = {}

    def note(self, path: str, after: Annotations, changes: Iterable[Change]) -> None:
        """Remember what `changes` made of article `path`; `after` is all that is recorded there now."""
        known = self._own.get(path) or replace(after, reviews={}, claims={})
        reviews, claims = dict(known.reviews), dict(known.claims)
        for change in changes:
            if isinstance(change, StatusChange):
                reviews[change.reviewer] = change.after
                continue
            claim = after.claims.get(change.claim)
            if claim is not None:
                own = {} if change.claim not in claims else dict(claims[change.claim].tags)
                reviewer = getattr(change, "reviewer", None)
                if reviewer is not None and reviewer in claim.tags:
                    own[reviewer] = claim.tags[reviewer]
                claims[change.claim] = replace(claim, tags=own)
        self._own[path] = replace(known, reviews=reviews, claims=claims)

    def follow_rename(self, old: str, new: str) -> None:
        """The article `old` has another path now."""
        own = self._own.pop(old, None)
        if own is not None:
            self._own[new] = own

    def missing(self, path: str, disk: Annotations) -> Annotations | None:
        """Return what was decided about article `path` if `disk` lacks any of it, else None."""
        own = self._own.get(path)
        return None if own is None or _holds(disk, own) else own


def _holds(disk: Annotations, own: Annotations) -> bool:
    """Whether each register of `own` is in `disk`, or a later one."""
    for name, review in own.reviews.items():
        there = disk.reviews.get(name)
        if there is None or there.at < review.at:
            return False
    for claim_id, claim in own.claims.items():
        found = disk.claims.get(claim_id)
        if found is None or found.anchor.at < claim.anchor.at or found.described_at < claim.described:
            return False
        for name, record in claim.tags.items():
            standing = found.by(name)
            if standing is None or standing.at < record.at:
                return False
    return True
