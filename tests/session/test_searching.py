"""Searching a corpus through the programs beside a review: results as they are found, whatever happens."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from itertools import chain, repeat
from pathlib import Path

import pytest

from tests.session.helpers import Review, write
from triage.session import indexing, searcher
from triage.session.beside import Beside, Message, Told, line_of
from triage.session.hits import Count
from triage.session.state import Tone
from triage.store.index_files import index_path, writing

ARTICLES = {
    "a.txt": "Velm dam breaks\n\nThe dam above Velm broke at dawn.\n",
    "b.txt": "# Soup in Łódź\n\nThe soup was cold. The mayor of Velm ate it.\n",
    "inner/c.txt": "Nothing happened\n\nNot a dam broke in Orrin.\n",
}


@pytest.fixture
def review(tmp_path: Path) -> Iterator[Review]:
    """A review of three articles."""
    folder = tmp_path / "corpus"
    write(folder, ARTICLES)
    review = Review(folder)
    yield review
    review.close(1)


def searched(review: Review, query: str, wanted: int = 20) -> list[str]:
    """Search, wait for the end, return the paths."""
    searching = review.searching
    searching.ask(query, wanted)
    review.deliveries.drain_until(lambda: searching.over and not searching.outdated)
    return [hit.path for hit in searching.hits]


def indexed(review: Review) -> None:
    """Open the search and wait until everything is indexed."""
    review.searching.open()
    review.deliveries.drain_until(lambda: not review.searching.indexing.state.running)


def test_what_is_asked_is_found_with_the_line_around_it(review: Review) -> None:
    indexed(review)
    assert searched(review, "velm dam") == ["a.txt"]
    hit = review.searching.hits[0]
    assert (hit.title, hit.line, hit.number) == ("Velm dam breaks", "Velm dam breaks", 1)
    assert [hit.line[start:end] for start, end in hit.marks] == ["Velm", "dam"]
    assert searched(review, '"a dam broke"') == ["inner/c.txt"]
    assert searched(review, "soup") == ["b.txt"]
    assert review.searching.hits[0].title == "Soup in Łódź"
    assert searched(review, "nowhere") == []
    assert searched(review, "") == []


def test_going_to_a_hit_puts_the_cursor_there_and_finds_on_from_there(review: Review) -> None:
    indexed(review)
    searched(review, "MAYOR")
    review.go_to(review.searching.hits[0])
    assert (review.desk.path, review.here) == ("b.txt", "The mayor of Velm ate it.")
    assert review.desk.found is not None
    assert review.desk.found.pattern == "MAYOR"
    assert review.desk.step_found(1)
    assert review.here == "The mayor of Velm ate it."


def test_going_to_what_is_gone_says_so(review: Review) -> None:
    indexed(review)
    searched(review, "soup")
    (review.corpus.root / "b.txt").unlink()
    review.look()
    review.go_to(review.searching.hits[0])
    assert (review.said.text, review.said.tone) == ("b.txt is gone", Tone.WARNING)
    assert review.desk.path == "a.txt"


def test_a_place_that_is_not_in_the_text_any_more_is_not_shown(review: Review) -> None:
    indexed(review)
    (review.corpus.root / "a.txt").write_text("Nothing of the sort\n", encoding="utf-8")
    assert searched(review, "dam") == ["inner/c.txt"]


def test_the_index_follows_what_happens_in_the_folder(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "SETTLE_SECONDS", 0.01)
    indexed(review)
    write(review.corpus.root, {"new.txt": "A siren\n", "a.txt": "The siren of Velm.\n"})
    os.rename(review.corpus.root / "b.txt", review.corpus.root / "z.txt")
    review.look()
    assert searched(review, "siren") != ["never"]
    review.deliveries.drain_until(lambda: len(review.searching.hits) == 2)
    assert sorted(hit.path for hit in review.searching.hits) == ["a.txt", "new.txt"]
    assert searched(review, "soup") == ["z.txt"]


def test_more_is_looked_for_only_when_it_is_wanted(tmp_path: Path) -> None:
    write(tmp_path / "corpus", {f"{number}.txt": "a dam\n" for number in range(300)})
    review = Review(tmp_path / "corpus")
    indexed(review)
    searching = review.searching
    searching.ask("dam", 5)
    review.deliveries.drain_until(lambda: searching.count is not None)
    assert len(searching.hits) == 5
    assert not searching.over
    assert searching.count == Count(300, exact=True)
    searching.want(200)
    review.deliveries.drain_until(lambda: len(searching.hits) == 200)
    assert len({hit.path for hit in searching.hits}) == 200
    searching.want(1000)
    review.deliveries.drain_until(lambda: searching.over)
    assert len(searching.hits) == 300
    review.close(1)


def test_answers_to_an_older_question_are_dropped(review: Review) -> None:
    indexed(review)
    review.searching.ask("soup", 20)
    assert searched(review, "dawn") == ["a.txt"]
    late = {"number": review.searching._number - 1, "anew": True, "hits": [], "over": False}
    review.searching._take(late)
    assert [hit.path for hit in review.searching.hits] == ["a.txt"]
    assert review.searching.over


def test_an_index_that_was_made_anew_is_opened_anew(review: Review) -> None:
    indexed(review)
    assert searched(review, "siren") == []
    write(review.corpus.root, {"new.txt": "A siren\n"})
    review.searching.indexing.begin_anew()
    review.deliveries.drain_until(lambda: not review.searching.indexing.state.running)
    assert searched(review, "siren") == ["new.txt"]


def test_without_an_index_every_article_is_read_and_that_is_said_once(
    review: Review, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    indexed(review)
    assert review.searching.reads
    assert review.said.tone is Tone.WARNING
    assert review.said.text.startswith("searching reads every article, there is no index: ")
    assert "\n" not in review.said.text
    review.say("")
    assert searched(review, "dam") == ["a.txt", "inner/c.txt"]
    assert searched(review, '"a dam broke"') == ["inner/c.txt"]
    review.searching.close()
    indexed(review)
    assert review.said.text == ""


def test_a_damaged_index_is_made_anew_while_the_reviewer_searches(review: Review) -> None:
    indexed(review)
    review.searching.close()
    path = index_path(review.corpus.root)
    path.write_bytes(b"not a database at all" * 1000)
    review.searching.open()
    review.searching.ask("dam", 20)
    review.deliveries.drain_until(lambda: len(review.searching.hits) == 2)
    assert not review.searching.reads
    assert path.read_bytes().startswith(b"SQLite format 3")


def test_the_program_that_searches_is_started_again_when_it_was_killed(review: Review) -> None:
    indexed(review)
    beside = review.searching._beside
    assert beside is not None
    os.kill(beside.pid, signal.SIGKILL)
    review.deliveries.drain_until(lambda: review.searching._beside not in (None, beside))
    assert searched(review, "soup") == ["b.txt"]
    beside = review.searching._beside
    assert beside is not None
    os.kill(beside.pid, signal.SIGKILL)
    review.deliveries.drain_until(lambda: review.searching.problem)
    assert review.searching.problem == "the program that searches has ended"


def test_another_program_that_writes_the_index_is_waited_for(review: Review) -> None:
    path = index_path(review.corpus.root)
    with writing(path) as held:
        assert held
        review.searching.open()
        review.searching.ask("dam", 20)
        review.deliveries.drain_until(lambda: review.searching.over)
        assert review.searching.indexing.state.running
    review.deliveries.drain_until(lambda: len(review.searching.hits) == 2)


def test_closing_ends_the_programs_beside(review: Review) -> None:
    indexed(review)
    beside = review.searching._beside
    assert beside is not None
    review.searching.stop()
    assert beside._process.wait(10) != 0
    review.searching.ask("dam", 20)
    review.deliveries.drain()
    assert review.searching.hits == []


def test_a_program_beside_ends_when_the_one_that_started_it_is_gone(tmp_path: Path) -> None:
    beside = Beside("triage.session.searcher", lambda _: None, lambda: None)
    beside.tell({"root": str(tmp_path)})
    assert beside._process.stdin is not None
    beside._process.stdin.close()
    assert beside._process.wait(10) == 0


def test_a_new_question_does_not_wait_for_all_hits_of_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searcher, "_FIRST_SLICE", 60.0)
    told: list[Message] = []
    monkeypatch.setattr(searcher, "answer", told.append)
    write(tmp_path, {f"{number}.txt": "A dam.\n" for number in range(9)})
    questions = Told()
    waits = chain([False, False], repeat(object=True))
    monkeypatch.setattr(questions, "waits", lambda _=0: next(waits))
    searcher.Searcher(tmp_path, questions).answer(
        {"number": 1, "query": "dam", "way": "words", "wanted": 9, "read": True}
    )
    assert [len(answered["hits"]) for answered in told] == [2]


def test_a_message_is_a_line_whatever_is_in_it() -> None:
    message = {"path": os.fsdecode(b"\xff\n.txt"), "line": "\u2028\x1b[2J\x00"}
    assert line_of(message).count(b"\n") == 1
    assert json.loads(line_of(message)) == message
