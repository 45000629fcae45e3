"""Marks stay on their claims while these stand, whatever happens to edges, texts and names."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.session.helpers import Review, write
from triage.session import likes, marks
from triage.session.likes import Reach

ONE = "The river rose by two metres. Nine houses were flooded, officials said. Nobody was hurt.\n"
TWO = "The mayor resigned on Monday. A vote follows in May.\n"


def marked(review: Review) -> list[str]:
    """Return the words of the marked claims of the article before the reviewer, as they are now."""
    opened = review.opened
    indexes, _ = review.marks.found_in(opened)
    return [opened.article.text[slice(*opened.outline.passages[index][:2])] for index in indexes]


def test_a_mark_stays_on_a_claim_that_is_tagged_widened_and_renamed(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": ONE, "b.txt": TWO})
    review = Review(tmp_path)
    review.go("Nine")
    review.marking.toggle_claim()
    assert review.here == "Nobody was hurt."
    review.go("Nine")
    review.spans.edge("end-left", 2)
    assert marked(review) == ["Nine houses were flooded"]
    review.undo()
    assert marked(review) == ["Nine houses were flooded, officials said."]
    review.rest()
    (tmp_path / "a.txt").rename(tmp_path / "z.txt")
    review.look()
    assert review.desk.path == "z.txt"
    assert marked(review) == ["Nine houses were flooded, officials said."]
    (tmp_path / "z.txt").unlink()
    review.look()
    assert not review.is_marked
    review.close(1)


def test_a_mark_follows_words_in_an_edited_text_and_goes_with_them(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": ONE})
    review = Review(tmp_path)
    review.marking.toggle_claim(3)
    assert review.said.text == "marked: the last claim"
    (tmp_path / "a.txt").write_text(f"Something new. {ONE.replace('Nobody', 'Somebody')}", encoding="utf-8")
    review.look()
    assert marked(review) == ["The river rose by two metres.", "Nine houses were flooded, officials said."]
    assert review.marks.claims == 2
    review.close(1)


def test_a_range_goes_from_the_last_mark_to_here_either_way(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": ONE, "b.txt": TWO, "c.txt": TWO})
    review = Review(tmp_path)
    review.marking.range_of_claims()
    assert review.said.text == "mark where it begins first: mark.toggle"
    review.go("Nobody")
    review.marking.toggle_claim()
    review.desk.move_to_end(-1)
    review.marking.range_of_claims()
    assert len(marked(review)) == 3
    review.desk.open("b.txt")
    review.marking.range_of_claims()
    assert review.said.text == "what was marked last is in a.txt: a range is within one article"
    review.marking.toggle_article()
    review.marking.range_of_articles()
    assert review.marks.told == "3 claims and 2 articles marked"
    review.marking.clear()
    assert not review.is_marked
    review.close(1)


@pytest.mark.parametrize(
    ("line", "reach", "told"),
    [
        ("officials", Reach.HERE, "1 claim marked"),
        ("all: the", Reach.HERE, "2 claims marked"),
        ("HERE: the", Reach.ALL, "1 claim marked"),
        ("articles: path:b*", Reach.HERE, "1 article marked"),
        ("articles: officials", Reach.HERE, ""),
        ("articles: tag:verified", Reach.ALL, "1 article marked"),
        ("listed: is:untagged", Reach.HERE, "4 claims marked"),
        ("is:nothing", Reach.ALL, ""),
    ],
)
def test_a_filter_marks_what_it_means(tmp_path: Path, line: str, reach: Reach, told: str) -> None:
    write(tmp_path, {"a.txt": ONE, "b.txt": TWO})
    review = Review(tmp_path)
    review.tag("verified")
    review.rest()
    is_right = review.likes.mark(line, reach)
    review.deliveries.drain_until(lambda: not review.likes.is_looking)
    assert is_right is (line != "is:nothing")
    assert review.marks.told == told
    review.close(1)


def test_no_more_are_marked_than_can_be_looked_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (marks, likes):
        monkeypatch.setattr(module, "MOST", 2)
    write(tmp_path, {"a.txt": ONE, "b.txt": TWO})
    review = Review(tmp_path)
    review.likes.mark("is:untagged", Reach.ALL)
    review.deliveries.drain_until(lambda: not review.likes.is_looking)
    assert review.marks.claims == 2
    assert "ask for fewer" in review.said.text
    review.close(1)


def test_where_is_asked_and_what_is_gone_on_with_by_tab(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": ONE})
    review = Review(tmp_path)
    assert review.likes.completed("al", 2)[:2] == ("all: ", 5)
    assert review.likes.completed("all: ta", 7)[:2] == ("all: tag", 8)
    assert review.likes.completed("tag:ver", 7)[:2] == ("tag:verified ", 13)
    review.likes.mark("all: tog:x", Reach.HERE)
    assert review.said.text.startswith("filter, column 6: ")
    review.close(1)
