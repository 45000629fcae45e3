"""What a save makes of the sidecar that stands there: all of it is kept, and placed in the text as it is."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from triage.core.anchor import anchor_at, place_in
from triage.core.article import Article, digest
from triage.core.claim import SCHEMA, Anchor, Annotations, Claim, Review, State, Status, TagRecord
from triage.core.clock import Clock
from triage.errors import RefusedError, TriageError
from triage.store import texts
from triage.store.corpus import TRIES, Corpus
from triage.store.placing import Placing
from triage.store.sidecar import dump, parse

SENTENCE = "It rained on Friday."
OLD = f"{SENTENCE} Nobody saw it coming.\n"
NEW = f"A bad week. {OLD}"
SIDE = "a.txt.triage.yaml"
CLOCK = Clock()


def article(text: str, path: str = "a.txt") -> Article:
    return Article(path, text, "utf-8", digest(text))


def tagged(root: Path, text: str = OLD, name: str = "K1") -> Annotations:
    """Return the annotations of an article whose first sentence was tagged."""
    start = text.index(SENTENCE)
    anchor = anchor_at(text, start, start + len(SENTENCE), CLOCK.tick())
    claim = Claim(name, anchor, {"ana": TagRecord("verified", CLOCK.tick())})
    return replace(Corpus(root).empty(article(text), ""), claims={name: claim})


def reviewed(root: Path, name: str, text: str = OLD) -> Annotations:
    reviews = {name: Review(Status.DONE, CLOCK.tick())}
    return replace(Corpus(root).empty(article(text), ""), reviews=reviews)


def save(corpus: Corpus, annotations: Annotations, text: str = OLD) -> Annotations:
    return corpus.save(article(text), annotations, "", CLOCK.tick)


def on_disk(root: Path) -> Annotations:
    return parse((root / SIDE).read_bytes(), "x")


def kept_aside(root: Path) -> list[bytes]:
    folder = root / ".triage" / "joined"
    return [path.read_bytes() for path in folder.iterdir()] if folder.is_dir() else []


def span(annotations: Annotations, name: str = "K1") -> tuple[int, int, State]:
    anchor = annotations.claims[name].anchor
    return anchor.start, anchor.end, anchor.state


@pytest.mark.parametrize("ours", [True, False], ids=["written here", "written by another program"])
def test_a_claim_made_on_an_older_text_is_saved_at_its_new_place(tmp_path: Path, ours: bool) -> None:
    corpus = Corpus(tmp_path)
    save(corpus if ours else Corpus(tmp_path), tagged(tmp_path))
    saved = save(corpus, reviewed(tmp_path, "bo", NEW), NEW)
    start = NEW.index(SENTENCE)
    assert span(saved)[:2] == (start, start + len(SENTENCE))
    assert saved.source.sha256 == digest(NEW)
    assert on_disk(tmp_path) == saved
    assert save(corpus, reviewed(tmp_path, "cy", NEW), NEW).claims == saved.claims


def test_a_claim_of_ours_made_on_an_older_text_is_placed_too(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path)
    save(corpus, reviewed(tmp_path, "bo", NEW), NEW)
    saved = save(corpus, tagged(tmp_path), NEW)
    assert span(saved)[0] == NEW.index(SENTENCE)
    assert on_disk(tmp_path) == saved


@pytest.mark.parametrize(
    ("made_on", "text", "with_claims", "sought"),
    [(OLD, NEW, True, True), (OLD, OLD, True, False), (OLD, NEW, False, False)],
)
def test_the_old_text_is_sought_only_where_claims_were_made_on_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made_on: str, text: str, with_claims: bool, sought: bool
) -> None:
    corpus = Corpus(tmp_path)
    texts.keep(tmp_path, article(made_on))
    asked: list[str | None] = []

    def watched(there: Article, found: Annotations, old: str | None, *rest: object, **more: object) -> object:
        asked.append(old)
        return place_in(there, found, old, *rest, **more)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr("triage.store.corpus.place_in", watched)
    before = tagged(tmp_path, made_on) if with_claims else reviewed(tmp_path, "bo", made_on)
    placed = corpus.placed(article(text), before)
    assert asked == [made_on if sought else None]
    if with_claims:
        assert span(placed)[0] == text.index(SENTENCE)


def test_tags_are_saved_where_the_old_text_cannot_be_kept(tmp_path: Path) -> None:
    (tmp_path / ".triage").mkdir()
    (tmp_path / ".triage" / "texts").write_text("in the way", encoding="utf-8")
    corpus = Corpus(tmp_path)
    saved = save(corpus, tagged(tmp_path))
    assert on_disk(tmp_path) == saved
    assert not corpus.has_text(digest(OLD))
    (tmp_path / ".triage" / "texts").unlink()
    save(corpus, reviewed(tmp_path, "bo"))
    assert corpus.has_text(digest(OLD))


def test_the_text_of_an_article_is_kept_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = Corpus(tmp_path)
    save(corpus, tagged(tmp_path))
    assert corpus.has_text(digest(OLD))
    monkeypatch.setattr(texts, "keep", None)
    assert save(corpus, reviewed(tmp_path, "bo")).reviews.keys() == {"bo"}


def test_a_sidecar_that_was_read_elsewhere_is_taken_over_unless_it_is_known(tmp_path: Path) -> None:
    corpus, other = Corpus(tmp_path), Corpus(tmp_path)
    save(other, tagged(tmp_path))
    seen = other.seen("a.txt")
    assert seen is not None
    corpus.adopt("a.txt", seen)
    assert corpus.seen("a.txt") is seen
    save(other, reviewed(tmp_path, "bo"))
    newer = other.seen("a.txt")
    assert newer is not None
    corpus.adopt("a.txt", newer)
    assert corpus.seen("a.txt") is seen


def test_a_sidecar_is_called_after_the_article_without_its_folders(tmp_path: Path) -> None:
    (tmp_path / "north" / "east").mkdir(parents=True)
    corpus, there = Corpus(tmp_path), article(OLD, "north/east/a.txt")
    saved = corpus.save(there, tagged(tmp_path), "A title", CLOCK.tick)
    assert (saved.source.file, saved.source.title) == ("a.txt", "A title")
    assert corpus.empty(there, "t").source.file == "a.txt"
    assert corpus.empty(article(OLD, "b.txt"), "").source.file == "b.txt"


def conflict(root: Path) -> bytes:
    """Return a sidecar with git's marks: two reviewers, each with a review that the other has not."""
    ours, theirs = dump(reviewed(root, "bo")), dump(reviewed(root, "cy"))
    return f"<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> topic\n".encode()


