"""A file that is being written stands as it was before; what a half-written one says is never believed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.session.helpers import Review, sidecar, tags_by_quote, write
from triage.core.claim import State
from triage.session.settling import Settling
from triage.session.shelf import BEING_WRITTEN
from triage.store.listed import Articles
from triage.store.looks import Look, difference
from triage.store.scan import Found, Scan

TEXT = "The river rose by two metres. Nine houses were flooded. Nobody was hurt.\n"
NEW = "Floods in spring. " + TEXT
NEVER = 3600.0
"""Seconds to rest, when a test says itself what has come to rest."""

Steps = Iterator[None]


def in_place(folder: Path, text: str) -> Steps:
    """As nano, VS Code and vim's backupcopy=yes: emptied, then filled."""
    with (folder / "a.txt").open("wb") as file:
        yield
        file.write(text.encode())
    yield


def in_pieces(folder: Path, text: str) -> Steps:
    """As a slow copy: it grows, and is closed in between."""
    for end in range(0, len(text), 20):
        (folder / "a.txt").write_text(text[:end], encoding="utf-8")
        yield
    (folder / "a.txt").write_text(text, encoding="utf-8")
    yield


def by_renaming(folder: Path, text: str) -> Steps:
    """As most synchronisers, and gedit: whole under another name, then renamed."""
    (folder / ".a.txt.part").write_text(text, encoding="utf-8")
    yield
    os.replace(folder / ".a.txt.part", folder / "a.txt")
    yield


def with_a_backup(folder: Path, text: str) -> Steps:
    """As vim's backupcopy=no and emacs: the old file gets another name, the new one is written."""
    (folder / "a.txt").rename(folder / "a.txt~")
    yield
    with (folder / "a.txt").open("w", encoding="utf-8") as file:
        yield
        file.write(text[:20])
        file.flush()
        yield
        file.write(text[20:])
    yield
    (folder / "a.txt~").unlink()
    yield


def anew(folder: Path, text: str) -> Steps:
    """As git: removed, then made again."""
    (folder / "a.txt").unlink()
    yield
    (folder / "a.txt").write_text(text[:30], encoding="utf-8")
    yield
    (folder / "a.txt").write_text(text, encoding="utf-8")
    yield


WAYS = (in_place, in_pieces, by_renaming, with_a_backup, anew)


def settle(review: Review) -> None:
    """Let all that is in motion have been quiet for long enough."""
    review.shelf.settling.quiet = 0
    review.look()


@pytest.fixture
def review(tmp_path: Path) -> Iterator[Review]:
    write(tmp_path, {"a.txt": TEXT, "b.txt": "The port is closed today.\n"})
    review = Review(tmp_path, quiet=NEVER)
    for tag in ("verified", "disputed"):
        review.tag(tag)
    review.look()
    yield review
    review.close(5)


def told(review: Review) -> tuple[object, ...]:
    """Return all that a reviewer could see of the article, and what its sidecar is."""
    path = review.corpus.root / "a.txt.triage.yaml"
    status = path.stat()
    return (
        review.desk.path,
        review.opened.article.text,
        review.opened.annotations,
        review.here,
        review.listing.entry("a.txt"),
        (status.st_ino, status.st_mtime_ns, path.read_bytes()),
    )


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_text_that_is_written_anew_without_a_change_changes_nothing_at_any_moment(
    review: Review, way: Callable[[Path, str], Steps]
) -> None:
    before = told(review)
    for _ in way(review.corpus.root, TEXT):
        review.look()
        assert told(review) == before
    review.look()
    assert review.shelf.settling.moving == {"a.txt"}
    assert told(review) == before
    settle(review)
    assert told(review) == before


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_new_text_is_taken_over_when_it_is_whole(review: Review, way: Callable[[Path, str], Steps]) -> None:
    before = told(review)
    for _ in way(review.corpus.root, NEW):
        review.look()
    review.look()
    assert review.shelf.settling.moving == {"a.txt"}
    assert told(review) == before
    settle(review)
    assert review.opened.article.text == NEW
    assert {claim.anchor.state for claim in review.opened.annotations.claims.values()} == {State.MOVED}
    assert told(review)[-1] == before[-1], "places in a newer text are written with the next tag"


def test_a_tag_given_while_the_text_is_half_written_is_on_the_words_that_were_shown(review: Review) -> None:
    (review.corpus.root / "a.txt").write_text(TEXT[:9], encoding="utf-8")
    review.look()
    assert review.shelf.settling.moving == {"a.txt"}
    assert review.here == "Nobody was hurt."
    review.tag("opinion")
    review.saver.flush(5)
    assert tags_by_quote(review.corpus.root, "a.txt")["Nobody was hurt."] == {"ana": "opinion"}
    claims = sidecar(review.corpus.root, "a.txt")["claims"].values()
    assert not any("state" in claim for claim in claims)
    (review.corpus.root / "a.txt").write_text(NEW, encoding="utf-8")
    settle(review)
    assert review.listing.entry("a.txt").tagged == 3


def test_a_backup_that_is_an_article_by_its_name_does_not_take_the_tags_along(review: Review) -> None:
    (review.corpus.root / "a.txt").rename(review.corpus.root / "a.bak.txt")
    review.look()
    assert review.shelf.settling.moving == {"a.txt", "a.bak.txt"}
    assert "a.bak.txt" not in review.listing
    (review.corpus.root / "a.txt").write_text(NEW, encoding="utf-8")
    settle(review)
    assert review.desk.path == "a.txt"
    assert review.listing.entry("a.txt").tagged == 2
    assert review.listing.entry("a.bak.txt").tagged == 0


