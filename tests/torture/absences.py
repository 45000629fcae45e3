"""The folder goes and comes back in every way, or cannot be watched: how long until it is followed again."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.torture.figures import Row
from tests.torture.floods import corpus_in, home, plainly
from tests.torture.follower import NOBODY, FollowerProgram, Seen

GOAL_SECONDS = 3.0

Change = Callable[[Path], None]


class Absence(NamedTuple):
    """One way for a folder to go, and to come back."""

    name: str
    go: Change
    come_back: Change
    said: str = "folder is gone"
    as_nobody: bool = False
    """Root reads everything: what is closed to others must be tried by somebody else."""


def _to_elsewhere(corpus: Path) -> None:
    corpus.rename(corpus.with_name("elsewhere"))


def _from_elsewhere(corpus: Path) -> None:
    corpus.with_name("elsewhere").rename(corpus)


def _delete(corpus: Path) -> None:
    shutil.copytree(corpus, corpus.with_name("elsewhere"))
    shutil.rmtree(corpus)


def _replace_by_a_file(corpus: Path) -> None:
    _to_elsewhere(corpus)
    corpus.write_text("no folder", encoding="utf-8")


def _replace_by_the_folder(corpus: Path) -> None:
    corpus.unlink()
    _from_elsewhere(corpus)


def _make_anew(corpus: Path) -> None:
    corpus.mkdir()
    for path in sorted(corpus.with_name("elsewhere").glob("*.txt")):
        shutil.copy(path, corpus)


ABSENCES = (
    Absence("renamed away and back", _to_elsewhere, _from_elsewhere),
    Absence("deleted and made anew", _delete, _make_anew),
    Absence("replaced by a file and back", _replace_by_a_file, _replace_by_the_folder),
    Absence(
        "made unreadable and readable",
        lambda corpus: corpus.chmod(0),
        lambda corpus: corpus.chmod(0o755),
        "folder cannot be read",
        as_nobody=True,
    ),
)


class Recovery(NamedTuple):
    """How long each part took, in seconds."""

    said: float
    """Until it was said that the folder is away."""
    followed: float
    """From the return until that was said no longer, and an article that came with it was listed."""
    saved: float
    """From the return until the tag that was given meanwhile was in the sidecar."""


def absence(kind: Absence) -> Recovery:
    """Let the folder go, tag a claim, and let it come back with one more article."""
    with _following(as_nobody=kind.as_nobody) as (corpus, program):
        since = time.monotonic()
        kind.go(corpus)
        away = program.wait_for(lambda seen: seen.state == kind.said, since, 20)
        assert away.listed == 1, "all stays as it was while the folder is away"
        program.tell("verified")
        program.wait_for(lambda seen: seen.failed and seen.unsaved == 1, since, 20)
        back = time.monotonic()
        kind.come_back(corpus)
        (corpus / "b.txt").write_text("It came with the folder.\n", encoding="utf-8")
        followed = program.wait_for(lambda seen: seen.listed == 2 and not seen.state, back, 20)
        saved = program.wait_for(lambda seen: not seen.unsaved, back, 20)
        assert "tag: verified" in (corpus / "a.txt.triage.yaml").read_text(encoding="utf-8")
        return Recovery(away.at - since, followed.at - back, saved.at - back)


def switched() -> float:
    """Point the link that is the corpus to another folder; return the seconds until that one is listed."""
    folder = home()
    corpus = corpus_in(folder)
    other = folder / "other"
    other.mkdir()
    plainly(other, range(7))
    link = folder / "link"
    link.symlink_to(corpus)
    try:
        with FollowerProgram(link) as program:
            since = time.monotonic()
            new = folder / "new"
            new.symlink_to(other)
            os.replace(new, link)
            there = program.wait_for(lambda seen: seen.listed == 7, since, 20)
            plainly(other, range(8))
            program.wait_for(lambda seen: seen.listed == 8, since, 20)
            return there.at - since
    finally:
        shutil.rmtree(folder)


def overflow() -> float:
    """Change an article when the kernel's queue is full and nobody reads it; no name comes or goes.

    Returns the seconds from resuming until the new text is there.
    """
    with _following() as (corpus, program):
        others = [corpus / ".one", corpus / ".two"]
        for other in others:
            other.write_bytes(b"")
        program.wait_for(lambda seen: seen.claims == 2, seconds=20)
        program.stop()
        for number in range(int(Path("/proc/sys/fs/inotify/max_queued_events").read_text("ascii"))):
            others[number % 2].write_bytes(b"x")  # two in turn: of equal events only one is kept
        (corpus / "a.txt").write_text("First\n\nIt rained. It was dry. It snowed.\n", encoding="utf-8")
        since = time.monotonic()
        program.go_on()
        return program.wait_for(lambda seen: seen.claims == 3, since, 20).at - since


def without_instances() -> tuple[Seen, float, float]:
    """Use up the inotify instances of a user, who then follows a folder.

    Returns what was said, the seconds until a new file was listed, and those until it was watched
    after instances were free again (it is tried every second here, else every 30 s).
    """
    with _following("instances", as_nobody=True) as (corpus, program):
        since = time.monotonic()
        said = program.wait_for(lambda seen: seen.state == "polling", seconds=20)
        plainly(corpus, range(1))
        listed = program.wait_for(lambda seen: seen.listed == 2, since, 20).at - since
        freed = time.monotonic()
        program.tell("free")
        again = program.wait_for(lambda seen: seen.watch == "watching" and not seen.state, freed, 20)
        return said, listed, again.at - freed


def without_watches() -> tuple[Seen, float]:
    """Follow a folder with more folders in it than may be watched.

    Returns what was said, and the seconds until a new file in each of them was listed.
    """
    folder = home()
    corpus = corpus_in(folder)
    subfolders = [corpus / f"part {number}" for number in range(9)]
    for subfolder in subfolders:
        subfolder.mkdir()
    try:
        with FollowerProgram(corpus, "watches") as program:
            said = program.wait_for(lambda seen: seen.state == "polling", seconds=20)
            for subfolder in subfolders:
                plainly(subfolder, range(1))
            since = time.monotonic()
            return said, program.wait_for(lambda seen: seen.listed == 10, since, 20).at - since
    finally:
        shutil.rmtree(folder)


@contextmanager
def _following(used_up: str = "", *, as_nobody: bool = False) -> Iterator[tuple[Path, FollowerProgram]]:
    folder = home()
    corpus = corpus_in(folder)
    if as_nobody:
        folder.chmod(0o777)
        for path in (corpus, *corpus.iterdir()):
            os.chown(path, NOBODY, NOBODY)
    try:
        with FollowerProgram(corpus, used_up, NOBODY if as_nobody else 0) as program:
            yield corpus, program
    finally:
        shutil.rmtree(folder)


def full(times: int = 5) -> list[Row]:
    """Return the rows for the table."""
    rows = []
    root = os.geteuid() == 0
    for kind in ABSENCES:
        if kind.as_nobody and not root:
            continue
        found = [absence(kind) for _ in range(times)]
        for part, seconds in zip(Recovery._fields, map(max, zip(*found, strict=True)), strict=True):
            rows.append(_row(f"folder {kind.name}: until it is {part}", times, seconds))
    rows.append(_row("link switched to another folder", times, max(switched() for _ in range(times))))
    rows.append(_row("the kernel's queue overflows", times, max(overflow() for _ in range(times))))
    rows.append(
        _row(
            "too few watches: until new files are listed",
            times,
            max(without_watches()[1] for _ in range(times)),
        )
    )
    if root:
        tried = [without_instances() for _ in range(times)]
        rows.append(_row("no inotify instance: until a new file is listed", times, max(t[1] for t in tried)))
        rows.append(_row("instances free again: until it is watched", times, max(t[2] for t in tried), 5.0))
    return rows


def _row(what: str, times: int, seconds: float, goal: float = GOAL_SECONDS) -> Row:
    return Row(what, times, f"{goal:g} s", f"{seconds:.2f} s at most", seconds <= goal)
