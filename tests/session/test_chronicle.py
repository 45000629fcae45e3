"""What a reviewer did is there at the next start: to be undone, and to be saved if it was not."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.session.helpers import CODEBOOK, Deliveries, Review, sidecar, tags_by_quote, write
from tests.session.test_undo import ONE, TWO, Key, keys, seen
from triage.session.past import Playback, journalled
from triage.session.session import Session
from triage.store import atomic
from triage.store import journal as journal_module
from triage.store.corpus import Corpus
from triage.store.journal import Journal, read_all
from triage.store.journal_files import journal_path, older_parts
from triage.store.journal_lines import entries

RIVER, HOUSES = "The river rose by two metres.", "Nine houses were flooded, officials said."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, {"a.txt": ONE, "b.txt": TWO})
    return tmp_path


@pytest.fixture
def unwritable(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """No sidecar can be written until the patch is undone."""

    def fail(path: Path, content: bytes, within: Path | None = None) -> None:
        raise OSError(28, "No space left on device", str(path))

    with monkeypatch.context() as full:
        full.setattr(atomic, "replace", fail)
        yield full


def abandon(review: Session) -> None:
    """End a review as a kill does: nothing more is written, and the journal is not ended."""
    review.follower.stop()
    review.saver.stop()
    journal = review.chronicle._journal
    journal._kept.append(b"")  # what is not written yet keeps the journal from being ended
    journal.close([])


def test_undo_and_redo_go_back_through_earlier_programs(folder: Path) -> None:
    for name in ("verified", "disputed"):
        review = Review(folder)
        review.tag(name)
        review.close(5)
    third = Review(folder)
    third.tag("opinion")
    labels = []
    for _ in range(4):
        third.undo()
        labels.append(third.said.text)
    third.redo()
    third.close(5)
    assert [label.partition(": “")[0] for label in labels] == [
        "undid: tagged opinion",
        "undid: tagged disputed",
        "undid: tagged verified",
        "nothing to undo",
    ]
    fourth = Review(folder)
    fourth.redo()
    assert fourth.said.text == f"did again: tagged disputed: “{HOUSES}”"
    fourth.close(5)
    assert {quote: tags["ana"] for quote, tags in tags_by_quote(folder, "a.txt").items()} == {
        RIVER: "verified",
        HOUSES: "disputed",
        "Nobody was hurt.": "none",
    }


def test_a_new_step_forgets_what_was_undone_in_an_earlier_program(folder: Path) -> None:
    first = Review(folder)
    first.tag("verified")
    first.undo()
    first.close(5)
    second = Review(folder)
    second.tag("disputed")
    second.redo()
    assert second.said.text == "nothing to redo"
    second.close(5)


def test_what_somebody_else_changed_since_is_not_undone_and_not_asked_again(folder: Path) -> None:
    first = Review(folder)
    first.tag("verified")
    first.close(5)
    path = folder / "a.txt.triage.yaml"
    changed = path.read_text(encoding="utf-8").replace("tag: verified", "tag: opinion")
    path.write_text(changed, encoding="utf-8")
    second = Review(folder)
    second.undo()
    assert second.said.text.startswith("not taken back, somebody has changed it since")
    second.close(5)
    third = Review(folder)
    third.undo()
    assert third.said.text == "nothing to undo"
    third.close(5)


def test_anothers_steps_are_not_undone(folder: Path) -> None:
    ana = Review(folder, "ana")
    ana.tag("verified")
    ana.close(5)
    bo = Review(folder, "bo")
    bo.undo()
    assert bo.said.text == "nothing to undo"
    bo.close(5)


def test_a_step_is_undone_in_an_article_that_was_renamed_since(folder: Path) -> None:
    first = Review(folder)
    first.tag("verified")
    first.rest()
    (folder / "a.txt").rename(folder / "c.txt")
    first.look()
    first.close(5)
    second = Review(folder)
    second.undo()
    assert second.said.text.startswith("undid: tagged verified")
    second.close(5)
    assert tags_by_quote(folder, "c.txt")[RIVER] == {"ana": "none"}


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(keys, max_size=4), min_size=1, max_size=4), st.sampled_from([200, 1_000_000]))
def test_undoing_everything_over_many_programs_gives_back_the_start(
    programs: list[list[Key]], part_bytes: int
) -> None:
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr(journal_module, "PART_BYTES", part_bytes)
        folder = Path(name)
        write(folder, {"a.txt": ONE, "b.txt": TWO})
        begin = end = None
        for pressed in [*programs, []]:
            session = Review(folder)
            session.desk.open("b.txt")
            session.desk.open("a.txt")
            begin = begin or seen(session)
            for key in pressed:
                key(session)
            end = seen(session)
            session.close(5)
        session = Review(folder)
        session.desk.open("b.txt")
        session.desk.open("a.txt")
        count = 0
        while True:
            session.undo()
            if session.said.text == "nothing to undo":
                break
            count += 1
            assert session.said.text.startswith("undid: ")
        assert [row for row in seen(session) if len(row) > 2] == [row for row in begin or [] if len(row) > 2]
        for _ in range(count):
            session.redo()
        assert seen(session) == end
        session.close(5)


def test_what_a_crash_left_unsaved_is_recovered_with_its_times_saved_and_said(
    folder: Path, unwritable: pytest.MonkeyPatch
) -> None:
    crashed = Review(folder)
    crashed.tag("verified")
    crashed.note("who measured it?")
    crashed.go("The river")
    crashed.note("measured twice")
    crashed.tag("opinion")
    crashed.spans.edge("end-left")
    crashed.undo()
    wanted = crashed.opened.annotations
    abandon(crashed)
    unwritable.undo()
    again = Review(folder)
    assert again.said.text == "recovered after a crash: 6 steps"
    assert again.opened.annotations.claims == wanted.claims
    assert again.opened.annotations.reviews == wanted.reviews
    again.close(5)
    stored = sidecar(folder, "a.txt")
    assert {claim["quote"]: claim["tags"]["ana"]["tag"] for claim in stored["claims"].values()} == {
        RIVER: "opinion",
        HOUSES: "none",
    }
    third = Review(folder)
    assert third.said.text == ""
    third.undo()
    assert third.said.text.startswith("undid: tagged opinion")
    third.close(5)


def test_claims_that_were_split_and_joined_before_a_crash_are_recovered(
    folder: Path, unwritable: pytest.MonkeyPatch
) -> None:
    crashed = Review(folder)
    crashed.go("The river")
    crashed.spans.split()
    crashed.spans.make()
    crashed.tag("verified")
    crashed.spans.join()
    wanted = crashed.opened
    abandon(crashed)
    unwritable.undo()
    again = Review(folder)
    assert again.said.text == "recovered after a crash: 3 steps"
    assert again.opened.annotations.claims == wanted.annotations.claims
    assert again.opened.outline == wanted.outline
    again.close(5)


def test_recovering_twice_changes_nothing(folder: Path) -> None:
    crashed = Review(folder)
    crashed.tag("verified")
    crashed.rest()
    abandon(crashed)
    journal = journal_path(folder, "ana")
    unconfirmed = b"".join(
        written for written in journal.read_bytes().splitlines(keepends=True) if b'"saved"' not in written
    )
    before = (folder / "a.txt.triage.yaml").read_bytes()
    for _ in range(2):
        journal.write_bytes(unconfirmed)
        again = Review(folder)
        assert again.said.text == ""
        again.close(5)
        assert (folder / "a.txt.triage.yaml").read_bytes() == before


def test_what_was_saved_and_then_taken_back_by_hand_is_not_brought_back_by_a_crash(folder: Path) -> None:
    crashed = Review(folder)
    crashed.tag("verified")
    crashed.rest()
    abandon(crashed)
    (folder / "a.txt.triage.yaml").unlink()
    again = Review(folder)
    assert again.said.text == ""
    assert again.listing.entry("a.txt").tagged == 0
    again.close(5)


def test_the_disk_has_the_step_before_the_sidecar_is_written_and_the_screen_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    happened: list[str] = []
    replace, synced = atomic.replace, journal_module._sync

    def sync(descriptor: int) -> None:
        steps = [entry for entry in read_all(journal_path(folder, "ana")) if entry["do"] == "step"]
        happened.append(f"synced {len(steps)}")
        synced(descriptor)

    def write_sidecar(
        path: Path | str,
        content: bytes,
        within: Path | None = None,
        place: Callable[[str, str], bool] | None = None,
    ) -> bool:
        if str(path).endswith(".yaml"):
            happened.append("sidecar")
        return replace(path, content, within, place)

    review = Review(folder)
    monkeypatch.setattr(journal_module, "_sync", sync)
    monkeypatch.setattr(atomic, "replace", write_sidecar)
    review.tag("verified")
    review.rest()
    assert happened[:2] == ["synced 1", "sidecar"]
    assert review.save_state.saved_at
    review.close(5)


def test_a_later_judgement_on_disk_is_not_overwritten_by_an_earlier_one_in_the_journal(
    folder: Path, unwritable: pytest.MonkeyPatch
) -> None:
    crashed = Review(folder)
    crashed.tag("verified")
    abandon(crashed)
    unwritable.undo()
    elsewhere = Review(folder, "bo")
    elsewhere.tag("opinion")
    elsewhere.close(5)
    path = folder / "a.txt.triage.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("bo:", "ana:"), encoding="utf-8")
    again = Review(folder)
    assert again.opened.record(0, "ana") is not None
    record = again.opened.record(0, "ana")
    assert record is not None
    assert record.tag == "opinion"
    again.close(5)


def test_what_cannot_be_saved_at_the_end_either_stays_in_the_journal(
    folder: Path, unwritable: pytest.MonkeyPatch
) -> None:
    first = Review(folder)
    first.tag("verified")
    assert [unsaved.article.path for unsaved in first.close(0.1)] == ["a.txt"]
    (folder / "a.txt").rename(folder / "gone")
    unwritable.undo()
    second = Review(folder)
    assert second.said.text == "kept in the journal until it can be saved: a.txt"
    second.close(5)
    (folder / "gone").rename(folder / "a.txt")
    third = Review(folder)
    assert third.said.text == "recovered after a crash: 1 step"
    third.close(5)
    assert tags_by_quote(folder, "a.txt") == {RIVER: {"ana": "verified"}}


def test_without_a_journal_that_is_said_once_and_work_goes_on(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path_factory.mktemp("blocked") / "state"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_STATE_HOME", str(blocked))
    review = Review(folder)
    assert review.said.text.startswith("no journal, tags are saved all the same")
    review.tag("verified")
    assert review.said.text.startswith("verified")
    review.undo()
    assert review.said.text.startswith("undid")
    review.redo()
    assert review.close(5) == []
    assert tags_by_quote(folder, "a.txt") == {RIVER: {"ana": "verified"}}


def test_a_journal_torn_at_any_byte_gives_back_every_step_that_was_whole(
    folder: Path, unwritable: pytest.MonkeyPatch
) -> None:
    crashed = Review(folder)
    for name in ("verified", "disputed", "opinion"):
        crashed.tag(name)
    abandon(crashed)
    unwritable.undo()
    journal = journal_path(folder, "ana")
    whole = journal.read_bytes()
    ends, at = [], 0
    for written in whole.splitlines(keepends=True):
        at += len(written)
        if b'"do": "step"' in written:
            ends.append(at - 1)
    corpus = Corpus(folder)
    for cut in range(len(whole) + 1):
        past = Playback().play(entries(whole[:cut]))
        assert len(past.pending) == sum(end <= cut for end in ends)
        assert past.done == tuple(one.step for one in past.pending)
    for cut in (*ends, *(end - 1 for end in ends), len(whole) // 2):
        journal.write_bytes(whole[:cut])
        session = Session(corpus, "ana", CODEBOOK, Deliveries())
        session.start()
        tagged = session.listing.entry("a.txt").tagged
        assert tagged == sum(end <= cut for end in ends)
        session.close(5)
        (folder / "a.txt.triage.yaml").unlink(missing_ok=True)
        corpus = Corpus(folder)


def test_an_entry_of_another_kind_is_no_step_and_does_no_harm(folder: Path) -> None:
    review = Review(folder)
    review.tag("verified")
    review.close(5)
    journal = Journal(journal_path(folder, "ana"))
    for entry in ({"do": "from the future"}, {"do": "step", "id": 5}, {"do": "saved"}, {"do": "rename"}):
        journal.append(entry)
        assert journalled(entry) is None
    journal.close([])
    again = Review(folder)
    again.undo()
    assert again.said.text.startswith("undid: tagged verified")
    again.close(5)


def test_undo_reads_parts_that_were_put_away(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_module, "PART_BYTES", 10)
    for _ in range(3):
        review = Review(folder)
        review.tag("verified")
        review.undo()
        review.redo()
        review.close(5)
    assert len(older_parts(journal_path(folder, "ana"))) == 3
    last = Review(folder)
    for _ in range(3):
        last.undo()
        assert last.said.text.startswith("undid: tagged verified")
    last.undo()
    assert last.said.text == "nothing to undo"
    last.close(5)
    assert [entry["do"] for entry in read_all(journal_path(folder, "ana"))].count("undo") == 6