def test_a_new_article_is_listed_at_once_and_read_when_it_is_whole(review: Review) -> None:
    (review.corpus.root / "c.txt").write_text("It rai", encoding="utf-8")
    review.look()
    assert review.shelf.settling.moving == {"c.txt"}
    review.deliveries.drain_until(lambda: "c.txt" in review.listing)
    assert not review.listing.entry("c.txt").known
    review.desk.open("c.txt")
    assert review.desk.problem == BEING_WRITTEN
    (review.corpus.root / "c.txt").write_text("It rained. It poured.\n", encoding="utf-8")
    review.look()
    assert review.shelf.settling.moving == {"c.txt"}
    settle(review)
    assert review.desk.problem == ""
    assert review.opened.article.text == "It rained. It poured.\n"
    assert review.listing.entry("c.txt").claims == 2


def test_a_sidecar_that_another_program_writes_slowly_shows_nothing_wrong(review: Review) -> None:
    before = told(review)[:-1]
    path = review.corpus.root / "a.txt.triage.yaml"
    whole = path.read_bytes()
    for end in (0, len(whole) // 2, len(whole) - 5, len(whole)):
        path.write_bytes(whole[:end])
        review.look()
        assert told(review)[:-1] == before
        assert path.read_bytes() == whole[:end]
    settle(review)
    assert told(review)[:-1] == before
    assert path.read_bytes() == whole


def test_a_broken_sidecar_is_told_of_when_nobody_writes_it_any_more(review: Review) -> None:
    path = review.corpus.root / "a.txt.triage.yaml"
    path.write_bytes(path.read_bytes()[:-5] + b"\n: [")
    review.look()
    assert review.shelf.settling.moving == {"a.txt"}
    assert not review.opened.blocked
    settle(review)
    assert review.opened.blocked


def test_what_begins_to_change_while_it_is_read_is_not_believed(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first chunk of a new text comes just when the old change was found to be over."""
    real = review.corpus.article
    (review.corpus.root / "a.txt").write_text(NEW, encoding="utf-8")
    review.look()
    assert review.shelf.settling.moving == {"a.txt"}

    def article(path: str) -> object:
        monkeypatch.setattr(review.corpus, "article", real)
        (review.corpus.root / path).write_text("Flo", encoding="utf-8")
        found = real(path)
        review.shelf.settling.quiet = NEVER
        return found

    monkeypatch.setattr(review.corpus, "article", article)
    review.shelf.settling.quiet = 1e-9
    review.look()
    assert review.shelf.settling.moving == {"a.txt"}
    assert review.opened.article.text == TEXT
    (review.corpus.root / "a.txt").write_text(NEW, encoding="utf-8")
    settle(review)
    assert review.opened.article.text == NEW


def found(path: str, size: int = 1, inode: int = 1) -> Found:
    return Found(path, size, 0, inode)


class Looks:
    """A settling with a clock that a test sets."""

    def __init__(self, *before: Found) -> None:
        self.now = 0.0
        self.settling = Settling(1.0, lambda: self.now)
        self.settling.begin(Scan(Articles.of(before)))

    def at(self, now: float, *seen: Found) -> tuple[tuple[Found, ...], tuple[str, ...]]:
        self.now = now
        now_seen = difference(self.settling.scan, Scan(Articles.of(seen)))
        update, ripe = self.settling.take(now_seen, lambda _: False, ())
        return tuple(update.scan.articles), ripe


def test_a_change_counts_a_quiet_time_after_the_last_one() -> None:
    old, half, new = found("a.txt", 9), found("a.txt", 3), found("a.txt", 8)
    looks = Looks(old)
    for now, seen, taken in ((0, half, old), (0.75, new, old), (1.5, new, old), (1.75, new, new)):
        assert looks.at(now, seen) == ((taken,), ())
    assert looks.settling.moving == frozenset()


def test_a_name_that_is_gone_counts_a_quiet_time_later_unless_it_comes_back() -> None:
    a, b = found("a.txt", inode=1), found("b.txt", inode=2)
    looks = Looks(a, b)
    assert looks.at(0, b)[0] == (a, b)
    assert looks.at(0.9, a, b)[0] == (a, b)
    assert looks.at(1, a)[0] == (a, b)
    assert looks.at(2, a)[0] == (a,)


def test_a_rename_counts_when_both_names_have_come_to_rest_though_seen_at_different_looks() -> None:
    old, new = found("a.txt", inode=7), found("z.txt", inode=7)
    looks = Looks(old)
    for now, seen, taken in ((0, (), old), (0.5, (new,), old), (1.2, (new,), old), (1.5, (new,), new)):
        assert looks.at(now, *seen)[0] == (taken,)


def test_a_new_article_can_be_read_when_it_has_come_to_rest_though_it_has_not_grown() -> None:
    new = found("a.txt")
    looks = Looks()
    assert looks.at(0, new) == ((new,), ())
    assert looks.at(0.5, new) == ((new,), ())
    assert looks.at(1, new) == ((new,), ("a.txt",))
    assert looks.at(1.5, new) == ((new,), ())


def test_a_sidecar_that_stays_away_is_not_waited_for_for_ever() -> None:
    looks = Looks(found("a.txt"))
    for now, moving in ((0.0, {"a.txt"}), (1.0, set()), (1.1, set()), (9.0, set())):
        looks.now = now
        looks.settling.take(Look(), lambda _: False, {"a.txt"})
        assert looks.settling.moving == moving
