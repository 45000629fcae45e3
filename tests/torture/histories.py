"""Random histories of two branches: people tag, take back, edit by hand and merge; nothing may be lost."""

from __future__ import annotations

import random
from dataclasses import replace

from tests.torture.figures import Row, lost
from triage.core.claim import NONE, Anchor, Annotations, Claim, Review, Source, Status, TagRecord
from triage.core.clock import Clock
from triage.core.merge import merge
from triage.store.sidecar import dump, parse

FULL = 10_000
_TAGS = ("verified", "disputed", "opinion", NONE)


def full() -> list[Row]:
    """Play as many histories as the issue asks for."""
    return list(play(FULL))


def play(count: int, seed: int = 1) -> tuple[Row, Row]:
    """Play `count` histories and count the merges that failed and the judgements that were lost."""
    dice = random.Random(seed)
    judged = missing = failed = 0
    for _ in range(count):
        base = first(dice)
        ours, theirs = Branch(base, dice, "ax"), Branch(base, dice, "bx")
        for _ in range(dice.randrange(1, 4)):
            ours.work(dice.randrange(6))
            theirs.work(dice.randrange(6))
            try:
                merged = as_written(merge(base, ours.annotations, theirs.annotations))
            except Exception:  # noqa: BLE001 - a merge that fails for whatever reason is a conflict
                failed += 1
                break
            judged += len(ours.done) + len(theirs.done)
            missing += len(missed(base, ours.annotations, theirs.annotations, merged))
            base = theirs.annotations  # what git takes for the common version next time
            ours.take(merged)
            if dice.random() < 0.5:
                base = merged
                theirs.take(merged)
    return (
        lost("random histories of two branches", count, failed, "conflicts"),
        lost("judgements in them", judged, missing),
    )


def first(dice: random.Random) -> Annotations:
    """Return what both branches begin with."""
    start = Branch(Annotations(Source("a.txt", "s", "A title")), dice, "abx")
    start.work(dice.randrange(6))
    return as_written(start.annotations)


def as_written(annotations: Annotations) -> Annotations:
    """Return the annotations as they come back from a file."""
    return parse(dump(annotations), "a.txt.triage.yaml")


def missed(
    base: Annotations, ours: Annotations, theirs: Annotations, merged: Annotations
) -> list[tuple[str, str]]:
    """Return claim and reviewer of each judgement of either side that is not in the merged whole."""
    gone = []
    for mine, other in ((ours, theirs), (theirs, ours)):
        for claim_id, claim in mine.claims.items():
            for name, record in claim.tags.items():
                before, there, after = (_record(each, claim_id, name) for each in (base, other, merged))
                if record == before:
                    continue  # the other side may have decided anew
                same = after is not None and (after.tag, after.note) == (record.tag, record.note)
                outdone = after is not None and there not in (None, before) and after.at >= record.at
                if not (same or outdone):
                    gone.append((claim_id, name))
        for name, review in mine.reviews.items():
            after_all = merged.reviews.get(name)
            if after_all is None or after_all.at < review.at:
                gone.append(("", name))
    return gone


def _record(annotations: Annotations, claim_id: str, name: str) -> TagRecord | None:
    claim = annotations.claims.get(claim_id)
    return None if claim is None else claim.by(name)


class Branch:
    """One line of work on one sidecar, by some reviewers, with a clock that may run wrong."""

    def __init__(self, annotations: Annotations, dice: random.Random, people: str) -> None:
        """`people` are their names, one letter each; some of them work on both branches."""
        wrong = dice.randrange(-5000, 5000)
        self._clock = Clock(lambda: 1_790_000_000_000 + wrong)
        self._dice = dice
        self._people = people
        self.take(annotations)

    def take(self, annotations: Annotations) -> None:
        """Go on with what a merge gave."""
        self.annotations = annotations
        self._clock.see(annotations.newest())
        self.done: list[str] = []
        """The claims judged since the last merge."""

    def work(self, steps: int) -> None:
        """Do so many random things."""
        for _ in range(steps):
            known = list(self.annotations.claims)
            what = self._dice.random()
            if what < 0.1:
                self._mark()
            elif not known or what < 0.35:
                self._tag(self._new_claim())
            elif what < 0.75:
                self._tag(self._dice.choice(known))
            elif what < 0.85:
                self._edit_by_hand(self._dice.choice(known))
            else:
                self._move(self._dice.choice(known))

    def _mark(self) -> None:
        review = Review(self._dice.choice(list(Status)), self._clock.tick())
        reviews = {**self.annotations.reviews, self._dice.choice(self._people): review}
        self.annotations = replace(self.annotations, reviews=reviews)

    def _new_claim(self) -> str:
        start = 20 * self._dice.randrange(30)
        anchor = Anchor(
            f"sentence {start}", start, start + len(f"sentence {start}"), "", "", self._clock.tick()
        )
        claim = Claim(f"{self._dice.getrandbits(64):016X}", anchor)
        self._put(claim)
        return claim.id

    def _tag(self, claim_id: str) -> None:
        claim = self.annotations.claims[claim_id]
        who = self._dice.choice(self._people)
        before = claim.by(who) or TagRecord(NONE, "")
        record = replace(before, tag=self._dice.choice(_TAGS), at=self._clock.tick())
        self._put(replace(claim, tags={**claim.tags, who: record}))
        self.done.append(claim_id)

    def _edit_by_hand(self, claim_id: str) -> None:
        """Change a note in an editor, where nobody thinks of the time."""
        claim = self.annotations.claims[claim_id]
        who = self._dice.choice(self._people)
        record = claim.by(who)
        if record is not None:
            note = f"note {self._dice.randrange(1000)}"
            self._put(replace(claim, tags={**claim.tags, who: replace(record, note=note)}))
            self.done.append(claim_id)

    def _move(self, claim_id: str) -> None:
        claim = self.annotations.claims[claim_id]
        quote = claim.anchor.quote + " and more"
        anchor = replace(
            claim.anchor, quote=quote, end=claim.anchor.start + len(quote), at=self._clock.tick()
        )
        self._put(replace(claim, anchor=anchor))

    def _put(self, claim: Claim) -> None:
        claims = {**self.annotations.claims, claim.id: claim}
        self.annotations = replace(self.annotations, claims=claims)
