"""Sidecars that others write meanwhile: joined, taken over, or left alone where they cannot be read."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
import yaml

from tests.session.helpers import Review, sidecar, tags_by_quote, write

ONE = "The river rose by two metres. Nine houses were flooded. Nobody was hurt.\n"
TWO = "The mayor resigned on Monday. A vote follows in May.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, {"a.txt": ONE, "b.txt": TWO, "c.txt": "The port is closed today.\n"})
    return tmp_path


def edit(folder: Path, path: str, old: str, new: str) -> None:
    """Edit a sidecar as a person would: nothing but the words they look at."""
    target = folder / f"{path}.triage.yaml"
    written = target.read_text(encoding="utf-8")
    assert old in written
    target.write_text(written.replace(old, new), encoding="utf-8")


def test_two_sessions_on_one_folder_join_their_tags(folder: Path) -> None:
    ana, bo = Review(folder), Review(folder, "bo")
    for review, tag in ((ana, "verified"), (bo, "disputed")):
        review.tag(tag)
        review.rest()
        review.tag(tag)
        review.rest()
    bo.look()
    ana.look()
    for review in (ana, bo):
        assert {
            name
            for claim in review.opened.annotations.claims.values()
            for name, record in claim.tags.items()
            if record.tagged
        } == {"ana", "bo"}
        assert review.close(5) == []
    tags = [claim["tags"] for claim in sidecar(folder, "a.txt")["claims"].values()]
    assert sorted(name for records in tags for name in records) == ["ana", "ana", "bo", "bo"]


def test_two_sessions_that_only_look_at_each_others_saves_come_to_rest(folder: Path) -> None:
    ana, bo = Review(folder), Review(folder, "bo")
    ana.tag("verified")
    ana.rest()
    edit(folder, "a.txt", "claims:\n", "x-desk: {b: 1, a: two}\nclaims:\n")
    stamps = []
    for _ in range(3):
        ana.look()
        bo.look()
        stamps.append(os.stat(folder / "a.txt.triage.yaml").st_mtime_ns)
    assert stamps[1] == stamps[2]
    assert sidecar(folder, "a.txt")["x-desk"] == {"b": 1, "a": "two"}
    ana.close(5)
    bo.close(5)


def test_an_edit_by_hand_between_two_saves_survives(folder: Path) -> None:
    review = Review(folder)
    review.tag("verified")
    review.rest()
    edit(folder, "a.txt", "tag: verified", "tag: disputed\n        note: by hand")
    review.tag("opinion")
    review.rest()
    assert tags_by_quote(folder, "a.txt") == {
        "The river rose by two metres.": {"ana": "disputed"},
        "Nine houses were flooded.": {"ana": "opinion"},
    }
    review.go("The river")
    record = review.opened.record(0, "ana")
    assert record is not None
    assert (record.tag, record.note) == ("disputed", "by hand")
    review.close(5)


def test_an_edit_by_hand_is_shown_without_any_key(folder: Path) -> None:
    review = Review(folder)
    review.tag("verified")
    review.rest()
    edit(folder, "a.txt", "tag: verified", "tag: opinion")
    review.look()
    record = review.opened.record(0, "ana")
    assert record is not None
    assert record.tag == "opinion"
    review.close(5)


def test_a_comment_added_by_hand_stays_until_something_is_recorded(folder: Path) -> None:
    review = Review(folder)
    review.tag("verified")
    review.rest()
    edit(folder, "a.txt", "claims:\n", "# ask Bo about these\nclaims:\n")
    review.look()
    assert "# ask Bo" in (folder / "a.txt.triage.yaml").read_text(encoding="utf-8")
    review.close(5)


def test_our_own_writing_makes_neither_a_message_nor_another_writing(folder: Path) -> None:
    review = Review(folder)
    review.tag("verified")
    review.rest()
    said, opened = review.said, review.opened
    stamp = os.stat(folder / "a.txt.triage.yaml").st_mtime_ns
    saved_at = review.save_state.saved_at
    review.look()
    assert (review.said, review.save_state.saved_at) == (said, saved_at)
    assert review.opened is opened
    assert os.stat(folder / "a.txt.triage.yaml").st_mtime_ns == stamp
    review.close(5)


def test_a_broken_sidecar_blocks_with_its_place_and_is_not_overwritten(folder: Path) -> None:
    broken = "schema: 1\nsource: {file: a.txt, sha256: x}\nclaims: [\n"
    (folder / "a.txt.triage.yaml").write_text(broken, encoding="utf-8")
    review = Review(folder)
    assert re.search(r"a\.txt\.triage\.yaml:\d+:\d+", review.opened.blocked)
    assert review.listing.entry("a.txt").warning == review.opened.blocked
    assert not review.tag("verified")
    assert re.search(r":\d+:\d+", review.said.text)
    assert (folder / "a.txt.triage.yaml").read_text(encoding="utf-8") == broken
    (folder / "a.txt.triage.yaml").write_text(
        "schema: 1\nsource: {file: a.txt, sha256: x}\nclaims: {}\n", encoding="utf-8"
    )
    review.look()
    assert not review.opened.blocked
    assert not review.listing.entry("a.txt").warning
    assert review.tag("verified")
    review.close(5)
    assert tags_by_quote(folder, "a.txt") == {"The river rose by two metres.": {"ana": "verified"}}


def test_a_sidecar_broken_in_the_middle_of_a_review_waits_until_it_is_mended(folder: Path) -> None:
    review = Review(folder)
    review.tag("verified")
    review.rest()
    target = folder / "a.txt.triage.yaml"
    good = target.read_bytes()
    target.write_bytes(good + b"\t[")
    review.tag("opinion")  # before the breaking was noticed
    review.deliveries.drain_until(lambda: review.save_state.error)
    assert "a.txt.triage.yaml" in review.save_state.error
    review.look()
    assert review.opened.blocked
    assert not review.tag("opinion")
    assert target.read_bytes() == good + b"\t["
    target.write_bytes(good)  # the very bytes that were written here last
    review.look()
    assert not review.opened.blocked
    assert not review.save_state.error
    assert review.close(5) == []
    assert len(tags_by_quote(folder, "a.txt")) == 2


def test_a_broken_sidecar_that_is_deleted_blocks_no_longer(folder: Path) -> None:
    (folder / "a.txt.triage.yaml").write_text("claims: [", encoding="utf-8")
    review = Review(folder)
    (folder / "a.txt.triage.yaml").unlink()
    review.look()
    assert not review.opened.blocked
    assert not (folder / "a.txt.triage.yaml").exists()
    assert review.tag("verified")
    review.close(5)


NEWER = """\
schema: 2
source: {file: a.txt, sha256: x}
claims:
  K1: {quote: The river rose by two metres., start: 0, end: 29, at: 2026-01-01T00:00:00.000Z, mood: {deep: 1}}
