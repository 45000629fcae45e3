"""The folder is looked at in the places that are named; everything, in a large one, by another process."""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest

from tests.session.helpers import Deliveries, Review, sidecar, write
from triage.session import looking, looking_beside
from triage.store.listed import Articles
from triage.store.looks import difference, overlaid, updated
from triage.store.scan import Scan, scan

ONE = "The river rose by two metres. Nine houses were flooded. Nobody was hurt.\n"
TWO = "The mayor resigned on Monday. A vote follows in May.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, {"a.txt": ONE, "b.txt": TWO, "c.txt": "The port is closed today.\n"})
    return tmp_path


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every folder is large."""
    monkeypatch.setattr(looking, "_MANY", 0)
    monkeypatch.setattr(looking, "_MANY_AT_FIRST", 0)


@pytest.fixture
def review(folder: Path) -> Iterator[Review]:
    review = Review(folder)
    yield review
    review.close(5)


def listed(review: Review) -> list[str]:
    return [entry.path for entry in review.listing.all()]


def look(review: Review, *paths: str) -> None:
    """Notice what happened at these paths."""
    review.follower.look_again(paths)
    review.rest()
    review.rest()  # what was noticed may have had something read


def test_only_what_is_named_is_looked_at(review: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review.corpus, "scan", lambda: pytest.fail("a look at everything"))
    root = review.corpus.root
    write(root, {"aa.txt": TWO, "sub/d.txt": ONE, "z.txt": ONE})
    look(review, "aa.txt", "sub")
    assert listed(review) == ["a.txt", "aa.txt", "b.txt", "c.txt", "sub/d.txt"]
    os.remove(root / "b.txt")
    os.rename(root / "sub", root / "other")
    look(review, "b.txt", "sub", "other")
    assert listed(review) == ["a.txt", "aa.txt", "c.txt", "other/d.txt"]
    assert review.listing.entry("other/d.txt").claims == 3


def test_a_folder_that_goes_is_noticed_by_a_look_at_one_of_its_articles(review: Review) -> None:
    root = review.corpus.root
    root.rename(root.with_name(f"{root.name}-elsewhere"))
    look(review, "a.txt")
    assert review.follower.state == "folder is gone"
    root.with_name(f"{root.name}-elsewhere").rename(root)
    look(review, "a.txt")
    assert (review.follower.state, len(review.listing)) == ("", 3)


@pytest.mark.usefixtures("large")
def test_another_process_looks_at_everything(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    review = Review(folder)
    monkeypatch.setattr(review.corpus, "scan", lambda: pytest.fail("looked here"))
    review.tag("verified")
    review.rest()
    write(folder, {"b.txt": ONE, "d.txt": TWO, "broken.txt/x": ""})
    (folder / "e.txt").symlink_to("nowhere")
    os.rename(folder / "a.txt", folder / "z.txt")
    review.look()
    assert listed(review) == ["b.txt", "c.txt", "d.txt", "z.txt", "e.txt"]
    assert review.desk.path == "z.txt"
    assert review.listing.entry("z.txt").tagged == 1
    assert review.listing.entry("b.txt").claims == 3
    review.close(5)
    assert sidecar(folder, "z.txt")["claims"]


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("executable", ["", "/bin/false"])
def test_where_no_process_can_look_it_is_looked_here(
    folder: Path, monkeypatch: pytest.MonkeyPatch, executable: str
) -> None:
    monkeypatch.setattr("sys.executable", executable)
    review = Review(folder)
    write(folder, {"d.txt": TWO})
    review.look()
    assert listed(review) == ["a.txt", "b.txt", "c.txt", "d.txt"]
    review.close(5)


def test_a_few_places_are_looked_at_while_another_process_looks_at_everything(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = Review(folder)
    questions: list[Scan] = []

    def begin(_: object, known: Scan, **__: object) -> bool:
        questions.append(known)
        return True

    monkeypatch.setattr(looking, "_MANY", 0)
    monkeypatch.setattr(looking_beside.LookingBeside, "begin", begin)
    write(folder, {"e.txt": TWO})
    os.remove(folder / "b.txt")
    review.look()
    now = scan(folder)  # what the process sees; what comes from here on it does not
    write(folder, {"d.txt": TWO})
    os.remove(folder / "e.txt")
    look(review, "d.txt", "e.txt")
    assert listed(review) == ["a.txt", "b.txt", "c.txt", "d.txt"]
    (known,) = questions
    review.follower._looking._was_seen(known, (known, difference(known, now)))
    review.rest()
    review.rest()
    assert listed(review) == ["a.txt", "c.txt", "d.txt"]
    review.close(5)


def test_what_was_looked_at_meanwhile_is_not_taken_back(folder: Path) -> None:
    copies = ["a.txt.triage (conflicted copy).yaml", "a.txt.triage.sync-conflict-1.yaml"]
    write(folder, {copies[0]: "x", "b.txt.triage.yaml": "x", "sub/d.txt": TWO})
    (folder / "e.txt").symlink_to("nowhere")
    before = scan(folder)
    write(folder, {"c.txt": ONE, copies[1]: "x", "f.txt": ONE})
    whole = difference(before, scan(folder))
    for path in (copies[0], "b.txt.triage.yaml", "sub/d.txt", "e.txt", "f.txt"):
        (folder / path).unlink()
    named = [copies[0], "b.txt.triage.yaml", "sub", "e.txt", "f.txt"]
    merged = overlaid(folder, before, whole, named)
    assert merged is not None
    assert updated(before, merged).scan == scan(folder)
    assert overlaid(folder / "gone", before, whole, named) is None


def test_stamps_are_filled_in_where_names_alone_were_known(folder: Path) -> None:
    whole = scan(folder).articles
    names = Articles.of(found._replace(size=0, mtime_ns=0, inode=0) for found in whole)
    assert names.filled_from(whole) == whole
    write(folder, {"d.txt": ONE})
    os.remove(folder / "b.txt")
    later = scan(folder).articles
    filled = names.filled_from(later)
    assert [filled.get("a.txt"), filled.get("c.txt")] == [whole.get("a.txt"), whole.get("c.txt")]
    assert whole.filled_from(later) == whole


def test_what_may_not_be_looked_at_yet_is_waited_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "_FEW", 0)
    review = Review(folder, quiet=0.01)
    looks = review.follower._looking
    began: list[float] = []
    restless = review.follower._settling.restless

    def asked(known: Collection[str]) -> set[str]:
        began.append(time.monotonic())
        return restless(known)

    monkeypatch.setattr(review.follower._settling, "restless", asked)
    write(folder, {"d.txt": TWO})
    review.follower.look_again()
    review.deliveries.drain_until(lambda: review.follower._settling.moving)
    looks._not_before = allowed = time.monotonic() + 0.3
    review.deliveries.drain_until(lambda: not review.follower._settling.moving)
    review.close(5)
    assert began[-1] >= allowed
    assert len(began) <= 4


def test_who_waits_for_a_look_waits_for_one_that_was_put_off(folder: Path) -> None:
    review = Review(folder)
    write(folder, {"d.txt": TWO})
    review.follower._looking._not_before = allowed = time.monotonic() + 0.2
    review.follower.look_again()
    assert review.follower.wait(5)
    assert time.monotonic() >= allowed
    review.deliveries.drain()
    assert "d.txt" in listed(review)
    review.close(5)


def test_while_another_process_looks_at_everything_its_answer_is_waited_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = Review(folder, quiet=0.01)
    write(folder, {"d.txt": TWO})
    monkeypatch.setattr(looking, "_FEW", 0)
    monkeypatch.setattr(looking, "_MANY", 0)
    begun: list[object] = []

    def begin(_: object, known: Scan, **__: object) -> bool:
        begun.append(known)
        return len(begun) == 1

    monkeypatch.setattr(looking_beside.LookingBeside, "begin", begin)
    review.follower._settling.take(difference(Scan(), scan(folder)), lambda _: True, ())
    assert review.follower._settling.moving == {"d.txt"}
    review.follower.look_again(["d.txt"])
    review.deliveries.drain_until(lambda: review.follower._settling.seconds_left() == 0)
    review.follower.look_again(["d.txt"])
    looks = review.follower._looking
    assert looks._thread.wait(5)
    assert looks._awaits
    assert looks._thread._alarm is None
    review.close(5)


def test_a_look_that_has_only_just_begun_begins_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking_beside, "_YOUNG_SECONDS", 3600.0)
    answers = Deliveries()
    beside = looking_beside.LookingBeside(folder, lambda _, seen: answers(lambda: seens.append(seen)))
    seens: list[looking_beside.Answer] = []
    known = scan(folder)
    assert beside.begin(Scan(), stamped=True)
    answers.drain_until(lambda: beside._process is not None)
    assert beside.begin(known, stamped=True)
    answers.drain_until(lambda: seens)
    assert seens == [(known, difference(known, known))]
    assert beside.seconds_left > 0
    assert not beside.begin(known, stamped=True)
    beside.stop()