@pytest.mark.parametrize("read_first", [True, False])
def test_a_sidecar_with_gits_marks_is_kept_aside_and_mended_by_the_next_save(
    tmp_path: Path, read_first: bool
) -> None:
    marked = conflict(tmp_path)
    (tmp_path / SIDE).write_bytes(marked)
    corpus = Corpus(tmp_path)
    if read_first:
        assert corpus.annotations("a.txt") is not None
        assert corpus.marked() == ["a.txt"]
    saved = save(corpus, reviewed(tmp_path, "ana"))
    assert saved.reviews.keys() == {"ana", "bo", "cy"}
    assert on_disk(tmp_path) == saved
    assert kept_aside(tmp_path) == [marked]
    assert corpus.marked() == []
    save(corpus, reviewed(tmp_path, "di"))
    assert kept_aside(tmp_path) == [marked]


def test_a_sidecar_mended_by_somebody_else_is_not_called_marked(tmp_path: Path) -> None:
    (tmp_path / SIDE).write_bytes(conflict(tmp_path))
    corpus = Corpus(tmp_path)
    corpus.summary("a.txt")
    assert corpus.marked() == ["a.txt"]
    (tmp_path / SIDE).write_text(dump(reviewed(tmp_path, "bo")), encoding="utf-8")
    corpus.summary("a.txt")
    assert corpus.marked() == []


def test_marked_sidecars_are_told_in_the_order_of_their_names(tmp_path: Path) -> None:
    corpus, names = Corpus(tmp_path), [f"{letter}.txt" for letter in "fbdaec"]
    for name in names:
        (tmp_path / f"{name}.triage.yaml").write_bytes(conflict(tmp_path))
        corpus.summary(name)
    assert corpus.marked() == sorted(names)


def test_what_is_saved_already_is_not_written_again(tmp_path: Path) -> None:
    corpus, wanted = Corpus(tmp_path), tagged(tmp_path)
    saved = save(corpus, wanted)
    before = os.stat(tmp_path / SIDE).st_ino
    assert save(corpus, wanted) == saved
    assert save(Corpus(tmp_path), wanted) == saved
    assert os.stat(tmp_path / SIDE).st_ino == before


