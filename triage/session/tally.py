"""What one article adds to the counts over a corpus: small enough to be kept, and sent between processes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

from triage.core.claim import Status, TagRecord
from triage.session.entry import Entry
from triage.session.opened import Opened
from triage.session.progress import progress
from triage.session.survey import Surveyed

Row: TypeAlias = list[Any]
"""A tally as JSON has it."""


class Share(NamedTuple):
    """What one reviewer did in the article."""

    status: str | None
    """How far they are with it; None where they never said."""
    progress: int
    """Claims of which they have judged the words as they are."""
    tags: Mapping[str, int]
    """Tag to the number of claims that have it from them."""
    bare: Mapping[str, int] = MappingProxyType({})
    """The same of those of these claims to which they gave no evidence."""
    differs: int = 0
    """Claims that they and somebody else tagged, not all alike."""


class Tally(NamedTuple):
    """The counts of one article. All texts are untrusted."""

    path: str
    problem: str = ""
    """Why there is nothing to count."""
    warning: str = ""
    title: str = ""
    claims: int = 0
    waiting: int = 0
    """Claims whose words changed since they were judged, or went from the text."""
    gone: int = 0
    """Those of them that went from the text."""
    tagged: int = 0
    """Claims with a tag of anybody."""
    by_two: int = 0
    """Claims tagged by two reviewers or more."""
    agreed: int = 0
    """Those of them on which all of these have the same tag."""
    shares: Mapping[str, Share] = MappingProxyType({})
    """By the reviewer's name."""

    def entry(self, reviewer: str) -> Entry:
        """Return the line of the list for `reviewer`."""
        share = self.shares.get(reviewer, _NO_SHARE)
        status = Status(share[0]) if share[0] else Status.NEW
        return Entry(
            *(self.path, self.title, self.claims, share[1], status, self.problem, self.warning),
            self.waiting,
            known=True,
        )

    def row(self) -> Row:
        """Return all but path and problem as JSON has it."""
        return [*self[2:-1], {name: list(share) for name, share in self.shares.items()}]


def from_row(path: str, row: Row) -> Tally:
    """Return the tally that gave `row`."""
    warning, title, claims, waiting, gone, tagged, by_two, agreed, shares = row
    named = {name: Share(*share) for name, share in shares.items()}
    return Tally(path, "", warning, title, claims, waiting, gone, tagged, by_two, agreed, named)


def is_row(row: object) -> bool:
    """Whether this is the row of a tally: what was kept may have been damaged."""
    if type(row) is not list or [*map(type, row)] != _CELLS:
        return False
    shares = row[-1]
    return not shares or all(map(_is_share, shares.values()))


def _is_share(share: object) -> bool:
    return type(share) is list and [*map(type, share)] in _SHARES


_CELLS = [str, str, int, int, int, int, int, int, dict]
_SHARES = ([str, int, dict, dict, int], [type(None), int, dict, dict, int])


def made_from(path: str, problem: str, row: Row) -> Tally:
    """Return the tally of an article that may have a `problem`."""
    return Tally(path, problem) if problem else from_row(path, row)


def values(path: str, problem: str, row: Row, reviewer: str) -> tuple[object, ...]:
    """Return the line of the list for `reviewer` as bare `VALUES`, which of very many is much quicker."""
    share = row[-1].get(reviewer, _NO_SHARE)
    return path, row[1], share[0] or _NEW, row[2], share[1], problem, row[0]


VALUES = ("path", "title", "status", "claims", "tagged", "problem", "warning")
_NEW = Status.NEW.value
_NO_SHARE = (None, 0)


def tally(surveyed: Surveyed) -> Tally:
    """Count one article. Claims that are not in the text any more are left out."""
    entry, opened = surveyed.entry, surveyed.opened
    if opened is None:
        return Tally(entry.path, entry.problem)
    tags: dict[str, Counter[str]] = {}
    bare: dict[str, Counter[str]] = {}
    differs: Counter[str] = Counter()
    claims = tagged = by_two = agreed = 0
    for judged in _claims(opened):
        claims += 1
        tagged += bool(judged)
        by_two += len(judged) > 1
        is_one = len({record.tag for record in judged.values()}) == 1
        agreed += len(judged) > 1 and is_one
        for name, record in judged.items():
            tags.setdefault(name, Counter())[record.tag] += 1
            if not record.evidence:
                bare.setdefault(name, Counter())[record.tag] += 1
            differs[name] += not is_one
    reviews = opened.annotations.reviews
    names = {name for claim in opened.annotations.claims.values() for name in claim.tags} | reviews.keys()
    shares = {
        name: Share(
            str(reviews[name].status) if name in reviews else None,
            progress(opened.outline, opened.annotations, name).tagged,
            dict(tags.get(name, {})),
            dict(bare.get(name, {})),
            differs[name],
        )
        for name in sorted(names)
    }
    made = Tally(entry.path, "", entry.warning, entry.title, claims, entry.waiting)
    made = made._replace(gone=len(opened.outline.orphans), tagged=tagged)
    return made._replace(by_two=by_two, agreed=agreed, shares=shares)


def _claims(opened: Opened) -> Iterable[dict[str, TagRecord]]:
    """Yield for each claim of the text who tagged it, and their records."""
    for passage in opened.outline.claims():
        if not passage.ids:
            yield {}
            continue
        recorded = opened.recorded_claims(passage)
        names = {name for claim in recorded for name in claim.tags}
        latest = {
            name: max(
                (claim.tags[name] for claim in recorded if name in claim.tags), key=lambda record: record.at
            )
            for name in names
        }
        yield {name: record for name, record in latest.items() if record.tagged}
