"""What was on the screen is there again: article, claim, how far it was scrolled, the active pane."""

from __future__ import annotations

from pathlib import Path

from tests.ui.reviewing import SECOND, app_on, corpus, screen, until
from triage.store import left_front

LONG = "Port\n\n" + "\n\n".join(f"The port was closed on day {number}." for number in range(60)) + "\n"


async def test_a_review_that_was_left_in_the_list_of_a_scrolled_article_is_there_again(
    tmp_path: Path,
) -> None:
    app = app_on(corpus(tmp_path, [SECOND] * 7 + [LONG, SECOND, SECOND]))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"9J", "K", "K", *"10j", "space", "k", "k", "tab")
        await until(pilot, lambda: app.session.listing.totals().known == 10)
        shown = screen(app).splitlines()[1:-1]
        app.session.noticed()
    app.session.close(5)
    again = app_on(tmp_path)
    async with again.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: again.session.listing.totals().known == 10)
        back = screen(again).splitlines()[1:-1]
        assert back[:-2] == shown[:-2]
        assert "back where you were: Port, claim 9 of 60" in screen(again)
        await pilot.press("K")
        assert again.session.desk.path == "g.txt"
    front = left_front.recall(str(tmp_path), "ana")
    assert front is not None
    assert front.rows[front.here] == "h.txt"
