"""Finding the span that a quote means."""

from __future__ import annotations

import pytest

from triage.core.article import Article, digest
from triage.core.claim import Annotations, Source
from triage.core.outline import outline
from triage.core.segment import Kind, Segment
from triage.core.segments import Segments
from triage.session.locating import places_of
from triage.session.opened import Opened

TEXT = "It rained. It rained. He wrote (it\n rained), and: It rained. abab aba"
SPANS = ((0, 10), (11, 21), (22, len(TEXT)))


def places(quote: str, spans: tuple[tuple[int, int], ...] = SPANS) -> list[tuple[int, int]]:
    segments = Segments.of(Segment(start, end, Kind.SENTENCE) for start, end in spans)
    nothing = Annotations(Source("a.txt", digest(TEXT)))
    opened = Opened(Article("a.txt", TEXT, "utf-8", digest(TEXT)), segments, nothing, outline(segments, None))
    return places_of(opened, quote)


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("It rained.", [(0, 10), (11, 21)]),
        ("  It\n\trained.  ", [(0, 10), (11, 21)]),
        ("it rained", [(31, 41)]),
        ("rained", [(3, 9), (14, 20), (35, 41), (53, 59)]),
        ("ab aba", [(64, 70)]),
        ("aba", [(61, 64), (66, 69)]),
        ("snowed", []),
        (" \n", []),
        (".*", []),
    ],
)
def test_a_quote_is_found_whatever_white_space_it_has(quote: str, found: list[tuple[int, int]]) -> None:
    assert [TEXT[start:end].split() for start, end in places(quote)] == [quote.split()] * len(found)
    assert len(places(quote)) == len(found)


def test_a_passage_that_is_the_quote_comes_before_places_within_passages() -> None:
    assert places("It rained.", SPANS[1:]) == [(11, 21)]
    assert len(places("It rained.", SPANS[2:])) == 3


def test_places_that_overlap_are_counted() -> None:
    assert len(places("bab")) == 1
    assert len(places("ab")) == 3
