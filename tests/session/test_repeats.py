"""Every place where a claim's words stand again is found, and those that are left are tagged as one step."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.session.helpers import Review, sidecar, tags_by_quote, write
from triage.session import repeats
from triage.session.bulk import Stage

TEXTS = {
    "a.txt": "The dam is safe. Nobody was hurt.\n",
    "b.txt": "“The dam is safe,” said the mayor. Many doubt it. The dam  is safe.\n",
    "c.txt": "Nothing of it is here.\n",
}


def found(review: Review) -> list[tuple[str, str, str]]:
    """Return path, words and tag of every place, once all are found."""
    review.deliveries.drain_until(lambda: review.repeats.over)
    return [(each.path, each.words, each.has) for each in review.repeats.places]


def accept(review: Review) -> None:
    """Tag what is left, and wait until it is done and saved."""
    assert review.repeats.accept()
    review.deliveries.drain_until(lambda: review.bulk.stage is Stage.NONE)
    review.rest()


def test_a_repeat_is_tagged_as_the_claim_it_is_or_becomes(tmp_path: Path) -> None:
    write(tmp_path, TEXTS)
    ben = Review(tmp_path, "ben")
    ben.desk.open("b.txt")
    ben.go("The dam  is")
    ben.tag("disputed")
    ben.rest()
    ben.close(1)
    review = Review(tmp_path)
    review.tag("verified")
    review.desk.move(-1)
    assert review.repeats.begin()
    assert found(review) == [("b.txt", "The dam is safe", ""), ("b.txt", "The dam  is safe.", "")]
    accept(review)
    assert review.said.text == "tagged verified: 2 claims in 1 article"
    tags = tags_by_quote(tmp_path, "b.txt")
    assert tags["The dam is safe"] == {"ana": "verified"}
    assert tags["The dam  is safe."] == {"ana": "verified", "ben": "disputed"}
    added = {one["quote"]: one.get("added") for one in sidecar(tmp_path, "b.txt")["claims"].values()}
    assert added == {"The dam is safe": True, "The dam  is safe.": None}
    review.undo()
    review.rest()
    assert tags_by_quote(tmp_path, "b.txt")["The dam  is safe."] == {"ana": "none", "ben": "disputed"}
    review.desk.open("b.txt")
    assert review.opened.outline.count == 3
    review.close(1)


def test_what_has_another_tag_is_left_out_until_it_is_taken_in(tmp_path: Path) -> None:
    write(tmp_path, {**TEXTS, "d.txt": "The dam is safe.\n"})
    review = Review(tmp_path)
    review.desk.open("d.txt")
    review.tag("disputed")
    review.desk.open("a.txt")
    review.go("The dam")
    review.repeats.begin()
    assert ("d.txt", "The dam is safe.", "disputed") in found(review)
    assert not review.repeats.accept()
    assert review.said.text == "the claim has no tag of yours: choose one by its key"
    review.repeats.tag = "verified"
    taken = [review.repeats.is_taken(number) for number in range(4)]
    assert taken == [True, True, True, False]
    for number in (1, 2, 3):
        review.repeats.toggle(number)
    accept(review)
    assert tags_by_quote(tmp_path, "d.txt") == {"The dam is safe.": {"ana": "verified"}}
    assert not (tmp_path / "b.txt.triage.yaml").exists()
    assert tags_by_quote(tmp_path, "a.txt") == {"The dam is safe.": {"ana": "verified"}}
    review.close(1)


def test_the_index_names_the_articles_to_look_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repeats, "LARGE", 0)
    write(tmp_path, TEXTS)
    review = Review(tmp_path)
    review.tag("verified")
    review.desk.move(-1)
    review.repeats.begin()
    assert {path for path, *_ in found(review)} == {"b.txt"}
    assert review.repeats.looked_at == 2
    review.close(1)


def test_an_article_that_changed_since_is_left_alone_and_told(tmp_path: Path) -> None:
    write(tmp_path, TEXTS)
    review = Review(tmp_path)
    review.tag("verified")
    review.desk.move(-1)
    review.repeats.begin()
    found(review)
    (tmp_path / "b.txt").write_text("Other words. The dam is safe.\n", encoding="utf-8")
    review.look()
    accept(review)
    assert review.said.text == "tagged verified: 0 articles; not b.txt: somebody has changed it since"
    assert not (tmp_path / "b.txt.triage.yaml").exists()
    review.close(1)