def test_the_last_try_overwrites_whoever_writes_all_the_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = Corpus(tmp_path)
    save(corpus, reviewed(tmp_path, "bo"))
    others: list[str] = []
    real = Placing.__call__

    def overtaken(self: Placing, temporary: str, target: str) -> bool:
        others.append(f"r{len(others)}")
        joined = replace(on_disk(tmp_path), reviews={**on_disk(tmp_path).reviews, **review(others[-1])})
        Path(target).write_text(dump(joined), encoding="utf-8")
        return real(self, temporary, target)

    def review(name: str) -> dict[str, Review]:
        return {name: Review(Status.DONE, CLOCK.tick())}

    monkeypatch.setattr(Placing, "__call__", overtaken)
    saved = save(corpus, tagged(tmp_path))
    assert on_disk(tmp_path) == saved
    assert saved.reviews.keys() == {"bo", *others}
    assert len(others) == TRIES + 1
    assert "K1" in saved.claims


def test_what_is_known_of_a_sidecar_is_told_from_what_stands_there(tmp_path: Path) -> None:
    corpus, other = Corpus(tmp_path), Corpus(tmp_path)
    assert not corpus.is_new_to_us("a.txt")
    assert corpus.known_sidecars() == set()
    save(other, reviewed(tmp_path, "bo"))
    assert corpus.is_new_to_us("a.txt")
    found = corpus.annotations("a.txt")
    assert corpus.annotations("a.txt") is found
    assert not corpus.is_new_to_us("a.txt")
    assert corpus.known_sidecars() == {"a.txt"}
    save(other, reviewed(tmp_path, "cy"))
    assert corpus.is_new_to_us("a.txt")
    (tmp_path / SIDE).unlink()
    assert corpus.is_new_to_us("a.txt")
    assert corpus.annotations("a.txt") is None
    assert (corpus.is_new_to_us("a.txt"), corpus.known_sidecars()) == (False, set())


def test_temporary_files_of_killed_programs_are_named_and_removed_one_by_one(tmp_path: Path) -> None:
    (tmp_path / "north").mkdir()
    left = [".a.triage-tmp-00000000-1-00000000", "north/.b.triage-tmp-00000000-1-00000001"]
    for name in left:
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (0, 0))
    corpus = Corpus(tmp_path)
    assert sorted(corpus.abandoned()) == left
    corpus.remove_abandoned(left[0])
    corpus.remove_abandoned(left[0])
    assert corpus.abandoned() == [left[1]]
    corpus.sweep()
    assert corpus.abandoned() == []


def test_an_orphan_is_offered_a_place_by_the_way_from_the_old_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus, words = Corpus(tmp_path), "It snowed on Friday."
    changed = OLD.replace(SENTENCE, words)
    before = save(corpus, tagged(tmp_path)).claims["K1"].anchor
    lost = replace(before, start=7, end=9, state=State.ORPHAN)
    claims = {"K1": Claim("K1", lost), "K2": Claim("K2", before), "K3": Claim("K3", lost)}
    shown = replace(tagged(tmp_path), claims=claims)
    here = {"K1": (0, len(SENTENCE)), "K3": (0, len(SENTENCE))}
    assert corpus.offers(article(changed), shown)["K1"] == (0, len(words))
    asked: list[tuple[str, dict[str, Anchor], str | None]] = []

    def watched(text: str, anchors: dict[str, Anchor], old: str | None) -> dict[str, tuple[int, int]]:
        asked.append((text, anchors, old))
        return here

    monkeypatch.setattr("triage.store.corpus.offers", watched)
    assert corpus.offers(article(changed), shown) == here
    assert asked.pop() == (changed, {"K1": before, "K3": lost}, OLD)
    corpus.offers(article(OLD), shown)
    assert asked.pop() == (OLD, {"K1": lost, "K3": lost}, None)
    for content in (b"not: [a sidecar", None):
        (tmp_path / SIDE).unlink()
        if content is not None:
            (tmp_path / SIDE).write_bytes(content)
        corpus.offers(article(changed), shown)
        assert asked.pop() == (changed, {"K1": lost, "K3": lost}, None)
        (tmp_path / SIDE).touch()


def test_a_text_is_kept_for_the_day_on_which_it_changes(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path)
    assert not corpus.has_text(digest(OLD))
    corpus.keep_text(article(OLD))
    assert corpus.has_text(digest(OLD))


