"""What a dashboard shows: counted beside the review, in order, and every line leads to its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.session.helpers import CODEBOOK, Review, write
from triage.core.claim import Evidence
from triage.core.codebook import Requirement
from triage.core.values import replace
from triage.session.attention import Counts, Kind, as_message, from_message
from triage.session.ordering import Order, Shares, ordered
from triage.session.overview import asks_for_evidence
from triage.session.speed import Speed, told
from triage.session.tally import Share, Tally

TEXT = "The dam broke at dawn on Friday. Nobody was hurt that night. The mayor was slow.\n"


def test_all_that_needs_attention_is_added_up_and_some_of_it_named() -> None:
    counts = Counts("ana", ("verified",))
    mine = Share("in-review", 3, {"verified": 2, "opinion": 1}, {"verified": 1, "opinion": 1}, 1)
    others = Share(None, 1, {"disputed": 1}, {"disputed": 1}, 1)
    for number in range(7):
        counts.add(Tally(f"{number}.txt", waiting=3, gone=1, shares={"ana": mine, "ben": others}))
    counts.add(Tally("empty.txt", "empty"))
    counts.add(Tally("broken.txt", warning="line 3"))
    figures = counts.figures(12, over=False)
    assert {each.kind: (each.claims, each.articles) for each in figures.attention} == {
        Kind.UNREADABLE: (2, 2),
        Kind.GONE: (7, 7),
        Kind.CHANGED: (14, 7),
        Kind.DIFFERS: (7, 7),
        Kind.BARE: (7, 7),
    }
    assert figures.attention[0].first == [("empty.txt", 1, "empty"), ("broken.txt", 1, "line 3")]
    assert [path for path, *_ in figures.attention[1].first] == [f"{number}.txt" for number in range(5)]
    assert figures.reviewers == {"ana": {"verified": 14, "opinion": 7}, "ben": {"disputed": 7}}
    assert (figures.counted, figures.articles, figures.over) == (9, 12, False)
    assert counts.tags["0.txt"] == {"verified": 2, "opinion": 1, "disputed": 1}
    assert from_message(as_message(figures)) == figures


@pytest.mark.parametrize(
    ("order", "here", "places"),
    [
        (Order.BEGUN, None, [3, 1, 0, 4, 2]),
        (Order.LEAST, None, [0, 4, 1, 3, 2]),
        (Order.LISTED, 1, [0, 2, 3, 4]),
        (Order.BEGUN, 3, [1, 0, 4, 2]),
    ],
)
def test_articles_are_put_in_order_by_how_far_they_are(
    order: Order, here: int | None, places: list[int]
) -> None:
    shares = Shares([9, 10, 4, 3, 0], [0, 1, 4, 2, 0], bytes([1, 1, 0, 1, 1]))
    assert list(ordered(shares, order, here)) == places


def test_a_speed_is_told_when_it_says_something() -> None:
    assert (Speed(140, 7).per_hour, Speed(140, 7).seconds_for(70)) == (180, 1400)
    assert [Speed(59, 7).per_hour, Speed(900, 2).per_hour, Speed(0, 0).seconds_for(9)] == [None] * 3
    assert told(Speed(140, 7), 700) == (
        "This sitting: 7 claims in 2 min, 180 an hour · 700 left, 3 h 53 min at this pace"
    )
    assert told(Speed(20, 1), 5) == "This sitting: 1 claim in less than a minute · 5 left"


def test_what_is_counted_beside_leads_to_where_it_is(tmp_path: Path) -> None:
    write(tmp_path, dict.fromkeys(("a.txt", "b.txt", "c.txt"), TEXT))
    ben = Review(tmp_path, "ben")
    ben.tag("disputed")
    ben.desk.open("b.txt")
    ben.tag("verified")
    assert ben.close(10) == []
    ana = Review(tmp_path)
    ana.desk.open("a.txt")
    ana.tag("disputed")
    ana.desk.put_cursor(0)
    ana.add_evidence(Evidence("https://example.org/x"))
    ana.desk.put_cursor(1)
    ana.tag("verified")
    ana.desk.open("b.txt")
    ana.desk.put_cursor(0)
    ana.tag("disputed")
    ana.tag("opinion")
    assert ana.saver.flush(10) == []
    (tmp_path / "c.txt.triage.yaml").write_text("claims: [", encoding="utf-8")
    overview = ana.overview
    overview.open()
    ana.deliveries.drain_until(lambda: overview.figures.over)
    assert overview.figures.reviewers["ben"] == {"disputed": 1, "verified": 1}
    named = {each.kind: [path for path, *_ in each.first] for each in overview.figures.attention}
    assert named == {Kind.UNREADABLE: ["c.txt"], Kind.DIFFERS: ["b.txt"], Kind.BARE: ["a.txt", "b.txt"]}
    overview.see(["b.txt", "c.txt"])
    ana.deliveries.drain_until(lambda: overview.tags_of("b.txt"))
    assert overview.tags_of("b.txt") == {"verified": 1, "disputed": 1, "opinion": 1}
    overview.go(Kind.DIFFERS, "b.txt")
    assert (ana.desk.path, ana.desk.cursor) == ("b.txt", 0)
    overview.go(Kind.BARE, "a.txt")
    assert (ana.desk.path, ana.desk.cursor) == ("a.txt", 1)
    assert ana.close(10) == []


def test_the_codebook_says_which_verdicts_need_evidence() -> None:
    assert [asks_for_evidence(name, CODEBOOK) for name in ("verified", "opinion", "none")] == [
        True,
        False,
        False,
    ]
    first, second, third = CODEBOOK.tags
    strict = replace(CODEBOOK, tags=(first, replace(second, requires=(Requirement.EVIDENCE,)), third))
    assert [asks_for_evidence(tag.name, strict) for tag in strict.tags] == [False, True, False]
