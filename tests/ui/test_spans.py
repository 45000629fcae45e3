"""Spans by keys and through the palette: what each command does to the claim, and how it is drawn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from tests.ui.reviewing import app_on, corpus, judged, saved, screen, sidecar, until
from tests.ui.test_taking import press
from triage.commands import Mode
from triage.ui.app import TriageApp
from triage.ui.screens.palette import every_command

TEXT = """Dam of Velm breaks

The dam above Velm, built in 1911, broke at dawn on Friday. It flooded two farms. Nobody was hurt.

The mayor called the company reckless.
"""
BROKE = "The dam above Velm, built in 1911, broke at dawn on Friday."
SEVERAL, CHOSEN = "underline", "reverse"

EDGES = [
    ("left", "end-left-character", BROKE[:-1]),
    ("right", "end-right-character", BROKE),
    ("h", "end-left", BROKE[:-8]),
    ("(", "end-left-clause", "The dam above Velm, built in 1911"),
    (")", "end-right-clause", BROKE),
    ("}", "start-right-clause", BROKE[20:]),
    ("shift+left", "start-left-character", BROKE[18:]),
    ("shift+right", "start-right-character", BROKE[20:]),
    ("{", "start-left-clause", BROKE),
]
"""Key, argument of the command, and the claim after it, one after the other."""


def here(app: TriageApp) -> str:
    """Return the words under the cursor."""
    passage, opened = app.session.desk.passage, app.session.desk.opened
    assert passage is not None
    assert opened is not None
    return opened.article.text[passage.start : passage.end]


def chosen(app: TriageApp) -> str:
    """Return the words that are chosen, none where nothing is."""
    selection, opened = app.session.desk.selection, app.session.desk.opened
    return "" if selection is None or opened is None else opened.article.text[slice(*selection.span)]


def drawn(app: TriageApp, attribute: str) -> str:
    """Return the characters of the text pane that are drawn so, row after row."""
    rows = app.review.text._strips[3:]
    return " ".join(
        found
        for row in rows
        if (found := "".join(part.text for part in row if part.style and getattr(part.style, attribute)))
    )


async def named(pilot: Pilot[Any], name: str) -> None:
    """Run a command through the palette."""
    await press(pilot, ":")
    await until(pilot, lambda: len(pilot.app.screen_stack) == 2)
    await press(pilot, *name, "enter")
    await until(pilot, lambda: len(pilot.app.screen_stack) == 1)


async def listed(app: TriageApp, name: str) -> None:
    """Run a command as the palette does that lists it."""
    (bound,) = (bound for bound in every_command(app.session.codebook) if bound.text == name)
    await app.run_macro((bound,))


async def test_edges_move_by_key_and_by_name(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path, [TEXT]))
    async with app.run_test(size=(120, 30)) as pilot:
        for key, _, words in EDGES:
            await press(pilot, key)
            assert here(app) == words, key
        await press(pilot, "9", "u")
        assert here(app) == BROKE
        for _, name, words in EDGES:
            await listed(app, f"edge {name}")
            assert here(app) == words, name
        await named(pilot, "a word left end")
        assert here(app) == BROKE[:-8]


async def test_a_claim_is_split_joined_and_made_whole_by_key_and_by_name(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path, [TEXT]))
    async with app.run_test(size=(120, 30)) as pilot:
        await press(pilot, "v", "k", "s")
        assert app.review.mode is Mode.SELECT
        assert drawn(app, CHOSEN) == "broke at dawn on Friday."
        assert screen(app).splitlines()[-2].endswith(" where to split ")
        assert "split here" in screen(app)
        await press(pilot, "escape")
        assert (app.review.mode, drawn(app, CHOSEN)) == (Mode.TEXT, "")
        await press(pilot, "s", "(", "h", "enter")
        assert here(app) == "The dam above"
        assert "split: what ana recorded stays here; the second part is next, untagged" in screen(app)
        await saved(pilot, app)
        assert judged(tmp_path) == {"The dam above": "verified"}
        await press(pilot, "a")
        assert here(app) == BROKE
        assert "joined 2 claims: verified stays" in screen(app)
        await press(pilot, "5", "h", "r")
        assert here(app) == BROKE
        await press(pilot, "2", "a")
        assert here(app).endswith("Nobody was hurt.")
        await press(pilot, "u", "R")
        assert here(app).endswith("Nobody was hurt.")
        await press(pilot, *"uuuuu")
        await named(pilot, "claim.split")
        await named(pilot, "select.make")
        assert here(app) == "The dam above Velm, built in 1911"
        await named(pilot, "claim.join")
        await named(pilot, "claim.fit paragraph")
        assert here(app).endswith("Nobody was hurt.")
        await press(pilot, "u", "h")
        await listed(app, "claim.fit sentence")
        assert here(app) == BROKE
        await saved(pilot, app)
        assert judged(tmp_path)[BROKE] == "verified"


async def test_any_stretch_is_chosen_by_keys_tagged_with_one_and_drawn_apart(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path, [TEXT]))
    async with app.run_test(size=(120, 30)) as pilot:
        await press(pilot, "V")
        assert chosen(app) == drawn(app, CHOSEN) == BROKE
        assert "choosing 12 words · end moves" in screen(app)
        assert " Enter make it a claim  Tab other end " in screen(app).splitlines()[-1]
        for key, words in (
            ("h", BROKE[:-8]),
            ("(", "The dam above Velm, built in 1911"),
            (")", BROKE),
            ("left", BROKE[:-1]),
            ("right", BROKE),
            ("}", f"{BROKE} It flooded two farms."),
            ("{", BROKE),
            ("J", TEXT.splitlines()[2]),
            ("r", TEXT.splitlines()[2]),
            ("K", TEXT.splitlines()[2]),
        ):
            await press(pilot, key)
            assert chosen(app) == words, key
        await press(pilot, "tab", "2", ")", "l", "H")
        assert chosen(app).startswith("broke at dawn")
        assert "start moves" in screen(app)
        await press(pilot, "j")
        assert "It flooded" in chosen(app) or "Nobody" in chosen(app)
        await press(pilot, "escape")
        await press(pilot, "V", "tab", ")", "tab", "l", "l", "d")
        await saved(pilot, app)
        assert judged(tmp_path) == {"built in 1911, broke at dawn on Friday. It flooded": "disputed"}
        assert chosen(app) == ""
        await press(pilot, "home")
        assert drawn(app, SEVERAL) == "built in 1911, broke at dawn on Friday. It flooded"
        assert " · overlaps 2" in screen(app)
        visited = [here(app)]
        for _ in range(4):
            await press(pilot, "j")
            visited.append(here(app)[:12])
        assert visited[1:] == ["built in 191", "It flooded t", "Nobody was h", "The mayor ca"]
        await press(pilot, "u")
        await saved(pilot, app)
        assert drawn(app, SEVERAL) == ""
        (claim,) = sidecar(tmp_path)["claims"].values()
        assert (claim["skip"], claim["added"]) == (True, True)


async def test_choosing_by_name_and_what_ends_it(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path, [TEXT, TEXT]))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "tab")
        await named(pilot, "select.begin")
        assert app.review.mode is Mode.SELECT
        for name in ("previous word", "previous character", "next clause", "next sentence", "next line"):
            await listed(app, f"select.{name}")
        assert chosen(app).startswith(f"{BROKE} It flooded")
        await named(pilot, "select.swap")
        await named(pilot, "select.next sentence")
        assert chosen(app).startswith("It flooded")
        await named(pilot, "select.previous sentence")
        await listed(app, "select.make")
        assert chosen(app) == ""
        for leaving in ("t", "]", "n", "z"):
            await press(pilot, "V", leaving)
            assert chosen(app) == "", leaving
            await press(pilot, "escape")
        await press(pilot, "V", "pagedown", "?", "escape")
        assert chosen(app)
        await pilot.click(app.review.text, offset=(20, 4))
        assert chosen(app) == ""


async def test_claims_that_begin_together_are_told_apart(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path, [TEXT]))
    async with app.run_test(size=(120, 30)) as pilot:
        await press(pilot, "V", "(", "d", "home")
        assert here(app) == "The dam above Velm, built in 1911"
        assert "▌✗ ²The dam" in screen(app)
        await press(pilot, "j")
        assert here(app) == BROKE
        assert "▌· ²The dam" in screen(app)
        await press(pilot, "z")
        assert "▌ff fd  dam above" in screen(app)


async def test_what_moves_of_a_stretch_is_kept_in_view(tmp_path: Path) -> None:
    long = "".join(f"Number {number} of many sentences stands here.\n\n" for number in range(80))
    app = app_on(corpus(tmp_path, [long]))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "V", *"6", "0", "}")
        assert "Number 60 of many" in screen(app)
        await press(pilot, "tab")
        assert "Number 0 of many" in screen(app)
        await press(pilot, "tab", "8", "k")
        assert "Number 50 of many" in chosen(app)
        assert "Number 59 of many" not in chosen(app)
        await press(pilot, "enter")
        assert "a claim now" in screen(app)
