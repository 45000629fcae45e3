"""A scan lists what can be reviewed, says what cannot, and two scans tell what happened between them."""

from __future__ import annotations

import inspect
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.store.looks import Changes, difference, updated
from triage.store.names import natural_key
from triage.store.scan import Scan, scan, sidecar_path
from triage.store.unreadable import Reason


def make(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(os.fsencode(path))


def listed(result: Scan) -> list[str]:
    return [found.path for found in result.articles]


def problems(result: Scan) -> dict[str, Reason]:
    return {problem.path: problem.reason for problem in result.problems}


def compare(before: Scan, after: Scan) -> Changes:
    return updated(before, difference(before, after)).changes


def test_articles_come_in_natural_order_from_all_folders(tmp_path: Path) -> None:
    make(
        tmp_path, "10.txt", "003.txt", "3.txt", "B.md", "a.TEXT", "a/2.txt", "a/10.txt", "a b/1.txt", "C.Txt"
    )
    assert listed(scan(tmp_path)) == [
        "003.txt",
        "3.txt",
        "10.txt",
        "a/2.txt",
        "a/10.txt",
        "a b/1.txt",
        "a.TEXT",
        "B.md",
        "C.Txt",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "a.txt.triage.yaml",
        ".a.txt.triage.yaml.triage-tmp-00000000-1-00000000",
        ".hidden.txt",
        ".triage/texts/abc.txt",
        ".git/description.txt",
        "a.sync-conflict-20260101-120000-ABCDEFG.txt",
        "a (Ana's conflicted copy 2026-01-01).txt",
        "a (conflicted copy 2026-01-01 120000).md",
        "a.txt~",
        "#a.txt#",
        ".#a.txt",
        ".a.txt.swp",
        "~$a.txt",
        "a.pdf",
        "txt",
    ],
)
def test_what_is_not_an_article_is_not_listed(tmp_path: Path, name: str) -> None:
    make(tmp_path, name)
    result = scan(tmp_path)
    assert listed(result) == []
    assert result.problems == ()


def test_sidecars_are_known_by_their_article_even_when_that_is_gone(tmp_path: Path) -> None:
    make(tmp_path, "sub/a.txt", "sub/a.txt.triage.yaml", "gone.md.triage.yaml", "notes.triage.yaml")
    result = scan(tmp_path)
    assert result.sidecars.keys() == {"sub/a.txt", "gone.md"}
    assert result.sidecars["sub/a.txt"].path == "sub/a.txt.triage.yaml"
    assert sidecar_path(tmp_path, "sub/a.txt") == tmp_path / "sub" / "a.txt.triage.yaml"


def test_size_time_and_inode_are_those_of_the_file(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    status = (tmp_path / "a.txt").stat()
    assert scan(tmp_path).articles[0].stamp == (status.st_size, status.st_mtime_ns, status.st_ino)


def test_links_and_strange_files_are_reported_not_followed(tmp_path: Path) -> None:
    make(tmp_path, "sub/a.txt")
    (tmp_path / "sub" / "loop").symlink_to("..")
    (tmp_path / "loop.txt").symlink_to("sub")
    (tmp_path / "broken.txt").symlink_to("nowhere")
    (tmp_path / "linked.txt").symlink_to("sub/a.txt")
    os.mkfifo(tmp_path / "fifo.txt")
    result = scan(tmp_path)
    assert listed(result) == ["linked.txt", "sub/a.txt"]
    assert problems(result) == {
        "broken.txt": Reason.BROKEN_LINK,
        "fifo.txt": Reason.NOT_A_FILE,
        "loop.txt": Reason.LINKED_FOLDER,
        "sub/loop": Reason.LINKED_FOLDER,
    }


def test_a_name_too_long_for_a_sidecar_is_listed_and_reported(tmp_path: Path) -> None:
    fits, too_long = "é" * 119 + "x.txt", "é" * 120 + ".txt"
    make(tmp_path, fits, too_long)
    result = scan(tmp_path)
    assert len(result.articles) == 2
    assert problems(result) == {too_long: Reason.NAME_TOO_LONG}
    make(tmp_path, fits + ".triage.yaml")


def test_names_that_are_not_utf_8_are_listed(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    make(tmp_path, name)
    assert listed(scan(tmp_path)) == [name]


def test_a_missing_corpus_is_a_problem_not_an_error(tmp_path: Path) -> None:
    assert problems(scan(tmp_path / "none")) == {".": Reason.MISSING}
    make(tmp_path, "file")
    assert problems(scan(tmp_path / "file")) == {".": Reason.MISSING}


def test_a_folder_that_may_not_be_read_is_reported_and_the_rest_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, "a.txt", "closed/b.txt", "open/c.txt")
    scandir = os.scandir

    def guarded(path: Path) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "no")
        return scandir(path)

    monkeypatch.setattr("triage.store.scan.os.scandir", guarded)
    result = scan(tmp_path)
    assert listed(result) == ["a.txt", "open/c.txt"]
    assert problems(result) == {"closed": Reason.NO_PERMISSION}


