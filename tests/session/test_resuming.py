"""A review begins where the reviewer left off, as long as there is something left to do there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.session.helpers import Review, write
from triage.core.order import ORDERS
from triage.session import keeping_place
from triage.store import left_front, left_off

ONE = "Dam\n\nThe river rose by two metres. Nine houses were flooded. Nobody was hurt.\n"
TWO = "Mayor\n\nThe mayor resigned on Monday. A vote follows in May. The council is split.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder that ana left at the second claim of b.txt, the list filtered."""
    write(tmp_path, {"a.txt": ONE, "b.txt": TWO, "c.txt": ONE})
    review = Review(tmp_path)
    review.desk.open("b.txt")
    review.go("A vote")
    review.sieve.ask("path:b* or path:c*")
    leave(review)
    return tmp_path


def leave(review: Review) -> None:
    """Press a last key, and leave."""
    review.noticed()
    review.close(5)


def begun(folder: Path, reviewer: str = "ana", *, resume: bool = True) -> tuple[str, str, str, str]:
    """Begin a review; return the article, the claim, the filter, and what is said."""
    review = Review(folder, reviewer, start=False)
    review.start(resume=resume)
    review.rest()
    path = review.desk.path or ""
    found = path, review.here, review.listing.query, review.said.text
    review.close(5)
    return found


VOTE = "A vote follows in May."
FIRST = "a.txt", "The river rose by two metres.", "", ""


def test_it_begins_where_it_was_left_with_its_filter_and_says_so(folder: Path) -> None:
    said = "back where you were: Mayor, claim 2 of 3, filtered by path:b* or path:c*"
    assert begun(folder) == ("b.txt", VOTE, "path:b* or path:c*", said)
    assert begun(folder)[1] == VOTE  # to look at it changes nothing


def test_the_list_has_the_order_that_it_had(folder: Path) -> None:
    review = Review(folder)
    review.sieve.ask("")
    review.sorting.ask(ORDERS["name-reversed"])
    leave(review)
    again = Review(folder)
    assert [again.listing[at].path for at in range(3)] == ["c.txt", "b.txt", "a.txt"]
    assert again.said.text.startswith("back where you were")
    again.close(5)


def test_another_reviewer_and_one_who_wants_a_fresh_start_begin_at_the_first_unfinished(folder: Path) -> None:
    assert begun(folder, "bo") == FIRST
    assert begun(folder, resume=False) == FIRST


@pytest.mark.parametrize("changed", [TWO.replace("resigned", "never resigned"), "New.\n\n" + TWO])
def test_the_claim_is_found_again_in_a_changed_text(folder: Path, changed: str) -> None:
    write(folder, {"b.txt": changed})
    assert begun(folder)[:2] == ("b.txt", VOTE)


def test_a_claim_that_has_an_id_is_found_with_other_words(folder: Path) -> None:
    review = Review(folder)
    review.tag("disputed")
    review.go("A vote")
    leave(review)
    write(folder, {"b.txt": TWO.replace("A vote follows in May", "A vote may follow in late May")})
    assert begun(folder)[:2] == ("b.txt", "A vote may follow in late May.")


def test_where_the_claim_is_gone_or_was_tagged_since_the_next_untagged_one_is_next(folder: Path) -> None:
    killed = Review(folder)  # it keeps no place after this
    killed.tag("disputed")
    killed.rest()
    killed.close(5)
    assert begun(folder)[:2] == ("b.txt", "The council is split.")
    write(folder, {"b.txt": TWO.replace(VOTE, "").replace("The council", "Everybody, the council")})
    assert begun(folder)[:2] == ("b.txt", "The mayor resigned on Monday.")


@pytest.mark.parametrize("how", ["done", "tagged", "gone", "empty"])
def test_where_nothing_is_left_the_first_unfinished_article_is_opened(folder: Path, how: str) -> None:
    if how in ("done", "tagged"):
        review = Review(folder)
        if how == "done":
            review.toggle_done()
        for _ in range(3 if how == "tagged" else 0):
            review.desk.to_next_untagged()
            review.tag("opinion")
        review.rest()
        review.close(5)
    elif how == "gone":
        (folder / "b.txt").unlink()
    else:
        write(folder, {"b.txt": ""})
    assert begun(folder) == FIRST


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "null", '{"schema": 2}', '{"schema": 1, "article": 3}', "[" * 50_000, "9" * 70_000],
)
def test_a_damaged_file_is_told_in_one_line_and_written_anew(folder: Path, content: str) -> None:
    review = Review(folder, start=False)
    path = left_off.path_of(review.journal)
    assert path.is_file()
    path.write_text(content, encoding="utf-8")
    review.start()
    said = review.said.text
    assert said.startswith("where you left off is not known: ")
    assert "\n" not in said
    assert (review.desk.path, review.listing.query) == ("a.txt", "")
    leave(review)
    assert left_off.read(path)[0] is not None


def test_the_place_is_kept_a_moment_after_a_key_so_that_a_crash_loses_little(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping_place, "SECONDS", 0.0)
    review = Review(folder)
    path = left_off.path_of(review.journal)
    before = path.read_bytes()
    review.desk.open("c.txt")
    review.noticed()
    review.deliveries.drain_until(lambda: path.read_bytes() != before)
    left, trouble = left_off.read(path)
    assert (left and left.article, left and left.quote, trouble) == (
        "c.txt",
        "The river rose by two metres.",
        "",
    )
    review.close(5)


def test_a_place_that_cannot_be_kept_is_missed_by_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"a.txt": ONE})
    (tmp_path / "state").write_text("a file")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    review = Review(tmp_path)
    review.tag("verified")
    leave(review)
    assert begun(tmp_path)[1] == "Nine houses were flooded."


def test_what_the_list_showed_is_kept_for_the_first_picture(tmp_path: Path) -> None:
    root, rows = str(tmp_path), ("b.txt", "c d.txt", "\udcff.txt")
    left_front.keep(root, "ana", rows, 2)
    front = left_front.recall(root)
    assert front is not None
    assert tuple(front) == ("ana", rows, 2)
    assert left_front.recall(root, "ana") == front
    assert left_front.recall(root, "bo") is None
    assert left_front.recall(str(tmp_path.parent)) is None
    assert [front.shown(fit) for fit in (9, 2, 1)] == [rows, rows[1:], rows[2:]]
    left_front.keep(root, "ana", (), 0)
    assert left_front.recall(root) is None
