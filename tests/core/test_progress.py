"""Placing tells how far it is, every few milliseconds, and can be called off at any of those moments."""

from __future__ import annotations

import pytest

from tests.anchoring.measure import long_article
from triage.core.anchor import anchor_at, offers, place_all, place_in
from triage.core.article import Article
from triage.core.claim import Annotations, Claim, Source
from triage.core.clock import from_milliseconds
from triage.core.segment import sentences

AT = from_milliseconds(0)
OLD = long_article(20_000)
NEW = "It rained. " + OLD.replace("ea", "ae").replace("the", "teh")
ANCHORS = {str(start): anchor_at(OLD, start, end, AT) for start, end in sentences(OLD)[::12]}
CLAIMS = Annotations(Source("a.txt", "sha"), claims={key: Claim(key, made) for key, made in ANCHORS.items()})


class CalledOffError(Exception):
    """The reviewer went elsewhere."""


def test_progress_is_told_from_the_first_claim_to_the_last() -> None:
    told: list[tuple[int, int]] = []
    placed = place_all(NEW, CLAIMS, old_text=OLD, progress=lambda *step: told.append(step))
    assert placed == place_all(NEW, CLAIMS, old_text=OLD)
    assert told[0] == (0, len(ANCHORS))
    assert told[-1] == (len(ANCHORS), len(ANCHORS))
    assert told == sorted(told)
    assert {done for done, _ in told} == set(range(len(ANCHORS) + 1))


def test_reading_the_texts_is_many_steps_too() -> None:
    told: list[int] = []
    place_all(NEW, CLAIMS, old_text=OLD, progress=lambda done, _: told.append(done))
    assert told.count(0) > 50
    others = place_all(NEW + "é" * 40_000, CLAIMS, progress=lambda done, _: told.append(done))
    assert others.claims.keys() == CLAIMS.claims.keys()


@pytest.mark.parametrize("step", [0, 50, 120, -1])
def test_what_progress_raises_ends_the_placing(step: int) -> None:
    told: list[int] = []
    place_all(NEW, CLAIMS, old_text=OLD, progress=lambda done, _: told.append(done))
    left = range(len(told))[step]

    def stop(_: int, of: int) -> None:
        nonlocal left
        assert of == len(ANCHORS)
        left -= 1
        if left < 0:
            raise CalledOffError

    with pytest.raises(CalledOffError):
        place_all(NEW, CLAIMS, old_text=OLD, progress=stop)
    assert left == -1


def test_where_every_claim_stands_nothing_is_told() -> None:
    told: list[int] = []
    assert place_all(OLD, CLAIMS, progress=lambda done, _: told.append(done)) is CLAIMS
    assert offers(OLD, {}, progress=lambda done, _: told.append(done)) == {}
    assert not told


def test_an_article_and_offers_are_placed_with_progress_too() -> None:
    told: list[tuple[int, int]] = []
    article = Article("a.txt", NEW, "utf-8", "new")
    placed = place_in(article, CLAIMS, OLD, progress=lambda *step: told.append(step))
    assert placed.source.sha256 == "new"
    assert told[-1] == (len(ANCHORS), len(ANCHORS))
    told.clear()
    assert offers(NEW, ANCHORS, OLD, progress=lambda *step: told.append(step))
    assert told[-1] == (len(ANCHORS), len(ANCHORS))
