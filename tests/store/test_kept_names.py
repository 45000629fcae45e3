"""Names are kept as long as no folder changes, and nothing that lies in the cache leads out of the corpus."""

from __future__ import annotations

import json
import os
import time
import zlib
from pathlib import Path

import pytest

from triage.store import kept_names
from triage.store.kept_names import keep, recall
from triage.store.names import in_natural_order
from triage.store.quick_names import article_names

NAMES = ("10.txt", "9.txt", "a.md", "b/2.txt", "b/c/10.text", "b/c/x\udcff.txt")
LATER_NS = 3_600_000_000_000


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a corpus of which the names are kept."""
    monkeypatch.setattr(kept_names, "_FEWEST", 1)
    (tmp_path / "b" / "c").mkdir(parents=True)
    (tmp_path / "d").mkdir()
    for name in NAMES:
        (tmp_path / name).write_text("It rained.\n", encoding="utf-8")
    assert taken_in(tmp_path) == holding(tmp_path)
    return tmp_path


def taken_in(folder: Path, began: int = LATER_NS) -> list[str]:
    """Read the names and keep them, as if that was `began` nanoseconds from now; return them in order."""
    entered: list[str] = []
    paths = in_natural_order(article_names(str(folder), entered=entered))
    keep(str(folder), entered, paths, time.time_ns() + began)
    return paths


def holding(folder: Path) -> list[str] | None:
    """Return the names if they are kept and hold still."""
    kept = recall(str(folder))
    return kept.paths() if kept is not None and kept.hold else None


def file() -> Path:
    """Return the one file that is kept."""
    (path,) = kept_names._place("").parent.iterdir()
    return path


def test_what_is_recalled_is_in_natural_order(folder: Path) -> None:
    found = holding(folder)
    assert found == [*in_natural_order([*NAMES])]
    assert found is not None
    assert in_natural_order(found) == found


def test_names_that_differ_in_digits_only_are_recalled(folder: Path) -> None:
    for name in NAMES[2:]:
        (folder / name).unlink()
    (folder / "10.txt").rename(folder / "8.txt")
    assert taken_in(folder) == holding(folder) == ["8.txt", "9.txt"]


@pytest.mark.parametrize("place", ["", "b", "b/c", "d"])
@pytest.mark.parametrize("change", ["came", "gone", "renamed", "folder", "mode"])
def test_a_change_in_any_folder_has_them_read_again(folder: Path, place: str, change: str) -> None:
    inside = folder / place
    (inside / "here.pdf").touch()
    taken_in(folder)
    assert holding(folder) is not None
    _wait_until_after(inside)
    match change:
        case "came":
            (inside / "11.txt").touch()
        case "gone":
            (inside / "here.pdf").unlink()
        case "renamed":
            (inside / "here.pdf").rename(inside / "here.txt")
        case "folder":
            (inside / "new").mkdir()
        case _:
            inside.chmod(0o711)
    assert holding(folder) is None


def test_a_folder_that_a_link_took_the_place_of_is_not_believed(folder: Path) -> None:
    (folder / "b").rename(folder.parent / "elsewhere")
    (folder / "b").symlink_to(folder.parent / "elsewhere")
    assert holding(folder) is None


def test_a_folder_that_changed_a_moment_before_is_not_kept(folder: Path) -> None:
    file().unlink()
    taken_in(folder, began=0)
    assert not [*kept_names._place("").parent.iterdir()]
    for each in ("", "b", "b/c", "d"):
        os.utime(folder / each, ns=(0, 0))  # which its other time tells
    taken_in(folder, began=0)
    assert holding(folder) is None


def test_few_names_are_not_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_names, "_FEWEST", len(NAMES) + 1)
    file().unlink()
    taken_in(folder)
    assert holding(folder) is None


@pytest.mark.parametrize("damage", [b"", b"[", b"\n", b"null\n", b"[1,2,3]\n", b"[" * 100_000, b"\xff\n\xff"])
def test_a_damaged_file_is_as_if_there_were_none(folder: Path, damage: bytes) -> None:
    whole = file().read_bytes()
    for content in (damage, whole[: len(whole) // 2], whole[:-1], whole + b"\0a.txt", b"\0" * len(whole)):
        file().write_bytes(content)
        assert holding(folder) is None


def test_what_another_version_kept_is_not_used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_names, "_FORM", 0)
    assert holding(folder) is None


def crafted(folder: Path, names: list[str], folders: dict[str, Path]) -> None:
    """Write a file as a stranger may who knows everything."""
    text = "\0".join(names).encode("utf-8", "surrogatepass")
    stamps = {name: kept_names._stamp(os.fspath(path), "") for name, path in folders.items()}
    head = json.dumps([kept_names._made_by(), zlib.crc32(text), stamps])
    file().write_bytes(head.encode() + b"\n" + text)


def test_a_crafted_file_of_the_same_content_would_be_used(folder: Path) -> None:
    crafted(folder, ["9.txt", "b/c/10.text"], {"": folder, "b/": folder / "b", "b/c/": folder / "b" / "c"})
    assert holding(folder) == ["9.txt", "b/c/10.text"]


@pytest.mark.parametrize(
    "names",
    [
        ["../x.txt"],
        ["../1.txt", "../2.txt"],
        ["b/../../1.txt", "b/../../2.txt"],
        ["/etc/x.txt"],
        ["b//x.txt"],
        ["e/x.txt"],
        [".hidden.txt"],
        ["b/.hidden.txt", "a.txt"],
        ["~$x.txt"],
        ["b/~$x.txt", "a.txt"],
        ["passwd"],
        ["a.txt", "passwd"],
        ["a.txt", "a.txt.triage.yaml"],
        ["a_conflict-20260101-120000.txt"],
        ["a.txt", "a_conflict-20260101-120000.txt"],
        ["2.txt", "1.txt"],
        ["1.txt", "1.txt"],
        ["a.txt", "b.txt", "a.txt"],
        ["a.txt", "", "b.txt"],
        [""],
        ["a.txt/"],
    ],
)
def test_names_that_no_such_folder_has_are_not_used(folder: Path, names: list[str]) -> None:
    crafted(folder, names, {"": folder, "b/": folder / "b"})
    assert holding(folder) is None


@pytest.mark.parametrize("inside", ["../", "b/../../", "/etc/", "b//", "link/", ".hidden/", "b/c/", "b", "."])
def test_names_in_folders_that_are_not_entered_are_not_used(folder: Path, inside: str) -> None:
    (folder / "link").symlink_to("b")
    (folder / ".hidden").mkdir()
    crafted(folder, [f"{inside}1.txt", f"{inside}2.txt"], {"": folder, inside: folder / inside})
    assert holding(folder) is None


def test_a_corpus_reached_by_another_way_is_the_same(folder: Path) -> None:
    (folder.parent / "link").symlink_to(folder)
    assert holding(folder.parent / "link") == holding(folder)


def _wait_until_after(folder: Path) -> None:
    """Wait until what happens now has another time than what happened last in the folder."""
    clock, deadline = file().with_name("clock"), time.monotonic() + 5
    last = folder.stat().st_ctime_ns
    while time.monotonic() < deadline:
        clock.unlink(missing_ok=True)
        clock.touch()
        if clock.stat().st_ctime_ns > last:
            return
