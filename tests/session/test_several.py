"""Several writers: older versions, conflict copies and git's marks beside or in a sidecar lose nothing."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from tests.session.helpers import Review, sidecar, tags_by_quote, write
from triage.core.claim import Annotations
from triage.session.state import Tone
from triage.store import atomic, placing
from triage.store.articles import read_article
from triage.store.corpus import Corpus
from triage.store.lock import folder_lock
from triage.store.placing import Placing
from triage.store.unreadable import Unreadable

ONE = "The river rose by two metres. Nine houses were flooded. Nobody was hurt.\n"
TWO = "The mayor resigned on Monday. A vote follows in May.\n"
RIVER, HOUSES = "The river rose by two metres.", "Nine houses were flooded."
SIDE = "a.txt.triage.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, {"a.txt": ONE, "b.txt": TWO})
    return tmp_path


def judged_by(folder: Path, reviewer: str, tag: str) -> bytes:
    """Let somebody tag the first claim of a.txt; return the sidecar and take it away again."""
    review = Review(folder, reviewer)
    review.tag(tag)
    assert review.close(5) == []
    written = (folder / SIDE).read_bytes()
    (folder / SIDE).unlink()
    return written


def joined(folder: Path) -> list[Path]:
    return sorted((folder / ".triage" / "joined").glob("*"))


def test_an_older_version_of_a_sidecar_gets_back_what_it_lacks(folder: Path) -> None:
    review = Review(folder)
    review.tag("verified")
    review.rest()
    older = (folder / SIDE).read_bytes()
    review.tag("disputed")
    review.rest()
    (folder / SIDE).write_bytes(older)
    review.look()
    assert tags_by_quote(folder, "a.txt") == {RIVER: {"ana": "verified"}, HOUSES: {"ana": "disputed"}}
    review.close(5)


@pytest.mark.parametrize("gone", [True, False])
def test_it_gets_it_back_also_while_its_article_is_not_in_memory(folder: Path, gone: bool) -> None:
    review = Review(folder)
    review.tag("verified")
    review.rest()
    older = (folder / SIDE).read_bytes()
    review.tag("disputed")
    review.toggle_done()
    review.rest()
    review.look()
    review.desk.open("b.txt")
    review.shelf.forget("a.txt")
    if gone:
        (folder / SIDE).unlink()
    else:
        (folder / SIDE).write_bytes(older)
    review.look()
    assert tags_by_quote(folder, "a.txt") == {RIVER: {"ana": "verified"}, HOUSES: {"ana": "disputed"}}
    assert sidecar(folder, "a.txt")["reviews"]["ana"]["status"] == "done"
    assert review.shelf.get("a.txt") is None
    review.close(5)


def test_a_newer_decision_of_the_same_reviewer_elsewhere_is_not_undone(folder: Path) -> None:
    here, elsewhere = Review(folder), Review(folder)
    here.tag("verified")
    here.rest()
    here.desk.open("b.txt")
    here.shelf.forget("a.txt")
    elsewhere.look()
    elsewhere.go(RIVER)
    elsewhere.tag("opinion")
    elsewhere.rest()
    here.look()
    assert tags_by_quote(folder, "a.txt") == {RIVER: {"ana": "opinion"}}
    here.close(5)
    elsewhere.close(5)


COPIES = [
    "a.txt.triage.sync-conflict-20260101-120000-ABCDEFG.yaml",
    "a.txt.triage (ana's conflicted copy 2026-01-01).yaml",
    "a.txt.triage (conflicted copy 2026-01-01 120000).yaml",
    "a.txt.triage_conflict-20260101-120000.yaml",
    "a.txt.triage.sync-conflict-20260101-120000-ABCDEFG.sync-conflict-20260102-120000-ABCDEFG.yaml",
    "a.txt.triage.yaml (conflicted copy)",
]


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("name", COPIES)
def test_a_conflict_copy_is_joined_in_moved_aside_and_said(folder: Path, name: str, before: bool) -> None:
    theirs = judged_by(folder, "bo", "disputed")
    if before:
        (folder / name).write_bytes(theirs)
    review = Review(folder)
    review.tag("verified")
    review.rest()
    if not before:
        (folder / name).write_bytes(theirs)
        review.look()
        assert review.said.text == f"joined in: {name}, kept in .triage/joined"
        assert review.said.tone is Tone.INFO
    review.rest()
    assert not (folder / name).exists()
    assert [path.read_bytes() for path in joined(folder)] == [theirs]
    tags = [claim["tags"] for claim in sidecar(folder, "a.txt")["claims"].values()]
    assert sorted(name for records in tags for name in records) == ["ana", "bo"]
    names = {name for claim in review.opened.annotations.claims.values() for name in claim.tags}
    assert names == {"ana", "bo"}
    review.close(5)


def test_copies_of_one_name_in_two_folders_are_both_kept(folder: Path) -> None:
    theirs = judged_by(folder, "bo", "disputed")
    write(folder, {"inner/a.txt": ONE})
    for place in ("", "inner"):
        (folder / place / COPIES[0]).write_bytes(theirs)
        (folder / place / COPIES[1]).write_bytes(theirs)
    review = Review(folder)
    review.close(5)
    assert len(joined(folder)) == 4
    assert (
        tags_by_quote(folder, "inner/a.txt") == tags_by_quote(folder, "a.txt") == {RIVER: {"bo": "disputed"}}
    )


@pytest.mark.parametrize(
    ("copy", "said"),
    [
        (b"claims: [", f"not joined in: {COPIES[0]}:2:1: "),
        (
            b"schema: 2\nsource: {file: a.txt, sha256: s}\n",
            f"not joined in: {COPIES[0]}: written by a newer triage",
        ),
    ],
)
def test_a_copy_that_cannot_be_read_stays_and_is_said_once(folder: Path, copy: bytes, said: str) -> None:
    review = Review(folder)
    (folder / COPIES[0]).write_bytes(copy)
    review.look()
    assert review.said.text.startswith(said)
    assert (folder / COPIES[0]).read_bytes() == copy
    review.say("something else")
    write(folder, {"c.txt": "Another one.\n"})
    review.look()
    assert review.said.text == "something else"
    assert not (folder / SIDE).exists()
    review.close(5)


def test_a_copy_waits_while_the_sidecar_itself_cannot_be_read(folder: Path) -> None:
    theirs = judged_by(folder, "bo", "disputed")
    (folder / SIDE).write_bytes(b"claims: [")
    (folder / COPIES[0]).write_bytes(theirs)
    review = Review(folder)
    assert (folder / COPIES[0]).exists()
    assert (folder / SIDE).read_bytes() == b"claims: ["
    (folder / SIDE).unlink()
    review.look()
    assert tags_by_quote(folder, "a.txt") == {RIVER: {"bo": "disputed"}}
    assert not (folder / COPIES[0]).exists()
    review.close(5)


def test_a_copy_without_its_article_is_left_alone(folder: Path) -> None:
    theirs = judged_by(folder, "bo", "disputed")
    (folder / "gone.txt.triage (conflicted copy).yaml").write_bytes(theirs)
    review = Review(folder)
    review.close(5)
    assert (folder / "gone.txt.triage (conflicted copy).yaml").exists()


def test_nothing_is_put_aside_through_a_link_out_of_the_folder(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    theirs = judged_by(folder, "bo", "disputed")
    outside = tmp_path_factory.mktemp("outside")
    (folder / ".triage" / "joined").symlink_to(outside)
    (folder / COPIES[0]).write_bytes(theirs)
    review = Review(folder)
    assert "not joined in" in review.said.text
    review.close(5)
    assert list(outside.iterdir()) == []
    assert (folder / COPIES[0]).exists()


def marked(ours: bytes, theirs: bytes) -> bytes:
    """Return what git makes of two sidecars of which it knows nothing."""
    return b"<<<<<<< HEAD\n" + ours + b"=======\n" + theirs + b">>>>>>> topic\n"


@pytest.mark.parametrize("when", ["at the start", "open", "not in memory"])
def test_gits_marks_in_a_sidecar_are_mended_and_said(folder: Path, when: str) -> None:
    whole = marked(judged_by(folder, "bo", "disputed"), judged_by(folder, "cy", "opinion"))
    if when == "at the start":
        (folder / SIDE).write_bytes(whole)
    review = Review(folder)
    if when != "at the start":
        if when == "not in memory":
            review.desk.open("b.txt")
            review.shelf.forget("a.txt")
        (folder / SIDE).write_bytes(whole)
        review.look()
    assert review.said.text == f"joined in: {SIDE}, kept in .triage/joined"
    assert [path.read_bytes() for path in joined(folder)] == [whole]
    tags = [claim["tags"] for claim in sidecar(folder, "a.txt")["claims"].values()]
    assert sorted(name for records in tags for name in records) == ["bo", "cy"]
    review.desk.open("a.txt")
    assert not review.opened.blocked
    review.close(5)


def test_marks_around_what_cannot_be_read_block_as_any_broken_sidecar(folder: Path) -> None:
    whole = marked(judged_by(folder, "bo", "disputed"), b"claims: [\n")
    (folder / SIDE).write_bytes(whole)
    review = Review(folder)
    assert f"{SIDE}:" in review.opened.blocked
    assert not review.tag("verified")
    review.close(5)
    assert (folder / SIDE).read_bytes() == whole


def test_a_sidecar_written_in_the_last_moment_is_joined_all_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lock may be worth nothing; what another program writes while we write is not overwritten."""
    theirs = judged_by(folder, "bo", "disputed")
    real = atomic.replace
    calls: list[str] = []

    def slow(path: str, content: bytes, within: Path, place: Placing | None = None) -> bool:
        if Path(path).name == SIDE and not calls:
            calls.append(path)
            (folder / SIDE).write_bytes(theirs)
        return real(path, content, within, place)

    monkeypatch.setattr(atomic, "replace", slow)
    review = Review(folder)
    review.tag("verified")
    assert review.close(5) == []
    tags = [claim["tags"] for claim in sidecar(folder, "a.txt")["claims"].values()]
    assert sorted(name for records in tags for name in records) == ["ana", "bo"]
    assert not list(folder.glob(".*triage-tmp*"))


