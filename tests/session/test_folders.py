"""A folder that goes, cannot be looked through, is watched in another way, or gets another name."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.session.helpers import Review, tags_by_quote, write
from triage.session.state import Said
from triage.store.scan import Scan
from triage.store.unreadable import Reason, Unreadable

ONE = "The river rose by two metres. Nine houses were flooded. Nobody was hurt.\n"
TWO = "The mayor resigned on Monday. A vote follows in May.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, {"a.txt": ONE, "b.txt": TWO, "c.txt": "The port is closed today.\n"})
    return tmp_path


def test_while_the_folder_is_gone_all_stays_and_that_is_said(folder: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    write(corpus, {"a.txt": ONE, "b.txt": TWO})
    review = Review(corpus)
    review.go("Nobody")
    corpus.rename(tmp_path / "elsewhere")
    review.look()
    assert review.follower.state == "folder is gone"
    assert review.said.text == "the folder is gone: what you tag is kept, and saved when it is back"
    assert (review.here, len(review.listing)) == ("Nobody was hurt.", 2)
    review.tag("verified")
    review.deliveries.drain_until(lambda: review.save_state.error)
    assert not corpus.exists()
    (tmp_path / "elsewhere").rename(corpus)
    review.look()
    assert review.follower.state == ""
    assert review.said.text == "the folder is back"
    review.deliveries.drain_until(lambda: not review.save_state.unsaved)
    assert tags_by_quote(corpus, "a.txt") == {"Nobody was hurt.": {"ana": "verified"}}
    review.close(5)


@pytest.mark.parametrize(
    ("reason", "state"),
    [(Reason.NO_PERMISSION, "folder cannot be read"), (Reason.MISSING, "folder is gone")],
)
def test_a_folder_that_cannot_be_looked_through_takes_nothing_away(
    folder: Path, monkeypatch: pytest.MonkeyPatch, reason: Reason, state: str
) -> None:
    review = Review(folder)
    with monkeypatch.context() as closed:
        closed.setattr(review.corpus, "scan", lambda: Scan(problems=(Unreadable(".", reason),)))
        review.look()
        assert review.follower.state == state
        assert review.desk.path == "a.txt"
    review.look()
    assert (review.follower.state, len(review.listing)) == ("", 3)
    review.close(5)


def test_how_changes_are_noticed_is_said_when_it_is_another_way(folder: Path) -> None:
    review = Review(folder)
    for trouble, state in (("a limit is reached", "polling"), ("", "")):
        review.follower.watched(trouble)
        review.deliveries.drain()
        assert review.follower.state == state
        assert trouble in review.said.text
    review.said = Said()
    review.follower.watched("")
    review.deliveries.drain()
    assert review.said.text == ""
    review.close(5)


def test_a_folder_that_is_renamed_takes_its_articles_and_their_tags_along(folder: Path) -> None:
    write(folder, {"sub/x.txt": ONE, "sub/y.txt": TWO})
    review = Review(folder)
    review.desk.open("sub/x.txt")
    review.go("Nobody")
    review.tag("verified")
    review.rest()
    os.rename(folder / "sub", folder / "other")
    review.look()
    assert review.desk.path == "other/x.txt"
    assert "sub/x.txt" not in review.listing
    assert review.listing.entry("other/x.txt").tagged == 1
    review.tag("disputed")
    review.close(5)
    assert tags_by_quote(folder, "other/x.txt")["Nobody was hurt."] == {"ana": "verified"}
    assert not (folder / "sub").exists()
