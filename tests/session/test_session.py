"""A session on real files: what a key does to the cursor, the message and the sidecar on disk."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.session.helpers import Review, sidecar, tags_by_quote, write
from triage.core.claim import Evidence, Stance, Status
from triage.session.entry import Entry
from triage.session.state import Tone
from triage.store import atomic

ONE = "The river rose by two metres. Nine houses were flooded. Nobody was hurt.\n"
TWO = "The mayor resigned on Monday. A vote follows in May.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, {"a.txt": ONE, "b.txt": TWO})
    return tmp_path


def test_the_start_opens_the_first_unfinished_article_at_its_first_untagged_claim(folder: Path) -> None:
    first = Review(folder)
    for _ in range(3):
        first.tag("verified")
    first.desk.open("b.txt")
    first.tag("opinion")
    assert first.close(5) == []
    second = Review(folder)
    assert (second.desk.path, second.here) == ("b.txt", "A vote follows in May.")
    second.close(5)


def test_a_tag_goes_on_to_the_next_untagged_claim_then_round_then_to_the_next_article(folder: Path) -> None:
    review = Review(folder)
    review.go("Nine houses")
    review.tag("verified")
    assert review.here == "Nobody was hurt."
    review.tag("disputed")
    assert review.here == "The river rose by two metres."
    review.tag("opinion")
    assert (review.desk.path, review.here) == ("b.txt", "The mayor resigned on Monday.")
    assert "a.txt" in review.said.text
    review.tag("verified")
    review.tag("verified")
    assert "every claim in this folder is tagged" in review.said.text
    review.close(5)
    assert tags_by_quote(folder, "a.txt")["Nine houses were flooded."] == {"ana": "verified"}


def test_with_a_filter_on_a_tag_stays_among_the_articles_listed(folder: Path) -> None:
    write(folder, {"c.txt": "The port is closed today.\n"})
    review = Review(folder)
    review.listing.filter("mayor")
    review.desk.open("b.txt")
    review.tag("verified")
    review.tag("verified")
    assert review.desk.path == "b.txt"
    assert "listed here" in review.said.text
    review.close(5)


def test_every_recorded_quote_stands_at_its_place(folder: Path) -> None:
    review = Review(folder)
    review.tag("verified")
    review.spans.edge("end-left")
    review.tag("disputed")
    review.close(5)
    stored = sidecar(folder, "a.txt")
    text = (folder / "a.txt").read_text(encoding="utf-8")
    assert stored["claims"]
    for claim in stored["claims"].values():
        assert text[claim["start"] : claim["end"]] == claim["quote"]
        assert text[: claim["start"]].endswith(claim["prefix"])
        assert text[claim["end"] :].startswith(claim["suffix"])
    assert stored["reviews"]["ana"]["status"] == "in-review"


def test_note_evidence_and_confidence_stand_in_the_record(folder: Path) -> None:
    review = Review(folder)
    review.tag("disputed")
    review.go("The river")
    review.note("measured at one gauge only")
    review.add_evidence(Evidence("https://example.org/gauge", Stance.REFUTES, "2026-11-21", "gauge log"))
    review.cycle_confidence()
    assert review.said.text == "confidence high"
    review.close(5)
    (claim,) = sidecar(folder, "a.txt")["claims"].values()
    record = claim["tags"]["ana"]
    assert (record["tag"], record["note"], record["confidence"]) == (
        "disputed",
        "measured at one gauge only",
        "high",
    )
    assert record["evidence"][0]["url"] == "https://example.org/gauge"
    assert record["evidence"][0]["stance"] == "refutes"


def test_a_tag_taken_off_is_written_as_none_and_its_note_stays(folder: Path) -> None:
    review = Review(folder)
    review.note("look again")
    review.tag("verified")
    review.go("The river")
    review.untag()
    assert review.said.text == "tag taken off"
    review.untag()
    assert review.said.text == "there is no tag of yours here"
    review.close(5)
    (claim,) = sidecar(folder, "a.txt")["claims"].values()
    assert (claim["tags"]["ana"]["tag"], claim["tags"]["ana"]["note"]) == ("none", "look again")


def test_an_edge_moves_by_a_word_and_the_cursor_stays_on_the_claim(folder: Path) -> None:
    review = Review(folder)
    review.spans.edge("end-left", 2)
    assert review.here == "The river rose by"
    review.tag("verified")
    assert review.here == "Nine houses were flooded."
    review.spans.edge("end-right")
    assert review.here == "Nine houses were flooded. Nobody"
    review.close(5)
    assert tags_by_quote(folder, "a.txt") == {"The river rose by": {"ana": "verified"}}


def test_what_is_not_a_claim_is_passed_by_and_not_tagged(folder: Path) -> None:
    review = Review(folder)
    review.spans.toggle_claim()
    assert "not a claim any more" in review.said.text
    assert not review.tag("verified")
    assert "is not judged" in review.said.text
    assert review.desk.move(1)
    assert not review.desk.move(-1)
    assert review.desk.move(-1, "any")
    review.spans.toggle_claim()
    assert review.tag("verified")
    review.close(5)
    assert tags_by_quote(folder, "a.txt") == {"The river rose by two metres.": {"ana": "verified"}}


def test_done_is_recorded_and_the_list_and_the_start_know_it(folder: Path) -> None:
    review = Review(folder)
    review.toggle_done()
    assert review.said.text == "done, 3 untagged · a.txt"
    assert review.desk.path == "b.txt"
    assert review.listing.entry("a.txt").status is Status.DONE
    review.close(5)
    assert sidecar(folder, "a.txt")["reviews"]["ana"]["status"] == "done"
    again = Review(folder)
    assert again.desk.path == "b.txt"
    again.desk.open("a.txt")
    again.toggle_done()
    assert again.said.text == "in review again"
    again.close(5)


def test_looking_writes_nothing(folder: Path) -> None:
    before = sorted(os.listdir(folder))
    review = Review(folder)
    review.desk.move(1)
    review.desk.move_article(1)
    review.look()
    review.close(5)
    assert sorted(os.listdir(folder)) == before


def test_a_tag_that_the_codebook_lacks_is_refused(folder: Path) -> None:
    review = Review(folder)
    assert not review.tag("hearsay")
    assert review.said.tone is Tone.ERROR
    review.close(5)
    assert not (folder / "a.txt.triage.yaml").exists()


def test_an_empty_folder_and_a_folder_without_claims_take_every_command(tmp_path: Path) -> None:
    for articles in ({}, {"empty.txt": ""}, {"binary.txt": "\0\0"}):
        write(tmp_path, articles)
        review = Review(tmp_path)
        assert not review.tag("verified")
        assert review.said.tone is Tone.ERROR
        review.untag()
        review.note("x")
        review.cycle_confidence()
        review.spans.edge("end-left")
        review.spans.toggle_claim()
        review.toggle_done()
        review.undo()
        assert not review.desk.move(1)
        assert not review.desk.move_to_end(1)
        assert not review.find("x")
        assert review.close(5) == []
    assert not list(tmp_path.glob("*.yaml"))


def test_the_next_unfinished_article_is_found_past_any_number_of_finished_ones(tmp_path: Path) -> None:
    write(tmp_path, {f"{number:02}.txt": f"Claim number {number} stands here.\n" for number in range(40)})
    review = Review(tmp_path, start=False)
    review.start()
    review.rest()
    for _ in range(40):
        review.tag("verified")
    review.rest()
    review.close(5)
    again = Review(tmp_path, start=False)  # nothing is known but names
    again.follower.start()
    again.desk.open("20.txt")
    assert not again.desk.to_next_untagged()
    assert again.desk.opened is not None, "the article before the reviewer was forgotten"
    again.close(5)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS])
def test_what_cannot_be_written_is_kept_said_and_tried_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    review = Review(folder)

    def fail(path: Path, *_: object) -> None:
        raise OSError(number, os.strerror(number), str(path))

    with monkeypatch.context() as broken:
        broken.setattr(atomic, "replace", fail)
        review.tag("verified")
        review.deliveries.drain_until(lambda: review.save_state.error)
        assert os.strerror(number) in review.save_state.error
        assert "a.txt" in review.save_state.error
        assert review.save_state.unsaved == 1
        review.desk.open("b.txt")
        review.tag("disputed")
        assert sorted(review.saver.flush(5)) == ["a.txt", "b.txt"]
        assert review.listing.entry("a.txt").tagged == 1
    assert review.saver.flush(5) == []
    review.deliveries.drain_until(lambda: not review.save_state.error)
    assert review.save_state.unsaved == 0
    review.close(5)
    assert tags_by_quote(folder, "a.txt") == {"The river rose by two metres.": {"ana": "verified"}}
    assert tags_by_quote(folder, "b.txt") == {"The mayor resigned on Monday.": {"ana": "disputed"}}


def test_an_error_is_shown_until_that_article_is_saved(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    review = Review(folder)
    real = atomic.replace

    def fail(path: str, content: bytes, within: Path, place: Callable[[str, str], bool]) -> bool:
        if Path(path).name == "a.txt.triage.yaml":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path, content, within, place)

    monkeypatch.setattr(atomic, "replace", fail)
    review.tag("verified")
    review.deliveries.drain_until(lambda: review.save_state.error)
    review.desk.open("b.txt")
    review.tag("verified")
    review.deliveries.drain_until(lambda: review.save_state.saved_at)
    assert "a.txt" in review.save_state.error
    assert [unsaved.article.path for unsaved in review.close(5)] == ["a.txt"]


def test_two_records_on_one_span_show_as_one_claim_and_a_tag_goes_to_my_record(folder: Path) -> None:
    ana = Review(folder)
    bo = Review(folder, "bo")
    ana.tag("verified")  # both before either has seen the other's claim
    bo.tag("disputed")
    ana.rest()
    bo.rest()
    ana.look()
    bo.look()
    assert ana.listing.entry("a.txt") == Entry(
        "a.txt", ana.opened.title, claims=3, tagged=1, status=Status.IN_REVIEW, known=True
    )
    ana.go("The river")
    passage = ana.desk.passage
    assert passage is not None
    assert len(passage.ids) == 2
    ana.tag("opinion")
    ana.close(5)
    bo.close(5)
    tags = [claim["tags"] for claim in sidecar(folder, "a.txt")["claims"].values()]
    assert sorted([(name, record["tag"]) for records in tags for name, record in records.items()]) == [
        ("ana", "opinion"),
        ("bo", "disputed"),
    ]
