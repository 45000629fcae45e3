"""A look at a few places makes of an earlier scan what a scan of everything would be."""

from __future__ import annotations

import os
import pickle
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from triage.store.columns import Found, Splice, Stamps
from triage.store.listed import Articles, Sidecars
from triage.store.looks import Changes, Look, difference, look, updated
from triage.store.scan import Scan, scan
from triage.store.unreadable import Reason

FOLDERS = ("", "sub/", "sub/deep/", "a1/", "a01/", "A1/", "b.txt/", ".hidden/")
NAMES = (
    *("a.txt", "2.md", "10.md", "02.md", "b.txt", "notes.pdf", ".c.txt", "é" * 120 + ".txt"),
    *("a.txt.triage.yaml", "2.md.triage.yaml", "b.txt.triage.yaml", "deep", "sub", "a1"),
    *("a.txt.triage (conflicted copy).yaml", "a.txt.triage.sync-conflict-1.yaml"),
)
places = st.builds(str.__add__, st.sampled_from(FOLDERS), st.sampled_from(NAMES))


class Folder:
    """A folder in which things happen; whatever cannot be done is not done."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.written = 0

    def write(self, path: str, _: str) -> Iterator[str]:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        self.written += 1
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NONBLOCK  # a pipe that nobody reads is no file
        with open(os.open(self.root / path, flags), "w", encoding="utf-8") as file:
            file.write("x" * self.written)
        path = str((self.root / path).resolve().relative_to(self.root.resolve()))  # as a watcher names it
        yield path
        while path := path.rpartition("/")[0]:
            yield path

    def remove(self, path: str, _: str) -> Iterator[str]:
        target = self.root / path
        shutil.rmtree(target) if target.is_dir() and not target.is_symlink() else target.unlink()
        yield path

    def remove_folder(self, path: str, _: str) -> Iterator[str]:
        return self.remove(path.partition("/")[0], "")

    def move(self, path: str, other: str) -> Iterator[str]:
        os.replace(self.root / path, self.root / other)
        yield from (path, other)

    def move_folder(self, path: str, other: str) -> Iterator[str]:
        return self.move(path.partition("/")[0], other.partition("/")[0])

    def link(self, path: str, other: str) -> Iterator[str]:
        (self.root / path).symlink_to(self.root / other)
        yield path

    def link_folder(self, path: str, other: str) -> Iterator[str]:
        return self.link(path, other.partition("/")[0])

    def second(self, path: str, other: str) -> Iterator[str]:
        os.link(self.root / other, self.root / path)
        yield path

    def fifo(self, path: str, _: str) -> Iterator[str]:
        os.mkfifo(self.root / path)
        yield path


WAYS = (*(Folder.write,) * 6, Folder.remove, Folder.remove_folder, Folder.move, Folder.move_folder)
ways = st.sampled_from((*WAYS, Folder.link, Folder.link_folder, Folder.second, Folder.fifo))


@settings(max_examples=60)
@given(st.lists(st.tuples(ways, places, places), max_size=12), st.integers(0, 12))
@example([(Folder.write, "a.txt", ""), (Folder.link, "2.md", "a.txt"), (Folder.write, "a.txt", "")], 1)
@example([(Folder.link, "2.md", "a.txt"), (Folder.write, "a.txt", "")], 0)
@example([(Folder.write, "a.txt", ""), (Folder.second, "2.md", "a.txt"), (Folder.write, "a.txt", "")], 1)
@example([(Folder.write, "a.txt", ""), (Folder.second, "2.md", "a.txt"), (Folder.write, "2.md", "")], 0)
@example([(Folder.write, "sub/a.txt", ""), (Folder.link, "sub/deep", "sub/deep/a.txt")], 0)
@example([(Folder.fifo, "a.txt", ""), (Folder.write, "a.txt", "")], 0)
@example([(Folder.link, ".c.txt", "b.txt"), (Folder.write, ".c.txt", "")], 0)
def test_a_look_at_what_changed_gives_what_a_scan_of_everything_gives(
    steps: list[tuple[object, str, str]], looked: int
) -> None:
    with TemporaryDirectory() as folder, patch("triage.store.paths._BLOCK", 2):
        happening = Folder(Path(folder))
        before, hints = scan(happening.root), set[str]()
        for number, (way, path, other) in enumerate(steps):
            with suppress(OSError):
                hints.update(way(happening, path, other))  # type: ignore[operator]  # one of the ways
            if number == looked:
                before, hints = scan(happening.root), set()
        seen, now = look(happening.root, before, hints), scan(happening.root)
        if seen is None:
            assert Folder.second in (way for way, _, _ in steps)
            return
        made = updated(before, seen)
        assert made == updated(before, difference(before, now))
        assert made.scan == now
        assert made.splice.of([*before.articles.paths], made_up(made.splice, now)) == [*now.articles.paths]


def made_up(splice: Splice, now: Scan) -> list[str]:
    return [now.articles.paths[place] for place in splice.came]


@given(
    st.sets(st.integers(0, 40)),
    st.sets(st.integers(0, 40)),
    st.sampled_from([1, 3, 100]),
    st.sampled_from([0, 500]),
)
def test_columns_follow_what_comes_and_goes(old: set[int], new: set[int], block: int, many: int) -> None:
    def articles(numbers: set[int]) -> Articles:
        return Articles.of(Found(f"{number}.txt", number, -number, 2**64 - 1) for number in sorted(numbers))

    changes: dict[str, Found | None] = {f"{number}.txt": None for number in old - new}
    changes |= {found.path: found for found in articles(new - old)}
    with patch("triage.store.paths._BLOCK", block), patch("triage.store.listed._MANY", many):
        before = articles(old)
        after, splice = before.with_changes(changes)
    assert (before, after) == (articles(old), articles(new))
    assert [before[place].path for place in splice.gone] == [f"{number}.txt" for number in sorted(old - new)]
    assert [after[place].path for place in splice.came] == [f"{number}.txt" for number in sorted(new - old)]
    assert all(after.get(found.path) == found for found in after)
    with patch("triage.store.listed._MANY", many):
        assert after.among(["x.txt", *after.paths]) == {
            "x.txt": None,
            **{found.path: found for found in after},
        }
    assert after.get("x.txt") is None
    assert after[1:3] == list(after)[1:3]


def test_scans_and_looks_travel_between_processes(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "a.txt.triage.yaml", os.fsdecode(b"caf\xe9.txt")):
        (tmp_path / name).write_bytes(b"x")
    for found in (Scan(), scan(tmp_path)):
        assert pickle.loads(pickle.dumps(found)) == found
        seen = difference(Scan(), found)
        assert pickle.loads(pickle.dumps(seen)) == seen


@pytest.mark.parametrize("named", ["closed", "closed/b.txt", "a.txt"])
def test_where_a_folder_may_not_be_read_only_a_look_at_everything_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "a.txt").write_bytes(b"x")
    monkeypatch.setattr(
        "triage.store.looks.os.access", lambda path, _: Path(path).name not in ("closed", tmp_path.name)
    )
    assert look(tmp_path, scan(tmp_path), [named]) is None


def test_a_look_at_a_corpus_that_is_gone_tells_nothing(tmp_path: Path) -> None:
    assert look(tmp_path / "none", Scan(), ["a.txt"]) is None
    (tmp_path / "file").write_bytes(b"x")
    assert look(tmp_path / "file", Scan(), ["a.txt"]) is None


def test_a_folder_that_may_not_be_read_by_now_is_told_of_by_a_look_at_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "closed").mkdir()
    before = scan(tmp_path)

    def fail(_: Path) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr("triage.store.scan.os.scandir", fail)
    seen = look(tmp_path, before, ["closed"])
    assert seen is not None
    assert [(problem.path, problem.reason) for problem in seen.problems] == [("closed", Reason.NO_PERMISSION)]


def test_nothing_seen_is_no_change() -> None:
    assert updated(Scan(), Look()).changes == Changes()
    assert Stamps.of([]).packed == b""
    assert Sidecars().with_changes({"a.txt": None}) == {}
