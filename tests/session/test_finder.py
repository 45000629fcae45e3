"""Finding in three ways behind the scenes, and going through the places of a search."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.session.helpers import Review, write
from triage.core.pattern import Pattern, Way
from triage.session import finder as finder_module
from triage.session.finding import Found

ARTICLES = {
    "a.txt": "River one in 1914. Nothing here. River two, river three in 1918. The end.\n",
    "b.txt": "No water at all.\n",
    "c.txt": "The river again, 2022. A last river.\n",
}
NEVER = r"(\w|\w|\w\w)+(\w|\w\w)+(?<!\w)$"


@pytest.fixture
def review(tmp_path: Path) -> Iterator[Review]:
    """A review of three articles."""
    write(tmp_path / "corpus", ARTICLES)
    review = Review(tmp_path / "corpus")
    yield review
    review.close(1)


def look(review: Review, line: str, way: Way = Way.REGEX) -> Pattern | None:
    """Find as the field does, and wait for the answer."""
    finder = review.finder
    pattern = finder.understood(line, way)
    if pattern is not None:

        def show(found: Found) -> None:
            review.desk.show(found)
            finder.tell()

        finder.look_for(pattern, show)
        review.deliveries.drain_until(lambda: not finder.is_looking)
    return pattern


def test_places_are_counted_and_stepped_through(review: Review) -> None:
    look(review, r"\d{4}")
    assert review.said.text == "1 of 2"
    assert review.finder.step(1)
    assert (review.said.text, review.here) == ("2 of 2", "River two, river three in 1918.")
    review.finder.step(1)
    assert review.said.text == "1 of 2 · from the beginning again"
    review.finder.step(-3)
    assert review.said.text == "2 of 2 · from the end again"
    look(review, "lake", Way.WORDS)
    assert review.said.text == "not found"
    review.finder.step(1)
    assert review.said.text == 'not found: "lake"'


def test_a_wrong_expression_is_told_and_what_was_found_stays(review: Review) -> None:
    look(review, r"\d{4}")
    assert look(review, r"\d{4}(") is None
    assert review.said.text.startswith("find, column 7: the regular expression is wrong: missing )")
    assert review.desk.found is not None
    assert len(review.desk.found.spans) == 2


def test_an_expression_that_never_ends_is_told_and_the_next_one_does_not_wait(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finder_module, "_QUIET_SECONDS", 0.01)
    monkeypatch.setattr(finder_module, "_LONG_SECONDS", 0.06)
    write(review.corpus.root, {"a.txt": "w" * 4000 + " c.\n"})
    review.look()
    look(review, NEVER)
    assert "takes too long" in review.said.text
    assert review.desk.found is None
    monkeypatch.setattr(finder_module, "_QUIET_SECONDS", 60.0)
    pattern = review.finder.understood(NEVER, Way.REGEX)
    assert pattern is not None
    review.finder.look_for(pattern, lambda _: pytest.fail("it was found"))
    review.deliveries.drain_until(lambda: review.said.text == "looking …")
    look(review, "c")
    assert review.said.text == "1 of 1"


def test_a_search_is_gone_through_from_the_text_across_articles(review: Review) -> None:
    searching = review.searching
    searching.open()
    review.deliveries.drain_until(lambda: not searching.indexing.state.running)
    for way, query in (("regex", "[rR]iver"), ("words", "river"), ("literal", "river")):
        searching.ask(query, 20, way)
        review.deliveries.drain_until(lambda: searching.over and not searching.outdated)
        assert [(hit.path, hit.places) for hit in searching.hits] == [("a.txt", 3), ("c.txt", 2)]
        review.go_to(searching.hits[1])
        review.deliveries.drain_until(lambda: not review.finder.is_looking)
        assert review.said.text == "4 of 5 · article 2 of 2"
        said = []
        for count in (1, 1, -1, -3, 2):
            review.tour.step(count)
            review.deliveries.drain_until(lambda: not review.finder.is_looking)
            said.append((review.said.text, review.desk.path))
        assert said == [
            ("5 of 5 · article 2 of 2", "c.txt"),
            ("1 of 5 · article 1 of 2 · round the end", "a.txt"),
            ("5 of 5 · article 2 of 2 · round the end", "c.txt"),
            ("2 of 5 · article 1 of 2", "a.txt"),
            ("4 of 5 · article 2 of 2", "c.txt"),
        ]


def test_what_is_gone_is_passed_by_and_without_a_search_that_is_said(review: Review) -> None:
    review.tour.step(1)
    assert review.said.text.startswith("nothing was searched for yet")
    searching = review.searching
    searching.open()
    review.deliveries.drain_until(lambda: not searching.indexing.state.running)
    searching.ask("river", 20)
    review.deliveries.drain_until(lambda: searching.over and not searching.outdated)
    searching.close()
    (review.corpus.root / "a.txt").unlink()
    review.look()
    review.tour.step(1)
    assert (review.desk.path, review.said.text) == ("c.txt", "4 of 5 · article 2 of 2")
    (review.corpus.root / "c.txt").unlink()
    review.look()
    review.tour.step(1)
    assert review.said.text == "none of what was found is there any more"


def test_what_is_wrong_in_a_search_is_told_and_its_hits_stay(review: Review) -> None:
    searching = review.searching
    searching.open()
    review.deliveries.drain_until(lambda: not searching.indexing.state.running)
    searching.ask("river", 20)
    review.deliveries.drain_until(lambda: searching.over and not searching.outdated)
    searching.ask("river(", 20, "regex")
    assert searching.wrong.startswith("column 7: the regular expression is wrong")
    assert len(searching.hits) == 2
    searching.ask("river$|river ", 20)
    review.deliveries.drain_until(lambda: searching.over and not searching.outdated)
    assert (searching.wrong, [hit.path for hit in searching.hits]) == ("", ["a.txt", "c.txt"])


def test_more_than_is_shown_is_counted_to_the_end_and_shown_when_wanted(tmp_path: Path) -> None:
    write(tmp_path / "corpus", {f"{number:02}.txt": "A dam, a dam.\n" for number in range(30)})
    review = Review(tmp_path / "corpus")
    searching = review.searching
    searching.open()
    review.deliveries.drain_until(lambda: not searching.indexing.state.running)
    searching.ask("dam", 5)
    review.deliveries.drain_until(lambda: searching.over and not searching.outdated)
    assert searching.stops is not None
    assert (len(searching.hits), len(searching.stops), searching.stops.places) == (5, 30, 60)
    searching.want(12)
    review.deliveries.drain_until(lambda: len(searching.hits) == 12)
    assert [hit.path for hit in searching.hits] == searching.stops.paths[:12]
    assert searching.stops.places == 60
    review.close(1)
