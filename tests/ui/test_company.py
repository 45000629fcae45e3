"""Who else is in the folder stands in the first line, as plain text, and asks nothing."""

from __future__ import annotations

from pathlib import Path

from tests.ui.reviewing import app_on, corpus, judged, saved, screen, until
from triage.store.presence import Person, Presence


async def test_others_are_named_in_the_first_line(tmp_path: Path) -> None:
    bo = Presence(corpus(tmp_path), "bo")
    bo.refresh()
    app = app_on(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: "also here: bo@" in screen(app).splitlines()[0])
        await pilot.press("v")
        await saved(pilot, app)
        assert len(judged(tmp_path)) == 1
    bo.leave()


async def test_their_names_are_text_and_few(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(150, 40)) as pilot:
        hosts = ("[/]", "\x1b]52;x\x07", "c", "d")
        app.session.company.others = tuple(Person("b\x1b[31mo", host) for host in hosts)
        app.review.redraw()
        await pilot.pause()
        first = screen(app).splitlines()[0]
        assert "also here: b␛[31mo@[/], b␛[31mo@␛]52;x␇ +2" in first
        assert "\x1b" not in first


async def test_nobody_else_leaves_no_trace(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "also here" not in screen(app)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "b.txt"]
