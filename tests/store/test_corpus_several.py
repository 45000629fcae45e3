"""What others write to a sidecar before, while and after it is saved here is joined, to the last moment."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from triage.core.article import Article, digest
from triage.core.claim import Annotations, Review, Status
from triage.core.clock import Clock
from triage.store import atomic, placing
from triage.store.corpus import Corpus
from triage.store.sidecar import dump, parse
from triage.store.unreadable import Reason, Unreadable

TEXT = "It rained on Friday.\n"
ARTICLE = Article("a.txt", TEXT, "utf-8", digest(TEXT))
CLOCK = Clock()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def reviewed(root: Path, *names: str) -> Annotations:
    reviews = {name: Review(Status.DONE, CLOCK.tick()) for name in names}
    return replace(Corpus(root).empty(ARTICLE, ""), reviews=reviews)


def save(corpus: Corpus, annotations: Annotations) -> Annotations:
    return corpus.save(ARTICLE, annotations, "", CLOCK.tick)


def on_disk(root: Path) -> Annotations:
    return parse((root / "a.txt.triage.yaml").read_bytes(), "x")


def written_in_the_last_moment(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    """Have another program write once, between the last look and the last step."""
    real, waiting = placing._renamed, [content]

    def late(temporary: str, target: str, *, new: bool) -> str:
        if waiting:
            Path(target).write_bytes(waiting.pop())
        return real(temporary, target, new=new)

    monkeypatch.setattr(placing, "_renamed", late)


@pytest.mark.parametrize("locks", [True, False])
@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("existing", [True, False])
def test_what_is_written_in_the_very_last_moment_is_joined(
    root: Path, monkeypatch: pytest.MonkeyPatch, existing: bool, known: bool, locks: bool
) -> None:
    monkeypatch.setattr("triage.store.lock.HAS_LOCKS", locks)
    corpus = Corpus(root)
    if existing:
        save(corpus if known else Corpus(root), reviewed(root, "cy"))
    written_in_the_last_moment(monkeypatch, dump(reviewed(root, "bo")).encode())
    saved = save(corpus, reviewed(root, "ana"))
    assert on_disk(root).reviews.keys() >= {"ana", "bo"}
    assert saved == on_disk(root)
    assert "cy" in saved.reviews or not existing


def test_what_is_written_in_the_very_last_moment_and_cannot_be_read_is_kept_aside(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = Corpus(root)
    save(corpus, reviewed(root, "cy"))
    written_in_the_last_moment(monkeypatch, b"not: [a sidecar")
    save(corpus, reviewed(root, "ana"))
    assert on_disk(root).reviews.keys() == {"ana", "cy"}
    kept = [path.read_bytes() for path in (root / ".triage").rglob("*") if path.is_file()]
    assert b"not: [a sidecar" in kept


@pytest.mark.parametrize("readable", [True, False])
def test_what_a_save_overwrote_before_it_failed_is_joined_by_the_next(
    root: Path, monkeypatch: pytest.MonkeyPatch, readable: bool
) -> None:
    def fail(folder: str) -> None:
        raise OSError(5, "Input/output error", folder)

    corpus = Corpus(root)
    save(corpus, reviewed(root, "cy"))
    written = dump(reviewed(root, "bo")).encode() if readable else b"not: [a sidecar"
    written_in_the_last_moment(monkeypatch, written)
    with monkeypatch.context() as patch:
        patch.setattr(atomic, "_sync_folder", fail)
        with pytest.raises(OSError, match="Input/output"):
            save(corpus, reviewed(root, "ana"))
        kept = [path.read_bytes() for path in (root / ".triage").rglob("*") if path.is_file()]
        assert (written in kept) is not readable
        assert "bo" not in on_disk(root).reviews
    assert save(corpus, reviewed(root, "di")) == on_disk(root)
    assert on_disk(root).reviews.keys() == {"ana", "cy", "di"} | ({"bo"} if readable else set())


def test_an_edit_by_hand_between_two_saves_survives(root: Path) -> None:
    corpus = Corpus(root)
    saved = save(corpus, reviewed(root, "ana", "bo"))
    path = root / "a.txt.triage.yaml"
    path.write_text(path.read_text("utf-8").replace("ana: {status: done", "ana: {status: set-aside"), "utf-8")
    changed = replace(saved, reviews={**saved.reviews, "bo": Review(Status.IN_REVIEW, CLOCK.tick())})
    save(corpus, changed)
    assert {name: review.status for name, review in on_disk(root).reviews.items()} == {
        "ana": Status.SET_ASIDE,
        "bo": Status.IN_REVIEW,
    }


def test_where_nothing_was_said_there_is_no_sidecar(root: Path) -> None:
    empty = reviewed(root)
    assert save(Corpus(root), empty) is empty
    assert not (root / "a.txt.triage.yaml").exists()


def test_a_sidecar_that_went_is_written_again_with_all_that_was_in_it(root: Path) -> None:
    corpus = Corpus(root)
    save(corpus, reviewed(root, "ana"))
    (root / "a.txt.triage.yaml").unlink()
    save(corpus, reviewed(root, "bo"))
    assert on_disk(root).reviews.keys() == {"ana", "bo"}


def test_a_corpus_reads_no_larger_article_than_it_may(root: Path) -> None:
    article = Corpus(root, limit=5).article("a.txt")
    assert isinstance(article, Unreadable)
    assert article.reason is Reason.TOO_LARGE


def stamped_alike(path: Path, content: bytes) -> None:
    """Write into the file itself what is as long, and put back its time, as in one tick of the clock."""
    before = path.stat()
    assert len(content) == before.st_size
    path.write_bytes(content)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_a_sidecar_that_only_looks_known_is_not_overwritten(root: Path) -> None:
    corpus = Corpus(root)
    save(corpus, reviewed(root, "ana"))
    sidecar = root / "a.txt.triage.yaml"
    stamped_alike(sidecar, sidecar.read_bytes().replace(b"  ana: {status: done", b"  bob: {status: done"))
    assert set(save(corpus, reviewed(root, "cy")).reviews) == {"bob", "cy"}
    assert set(on_disk(root).reviews) == {"bob", "cy"}


def test_a_sidecar_that_only_looks_known_is_not_called_saved(root: Path) -> None:
    corpus = Corpus(root)
    saved = save(corpus, reviewed(root, "ana"))
    sidecar = root / "a.txt.triage.yaml"
    stamped_alike(sidecar, sidecar.read_bytes().replace(b"  ana: {status: done", b"  bob: {status: done"))
    assert set(save(corpus, saved).reviews) == {"ana", "bob"}
    assert set(on_disk(root).reviews) == {"ana", "bob"}


def test_a_sidecar_that_stands_as_it_was_written_is_not_read_before_it_is_replaced(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = Corpus(root)
    save(corpus, reviewed(root, "ana"))
    with monkeypatch.context() as patched:
        patched.setattr("triage.store.corpus.read_bytes", None)
        save(corpus, reviewed(root, "bo"))
    assert on_disk(root).reviews.keys() == {"ana", "bo"}


def test_a_sidecar_that_another_program_wrote_is_joined_at_the_second_try(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = Corpus(root)
    save(corpus, reviewed(root, "ana"))
    save(Corpus(root), reviewed(root, "bo"))
    written: list[str] = []
    real = atomic.replace

    def watched(path: str, content: bytes, within: Path, place: placing.Placing) -> bool:
        written.append(path.rpartition("/")[2])
        return real(path, content, within, place)

    monkeypatch.setattr(atomic, "replace", watched)
    save(corpus, reviewed(root, "cy"))
    assert on_disk(root).reviews.keys() == {"ana", "bo", "cy"}
    assert written == ["a.txt.triage.yaml"] * 2


def test_what_another_program_puts_there_at_once_is_not_known_for_ours(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus, real = Corpus(root), placing._renamed
    save(corpus, reviewed(root, "ana"))
    other = dump(reviewed(root, "bo")).encode()

    def soon(temporary: str, target: str, *, new: bool) -> str:
        done = real(temporary, target, new=new)
        (root / "late").write_bytes(other)
        (root / "late").replace(target)
        return done

    with monkeypatch.context() as patched:
        patched.setattr(placing, "_renamed", soon)
        save(corpus, reviewed(root, "cy"))
    assert save(corpus, reviewed(root, "di")).reviews.keys() == {"bo", "di"}


def test_saving_holds_no_more_than_the_file_that_was_replaced_last(root: Path) -> None:
    corpus = Corpus(root)
    before = os.listdir("/proc/self/fd")
    for name in ("ana", "bo", "cy", "dee"):
        save(corpus, reviewed(root, name))
    assert len(os.listdir("/proc/self/fd")) <= len(before) + 1
    corpus.let_go()
    corpus.let_go()
    assert os.listdir("/proc/self/fd") == before
