"""Searching the corpus by keys: words are typed, results come, one is opened at its place."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from tests.ui.reviewing import app_on, corpus, screen, until
from triage.session.indexing import IndexState
from triage.store.index_files import index_path
from triage.ui.app import TriageApp
from triage.ui.screens.searching import SearchScreen


async def typed(pilot: Pilot[int], text: str) -> None:
    """Type a text, key by key."""
    names = {" ": "space", '"': "quotation_mark", ",": "comma"}
    await pilot.press(*(names.get(sign, sign) for sign in text))


async def found(app: TriageApp, pilot: Pilot[int]) -> list[str]:
    """Wait for the end of the search; return the paths."""
    searching = app.session.searching
    state = searching.indexing.state
    await until(pilot, lambda: not searching.indexing.state.running and state.done <= 10)
    await until(pilot, lambda: searching.over and not searching.outdated)
    return [hit.path for hit in searching.hits]


async def test_words_are_typed_and_an_article_is_opened_at_them(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("F")
        assert "All of the words" in screen(app)
        await typed(pilot, "the mayo")
        assert await found(app, pilot) == ["a.txt", "b.txt"]
        await until(pilot, lambda: "2 articles" in screen(app))
        shown = screen(app)
        assert "Mayor Ada Korr called the company reckless." in shown
        assert "The mayor said that the worst was over." in shown
        await pilot.press("down", "enter")
        assert app.screen is app.review
        assert app.session.desk.path == "b.txt"
        assert here(app) == "The mayor said that the worst was over."
        await pilot.press("K", "F")
        await until(pilot, lambda: "2 articles" in screen(app))
        await pilot.press("enter")
        assert app.session.desk.path == "a.txt"
        assert here(app) == "Mayor Ada Korr called the company reckless."
        await pilot.press(">")
        assert app.session.desk.found is not None


def here(app: TriageApp) -> str:
    """Return the words under the cursor."""
    opened, passage = app.session.desk.opened, app.session.desk.passage
    assert opened is not None
    assert passage is not None
    return opened.article.text[passage.start : passage.end]


async def test_exact_words_are_put_in_quotes_or_pasted(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("ctrl+f")
        await typed(pilot, '"the dam"')
        assert await found(app, pilot) == ["a.txt"]
        await pilot.press("ctrl+u")
        app.post_message(events.Paste('"the worst\nwas over"'))
        await until(pilot, lambda: app.session.searching.query == '"the worst was over"')
        assert await found(app, pilot) == ["b.txt"]
        await pilot.press("x")
        assert app.session.searching.query.endswith("x")


async def test_escape_leaves_everything_as_it_was(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j", "j")
        before = app.session.desk.path, app.session.desk.passage
        await pilot.press("F")
        await typed(pilot, "people v")
        await pilot.press("escape")
        assert app.screen is app.review
        assert (app.session.desk.path, app.session.desk.passage) == before
        assert app.session.searching._beside is None
        assert not list(tmp_path.glob("*.yaml"))


async def test_nothing_found_is_said_and_enter_then_does_nothing(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(60, 16)) as pilot:
        await pilot.press("F")
        await typed(pilot, "nowhere")
        assert await found(app, pilot) == []
        assert "nothing found" in screen(app)
        await pilot.press("up", "down", "pagedown", "enter")
        assert "Search all articles" in screen(app)


async def test_how_far_the_index_is_can_be_seen(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("F")
        await typed(pilot, "velm")
        await found(app, pilot)
        layer = app.screen
        assert isinstance(layer, SearchScreen)
        app.session.searching.indexing.state = IndexState(41_200, 100_000, running=True)
        layer.show()
        await until(pilot, lambda: "indexed 41,200 of 100,000" in screen(app))


async def test_without_an_index_the_screen_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    app = app_on(corpus(folder))
    async with app.run_test(size=(140, 40)) as pilot:
        await pilot.press("F")
        await typed(pilot, "velm")
        await until(pilot, lambda: app.session.searching.reads)
        assert await found(app, pilot) == ["a.txt", "b.txt"]
        await until(pilot, lambda: "there is no index, every article is read" in screen(app))


async def test_hostile_text_and_names_are_only_shown(tmp_path: Path) -> None:
    (tmp_path / "[red]evil\u202e[b].txt").write_text(
        "[bold]Title[/bold] \x1b]0;x\x07\n\nA dam \u202eturned \x1b[2J and [link=x]more[/] \u200b.\n", "utf-8"
    )
    app = app_on(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("F")
        await typed(pilot, "dam turned")
        assert len(await found(app, pilot)) == 1
        await until(pilot, lambda: "1 article" in screen(app))
        shown = screen(app)
        assert "[bold]Title[/bold] ␛]0;x␇" in shown
        assert "[red]evil⇄[b].txt" in shown
        assert "\x1b" not in shown
        assert "\u202e" not in shown
        assert "[link=x]more[/]" in shown


async def test_many_results_are_scrolled_through(tmp_path: Path) -> None:
    for number in range(120):
        (tmp_path / f"{number:03}.txt").write_text(f"Number {number}\n\nThe dam broke.\n", "utf-8")
    app = app_on(tmp_path)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("F")
        await typed(pilot, "dam")
        deadline = time.monotonic() + 10
        while not app.session.searching.hits:  # keys that come all the while do not keep it from searching
            assert time.monotonic() < deadline
            await pilot.press("left")
        assert len(app.session.searching.hits) < 60
        while "Number 119" not in screen(app):
            assert time.monotonic() < deadline
            await pilot.press("pagedown")
        assert len(app.session.searching.hits) == 120
        await pilot.press("up", "enter")
        assert app.session.desk.path == "118.txt"


async def test_leaving_the_program_ends_what_runs_beside_it(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("F")
        beside = app.session.searching._beside
        assert beside is not None
    assert beside._process.wait(10) is not None
    assert not list(tmp_path.glob("**/*.sqlite"))
    assert index_path(tmp_path).parent.parent.name == "triage"
