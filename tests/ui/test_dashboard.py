"""The dashboard on the screen, themes taken one after the other, and the contrast of every cell."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.style import Style
from textual.color import Color

from tests.ui.reviewing import FIRST, SECOND, app_on, corpus, keys_and_tags, screen, until
from triage.core.appearance import Appearance
from triage.core.codebook import Codebook
from triage.core.signs import ASCII
from triage.session.ordering import Order
from triage.store.kept_theme import kept_theme
from triage.ui.app import TriageApp
from triage.ui.contrast import HIGH, contrast
from triage.ui.look import Colours, look
from triage.ui.measures import NARROW
from triage.ui.screens.dashboard import Dashboard
from triage.ui.theme import CONTRAST, DARK
from triage.ui.widgets.bars import bar


async def test_every_line_of_the_dashboard_leads_to_its_place(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path, [FIRST, SECOND, ""]))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("v", "J", "B")
        await until(pilot, lambda: app.session.overview.figures.over)
        await until(pilot, lambda: "1 verdict without evidence" in screen(app))
        shown = screen(app)
        assert "1 claim in less than a minute" in shown
        assert "ana " in shown
        assert "(open)" in shown
        (row,) = (
            line
            for line in shown.splitlines()
            if "Dam of Velm breaks" in line and " 1/4 " in line and "░" in line
        )
        assert "█████░" in row
        await until(pilot, lambda: "✓ 1" in screen(app).split("Articles  ")[1])
        top = app.screen
        assert isinstance(top, Dashboard)
        before = app.cursor_position
        await pilot.press("s", "home")
        await until(pilot, lambda: "least done first" in screen(app))
        assert app.session.overview.order is Order.LEAST
        assert app.cursor_position.y < before.y
        await pilot.press("j", "enter")
        await until(pilot, lambda: app.session.desk.path == "a.txt")
        opened, cursor = app.session.desk.opened, app.session.desk.cursor
        record = None if opened is None or cursor is None else opened.record(cursor, "ana")
        assert record is not None
        assert record.tag == "verified"
        await pilot.press("B")
        await until(pilot, lambda: isinstance(app.screen, Dashboard))
        await pilot.press("B")
        await until(pilot, lambda: not isinstance(app.screen, Dashboard))
        await pilot.press("ctrl+t")
        await until(pilot, lambda: kept_theme() == "triage-light")
        assert app.session.said.text == "theme triage-light"
        assert app.screen.styles.background.hex.lower() == "#fbfaf6"


async def test_with_high_contrast_and_ascii_every_cell_is_so(tmp_path: Path) -> None:
    codebook, keymap = keys_and_tags()
    wanted = Appearance(CONTRAST.name, ascii=True, keeps_theme=False)
    app = TriageApp(corpus(tmp_path), "ana", codebook, keymap, appearance=wanted)
    async with app.run_test(size=(NARROW - 1, 24)) as pilot:
        assert app.colours is Colours.MANY
        for keys, seen in (
            (("v", "d", "k"), "claim 2 of 4"),
            (("B",), "Needs attention"),
            (("escape", ":"), "Commands"),
            (("escape", "n", "x"), "note:"),
            (("escape", "tab"), "2/4"),
        ):
            await pilot.press(*keys)
            await until(pilot, lambda seen=seen: seen in screen(app))  # type: ignore[misc]
            text = screen(app)
            assert {sign for sign in text if not sign.isascii()} == set(), keys
            assert min(contrasts(app)) >= HIGH, keys
            assert app.screen.styles.background.a == 1, "what is behind a page is seen through it"


def contrasts(app: TriageApp) -> set[float]:
    """Return the contrast of every character that is a letter, a digit or a sign with what is behind it."""
    found = set()
    for strip in app.screen._compositor.render_strips():
        for text, style, _ in strip:
            if style is not None and any(letter.isalnum() for letter in text):
                found.add(pair(style))
    return found


def pair(style: Style) -> float:
    assert style.color is not None
    assert style.bgcolor is not None
    return contrast(Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor))


@pytest.mark.parametrize(
    ("part", "whole", "drawn"),
    [(0, 9, "░░░░"), (1, 99, "▒░░░"), (98, 99, "███▒"), (9, 9, "████"), (0, 0, "░░░░"), (1, 2, "██░░")],
)
def test_a_bar_says_without_colour_what_is_begun_and_what_is_over(part: int, whole: int, drawn: str) -> None:
    segments = bar(part, whole, 4, look(DARK, Codebook("", ())))
    text = "".join(segment.text for segment in segments)
    assert text == drawn
    assert len(set(text.translate(ASCII))) == len(set(text))