def test_what_stands_in_the_place_of_a_sidecar_and_is_no_file_is_left_there(tmp_path: Path) -> None:
    (tmp_path / SIDE).mkdir()
    with pytest.raises(TriageError, match=r"a\.txt\.triage\.yaml"):
        save(Corpus(tmp_path), tagged(tmp_path))
    with pytest.raises(TriageError, match=rf"^{SIDE}: .+") as caught:
        Corpus(tmp_path).annotations("a.txt")
    assert caught.value.hint == "the sidecar was left as it is"
    assert (tmp_path / SIDE).is_dir()


def test_a_sidecar_of_a_newer_program_is_left_to_the_byte(tmp_path: Path) -> None:
    newer = dump(replace(reviewed(tmp_path, "bo"), schema=SCHEMA + 1)).encode()
    (tmp_path / SIDE).write_bytes(newer)
    with pytest.raises(RefusedError) as caught:
        save(Corpus(tmp_path), tagged(tmp_path))
    assert caught.value.message == "a.txt: its sidecar was written by a newer triage (schema 2)"
    assert caught.value.hint == "nothing was changed there; update this program"
    assert (tmp_path / SIDE).read_bytes() == newer


@pytest.mark.parametrize("marked", [True, False])
@pytest.mark.parametrize("with_copy", [True, False])
def test_what_is_taken_in_is_named_and_put_aside(tmp_path: Path, with_copy: bool, marked: bool) -> None:
    (tmp_path / "a.txt").write_text(OLD, encoding="utf-8")
    copy = "a.txt.triage.sync-conflict-20261121-100230-ABCDEFG.yaml"
    content = conflict(tmp_path) if marked else dump(reviewed(tmp_path, "bo")).encode()
    (tmp_path / SIDE).write_bytes(content)
    if with_copy:
        (tmp_path / copy).write_text(dump(reviewed(tmp_path, "di")), encoding="utf-8")
    corpus = Corpus(tmp_path)
    corpus.annotations("a.txt")
    before = os.listdir("/proc/self/fd")
    taken = corpus.take_in("a.txt", [copy] if with_copy else [], CLOCK.tick)
    assert os.listdir("/proc/self/fd") == before
    assert taken.joined == (copy,) * with_copy + (SIDE,) * marked
    assert taken.problems == ()
    assert (taken.saved is not None) == (with_copy or marked)
    assert not (tmp_path / copy).exists()
    assert on_disk(tmp_path).reviews.keys() == {"bo", *["cy"] * marked, *["di"] * with_copy}
    assert len(kept_aside(tmp_path)) == with_copy + marked


def test_a_sidecar_with_gits_marks_that_went_is_written_again_mended(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(OLD, encoding="utf-8")
    (tmp_path / SIDE).write_bytes(conflict(tmp_path))
    corpus = Corpus(tmp_path)
    corpus.annotations("a.txt")
    (tmp_path / SIDE).unlink()
    assert corpus.take_in("a.txt", [], CLOCK.tick).saved == on_disk(tmp_path)
    assert on_disk(tmp_path).reviews.keys() == {"bo", "cy"}
    assert on_disk(tmp_path).source.title == ""


@pytest.mark.parametrize("standing", [True, False])
def test_what_is_taken_in_changes_no_title_that_stands(tmp_path: Path, standing: bool) -> None:
    (tmp_path / "a.txt").write_text(OLD, encoding="utf-8")
    copy = "a.txt.triage.sync-conflict-20261121-100230-ABCDEFG.yaml"

    def titled(title: str, name: str) -> str:
        found = reviewed(tmp_path, name)
        return dump(replace(found, source=replace(found.source, title=title)))

    if standing:
        (tmp_path / SIDE).write_text(titled("Rain", "bo"), encoding="utf-8")
    (tmp_path / copy).write_text(titled("A copy", "di"), encoding="utf-8")
    assert Corpus(tmp_path).take_in("a.txt", [copy], CLOCK.tick).saved == on_disk(tmp_path)
    assert on_disk(tmp_path).source.title == ("Rain" if standing else "A copy")


def test_it_is_told_whether_something_is_recorded_beside_an_article(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path)
    assert not corpus.has_sidecar("a.txt")
    save(corpus, reviewed(tmp_path, "ana"))
    assert corpus.has_sidecar("a.txt")
