"""A field in the running program: what is typed, pointed at, cut and put back."""

from __future__ import annotations

from pathlib import Path

from textual import events

from tests.ui.reviewing import app_on, corpus, screen
from triage.ui.widgets.field import Field


async def test_the_mouse_puts_the_cursor_and_selects(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("F", *"the水dam")
        field = app.screen.query_one(Field)
        await pilot.click(Field, offset=(4, 0))
        await pilot.press("x")
        assert field.value == "thex水dam"
        await pilot.mouse_down(Field, offset=(0, 0))
        await pilot.hover(Field, offset=(3, 0))
        await pilot.mouse_up(Field, offset=(3, 0))
        await pilot.hover(Field, offset=(6, 0))
        await pilot.press("ctrl+x")
        assert field.value == "x水dam"
        await pilot.press("end", "ctrl+v")
        assert field.value == "x水damthe"
        await pilot.press("shift+home", "ctrl+c", "end", "ctrl+v")
        assert field.value == "x水damthe" * 2


async def test_as_much_of_a_long_line_is_shown_as_there_is_room_for(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("F")
        app.post_message(events.Paste("ab" * 40 + "水c"))
        await pilot.press("right")
        assert "bab水c  │" in screen(app)
        await pilot.press("home")
        assert "│ abab" in screen(app)
        await pilot.press("end", "ctrl+w", "ctrl+u", "d")
        assert "│ d   " in screen(app)
