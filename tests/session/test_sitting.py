"""At the end it is said what was done since the beginning, net of what was taken back."""

from __future__ import annotations

from pathlib import Path

from tests.session.helpers import Review, write
from triage.core.evidence import parse_evidence
from triage.session.entry import Totals
from triage.session.sitting import Sitting

ONE = "Dam\n\nThe river rose by two metres. Nine houses were flooded. Nobody was hurt.\n"


def said(review: Review) -> list[str]:
    """Return the lines without the time."""
    lines = review.sitting.lines(review.listing.totals(), "corpus")
    return [line.partition(": ")[2] or line for line in lines]


def test_what_stands_is_counted_and_what_was_taken_back_is_not(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": ONE, "b.txt": ONE})
    review = Review(tmp_path)
    assert said(review) == []
    review.note("why")
    review.undo()
    assert said(review) == []
    review.tag("verified")
    review.tag("disputed")
    review.go("Nine")
    review.tag("opinion")
    review.note("see the log")
    review.add_evidence(parse_evidence("https://example.org", "2026-11-22"))
    review.tag("opinion")
    review.tag("verified")
    review.undo()
    assert said(review) == [
        "3 claims tagged (2 opinion, 1 verified), 1 note, evidence once",
        "3 of 6 claims left; 0 of 2 articles done",
    ]
    review.close(5)
    review = Review(tmp_path)
    review.desk.open("a.txt")
    review.go("The river")
    review.untag()
    review.spans.edge("end-left")
    review.toggle_done()
    assert said(review) == [
        "1 tag taken off, edges of 1 claim moved, 1 article marked done",
        "4 of 6 claims left; 1 of 2 articles done",
    ]
    review.close(5)


def test_pauses_are_no_time_spent() -> None:
    now = 0.0
    sitting = Sitting(lambda: now)
    for pause in (20.0, 3600.0, 59.0, 30.0):
        now += pause
        sitting.noticed()
    assert sitting.seconds == 109.0


def test_articles_that_were_not_read_are_told() -> None:
    totals = Totals(articles=9, done=0, claims=30, tagged=30, waiting=0, known=5)
    sitting = Sitting()
    assert sitting.lines(totals, "corpus") == []
    assert (
        sitting.left(totals) == "every claim is tagged, of the 5 articles read so far; 0 of 9 articles done"
    )
