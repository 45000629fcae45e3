"""Very many articles are counted by a program beside the review, which knows and mends all the same."""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path

import pytest

from tests.bench.corpora import make
from tests.session import helpers
from tests.session.helpers import CODEBOOK, Deliveries, Review, tags_by_quote
from triage.session import backlog, beside, counting
from triage.session.beside import Beside, Message
from triage.session.entry import Entry
from triage.session.session import Session
from triage.session.shelf import Shelf
from triage.store import kept_counts
from triage.store.corpus import Corpus
from triage.store.names import SIDECAR_SUFFIX

LONG_AGO = 1_600_000_000
COUNT = 24


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of articles that have rested, not all of which are as they should be."""
    root = tmp_path / "articles"
    make(root, COUNT, claims=3, sentences=6)
    (root / "article-000018.txt").write_bytes(b"")
    changed = root / "article-000019.txt"
    changed.write_text("It rained on Friday. Nobody came.\n", "utf-8")
    (root / f"article-000020.txt{SIDECAR_SUFFIX}").write_text("schema: [", "utf-8")
    (root / f"article-000021.txt{SIDECAR_SUFFIX}").unlink()
    marked = root / f"article-000022.txt{SIDECAR_SUFFIX}"
    text = marked.read_text("utf-8")
    at = text.index("reviews:")
    both = f"{text[:at]}<<<<<<< ours\n{text[at:]}=======\n{text[at:]}>>>>>>> theirs\n"
    marked.write_text(both, "utf-8")
    for path in root.iterdir():
        os.utime(path, (LONG_AGO, LONG_AGO))
    return root


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the paths of the articles that this process reads."""
    paths: list[str] = []
    real = Shelf.read

    def watched(self: Shelf, path: str, **how: object) -> object:
        paths.append(path)
        return real(self, path, **how)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(Shelf, "read", watched)
    return paths


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for longer than for other things: where others are at work, a program beside goes last."""
    monkeypatch.setattr(helpers, "LONGEST_WAIT", 60.0)


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have few articles be many."""
    monkeypatch.setattr(backlog, "_MANY", 4)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[Message]:
    """Return what programs beside are told."""
    messages: list[Message] = []

    class Noted(Beside):
        def tell(self, message: Message) -> None:
            messages.append(message)
            super().tell(message)

    monkeypatch.setattr(beside, "Beside", Noted)
    return messages


def listed(review: Session) -> dict[str, Entry]:
    return {entry.path: entry for entry in review.listing.all()}


@pytest.mark.usefixtures("many")
def test_what_is_counted_beside_is_what_is_read_here(
    folder: Path, read: list[str], told: list[Message], monkeypatch: pytest.MonkeyPatch
) -> None:
    review = Review(folder, "cleo")
    counted = listed(review)
    assert len(told) == 1
    assert set(read) <= {"article-000000.txt", "article-000001.txt", "article-000022.txt"}
    assert "<<<<<<<" not in (folder / f"article-000022.txt{SIDECAR_SUFFIX}").read_text("utf-8")
    assert review.listing.totals().known == COUNT
    review.close(5)

    read.clear()
    again = Review(folder, "cleo")
    assert listed(again) == counted
    again.close(5)
    monkeypatch.setattr(backlog, "_MANY", COUNT)
    monkeypatch.setattr(kept_counts, "read", lambda _: ())
    here = Review(folder, "cleo")
    assert len(set(read)) == COUNT
    assert listed(here) == counted
    assert counted["article-000018.txt"].problem
    assert counted["article-000019.txt"].waiting
    assert counted["article-000020.txt"].warning
    assert len(told) == 2
    here.close(5)


@pytest.mark.usefixtures("many")
def test_where_no_program_can_be_started_all_is_read_here(
    folder: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "")
    review = Review(folder)
    assert review.listing.totals().known == COUNT
    assert len(set(read)) == COUNT
    review.close(5)


