"""How far a reviewer is, kept up by what changes, is what counting anew gives."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.session.helpers import Review, write
from triage.core.outline import Outline
from triage.session import opened, progress

TEXT = "Title of it\n\n" + " ".join(f"The river rose by {number} metres." for number in range(30)) + "\n"


@pytest.mark.parametrize("seed", range(6))
def test_after_any_steps_the_counts_are_those_of_counting_anew(seed: int, tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": TEXT})
    review = Review(tmp_path)
    chance = random.Random(seed)
    steps = (
        lambda: review.tag(chance.choice(("verified", "disputed"))),
        review.untag,
        review.undo,
        review.redo,
        lambda: review.spans.edge(chance.choice(("end-left", "start-right"))),
        review.spans.toggle_claim,
        lambda: review.note("a note"),
        review.toggle_done,
        lambda: review.desk.move(chance.randint(-3, 3), "any"),
        lambda: review.desk.move(-1),
    )
    for _ in range(60):
        chance.choice(steps)()
        here = review.opened
        assert here.progress("ana") == progress.progress(here.outline, here.annotations, "ana")
        passages = here.outline.passages
        claims = [index for index, passage in enumerate(passages) if passage.claim]
        assert here.outline.count == len(claims)
        assert [here.outline.number(index) for index in claims] == list(range(1, len(claims) + 1))
    review.close(5)


def test_a_tag_neither_counts_nor_lays_out_the_whole_article_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"a.txt": TEXT})
    review = Review(tmp_path)
    review.tag("verified")

    def whole(*_: object) -> Outline:
        raise AssertionError("the whole article, for one tag")

    monkeypatch.setattr(opened, "outline", whole)
    monkeypatch.setattr(opened, "progress", whole)
    for _ in range(3):
        assert review.tag("verified")
    review.undo()
    assert review.listing.entry("a.txt").tagged == 3
    review.close(5)
