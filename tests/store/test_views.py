"""Saved views: each line of them is checked, and the folder's come before the person's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from triage.core.order import By, Order
from triage.core.view import View
from triage.store import configuration
from triage.store.settings import config_path
from triage.store.views import MOST, missing, views


def read(folder: Path, text: str) -> tuple[dict[str, View], list[str]]:
    """Return the views that a person's file of this text has, and what is wrong with it."""
    path = folder / "config.yaml"
    path.write_text(text, encoding="utf-8")
    said = configuration.read(path)
    return dict(said.views), [finding.removeprefix(f"{path}:") for finding in said.findings]


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("views: x", "1:1: 'views' must be a mapping"),
        ("views:\n  a: x", "2:3: the view 'a' has filter or sort under it"),
        ("views:\n  a: {}", "2:3: the view 'a' has neither filter nor sort"),
        ("views:\n  a: {filtre: x}", "2:7: a view has no 'filtre'; did you mean filter?"),
        (
            "views:\n  a:\n    filter: tga:x",
            "3:5: column 1 of the filter: the field 'tga' is not known; did you mean tag?",
        ),
        ("views:\n  a: {sort: dat}", "2:7: there is no order 'dat'; did you mean date?"),
        ("views:\n  a: {filter: [x]}", "2:7: 'filter' must be text"),
        ('views:\n  "a\\nb": {sort: date}', "2:3: a view's name is at most 60 characters that can be seen"),
    ],
)
def test_what_is_wrong_with_a_view_is_told_with_its_place_and_the_others_stay(
    tmp_path: Path, text: str, finding: str
) -> None:
    assert read(tmp_path, f"{text}\n") == ({}, [finding])
    if "\n" in text:
        known, findings = read(tmp_path, f"{text}\n  good: {{filter: 'is:done', sort: size-reversed}}\n")
        assert (known, len(findings)) == ({"good": View("is:done", "size-reversed")}, 1)
        assert known["good"].order == Order(By.SIZE, reversed=True)


def test_there_is_an_end_to_views(tmp_path: Path) -> None:
    lines = "".join(f"  v{number}: {{sort: date}}\n" for number in range(MOST + 5))
    known, findings = read(tmp_path, f"views:\n{lines}")
    assert (len(known), len(findings)) == (MOST, 1)


def test_the_views_of_the_folder_come_before_those_of_the_person(tmp_path: Path) -> None:
    assert views(tmp_path) == {}
    own = config_path()
    own.parent.mkdir(parents=True)
    own.write_text("views:\n  a: {sort: size}\n  b: {sort: size}\n", encoding="utf-8")
    (tmp_path / ".triage.yaml").write_text("views:\n  b: {sort: date}\n", encoding="utf-8")
    assert views(tmp_path) == {"a": View(sort="size"), "b": View(sort="date")}
    assert missing("x", views(tmp_path)) == "there is no view 'x'; there are: b a"
