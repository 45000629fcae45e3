"""Jumping: two letters beside all that is seen, the best ones nearest, and nothing else is done by them."""

from __future__ import annotations

from math import isqrt
from pathlib import Path

import pytest

from tests.ui.reviewing import FIRST, SECOND, app_on, corpus, screen, until
from tests.ui.test_taking import app_with, press
from triage.ui.app import TriageApp
from triage.ui.jumping import Jump, labels


@pytest.mark.parametrize("count", [0, 1, 4, 5, 16, 17, 300, 676])
def test_labels_are_pairs_and_none_is_there_twice(count: int) -> None:
    letters = "fjdkslaghrueiwoqptyvncmxbz"
    made = labels(count, letters)
    assert len(set(made)) == len(made) == count
    assert {len(label) for label in made} <= {2}
    used = {letter for label in made for letter in label}
    assert used <= set(letters[: max(2, isqrt(max(0, count - 1)) + 1)])
    assert made[:1] == (["ff"] if count else [])


def test_there_are_no_more_labels_than_pairs() -> None:
    assert labels(99, "abcd")[-1] == "dd"
    assert len(labels(99, "abcd")) == 16


def test_the_nearest_has_the_best_and_the_last_letter_goes_there() -> None:
    went: list[str] = []
    jump = Jump(["near", "far", "farther", "near"], "fjdk", went.append)
    assert [jump.label(place) for place in ("near", "far", "farther", "none")] == ["ff", "fj", "jf", ""]
    assert jump.take("f") is None
    assert [jump.label(place) for place in ("near", "far", "farther")] == ["ff", "fj", ""]
    assert jump.take("x") == "fx is no label here"
    assert jump.take("j") == ""
    assert went == ["far"]


def words(app: TriageApp) -> str:
    passage, opened = app.session.desk.passage, app.session.desk.opened
    assert passage is not None
    assert opened is not None
    return opened.words(passage, 12)


async def test_letters_go_to_a_claim_and_do_nothing_else(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "z")
        assert "type the letters beside where to go" in screen(app)
        lines = screen(app).splitlines()
        assert any(" ff It flooded" in line for line in lines)
        assert any(" fj Mayor Ada" in line for line in lines)
        assert any("▌jj The dam" in line for line in lines)
        await press(pilot, "f", "j")
        assert words(app) == "“Mayor Ada K…”"
        assert app.review.text.jump is None
        assert " fj " not in screen(app)
        await press(pilot, "z", "f", "escape", "z", "x")
        assert "x is no label here" in screen(app)
        await press(pilot, "z", "tab", "k")
        assert words(app) == "“It flooded…”"
    assert not list(tmp_path.glob("*.triage.yaml"))


async def test_letters_go_to_an_article_of_the_list(tmp_path: Path) -> None:
    app = app_with(
        corpus(tmp_path, [FIRST, SECOND, FIRST]), "extends: default\noptions: {labels: abcd}\nmodes: {}\n"
    )
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: "Velm counts" in screen(app))
        await press(pilot, "tab", "z")
        lines = screen(app).splitlines()
        assert any(line.startswith("aa Velm counts") for line in lines)
        assert any(line[:2] == "ba" for line in lines)
        await press(pilot, "a", "b")
        assert app.session.desk.path == "c.txt"
        await press(pilot, ":", *"go.jump", "enter")
        await press(pilot, "a", "a")
        assert app.session.desk.path == "b.txt"


async def test_where_nothing_is_seen_there_is_nothing_to_go_to(tmp_path: Path) -> None:
    app = app_on(tmp_path)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "z")
        assert "nothing to go to is on the screen" in screen(app)
        assert not app.review.jumping