@pytest.mark.usefixtures("many")
def test_a_program_beside_that_is_killed_is_started_once_more_then_all_is_read_here(
    folder: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    started = []

    class Killed(Beside):
        def tell(self, message: Message) -> None:
            started.append(message)
            os.kill(self.pid, signal.SIGKILL)

    monkeypatch.setattr(beside, "Beside", Killed)
    review = Review(folder)
    assert len(started) == 2
    assert review.listing.totals().known == COUNT
    assert len(set(read)) == COUNT
    review.close(5)


def test_many_that_come_or_change_later_are_counted_beside_too(
    folder: Path, read: list[str], told: list[Message], monkeypatch: pytest.MonkeyPatch
) -> None:
    review = Review(folder, quiet=0)
    monkeypatch.setattr(backlog, "_MANY", 4)
    read.clear()
    changed = [f"article-{number:06d}.txt" for number in range(6, 12)]
    for path in changed:
        (folder / path).write_text("It rained. Nobody came to the fair. It was late.\n", "utf-8")
    sidecars = [f"article-{number:06d}.txt" for number in range(12, 18)]
    for path in sidecars:
        (folder / (path + SIDECAR_SUFFIX)).unlink()
    review.look()
    assert told
    assert {review.listing.entry(path).waiting for path in changed} == {3}
    assert {review.listing.entry(path).tagged for path in sidecars} == {0}
    assert set(read) <= {"article-000022.txt"}  # which was mended
    review.close(5)


def test_many_that_come_in_pieces_are_counted_beside_too(
    folder: Path, told: list[Message], monkeypatch: pytest.MonkeyPatch
) -> None:
    review = Review(folder, quiet=0)
    monkeypatch.setattr(backlog, "_MANY", 4)
    paths = [f"article-{number:06d}.txt" for number in range(10, 16)]
    begun, gate = threading.Event(), threading.Event()

    def hold() -> None:
        begun.set()
        gate.wait(60)

    review.follower.behind(hold)
    assert begun.wait(60)
    counts_now = review.follower._backlog._counting
    review.follower._backlog.read_again(paths[:3])
    runs = [counts_now.running]
    review.follower._backlog.read_again(paths[3:])
    runs.append(counts_now.running)
    assert runs == [False, True]
    gate.set()
    review.rest()
    assert len(told) == 1
    review.close(5)


@pytest.mark.usefixtures("many")
def test_what_is_being_written_is_not_taken_as_it_was_counted(folder: Path) -> None:
    deliveries = Deliveries()
    session = Session(Corpus(folder), "cleo", CODEBOOK, deliveries, quiet=0)
    session.start()
    session.shelf.settling.moving = frozenset({"article-000009.txt"})
    deliveries.drain_until(lambda: session.listing.totals().known == COUNT - 2)  # one is to be mended
    assert not session.listing.entry("article-000009.txt").known
    assert session.listing.entry("article-000010.txt").known
    assert session.listing.entry("article-000010.txt").title
    session.close(5)


def test_of_very_many_changed_sidecars_those_of_this_sitting_are_read_here(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = Review(folder, "cleo", quiet=0)
    assert review.desk.open("article-000005.txt")
    before = (folder / f"article-000005.txt{SIDECAR_SUFFIX}").read_bytes()
    assert review.tag("opinion")
    review.rest()
    for number in range(6, 17):
        review.desk.open(f"article-{number:06d}.txt")
    review.shelf.forget("article-000005.txt")
    monkeypatch.setattr(backlog, "_MANY", 4)
    for number in range(17):
        with open(folder / f"article-{number:06d}.txt{SIDECAR_SUFFIX}", "ab") as file:
            file.write(b"# by hand\n")
    (folder / f"article-000005.txt{SIDECAR_SUFFIX}").write_bytes(before)
    review.look()
    tags = tags_by_quote(folder, "article-000005.txt").values()
    assert "opinion" in [tag.get("cleo") for tag in tags]
    review.close(5)


@pytest.mark.usefixtures("many")
def test_keys_have_counting_rest_and_no_late_count_undoes_a_tag(
    folder: Path, told: list[Message], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "_BEFORE", 2)
    monkeypatch.setattr(counting, "_AFTER", 3)
    deliveries = Deliveries()
    session = Session(Corpus(folder), "cleo", CODEBOOK, deliveries, quiet=0)
    session.start()
    deliveries.drain_until(lambda: told)
    assert told[0]["first"] == [f"article-{number:06d}.txt" for number in (1, 2)]
    session.desk.open("article-000010.txt")
    assert session.tag("verified")
    session.noticed()
    session.noticed()
    rests = [message for message in told if "rest" in message]
    assert len(rests) == 1
    assert rests[0]["rest"] > counting.REST_SECONDS
    near = [f"article-{number:06d}.txt" for number in (8, 9, 11, 12)]
    assert rests[0]["first"] == [path for path in near if not session.listing.entry(path).known]
    deliveries.drain_until(lambda: session.listing.totals().known == COUNT)
    deliveries.drain_until(lambda: session.follower.wait(0.01))
    session.noticed()
    assert len(told) == 2
    assert session.listing.entry("article-000010.txt").tagged == 1
    session.close(5)


@pytest.mark.usefixtures("many")
def test_leaving_ends_the_program_beside(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Beside] = []

    class Noted(Beside):
        def tell(self, _: Message) -> None:
            made.append(self)  # it waits for its order

    monkeypatch.setattr(beside, "Beside", Noted)
    deliveries = Deliveries()
    session = Session(Corpus(folder), "cleo", CODEBOOK, deliveries, quiet=0)
    session.start()
    deliveries.drain_until(lambda: made)
    session.close(5)
    assert made[0]._process.wait(10) in (1, -signal.SIGTERM)
