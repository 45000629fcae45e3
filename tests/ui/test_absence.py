"""A folder that goes while it is reviewed: the first line says so, and what is tagged is saved later."""

from __future__ import annotations

from pathlib import Path

from tests.ui.reviewing import app_on, corpus, judged, saved, screen, until


async def test_the_first_line_says_that_the_folder_is_gone_until_it_is_back(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    app = app_on(corpus(folder))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        folder.rename(tmp_path / "elsewhere")
        await until(pilot, lambda: "articles · folder is gone · 2 articles" in screen(app).splitlines()[0])
        assert "the folder is gone: what you tag is kept, and saved when it is back" in screen(app)
        await pilot.press("v")
        await until(pilot, lambda: "cannot save, kept and tried again" in screen(app))
        assert not folder.exists()
        (tmp_path / "elsewhere").rename(folder)
        await until(pilot, lambda: "folder is gone" not in screen(app).splitlines()[0])
        await saved(pilot, app)
    assert len(judged(folder)) == 1
