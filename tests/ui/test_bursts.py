"""Keys that come faster than the screen follows: each finds done what the one before it did."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from tests.ui.reviewing import app_on, corpus, judged, saved, screen, sidecar, until
from triage.ui.app import TriageApp
from triage.ui.widgets import totals_line

BROKE = "The dam above Velm broke at dawn on Friday."
FLOODED = "It flooded some 300 hectares [of farmland], officials said."
RECKLESS = "Mayor Ada Korr called the company reckless."


def burst(app: TriageApp, *keys: str) -> None:
    """Press `keys` all at once: none waits until the one before it was answered."""
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None))


async def tags_after(pilot: Pilot[Any], app: TriageApp, folder: Path) -> dict[str, str]:
    """Return what is on disk when the last key was taken and all is saved."""
    await all_taken(app)
    await saved(pilot, app)
    return judged(folder) if (folder / "a.txt.triage.yaml").exists() else {}


async def all_taken(app: TriageApp) -> None:
    """Return when the last key was taken."""
    taken = asyncio.Event()
    app.call_later(taken.set)
    await taken.wait()


async def test_what_follows_enter_in_a_field_is_a_command(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        burst(app, "n", "s", "o", "enter", "v", "d")
        assert await tags_after(pilot, app, tmp_path) == {BROKE: "verified", FLOODED: "disputed"}
        notes = [claim["tags"]["ana"].get("note") for claim in sidecar(tmp_path)["claims"].values()]
        assert notes == ["so", None]


async def test_a_letter_after_backspace_stands_where_it_was_typed(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        burst(app, "n", "s", "p", "backspace", "o", "left", "left", "n", "o", "end", ".", "enter", "v")
        assert await tags_after(pilot, app, tmp_path) == {BROKE: "verified"}
        (claim,) = sidecar(tmp_path)["claims"].values()
        assert claim["tags"]["ana"]["note"] == "noso."


async def test_what_is_pasted_stands_where_it_was_pasted(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        burst(app, "n", "a")
        app.post_message(events.Paste("b\nc\x1b[2J\n"))
        burst(app, "d", "enter", "v")
        assert await tags_after(pilot, app, tmp_path) == {BROKE: "verified"}
        (claim,) = sidecar(tmp_path)["claims"].values()
        assert claim["tags"]["ana"]["note"] == "ab c\x1b[2Jd"


async def test_what_is_pasted_outside_of_a_field_does_nothing(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        app.post_message(events.Paste("vvdd"))
        burst(app, "j", "o")
        assert await tags_after(pilot, app, tmp_path) == {FLOODED: "opinion"}


async def test_what_follows_escape_in_a_field_is_a_command(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        burst(app, "n", "s", "o", "escape", "v", "/", "r", "e", "c", "k", "enter", "o")
        assert await tags_after(pilot, app, tmp_path) == {BROKE: "verified", RECKLESS: "opinion"}


async def test_what_follows_enter_in_the_palette_is_a_command(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        burst(app, ":", *"confid", "enter", "j", "v", ":", "x", "escape", "v")
        tags = await tags_after(pilot, app, tmp_path)
        assert tags == {BROKE: "none", FLOODED: "verified", RECKLESS: "verified"}
        claims = sidecar(tmp_path)["claims"].values()
        assert [claim["tags"]["ana"].get("confidence") for claim in claims] == ["high", None, None]


async def test_a_page_opened_from_the_palette_takes_the_next_key(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        burst(app, ":", *"help", "enter", "v", "q", "d")
        assert await tags_after(pilot, app, tmp_path) == {BROKE: "disputed"}
        assert "Take the tag off" not in screen(app)


async def test_what_follows_enter_in_the_list_of_what_waits_goes_to_the_claim(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("v", "d")
        await saved(pilot, app)
        text = (tmp_path / "a.txt").read_text(encoding="utf-8").replace("300", "900")
        (tmp_path / "a.txt").write_text(text, encoding="utf-8")
        app.session.follower.look_again()
        await until(pilot, app.session.waiting.here)
        burst(app, "home", "w", "enter", "o")
        await until(pilot, lambda: not app.session.waiting.here())
        await saved(pilot, app)
        assert judged(tmp_path)[FLOODED.replace("300", "900")] == "opinion"


async def test_a_key_between_a_new_width_and_its_drawing_is_answered(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        app.review.add_class("narrow")
        app.review._refresh_layout()  # which tells the panes of it in messages that wait behind the key
        app.session.desk.move_article(1)
        app.review.redraw()
        await pilot.press("v")
        await saved(pilot, app)
        assert list(judged(tmp_path, "b.txt").values()) == ["verified"]


async def test_that_all_is_saved_is_said_when_the_reviewer_pauses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        totals = app.review.totals
        monkeypatch.setattr(totals, "typing", lambda: True)
        await pilot.press("v")
        await saved(pilot, app)
        totals.redraw()
        assert "… saving" in screen(app)
        monkeypatch.setattr(totals_line, "_LATE_SECONDS", 0.0)
        totals.redraw()
        await until(pilot, lambda: "✓ saved" in screen(app))


async def test_a_pause_after_the_last_key_is_noticed(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("v", "v")
        await saved(pilot, app)
        await until(pilot, lambda: "✓ saved" in screen(app))
