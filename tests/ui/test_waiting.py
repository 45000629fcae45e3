"""The list of what waits, by keys: changed claims are gone to, lost ones are put back."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from tests.ui.reviewing import FIRST, SECOND, app_on, corpus, saved, screen, sidecar, until
from triage.ui.app import TriageApp
from triage.ui.screens.waiting import WaitingList

FLOODED = "It flooded some 300 hectares [of farmland], officials said."
NEW = "Officials put the farmland under water at 300 hectares, or more."
EDITED = FIRST.replace("at dawn on Friday", "at noon on Friday").replace(FLOODED, NEW)


async def edited(folder: Path, app: TriageApp, pilot: Pilot[int]) -> None:
    """Tag two claims of a.txt, then let the one have other words and the other be gone."""
    await pilot.press("v", "d")
    await saved(pilot, app)
    (folder / "a.txt").write_text(EDITED, encoding="utf-8")
    await until(pilot, lambda: app.session.listing.totals().waiting == 2)


async def test_a_lost_claim_is_put_back_with_a_few_keys(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await edited(tmp_path, app, pilot)
        assert "2 wait" in screen(app)
        await pilot.press("w", "j")
        await until(pilot, lambda: not app.session.waiting.is_looking)
        shown = screen(app)
        assert "What waits" in shown
        assert f"gone ✗ {FLOODED}" in shown
        assert "changed ✓ The dam above Velm broke at dawn on Friday." in shown
        await pilot.press("enter")
        assert f"to put {FLOODED}" in screen(app)
        while app.session.desk.passage is None or NEW[:20] not in screen_here(app):
            await pilot.press("j")
        await pilot.press("p")
        await saved(pilot, app)
        assert "put back; the words are other ones" in screen(app)
        assert f"was {FLOODED}" in screen(app)
        written = {one["quote"]: one for one in sidecar(tmp_path)["claims"].values()}
        assert (written[NEW]["state"], written[NEW]["was"]) == ("changed", FLOODED)
        assert written[NEW]["tags"]["ana"]["tag"] == "disputed"
        await pilot.press("d")
        await saved(pilot, app)
        assert "1 wait" in screen(app)


def screen_here(app: TriageApp) -> str:
    """Return the words under the cursor."""
    opened, passage = app.session.desk.opened, app.session.desk.passage
    assert opened is not None
    assert passage is not None
    return opened.article.text[passage.start : passage.end]


async def test_what_was_taken_up_is_dropped_by_escape(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await edited(tmp_path, app, pilot)
        await pilot.press("w", "j", "enter", "escape", "p")
        assert "nothing was taken up" in screen(app)
        assert app.session.listing.totals().waiting == 2


async def test_another_article_with_something_that_waits_is_opened(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await edited(tmp_path, app, pilot)
        await pilot.press("J", "w", "enter")
        assert app.session.desk.path == "a.txt"
        await pilot.press("w", "enter")
        assert screen_here(app) == "The dam above Velm broke at noon on Friday."
        assert "was The dam above Velm broke at dawn on Friday." in screen(app)


async def test_the_list_follows_what_happens_while_it_is_open(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await edited(tmp_path, app, pilot)
        await pilot.press("w")
        assert isinstance(app.screen, WaitingList)
        (tmp_path / "a.txt").write_text(FIRST, encoding="utf-8")
        await until(pilot, lambda: app.screen is app.review)
        assert app.session.listing.totals().waiting == 0
        await pilot.press("w")
        assert "nothing waits" in screen(app)
        assert (tmp_path / "b.txt").read_text(encoding="utf-8") == SECOND


async def test_others_are_not_taken_to_have_judged_words_that_i_confirmed(tmp_path: Path) -> None:
    mine, other = app_on(corpus(tmp_path)), app_on(tmp_path, "ben")
    async with other.run_test(size=(120, 40)) as pilot:
        await pilot.press("d")
        await saved(pilot, other)
    async with mine.run_test(size=(120, 40)) as pilot:
        await pilot.press("k", "v")
        await saved(pilot, mine)
        (tmp_path / "a.txt").write_text(FIRST.replace("at dawn on", "at noon on"), encoding="utf-8")
        await until(pilot, lambda: mine.session.listing.totals().waiting == 1)
        assert "✓! The dam above Velm broke at noon" in screen(mine)
        await pilot.press("home")
        assert "ben disputed" in screen(mine)
        assert "earlier span" not in screen(mine)
        await pilot.press("v", "home")
        await saved(pilot, mine)
        assert "✓≠ The dam above Velm broke at noon" in screen(mine)
        assert "ben disputed (of an earlier span)" in screen(mine)


async def test_what_happens_just_when_the_list_is_left_does_no_harm(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await edited(tmp_path, app, pilot)
        await pilot.press("w")
        over = app.screen
        assert isinstance(over, WaitingList)
        app.session.waiting.here = list  # type: ignore[method-assign]  # all of it is settled meanwhile
        over.dismiss()
        app._take_deliveries()
        await until(pilot, lambda: app.screen is app.review)
        assert app.fault is None
        assert "2 wait" in screen(app)
