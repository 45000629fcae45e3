"""Bookmarks, jumps and the way to a claim asked for, by their keys."""

from __future__ import annotations

from pathlib import Path

from tests.ui.reviewing import app_on, corpus, screen, until
from tests.ui.test_taking import press


async def test_bookmarks_jumps_and_what_is_asked_for(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        desk = app.session.desk
        await press(pilot, "j")
        begun = desk.passage
        await press(pilot, "m")
        assert "bookmark: a letter or digit; Esc leaves · none is set" in screen(app)
        await press(pilot, "q", "J", "'")
        assert "go to bookmark: a letter or digit; Esc leaves · q a.txt" in screen(app)
        await press(pilot, "escape", "m", "escape", "'", "x")
        assert desk.path == "b.txt"
        await press(pilot, "'", "q")
        assert (desk.path, desk.passage) == ("a.txt", begun)
        await press(pilot, "ctrl+o")
        assert desk.path == "b.txt"
        await press(pilot, "ctrl+n")
        assert desk.path == "a.txt"
        await press(pilot, ";", *"quo", "tab")
        assert app.review.prompt.open
        await press(pilot, *"worst", "enter")
        await until(pilot, lambda: desk.path == "b.txt")
        await press(pilot, "home", "g", ";")
        assert "claim 2 of 2" in screen(app)
        await press(pilot, ";", "ctrl+u", *"worst)", "enter")
        assert "column 6 of the filter" in screen(app)
        await press(pilot, "2", "ctrl+o", "K", "d", "J", "U")
        assert "no unfinished article after this one" in screen(app)
        await press(pilot, "tab", "z", "f")
        await press(pilot, "f")
        await press(pilot, "ctrl+o")
        assert desk.path == "b.txt"
