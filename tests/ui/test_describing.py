"""Evidence, speakers, relations, the codebook and articles that are over, by keys."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

import pytest

from tests.ui.reviewing import app_on, corpus, saved, screen, sidecar, until
from triage.browsing import browse, no_browser

FIRST = "The dam of Velm broke at dawn. Mayor Ada Korr said that nobody was hurt.\n"
SECOND = "The dam of Velm broke at noon. The mayor was away.\n"


async def test_a_claim_is_documented_step_by_step_and_any_other_key_goes_on(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path, (FIRST, SECOND)))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("e", *"https://example.org/log.", "enter")
        assert "s supports" in screen(app)
        await pilot.press("v")  # not offered: it tags and goes on
        assert not app.review.prompt.offering
        await pilot.press(
            "k", "e", *"https://b.example", "enter", "r", "enter", *"at noon", "enter", *"p. 3", "enter"
        )
        await pilot.press("e", "enter", "j", "x")
        await saved(pilot, app)
        (claim,) = sidecar(tmp_path)["claims"].values()
        (piece,) = claim["tags"]["ana"]["evidence"]
        assert (claim["tags"]["ana"]["tag"], piece["url"], "stance" in piece) == (
            "verified",
            "https://example.org/log",
            False,
        )
        await pilot.press("u")
        await saved(pilot, app)
        (claim,) = sidecar(tmp_path)["claims"].values()
        piece = claim["tags"]["ana"]["evidence"][1]
        assert (piece["stance"], piece["quote"], piece["note"]) == ("refutes", "at noon", "p. 3")


async def test_speakers_relations_and_what_is_set_aside_are_shown_where_they_are(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path, (FIRST, SECOND)))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j")
        await until(pilot, lambda: "Mayor Ada Korr? P takes it" in screen(app))  # not in the first picture
        await pilot.press("P")
        assert "speaker Mayor Ada Korr  " in screen(app)
        await pilot.press("k", "=", "escape", "J", "=", "c")
        await until(pilot, lambda: "← a.txt  The dam of Velm broke at dawn." in screen(app))
        await pilot.press("enter")
        assert "conflicts with The dam of Velm broke at dawn. · a.txt" in screen(app)
        await pilot.press("=", "enter", "enter")
        assert app.session.desk.path == "a.txt"
        await until(pilot, lambda: "conflicts with The dam of Velm broke at noon. · b.txt" in screen(app))
        await pilot.press("J", "j", "P", "m", "tab", "enter")
        assert app.session.relations.speaker == "Mayor Ada Korr"
        await pilot.press("K", "Z", *"a rewrite", "enter")
        assert app.session.desk.path == "b.txt"
        await pilot.press("K")
        assert "set aside a rewrite" in screen(app)
        await pilot.press("ctrl+e", "i", "enter")
        definition = "You found at least one independent source"
        await until(pilot, lambda: definition in screen(app))
        await pilot.press("i", "enter")
        await until(pilot, lambda: definition not in screen(app))


@pytest.mark.parametrize(
    ("environment", "platform", "is_one"),
    [
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "linux", False),
        ({"SSH_CONNECTION": "a b"}, "darwin", False),
        ({"SSH_CONNECTION": "a b", "DISPLAY": ":10"}, "linux", True),
        ({}, "darwin", True),
        ({"WSL_DISTRO_NAME": "x"}, "linux", True),
    ],
)
def test_a_browser_is_asked_for_only_where_it_can_be_seen(
    environment: dict[str, str], platform: str, is_one: bool
) -> None:
    assert (no_browser(environment, platform) == "") is is_one


def test_an_address_is_given_to_the_browser_as_it_is_and_nothing_else_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "webbrowser.py").write_text("raise SystemExit(3)", encoding="utf-8")
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > {tmp_path}/opened\n', encoding="utf-8")
    browser.chmod(browser.stat().st_mode | stat.S_IXUSR)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BROWSER", f"{browser} %s")
    failed: list[str] = []
    url = "https://example.org/?a=$(id);b&c='d'"
    assert browse(url, failed.append, {"DISPLAY": ":0"}) == ""
    deadline = time.monotonic() + 20
    while not (tmp_path / "opened").exists() or not (tmp_path / "opened").read_bytes():
        assert time.monotonic() < deadline
        os.sched_yield()
    assert ((tmp_path / "opened").read_text(encoding="utf-8"), failed) == (url, [])
    for wrong in ("file:///etc/passwd", "javascript:alert(1)", "https://a@b.example", "-h"):
        with pytest.raises(ValueError, match="address"):
            browse(wrong, failed.append, {"DISPLAY": ":0"})