def test_a_sidecar_that_never_stands_still_is_written_in_the_end(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Placing, "__call__", lambda *_: False)
    corpus = Corpus(folder)
    article = read_article(folder, "a.txt")
    assert not isinstance(article, Unreadable)
    review = Review(folder)
    review.tag("verified")
    assert review.close(5) == []
    assert tags_by_quote(folder, "a.txt") == {RIVER: {"ana": "verified"}}
    assert isinstance(corpus.annotations("a.txt"), Annotations)


def test_two_threads_of_one_program_save_one_after_the_other(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("triage.store.lock.HAS_LOCKS", False)
    review = Review(folder)
    review.tag("verified")
    review.rest()
    corpus, annotations, article = review.corpus, review.opened.annotations, review.opened.article
    inside: list[int] = []
    most: list[int] = []
    real = atomic.replace

    def watched(path: Path, content: bytes, *more: object) -> bool:
        inside.append(1)
        most.append(len(inside))
        try:
            return real(path, content, folder)
        finally:
            inside.pop()

    monkeypatch.setattr(atomic, "replace", watched)
    titles = [str(number) for number in range(8)]
    threads = [
        threading.Thread(
            target=corpus.save, args=(article, annotations, title, lambda: "2027-01-01T00:00:00.000Z")
        )
        for title in titles
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert max(most) == 1
    review.close(5)


def test_a_lock_is_never_waited_for_longer_than_a_quarter_of_a_second(folder: Path) -> None:
    review = Review(folder)
    with folder_lock(folder):
        review.tag("verified")
        review.deliveries.drain_until(lambda: review.save_state.saved_at)
    assert tags_by_quote(folder, "a.txt") == {RIVER: {"ana": "verified"}}
    review.close(5)


def test_without_a_lock_what_was_overwritten_is_joined_and_written_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = judged_by(folder, "bo", "disputed")
    monkeypatch.setattr("triage.store.lock.HAS_LOCKS", False)
    review = Review(folder)
    review.tag("verified")
    review.rest()
    real = placing._renamed
    late = [theirs, b"claims: ["]

    def overtaken(temporary: str, target: str, *, new: bool) -> str:
        if late:
            (folder / SIDE).write_bytes(late.pop(0))
        return real(temporary, target, new=new)

    monkeypatch.setattr(placing, "_renamed", overtaken)
    review.tag("opinion")
    assert review.close(5) == []
    assert not late
    tags = [claim["tags"] for claim in sidecar(folder, "a.txt")["claims"].values()]
    assert sorted(name for records in tags for name in records) == ["ana", "ana", "bo"]
    assert [path.read_bytes() for path in joined(folder)] == [b"claims: ["]


def test_what_was_overwritten_by_a_save_that_failed_is_joined_by_the_next(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = judged_by(folder, "bo", "disputed")
    review = Review(folder)
    review.tag("verified")
    review.rest()
    real = placing._renamed

    def overtaken(temporary: str, target: str, *, new: bool) -> str:
        (folder / SIDE).write_bytes(theirs)
        return real(temporary, target, new=new)

    def fail(place: str) -> None:
        raise OSError(5, "Input/output error", place)

    with monkeypatch.context() as failing:
        failing.setattr(placing, "_renamed", overtaken)
        failing.setattr(atomic, "_sync_folder", fail)
        review.tag("opinion")
        review.deliveries.drain_until(lambda: review.save_state.error)
        assert review.saver.unsaved()
    assert review.close(5) == []
    tags = [claim["tags"] for claim in sidecar(folder, "a.txt")["claims"].values()]
    assert sorted(name for records in tags for name in records) == ["ana", "ana", "bo"]