def test_very_deep_folders_are_no_obstacle(tmp_path: Path) -> None:
    path = "d/" * 200 + "a.txt"
    make(tmp_path, path)
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack(0)) + 100)
    try:
        assert listed(scan(tmp_path)) == [path]
    finally:
        sys.setrecursionlimit(limit)


@given(st.lists(st.text("ab01 /é9²"), unique=True))
def test_natural_order_does_not_depend_on_the_order_before(paths: list[str]) -> None:
    def key(path: str) -> tuple[list[str | int], str]:
        return natural_key(path), path

    paths.sort(key=key)
    turned = paths[::-1]
    turned.sort(key=key)
    assert turned == paths


def test_nothing_done_is_no_change(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "a.txt.triage.yaml")
    changes = compare(scan(tmp_path), scan(tmp_path))
    assert changes == Changes()
    assert not changes


def test_changes_say_what_came_went_changed_and_was_renamed(tmp_path: Path) -> None:
    make(tmp_path, "stays.txt", "goes.txt", "changes.txt", "old name.txt", "one.txt", "two.txt")
    make(tmp_path, "stays.txt.triage.yaml", "one.txt.triage.yaml")
    before = scan(tmp_path)
    (tmp_path / "goes.txt").unlink()
    (tmp_path / "old name.txt").rename(tmp_path / "new name.txt")
    with (tmp_path / "changes.txt").open("a", encoding="utf-8") as file:
        file.write("more")
    make(tmp_path, "comes 10.txt", "comes 9.txt", "two.txt.triage.yaml")
    (tmp_path / "one.txt.triage.yaml").unlink()
    with (tmp_path / "stays.txt.triage.yaml").open("a", encoding="utf-8") as file:
        file.write("more")
    after = scan(tmp_path)
    changes = compare(before, after)
    assert changes == Changes(
        added=("comes 9.txt", "comes 10.txt"),
        removed=("goes.txt",),
        changed=("changes.txt",),
        sidecars_changed=("one.txt", "stays.txt", "two.txt"),
        renamed=(("old name.txt", "new name.txt"),),
    )
    assert changes


def test_a_new_problem_is_a_change(tmp_path: Path) -> None:
    before = scan(tmp_path)
    (tmp_path / "broken.txt").symlink_to("nowhere")
    assert compare(before, scan(tmp_path)) == Changes(problems_changed=True)


def test_a_name_that_is_not_utf_8_is_listed_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("Words.", encoding="utf-8")
    found = scan(tmp_path)
    assert [problem.reason for problem in found.problems] == [Reason.NAME_NOT_TEXT]
    assert len(found.articles) == 1


def test_conflict_copies_of_sidecars_are_listed_by_their_article(tmp_path: Path) -> None:
    copies = ["sub/a.txt.triage (conflicted copy).yaml", "sub/a.txt.triage.sync-conflict-1.yaml"]
    before = scan(tmp_path)
    make(tmp_path, "sub/a.txt", "b.txt", *copies)
    (tmp_path / "b.txt.triage (conflicted copy).yaml").mkdir()
    found = scan(tmp_path)
    assert {path: [copy.path for copy in each] for path, each in found.copies.items()} == {
        "sub/a.txt": copies
    }
    assert listed(found) == ["b.txt", "sub/a.txt"]
    assert compare(before, found).copies_changed
    assert not compare(found, scan(tmp_path)).copies_changed


def test_a_link_in_circles_hides_nothing(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_bytes(b"x")
    (tmp_path / "sub" / "round").symlink_to(tmp_path / "sub" / "round" / "b.txt")
    found = scan(tmp_path)
    assert ([*found.articles.paths], found.problems) == (["sub/a.txt"], ())
