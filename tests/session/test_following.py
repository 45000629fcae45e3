"""Articles that change, come, go and get other names while they are reviewed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.session.helpers import Review, sidecar, tags_by_quote, write
from triage.core.claim import State
from triage.store import atomic

ONE = "The river rose by two metres. Nine houses were flooded. Nobody was hurt.\n"
TWO = "The mayor resigned on Monday. A vote follows in May.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, {"a.txt": ONE, "b.txt": TWO, "c.txt": "The port is closed today.\n"})
    return tmp_path


def test_an_edited_source_takes_its_claims_along(folder: Path) -> None:
    review = Review(folder)
    review.tag("verified")
    review.tag("disputed")
    write(folder, {"a.txt": "Floods in spring. " + ONE.replace("Nine houses were flooded. ", "")})
    review.look()
    claims = {claim.anchor.quote: claim.anchor.state for claim in review.opened.annotations.claims.values()}
    assert claims == {
        "The river rose by two metres.": State.MOVED,
        "Nine houses were flooded.": State.ORPHAN,
    }
    assert "1 recorded claim is not in the text any more" in review.listing.entry("a.txt").warning
    assert review.here == "Nobody was hurt."
    review.tag("opinion")
    review.close(5)
    text = (folder / "a.txt").read_text(encoding="utf-8")
    for claim in sidecar(folder, "a.txt")["claims"].values():
        if claim.get("state") != "orphan":
            assert text[claim["start"] : claim["end"]] == claim["quote"]


def test_an_orphan_comes_back_with_its_words(folder: Path) -> None:
    review = Review(folder)
    review.tag("verified")
    write(folder, {"a.txt": ONE.replace("The river rose by two metres. ", "")})
    review.look()
    assert review.opened.outline.orphans
    write(folder, {"a.txt": ONE})
    review.look()
    assert not review.opened.outline.orphans
    assert review.listing.entry("a.txt").tagged == 1
    review.close(5)


def test_a_claim_whose_words_changed_keeps_its_tag_and_waits_for_the_reviewer(folder: Path) -> None:
    review = Review(folder)
    review.tag("verified")
    write(folder, {"a.txt": ONE.replace("two metres", "three metres")})
    review.look()
    (claim,) = review.opened.annotations.claims.values()
    assert (claim.anchor.state, claim.anchor.was) == (State.CHANGED, "The river rose by two metres.")
    assert claim.anchor.quote == "The river rose by three metres."
    entry = review.listing.entry("a.txt")
    assert (entry.tagged, entry.warning) == (0, "1 claim has other words than were judged")
    review.tag("opinion")  # on the sentence after it
    review.rest()
    (written,) = (one for one in sidecar(folder, "a.txt")["claims"].values() if "was" in one)
    assert (written["state"], written["was"]) == ("changed", "The river rose by two metres.")
    review.go("three metres")
    review.tag("verified")
    review.rest()
    assert review.listing.entry("a.txt").tagged == 2
    review.close(5)
    assert all("was" not in one and "state" not in one for one in sidecar(folder, "a.txt")["claims"].values())


def test_words_that_come_back_are_the_ones_that_were_judged(folder: Path) -> None:
    review = Review(folder)
    review.tag("verified")
    for text in (ONE.replace("two metres", "three metres"), "More rain. " + ONE):
        write(folder, {"a.txt": text})
        review.look()
    (claim,) = review.opened.annotations.claims.values()
    assert (claim.anchor.quote, claim.anchor.was) == ("The river rose by two metres.", "")
    assert (claim.anchor.start, claim.anchor.state) == (11, State.MOVED)
    review.close(5)


def test_an_article_edited_while_nobody_looked_is_placed_from_its_old_text(folder: Path) -> None:
    """Of two sentences with the same words the second was tagged; the first goes, and all around it."""
    twice = "A storm came. Nobody was hurt. The sea was calm again by noon. Nobody was hurt. Rain fell.\n"
    write(folder, {"a.txt": twice})
    review = Review(folder)
    review.desk.put_cursor(3)
    review.tag("verified")
    review.close(5)
    write(folder, {"a.txt": "The sea was rough. So it went on. Nobody was hurt. Snow fell.\n"})
    review = Review(folder)
    (claim,) = review.opened.annotations.claims.values()
    assert claim.anchor.state is State.ORPHAN, "it cannot be known which one this is"
    review.close(5)
    write(folder, {"a.txt": "Good news: " + twice})
    review = Review(folder)
    (claim,) = review.opened.annotations.claims.values()
    assert (claim.anchor.start, claim.anchor.state) == (11 + twice.rindex("Nobody"), State.MOVED)
    review.close(5)


def test_a_text_that_changes_while_its_tags_wait_is_saved_with_the_new_positions(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = Review(folder)

    def fail(path: Path, *_: object) -> None:
        raise OSError(28, "No space left on device", str(path))

    with monkeypatch.context() as full:
        full.setattr(atomic, "replace", fail)
        review.tag("verified")
        review.deliveries.drain_until(lambda: review.save_state.error)
        write(folder, {"a.txt": "Floods in spring. " + ONE})
        review.follower.look_again()
        review.deliveries.drain_until(lambda: review.opened.article.text.startswith("Floods"))
    assert review.close(5) == []
    (claim,) = sidecar(folder, "a.txt")["claims"].values()
    assert (claim["start"], claim["state"]) == (18, "moved")


def test_tags_that_wait_survive_a_time_in_which_the_article_cannot_be_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = Review(folder)

    def fail(path: Path, *_: object) -> None:
        raise OSError(28, "No space left on device", str(path))

    with monkeypatch.context() as full:
        full.setattr(atomic, "replace", fail)
        review.tag("verified")
        review.deliveries.drain_until(lambda: review.save_state.error)
        write(folder, {"a.txt": ""})
        review.follower.look_again()
        review.deliveries.drain_until(lambda: review.desk.problem)
        write(folder, {"a.txt": ONE})
        review.follower.look_again()
        review.deliveries.drain_until(lambda: not review.desk.problem)
        review.tag("disputed")
    assert review.close(5) == []
    assert len(tags_by_quote(folder, "a.txt")) == 2


def test_an_article_that_cannot_be_read_any_more_says_so_wherever_it_is_opened(folder: Path) -> None:
    review = Review(folder)
    review.desk.open("b.txt")
    write(folder, {"a.txt": ""})
    review.look()
    assert review.listing.entry("a.txt").problem
    assert not review.desk.open("a.txt")
    assert review.desk.problem
    review.close(5)


@pytest.mark.parametrize("opened", [True, False])
@pytest.mark.parametrize("with_sidecar", [True, False])
def test_a_renamed_article_takes_its_tags_along(folder: Path, opened: bool, with_sidecar: bool) -> None:
    first = Review(folder)
    first.tag("verified")
    first.toggle_done()
    first.close(5)
    review = Review(folder)
    review.desk.open("a.txt" if opened else "b.txt")
    if opened:
        review.go("Nobody")
    else:
        review.shelf.forget("a.txt")
    os.rename(folder / "a.txt", folder / "z.txt")
    if with_sidecar:
        os.rename(folder / "a.txt.triage.yaml", folder / "z.txt.triage.yaml")
    review.look()
    assert review.desk.path == ("z.txt" if opened else "b.txt")
    left = "" if with_sidecar else "; 1 sidecar left behind, the tags were taken along"
    assert review.said.text == f"renamed: a.txt is z.txt now{left}"
    if opened:
        assert review.here == "Nobody was hurt."
    entry = review.listing.entry("z.txt")
    assert (entry.known, entry.tagged, entry.status) == (True, 1, "done")
    assert "a.txt" not in review.listing
    review.close(5)
    assert tags_by_quote(folder, "z.txt") == {"The river rose by two metres.": {"ana": "verified"}}
    if (
        opened or not with_sidecar
    ):  # a sidecar that was renamed, too, is left alone until something is recorded
        assert sidecar(folder, "z.txt")["source"]["file"] == "z.txt"


def test_an_article_renamed_before_any_tag_is_known_under_its_new_name(folder: Path) -> None:
    review = Review(folder)
    review.desk.open("b.txt")
    os.rename(folder / "a.txt", folder / "z.txt")
    review.look()
    assert review.listing.entry("z.txt").known
    assert review.listing.entry("z.txt").claims == 3
    review.close(5)


def test_what_was_done_before_a_rename_is_undone_after_it(folder: Path) -> None:
    review = Review(folder)
    review.tag("verified")
    review.rest()
    os.rename(folder / "a.txt", folder / "z.txt")
    review.look()
    review.undo()
    assert review.said.text.startswith("undid: tagged verified")
    review.close(5)
    (claim,) = sidecar(folder, "z.txt")["claims"].values()
    assert claim["tags"]["ana"]["tag"] == "none"


@pytest.mark.parametrize(
    ("here", "gone", "next_one"),
    [
        ("b.txt", ["b.txt"], "c.txt"),
        ("c.txt", ["c.txt"], "b.txt"),
        ("b.txt", ["a.txt", "b.txt"], "c.txt"),
        ("b.txt", ["b.txt", "c.txt"], "a.txt"),
        ("b.txt", ["a.txt"], "b.txt"),
        ("b.txt", ["a.txt", "b.txt", "c.txt"], None),
    ],
)
def test_a_removed_article_leaves_the_cursor_to_its_neighbour(
    folder: Path, here: str, gone: list[str], next_one: str | None
) -> None:
    review = Review(folder)
    review.desk.open(here)
    for path in gone:
        (folder / path).unlink()
    review.look()
    assert review.desk.path == next_one
    write(folder, {"d.txt": "The bridge fell.\n"})
    review.look()
    assert review.desk.path == (next_one or "d.txt")
    review.close(5)


def test_a_step_in_an_article_that_is_gone_does_not_stand_in_the_way_of_undo(folder: Path) -> None:
    review = Review(folder)
    review.desk.open("b.txt")
    review.tag("verified")
    review.desk.open("a.txt")
    review.tag("verified")
    review.rest()
    (folder / "a.txt").unlink()
    review.look()
    review.undo()
    assert "the article is gone" in review.said.text
    review.undo()
    assert review.said.text.startswith("undid: tagged verified")
    review.close(5)


def test_a_name_that_was_no_article_becomes_one(folder: Path) -> None:
    (folder / "d.txt").symlink_to(folder / "nothing.txt")
    review = Review(folder)
    assert review.listing.entry("d.txt").problem
    (folder / "d.txt").unlink()
    write(folder, {"d.txt": "The bridge fell.\n"})
    review.look()
    entry = review.listing.entry("d.txt")
    assert (entry.problem, entry.claims) == ("", 1)
    review.close(5)


def test_the_cursor_keeps_its_sentence_when_text_is_added_before_it_and_inside_it(folder: Path) -> None:
    review = Review(folder)
    review.go("Nobody")
    write(folder, {"a.txt": "Floods in spring came early and stayed for long. " + ONE})
    review.look()
    assert review.here == "Nobody was hurt."
    write(folder, {"a.txt": (folder / "a.txt").read_text(encoding="utf-8").replace("Nobody", "Nobody else")})
    review.look()
    assert review.here == "Nobody else was hurt."
    review.close(5)


def test_an_undone_edge_in_a_text_that_changed_stands_at_its_words(folder: Path) -> None:
    review = Review(folder)
    review.tag("verified")
    review.go("The river")
    review.spans.edge("end-left")
    write(folder, {"a.txt": "Floods in spring. " + ONE})
    review.look()
    review.undo()
    assert review.said.text.startswith("undid: moved an edge")
    assert review.here == "The river rose by two metres."
    review.spans.edge("end-left")
    write(folder, {"a.txt": "Floods in spring. " + ONE.replace("two metres", "two feet")})
    review.look()
    review.undo()
    assert "not taken back" in review.said.text
    review.close(5)


def test_a_fault_while_reading_is_said_and_the_rest_is_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = Review(folder, start=False)
    real = review.corpus.article

    def fail(path: str) -> object:
        if path == "b.txt":
            raise RuntimeError("no luck")
        return real(path)

    monkeypatch.setattr(review.corpus, "article", fail)
    review.start()
    review.deliveries.drain_until(lambda: review.follower.wait(0.01))
    review.deliveries.drain_until(lambda: review.listing.entry("c.txt").known)
    assert "no luck" in review.said.text
    review.close(5)


def test_closing_does_not_wait_for_what_was_not_taken_over(folder: Path) -> None:
    review = Review(folder)
    write(folder, {"d.txt": "The bridge fell.\n"})
    review.follower.look_again()
    assert review.follower.wait(5)
    assert review.close(5) == []


def test_the_cursor_stays_on_its_own_one_of_several_equal_sentences(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "It rained. He left. It rained. She left. It rained."})
    review = Review(tmp_path)
    review.desk.put_cursor(2)
    write(tmp_path, {"a.txt": "Water came. It rained. He left. It rained. She left. It rained."})
    review.look()
    assert review.desk.cursor == 3
    write(tmp_path, {"a.txt": "It rained. She left. It rained."})
    review.look()
    assert review.here == "It rained."
    review.close(5)
