"""Doing again by keys: the last change, macros recorded and played, and what stops them."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import Key
from textual.pilot import Pilot

from tests.ui.reviewing import app_on, corpus, judged, saved, screen, sidecar, until
from triage.keymap import rounds
from triage.store.macros import macros_path
from triage.ui import playing
from triage.ui.app import TriageApp

MANY = "".join(f"Sentence number {number} says this.\n\n" for number in range(1, 31))


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep macros of a test apart."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def folder(tmp_path: Path, *texts: str) -> Path:
    """Return a corpus of these articles."""
    (tmp_path / "corpus").mkdir()
    return corpus(tmp_path / "corpus", texts or (MANY,))


async def keys(pilot: Pilot[int], typed: str) -> None:
    """Press keys one after the other; those with a name in angle brackets."""
    names = {" ": "space", "@": "at", ".": "full_stop", "/": "slash"}
    for part in typed.replace("<", "\0<").replace(">", ">\0").split("\0"):
        named = part.startswith("<")
        await pilot.press(*([part[1:-1]] if named else [names.get(sign, sign) for sign in part]))


def said(app: TriageApp) -> str:
    """Return what the status line says."""
    return app.session.said.text


async def played(app: TriageApp, pilot: Pilot[int]) -> None:
    """Wait for the end of a macro."""
    await until(pilot, lambda: not app.repeating.is_playing)


async def test_the_last_change_is_done_again_with_what_was_typed(tmp_path: Path) -> None:
    app = app_on(folder(tmp_path))
    async with app.run_test(size=(120, 30)) as pilot:
        await keys(pilot, ".")
        assert said(app).startswith("nothing has been changed yet")
        await keys(pilot, "d.")
        assert said(app).startswith("again: tag disputed · disputed: “Sentence number 2")
        await keys(pilot, "nthe log<enter>j.")
        assert said(app) == "again: note: the log · note set"
        await keys(pilot, "n<escape>2h")
        await keys(pilot, "j.")
        assert said(app) == "again: edge end-left ×2 · edge moved"
        await keys(pilot, "j1.j.")
        assert said(app) == "again: edge end-left ×1 · edge moved"
        await keys(pilot, "jj3d.")
        assert said(app).startswith("again: tag disputed · disputed: “Sentence number 10")
        await keys(pilot, "ehttps://example.org refutes<enter>j.Vllv")
        await keys(pilot, ".")
        assert said(app).startswith(
            "again: select.begin + select.next word + select.next word + tag verified"
        )
        await saved(pilot, app)
    claims = [claim for claim in sidecar(tmp_path / "corpus")["claims"].values() if "tags" in claim]
    mine = [(claim["quote"], claim["tags"]["ana"]) for claim in claims]
    assert [quote for quote, record in mine if "note" in record] == [
        "Sentence number 3 says this.",
        "Sentence number 4",
    ]
    assert [len(record["evidence"]) for _, record in mine if "evidence" in record] == [1, 1]


async def test_a_macro_is_recorded_and_played_with_a_count_as_one_step(tmp_path: Path) -> None:
    app = app_on(folder(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "Ma")
        assert "recording a" in screen(app)
        await keys(pilot, "nwhy<enter>")
        await keys(pilot, "d?<escape>M")
        assert said(app) == "macro a: 2 commands, note: why + tag disputed"
        assert "recording" not in screen(app)
        await keys(pilot, "3@aj")  # the last key waits for the end of the macro
        await played(app, pilot)
        await until(pilot, lambda: app.session.desk.passage and app.session.desk.cursor == 5)
        await saved(pilot, app)
        assert len(judged(tmp_path / "corpus")) == 4
        await keys(pilot, "u")
        assert said(app).startswith("undid: 6 steps")
        await saved(pilot, app)
        assert [tag for tag in judged(tmp_path / "corpus").values() if tag != "none"] == ["disputed"]
        await keys(pilot, "2@@")
        await played(app, pilot)
        await keys(pilot, ".")
        await played(app, pilot)
        assert "macro a played 2 times" in said(app)
        await keys(pilot, "@x")
        assert said(app) == "there is no macro x"
        await keys(pilot, "@<escape>M?")
        assert said(app) == "a macro has a letter or a digit"
    assert "line: why" in macros_path("ana").read_text(encoding="utf-8")


async def test_a_macro_stops_where_a_command_fails_and_never_calls_itself_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = macros_path("ana")
    path.parent.mkdir(parents=True)
    path.write_text(
        "schema: 1\nmacros:\n  a: [go.next untagged, tag opinion]\n  b: [macro.play c]\n  c: [macro.play b]\n"
        "  d: [note]\n  e: [{command: find, line: 're:/never/'}, tag opinion]\n  f: [help]\n  g: [nothing]\n"
        "  h: [{command: find, line: 're:/number 3 /'}, tag disputed]\n",
        encoding="utf-8",
    )
    app = app_on(folder(tmp_path))
    async with app.run_test(size=(140, 24)) as pilot:
        await keys(pilot, "@b")
        await played(app, pilot)
        assert said(app).endswith(f"at macro.play b: macros call each other more than {rounds.DEEPEST} deep")
        await keys(pilot, "@d")
        await played(app, pilot)
        assert said(app).endswith("round 1 of 1 at note: it asks for something that was not recorded")
        assert not app.review.prompt.open
        await keys(pilot, "@e")
        await played(app, pilot)
        assert said(app) == "macro e stopped in round 1 of 1 at find: re:/never/: not found"
        await keys(pilot, "@h")
        await played(app, pilot)
        assert said(app).startswith("macro h played · disputed: “Sentence number 3")
        await keys(pilot, "40@a")
        await played(app, pilot)
        assert "stopped in round" in said(app)
        assert said(app).endswith("at go.next untagged: no untagged claim after this one")
        await saved(pilot, app)
        assert len(judged(tmp_path / "corpus")) > 10
        monkeypatch.setattr(playing, "_SLICE_SECONDS", 0.0)
        await keys(pilot, "u")
        await until(pilot, lambda: app.screen is app.review and said(app).startswith("undid"))
        await keys(pilot, "gg")
        app.repeating.table()["macro.play"]("a", 999)
        await app.taking.take(Key("question_mark", "?"))
        assert app.repeating.is_playing
        assert app.screen is app.review, "a key waits for the end of the macro"
        await app.taking.take(Key("escape", None))
        assert (said(app), app.repeating.is_playing) == ("macro a stopped", False)
        await until(pilot, lambda: app.screen is not app.review)
        await keys(pilot, "<escape>")
        await until(pilot, lambda: app.screen is app.review)
        await keys(pilot, "@g")
        assert said(app) == "there is no macro g"