"""


def test_a_newer_schema_is_shown_and_never_written(folder: Path) -> None:
    (folder / "a.txt.triage.yaml").write_text(NEWER, encoding="utf-8")
    review = Review(folder)
    assert "newer triage (schema 2)" in review.opened.blocked
    assert review.opened.annotations.claims.keys() == {"K1"}
    assert not review.tag("verified")
    assert review.close(5) == []
    assert (folder / "a.txt.triage.yaml").read_text(encoding="utf-8") == NEWER


def test_a_newer_schema_that_comes_while_the_article_is_open_blocks_it(folder: Path) -> None:
    review = Review(folder)
    review.tag("verified")
    review.rest()
    (folder / "a.txt.triage.yaml").write_text(NEWER, encoding="utf-8")
    review.look()
    assert "newer triage (schema 2)" in review.opened.blocked
    assert not review.save_state.error
    assert review.close(5) == []
    assert (folder / "a.txt.triage.yaml").read_text(encoding="utf-8") == NEWER


def test_a_newer_schema_that_goes_again_leaves_nothing_of_itself(folder: Path) -> None:
    (folder / "a.txt.triage.yaml").write_text(NEWER, encoding="utf-8")
    review = Review(folder)
    (folder / "a.txt.triage.yaml").write_text(
        "schema: 1\nsource: {file: a.txt, sha256: x}\n", encoding="utf-8"
    )
    review.look()
    assert review.tag("opinion")
    assert review.close(5) == []
    stored = sidecar(folder, "a.txt")
    assert stored["schema"] == 1
    assert "K1" not in stored["claims"]


def test_a_save_that_meets_a_newer_schema_is_refused_and_kept(folder: Path) -> None:
    review = Review(folder)
    (folder / "a.txt.triage.yaml").write_text(NEWER, encoding="utf-8")
    review.tag("verified")
    review.deliveries.drain_until(lambda: review.save_state.error)
    assert "newer triage" in review.save_state.error
    assert [unsaved.article.path for unsaved in review.close(5)] == ["a.txt"]
    assert (folder / "a.txt.triage.yaml").read_text(encoding="utf-8") == NEWER


def test_what_the_sidecar_says_is_yaml_for_anybody(folder: Path) -> None:
    review = Review(folder)
    review.note("yes: #1\n- two")
    review.close(5)
    loaded = yaml.safe_load((folder / "a.txt.triage.yaml").read_text(encoding="utf-8"))
    (claim,) = loaded["claims"].values()
    assert claim["tags"]["ana"]["note"] == "yes: #1\n- two"


def test_an_article_that_somebody_else_is_tagging_just_now_can_be_opened(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "The river rose.\n", "b.txt": "The mayor resigned. A vote follows.\n"})
    mine = Review(tmp_path, quiet=60)
    others = Review(tmp_path, "ben")
    others.desk.open("b.txt")
    others.tag("disputed")
    others.rest()
    mine.look()
    assert "b.txt" in mine.shelf.settling.moving
    mine.tag("verified")
    assert mine.desk.path == "b.txt"
    assert mine.here == "The mayor resigned."
    mine.tag("verified")
    mine.rest()
    assert tags_by_quote(tmp_path, "b.txt")["The mayor resigned."] == {"ana": "verified", "ben": "disputed"}
    mine.close(5)
    others.close(5)


def test_what_is_on_disk_and_in_memory_are_the_same_objects_so_that_each_save_sees_it_at_a_glance(
    folder: Path,
) -> None:
    review = Review(folder)
    for name in ("verified", "disputed"):
        review.tag(name)
    review.rest()
    review.close(5)
    again = Review(folder, "bo")
    again.shelf.forget("a.txt")
    again.shelf.expect(review.opened)
    again.tag("opinion")
    again.rest()
    on_disk = again.corpus.seen("a.txt")
    assert on_disk is not None
    assert len(on_disk.annotations.claims) == 2
    for name, claim in again.opened.annotations.claims.items():
        assert on_disk.annotations.claims[name] is claim
    again.tag("opinion")
    recorded = again.opened
    again.rest()
    assert again.opened is recorded
    again.close(5)
