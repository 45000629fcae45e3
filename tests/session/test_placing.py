"""Claims of an edited article are placed behind the scenes: no key waits, nothing is lost meanwhile."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from tests.session.helpers import Review, tags_by_quote, write
from triage.core.claim import Anchor, State
from triage.core.place import Placed, Placer
from triage.session import reading
from triage.session.opened import Opened
from triage.session.shelf import PLACING
from triage.store import journal_files

SENTENCES = [
    "Police closed the old bridge for the night.",
    "Nobody knew when trains would run again.",
    "A tanker lay across both lanes of the motorway.",
    "The mayor blamed the winter and its 40 storms.",
    "Two schools stayed shut until Thursday.",
    "Bakers sold out before seven in the morning.",
    "An inspector wrote that steel had rusted through.",
    "Her report was never printed.",
    "Fishermen carried people over for a coin.",
    "Insurers want to see the photographs first.",
    "Parliament meets on the matter in June.",
    "Repairs may cost nine million crowns.",
]
TEXT = " ".join(SENTENCES) + "\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an article that was tagged and then edited."""
    write(tmp_path, {"a.txt": TEXT})
    review = Review(tmp_path)
    for _ in range(10):
        review.tag("verified")
    review.rest()
    review.close(5)
    write(tmp_path, {"a.txt": "It was a bad night. " + TEXT.replace("40 storms", "60 storms")})
    return tmp_path


def test_the_text_is_there_at_once_and_the_claims_a_moment_later(folder: Path) -> None:
    review = Review(folder, start=False)
    review.start()
    assert review.opened.pending
    assert not review.opened.annotations.claims
    review.deliveries.drain_until(lambda: not review.opened.pending)
    states = [claim.anchor.state for claim in review.opened.annotations.in_text_order()]
    assert states == [State.MOVED] * 3 + [State.CHANGED] + [State.MOVED] * 6
    assert review.here == "It was a bad night."
    assert review.listing.entry("a.txt").tagged == 9
    review.close(5)


def test_how_many_are_placed_is_told_meanwhile(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PROGRESS_SECONDS", 0.0)
    review = Review(folder, start=False)
    review.start()
    said, put = [], review.shelf.put

    def noted(opened: Opened) -> None:
        said.append(opened.blocked)
        put(opened)

    monkeypatch.setattr(review.shelf, "put", noted)
    review.deliveries.drain_until(lambda: not review.opened.pending)
    assert f"{PLACING}: 9 of 10" in said
    assert said[-1] == ""
    review.close(5)


def test_placing_is_called_off_when_the_review_ends(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place, begun, ending = Placer.place, threading.Event(), threading.Event()

    def slow(placer: Placer, anchor: Anchor) -> Placed:
        begun.set()
        assert ending.wait(10)
        return place(placer, anchor)

    monkeypatch.setattr(Placer, "place", slow)
    review = Review(folder, start=False)
    review.start()
    assert begun.wait(10)
    monkeypatch.setattr(threading.Thread, "join", lambda *_: ending.set())  # stop has said so by then
    review.follower.stop()
    monkeypatch.undo()
    review.follower.stop()
    review.deliveries.drain()
    assert review.opened.pending
    review.close(5)


def test_nothing_is_recorded_while_claims_are_being_placed(folder: Path) -> None:
    review = Review(folder, start=False)
    review.start()
    before = (folder / "a.txt.triage.yaml").read_bytes()
    review.tag("disputed")
    assert review.said.text == PLACING
    review.undo()
    assert review.said.text == PLACING
    review.rest()
    assert (folder / "a.txt.triage.yaml").read_bytes() == before
    review.tag("disputed")
    review.rest()
    tags = tags_by_quote(folder, "a.txt")
    assert tags.pop("It was a bad night.") == {"ana": "disputed"}
    assert len(tags) == 10
    assert set(map(str, tags.values())) == {"{'ana': 'verified'}"}
    review.close(5)


def test_the_cursor_stays_where_it_was_put_meanwhile(folder: Path) -> None:
    review = Review(folder, start=False)
    review.start()
    review.desk.move(5)
    here = review.here
    review.rest()
    assert not review.opened.pending
    assert review.here == here
    review.close(5)


def test_what_only_the_journal_has_is_recovered_into_an_edited_article(folder: Path) -> None:
    review = Review(folder)
    review.go("nine million")
    review.saver.stop()  # what follows reaches the journal only, as if the program were killed
    review.tag("disputed")
    review.chronicle.sync()
    review.follower.stop()
    review.chronicle.close()
    assert not any("nine million" in quote for quote in tags_by_quote(folder, "a.txt"))
    again = Review(folder)
    again.rest()
    assert tags_by_quote(folder, "a.txt")[SENTENCES[11]] == {"ana": "disputed"}
    again.close(5)
    assert journal_files.journal_path(folder, "ana").exists()


def test_a_tag_given_while_a_changed_text_is_read_is_placed_in_it_as_well(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": TEXT})
    review = Review(tmp_path)
    for _ in range(10):
        review.tag("verified")
    review.rest()
    write(tmp_path, {"a.txt": "It was a bad night. " + TEXT})
    review.follower.look_again()
    assert review.follower.wait(10)
    review.deliveries.run_one()  # the changed folder is known, and the article is read behind the scenes
    assert review.follower.wait(10)
    review.go("nine million")
    review.tag("disputed")
    review.rest()
    review.rest()
    assert review.opened.article.text.startswith("It was a bad night.")
    tags = tags_by_quote(tmp_path, "a.txt")
    assert tags[SENTENCES[11]] == {"ana": "disputed"}
    assert len(tags) == 11
    states = {claim.anchor.state for claim in review.opened.annotations.claims.values()}
    assert states == {State.MOVED}
    review.close(5)
