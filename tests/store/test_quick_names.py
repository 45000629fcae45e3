"""The names of articles that are read quickly are those that a look at each file finds."""

from __future__ import annotations

from pathlib import Path

import pytest

from triage.store import quick_names
from triage.store.quick_names import article_names
from triage.store.scan import scan


@pytest.mark.parametrize("inside", ["", "further", ".hidden", "a.txt"])
def test_where_there_are_many_names_are_read_quickly_and_are_the_same(
    tmp_path: Path, inside: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("10.txt", "9.txt", ".hidden.txt", "a b.txt.triage.yaml", "~$x.txt", "c.pdf"):
        (tmp_path / name).write_text("Title\n\nIt rained.\n", encoding="utf-8")
    if inside:
        (tmp_path / inside).mkdir()
        (tmp_path / inside / "1.txt").write_text("Title\n\nIt rained.\n", encoding="utf-8")
    (tmp_path / ".link").symlink_to(tmp_path)
    monkeypatch.setattr(quick_names, "_MANY", 2)
    listed = [found.path for found in scan(tmp_path).articles]
    assert sorted(article_names(str(tmp_path))) == sorted(listed)
    assert (len(listed) == 3) == (inside in ("further", "a.txt"))


def test_the_folders_that_were_read_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "b/c.txt", "b/d/e.pdf", ".hidden/f.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("It rained.\n", encoding="utf-8")
    entered: list[str] = []
    article_names(str(tmp_path), entered=entered)
    assert sorted(entered) == ["", "b/", "b/d/"]
    monkeypatch.setattr(quick_names, "_MANY", 1)
    alone: list[str] = []
    article_names(str(tmp_path / "b" / "d"), entered=alone)
    assert alone == [""]
