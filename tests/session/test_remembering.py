"""What was known of articles at an earlier time is listed at once, while they are as they were then."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.bench.corpora import make
from tests.session.helpers import CODEBOOK, Deliveries
from triage.session.entry import Entry
from triage.session.session import Session
from triage.session.shelf import Shelf
from triage.session.tallies import tallies
from triage.store.corpus import Corpus
from triage.store.names import SIDECAR_SUFFIX

LONG_AGO = 1_600_000_000
COUNT = 120


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of articles that have rested."""
    root = tmp_path / "articles"
    make(root, COUNT, claims=2, sentences=4)
    for path in root.iterdir():
        os.utime(path, (LONG_AGO, LONG_AGO))
    return root


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the paths of the articles that are read."""
    paths: list[str] = []
    real = Shelf.read

    def watched(self: Shelf, path: str, **how: object) -> object:
        paths.append(path)
        return real(self, path, **how)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(Shelf, "read", watched)
    return paths


def listed(folder: Path, reviewer: str = "ana") -> dict[str, Entry]:
    """Return what a session lists once it knows every article."""
    deliveries = Deliveries()
    session = Session(Corpus(folder), reviewer, CODEBOOK, deliveries, quiet=0)
    session.start()
    deliveries.drain_until(lambda: session.listing.totals().known == COUNT)
    assert session.follower.wait(10)
    session.close(5)
    return {entry.path: entry for entry in session.listing.all()}


def test_what_a_review_read_is_known_to_the_next_and_to_the_counts(folder: Path, read: list[str]) -> None:
    first = listed(folder)
    assert len(set(read)) == COUNT
    read.clear()
    assert listed(folder) == first
    assert len(read) < 20  # those that are shown at the start
    read.clear()
    assert {one.path: one.entry("ana") for one in tallies(Corpus(folder))} == first
    assert len(read) < 20


def test_what_the_counts_read_is_known_to_a_review_by_anybody(folder: Path, read: list[str]) -> None:
    tallies(Corpus(folder))
    read.clear()
    known = listed(folder, "bo")
    assert len(read) < 20
    assert {entry.tagged for entry in known.values()} == {0}
    assert {entry.claims for entry in known.values()} == {4}


@pytest.mark.parametrize("ending", ["", SIDECAR_SUFFIX])
def test_an_article_that_changed_meanwhile_is_read(folder: Path, read: list[str], ending: str) -> None:
    listed(folder)
    name = f"article-{COUNT - 1:06d}.txt"
    (folder / (name + ending)).write_text("It rained. Nobody came." if not ending else "schema: [", "utf-8")
    read.clear()
    entry = listed(folder)[name]
    assert name in read
    assert entry.warning
    read.clear()
    assert listed(folder)[name] == entry
    assert name in read  # what is not as it should be is looked at each time


def test_a_sidecar_with_gits_marks_is_mended_though_the_article_was_known(folder: Path) -> None:
    listed(folder)
    sidecar = folder / f"article-{COUNT - 1:06d}.txt{SIDECAR_SUFFIX}"
    text = sidecar.read_text("utf-8")
    at = text.index("reviews:")
    marked = f"{text[:at]}<<<<<<< ours\n{text[at:]}=======\n{text[at:]}>>>>>>> theirs\n"
    sidecar.write_text(marked, "utf-8")
    os.utime(sidecar, (LONG_AGO, LONG_AGO))
    tallies(Corpus(folder))
    assert sidecar.read_text("utf-8") == marked
    listed(folder)
    assert "<<<<<<<" not in sidecar.read_text("utf-8")


def test_what_a_save_replaced_is_freed_when_it_has_been_told(folder: Path) -> None:
    deliveries = Deliveries()
    session = Session(Corpus(folder), "ana", CODEBOOK, deliveries, quiet=0)
    session.start()
    for name in ("verified", "disputed"):
        assert session.tag(name)
        assert session.saver.flush(10) == []
        deliveries.drain_until(lambda: not session.save_state.unsaved)
        deadline = time.monotonic() + 10
        while replaced_files(folder) and time.monotonic() < deadline:
            time.sleep(0.001)
        assert replaced_files(folder) == []
    session.close(5)


def replaced_files(folder: Path) -> list[str]:
    """Return the sidecars that this process holds though they are gone."""
    held = []
    for number in os.listdir("/proc/self/fd"):
        with suppress(OSError):
            held.append(os.readlink(f"/proc/self/fd/{number}"))
    return [name for name in held if name.startswith(str(folder)) and name.endswith("(deleted)")]
