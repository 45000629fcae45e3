"""What one program did is undone by keys in the next, and losing the journal is said on screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.reviewing import app_on, corpus, judged, saved, screen
from triage.session.session import Session
from triage.store.journal import read_all
from triage.store.journal_files import journal_path

BROKE = "The dam above Velm broke at dawn on Friday."


async def test_undo_goes_on_in_the_next_program(tmp_path: Path) -> None:
    corpus(tmp_path)
    app = app_on(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("v", "d")
        await saved(pilot, app)
    app.session.close(5)
    app = app_on(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("u", "u")
        await saved(pilot, app)
        assert f"undid: tagged verified: “{BROKE}”" in screen(app)
        assert set(judged(tmp_path).values()) == {"none"}
        await pilot.press("ctrl+r")
        await saved(pilot, app)
        assert judged(tmp_path)[BROKE] == "verified"
        await pilot.press("u", "u")
        assert "nothing to undo" in screen(app)
    app.session.close(5)


async def test_every_key_says_that_the_reviewer_is_there(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("J", "j", "K")
    app.session.close(5)
    noted = [entry["path"] for entry in read_all(journal_path(tmp_path, "ana")) if entry["do"] == "seen"]
    assert noted == ["a.txt", "b.txt", "a.txt"]


async def test_without_a_journal_that_is_said_at_the_start(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = tmp_path_factory.mktemp("blocked") / "state"
    state.write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_STATE_HOME", str(state))
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        assert "no journal, tags are saved all the same" in screen(app)
        await pilot.press("v")
        await saved(pilot, app)
    app.session.close(5)
    assert judged(tmp_path) == {BROKE: "verified"}


async def test_a_fault_ends_the_review_and_is_kept_for_the_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Session) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Session, "untag", fail)
    app = app_on(corpus(tmp_path))
    with pytest.raises(ZeroDivisionError):
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("v", "x")
    assert isinstance(app.fault, ZeroDivisionError)
    assert app.return_code == 1
    assert app._exit_renderables == []
    assert app.session.close(5) == []
    assert judged(tmp_path) == {BROKE: "verified"}
