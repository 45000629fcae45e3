"""Keys in the review: sequences, counts, lists of commands, and keys that are read again."""

from __future__ import annotations

import os
import queue
from pathlib import Path
from typing import Any

from textual import events
from textual.pilot import Pilot

from tests.keys.maps import written
from tests.ui.reviewing import corpus, judged, saved, screen, sidecar, until
from triage.keymap import Sources
from triage.store import keymaps
from triage.store.codebook import shipped_codebook
from triage.store.keymap_follower import KeymapFollower, Reread
from triage.ui.app import TriageApp
from triage.ui.keyboard import Typed

MINE = """options: {popup: 0.01, counts: true}
prefixes: {g: going}
extends: default
modes:
  all:
    g d: go.next tag:disputed
    g v: go.previous tag:verified
    Y: [confidence.next, tag disputed]
    Z: [article.done, tag disputed]
    M: [tag verified, article.next]
  text:
    g g: go.first
  input:
    ctrl+g: cancel
    ctrl+t: noop
"""


def app_with(folder: Path, text: str = MINE) -> TriageApp:
    """Return the program on `folder`, with the keys that `text` gives the reviewer."""
    tags = shipped_codebook()
    own = folder.parent / f"{folder.name}-keys"
    own.mkdir()
    keymap, warnings = keymaps.in_use(Sources("default", str(written(own, text, "keys.yaml"))), tags)
    assert warnings == []
    return TriageApp(folder, "ana", tags, keymap)


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys that come together, which takes the test less time than one by one."""
    characters = {key: key if len(key) == 1 else None for key in keys}
    pilot.app.post_message(Typed([events.Key(key, characters[key]) for key in keys]))
    await pilot.pause()


def cursor(app: TriageApp) -> int | None:
    return app.session.desk.cursor


async def test_a_sequence_runs_what_it_is_bound_to_and_shows_what_was_begun(tmp_path: Path) -> None:
    app = app_with(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        first = cursor(app)
        await press(pilot, "v", "o", "d", "g")
        assert app.review.status.begun == "g"
        await press(pilot, "g")
        assert cursor(app) == first
        await press(pilot, "g", "d")
        passage = app.session.desk.passage
        assert passage is not None
        assert app.session.desk.opened is not None
        assert "reckless" in app.session.desk.opened.words(passage)
        await press(pilot, "g", "v", "g", "v")
        assert "no claim tagged verified before this one" in screen(app)
        await press(pilot, "2", "g")
        assert screen(app).splitlines()[-2].endswith(" 2 g… ")
        await press(pilot, "escape", "g", "x")
        assert "g x is not bound to anything" in screen(app)
        await press(pilot, "g", "tab", "x")
        assert "g" not in app.review.status.begun
        assert judged(tmp_path)


async def test_a_count_goes_to_the_command_and_a_list_of_commands_is_one_step(tmp_path: Path) -> None:
    app = app_with(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        first = cursor(app)
        await press(pilot, "2", "j")
        assert (first, cursor(app)) == (1, 4)
        await press(pilot, "1", "k", "k")
        assert cursor(app) == first
        await press(pilot, "3", "v")
        assert "tag the claim takes no count" in screen(app)
        await saved(pilot, app)
        assert len(judged(tmp_path)) == 1
        await press(pilot, "3", "l", "5", "u")
        await saved(pilot, app)
        assert "undid 2 steps" in screen(app)
        await press(pilot, "Y")
        await saved(pilot, app)
        claim = next(iter(sidecar(tmp_path)["claims"].values()))
        assert (claim["tags"]["ana"]["tag"], claim["tags"]["ana"]["confidence"]) == ("disputed", "high")
        await press(pilot, "u")
        await saved(pilot, app)
        claim = next(iter(sidecar(tmp_path)["claims"].values()))
        assert (claim["tags"]["ana"]["tag"], claim["tags"]["ana"].get("confidence")) == ("none", None)
        await press(pilot, "?")
        await press(pilot, "end")
        await until(pilot, lambda: "Lists of commands" in screen(app))
        assert "Article done, then Tag the claim disputed" in screen(app)


async def test_a_list_of_commands_ends_where_one_is_refused(tmp_path: Path) -> None:
    (corpus(tmp_path) / "a.txt.triage.yaml").write_text("claims: [", encoding="utf-8")
    app = app_with(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        app.session.desk.open("a.txt")
        await press(pilot, "M")
        assert app.session.desk.path == "a.txt"
        assert "a.txt.triage.yaml:2:1" in app.session.said.text
        app.session.desk.open("b.txt")
        await press(pilot, "K", "J", "M")
        await saved(pilot, app)
        assert list(judged(tmp_path, "b.txt").values()) == ["verified"]


async def test_in_a_field_only_keys_bound_for_fields_are_taken(tmp_path: Path) -> None:
    app = app_with(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "n", *"g2gYdv")
        assert app.review.prompt._field.value == "g2gYdv"
        await press(pilot, "ctrl+g")
        assert not app.review.prompt.open
        await press(pilot, ":", *"un")
        assert len(app.screen_stack) == 2
        await press(pilot, "ctrl+g")
        await until(pilot, lambda: len(app.screen_stack) == 1)
        assert not (tmp_path / "a.txt.triage.yaml").exists()


async def test_keys_that_are_saved_are_taken_over_and_shown(tmp_path: Path) -> None:
    app = app_with(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        keymap = app.taking.keymap
        assert keymap.sources is not None
        path = Path(keymap.sources.user)
        follower = KeymapFollower(keymap, app.session.codebook, lambda _: None)
        assert follower.look() is None
        await press(pilot, "g")
        path.write_text("schema: 1\nmodes: {all: {y: undo, u: redo, zz: undo}}\n", encoding="utf-8")
        reread = follower.look()
        assert reread is not None
        app.taking._reread(reread)
        app.review.redraw()
        assert f"keys read again: {path}:2:33: there is no key zz" in app.session.said.text
        assert " y undo " in screen(app)
        await press(pilot, "v", "y")
        assert "undid: tagged verified" in screen(app)


def test_a_file_that_cannot_be_read_leaves_the_keys_and_one_that_goes_does_not(tmp_path: Path) -> None:
    user = written(tmp_path, "modes: {all: {y: undo}}\n", "keys.yaml")
    project = tmp_path / "project.yaml"
    keymap, _ = keymaps.in_use(Sources("default", str(user), str(project)), shipped_codebook())
    follower = KeymapFollower(keymap, shipped_codebook(), lambda _: None)
    user.write_text("schema: 1\nmodes: [", encoding="utf-8")
    assert follower.look() == Reread(
        None, (f"{user}:3:1: did not find expected node content, while parsing a flow node",)
    )
    assert follower.look() is None
    os.unlink(user)
    written(tmp_path, "modes: {all: {Y: undo}}\n", "project.yaml")
    found = follower.look()
    assert found is not None
    assert found.keymap is not None
    assert [found.keymap.keys_of("undo", mode) for mode in found.keymap.modes][1] == ["Y", "u"]


def test_the_follower_tells_what_changed_from_its_own_thread(tmp_path: Path) -> None:
    user = written(tmp_path, "modes: {}\n", "keys.yaml")
    keymap, _ = keymaps.in_use(Sources("default", str(user)), shipped_codebook())
    found: queue.SimpleQueue[Reread] = queue.SimpleQueue()
    follower = KeymapFollower(keymap, shipped_codebook(), found.put, 0.001)
    follower.start()
    written(tmp_path, "modes: {all: {Y: undo}}\n", "keys.yaml")
    reread = found.get(timeout=10)
    follower.stop()
    assert reread.keymap is not None
