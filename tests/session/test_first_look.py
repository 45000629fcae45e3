"""A session that begins with a look taken ahead is the one that looks for itself."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from tests.session.helpers import Review, sidecar, tags_by_quote, write
from triage.core.article import digest
from triage.session import segmenting, shelf
from triage.session.first_look import FirstLook, first_look
from triage.store.quick_names import article_names

ONE = "The river rose by two metres. Nine houses were flooded. Nobody was hurt.\n"
TWO = "The mayor resigned on Monday. A vote follows in May.\n"


@pytest.fixture(params=[2000, 1], ids=["few", "many"])
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a corpus that is looked at file by file, then as one of many articles."""
    monkeypatch.setattr("triage.session.first_look.MANY", request.param)
    write(tmp_path, {"a.txt": ONE, "b.txt": TWO, "c.txt": "The port is closed today.\n"})
    return tmp_path


def taken(folder: Path) -> FirstLook:
    """Return the look as it comes out of another process."""
    look: FirstLook = pickle.loads(pickle.dumps(first_look(folder, "ana", article_names(str(folder)))))
    return look


def begun(folder: Path, look: FirstLook) -> Review:
    review = Review(folder, start=False)
    review.start(look)
    return review


def test_it_opens_and_lists_the_same(folder: Path) -> None:
    (folder / "bad.txt").symlink_to(folder / "nowhere")
    alone, review = Review(folder), begun(folder, taken(folder))
    assert (review.here, review.desk.path) == (alone.here, alone.desk.path)
    review.deliveries.drain_until(lambda: list(review.listing.all()) == list(alone.listing.all()))
    assert review.listing.totals() == alone.listing.totals()
    alone.close(5)
    review.close(5)


def test_a_tag_given_at_once_is_saved_beside_what_was_recorded(folder: Path) -> None:
    before = Review(folder)
    before.tag("verified")
    before.rest()
    before.close(5)
    review = begun(folder, taken(folder))
    assert review.here == "Nine houses were flooded."
    review.tag("disputed")
    review.rest()
    assert list(tags_by_quote(folder, "a.txt").values()) == [{"ana": "verified"}, {"ana": "disputed"}]
    review.close(5)


def test_what_changed_since_the_look_is_noticed(folder: Path) -> None:
    look = taken(folder)
    write(folder, {"a.txt": ONE.replace("two", "ten"), "d.txt": TWO})
    os.remove(folder / "c.txt")
    review = begun(folder, look)
    review.rest()
    review.look()
    assert review.here == "The river rose by ten metres."
    assert [entry.path for entry in review.listing.all()] == ["a.txt", "b.txt", "d.txt"]
    review.close(5)


def test_a_change_that_is_noticed_before_the_first_look_at_the_files_is_that_look(folder: Path) -> None:
    review = Review(folder, start=False, quiet=60)
    review.show_first(taken(folder))
    review.follower.look_again()
    assert review.follower.wait(10)
    review.follower.read_the_rest()
    review.deliveries.drain_until(lambda: review.listing.totals().known == 3)
    assert not review.shelf.settling.writing
    review.close(5)


def test_what_a_colleague_wrote_since_the_look_is_joined(folder: Path) -> None:
    look = taken(folder)
    other = Review(folder, "bo")
    other.tag("opinion")
    other.rest()
    other.close(5)
    review = begun(folder, look)
    review.tag("disputed")
    review.rest()
    review.look()
    claims = sidecar(folder, "a.txt")["claims"].values()  # two of the same words, made apart
    tags = sorted((name, each["tag"]) for claim in claims for name, each in claim["tags"].items())
    assert tags == [("ana", "disputed"), ("bo", "opinion")]
    review.close(5)


def test_of_a_long_article_no_more_is_handed_over_than_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "LONG", 1000)
    monkeypatch.setattr(segmenting, "_BEGINNING", 200)
    text = "Title\n\n" + "\n\n".join(f"The river rose by {number} metres here." for number in range(100))
    write(tmp_path, {"a.txt": text})
    look = taken(tmp_path)
    assert look.opened[0].article.sha256 == digest(text)
    assert text.startswith(look.opened[0].article.text)
    assert len(look.opened[0].article.text) < 500
    review = begun(tmp_path, look)
    assert review.find("metres")
    review.deliveries.drain_until(lambda: not review.opened.pending)
    assert review.opened.article.text == text
    assert review.desk.found is not None
    assert len(review.desk.found.spans) == 100, "it was looked for in no more than the beginning"
    review.close(5)
