"""Every command does what it is for, by its key in the default map and by its name in the palette."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.session.helpers import Review
from tests.ui.commands_shown import ROWS, A, B, C, Row
from tests.ui.reviewing import app_on, corpus, keys_and_tags, until
from tests.ui.seen import Seen, press
from triage.commands import COMMANDS, Mode, command, title_of
from triage.core.codebook import Requirement
from triage.core.evidence import parse_evidence
from triage.core.order import BY_NAME
from triage.core.values import replace
from triage.keymap import Bound
from triage.session.tutorial import Tutorial
from triage.ui.app import TriageApp
from triage.ui.screens.palette import every_command

FOLDERS = sorted({row.folder for row in ROWS})
SHARES = 3
"""Among how many tests the rows of a folder are dealt out, that several processes can share them."""


def test_no_command_goes_without_proof() -> None:
    """Every command is in the table with every argument that the palette offers, and no other."""
    codebook, _ = keys_and_tags()
    proven = [row.command for row in ROWS]
    assert {bound.text for bound in every_command(codebook)} <= set(proven)
    assert {known.id for known in COMMANDS} == {words.split(" ")[0] for words in proven}
    assert len(proven) == len(set(proven))


def folder_of(kind: str, folder: Path) -> Path:
    """Fill `folder` with what a row wants; see `Row.folder`."""
    if kind == "articles":
        (folder / ".triage.yaml").write_text("views:\n  helping: {filter: help}\n", encoding="utf-8")
        return articles(folder)
    if kind in ("lacking", "tutorial"):
        return corpus(folder, [A, B])
    return corpus(folder, ["".join(f"Boat {n} is here.\n\n" for n in range(1, 60))] if kind == "long" else ())


def app_of(kind: str, folder: Path) -> TriageApp:
    """Return the program on `folder`, as rows of this kind want it."""
    codebook, keymap = keys_and_tags()
    if kind == "lacking":
        tags = tuple(replace(tag, requires=(Requirement.NOTE,)) for tag in codebook.tags)
        return TriageApp(folder, "ana", replace(codebook, tags=tags), keymap)
    app = app_on(folder)
    if kind == "tutorial":
        app.teach(Tutorial())
    return app


def articles(folder: Path) -> Path:
    """Write three articles; in the third bea and I judged claims, of which one changed and one is gone."""
    corpus(folder, [A, B, C.format(when="spring", rain="Rain is expected. ")])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder / ".state"))  # what was done here is not to be undone later
        review = Review(folder)
    review.desk.open("c.txt")
    review.tag("verified")
    review.go("Forty")
    review.note("two papers say forty")
    review.go("Nobody")
    review.tag("disputed")
    review.go("Nobody")
    review.add_evidence(parse_evidence("https://velm.example/calls refutes", "2026-01-02"))
    review.go("bridge")
    review.tag("opinion")
    review.go("Rain")
    review.tag("verified")
    review.rest()
    assert review.close(10) == []
    (folder / "c.txt").write_text(C.format(when="June", rain=""), encoding="utf-8")
    return folder


class Stage:
    """The program, brought back to the same beginning for each row."""

    def __init__(self, app: TriageApp, pilot: Pilot[int], patch: pytest.MonkeyPatch) -> None:
        self.app, self.pilot = app, pilot
        self.seen = Seen(app)
        self._theme = app.theme
        called = self.seen.called.append

        def refresh(self: TriageApp, *, layout: bool = False, **more: bool) -> TriageApp:
            if layout:
                called("drawn")
            return drawn(self, layout=layout, **more)

        drawn = TriageApp.refresh
        patch.setattr(TriageApp, "refresh", refresh)
        patch.setattr(TriageApp, "action_suspend_process", lambda _: called("suspended"))
        patch.setattr(TriageApp, "exit", lambda *_: called("left"))
        patch.setattr(TriageApp, "edit_text", lambda *_: "from the editor")

    async def begin(self, row: Row) -> None:
        """Take back what the last row did, and press what the row begins with."""
        app, session = self.app, self.app.session
        await press(self.pilot, self.app, "escape")
        while app.screen is not app.review or app.review.prompt.open or app.review.jumping:
            await press(self.pilot, self.app, "escape")
        session.desk.selection = session.desk.carried = session.desk.found = None
        session.sieve.ask("")
        if session.is_marked:
            session.marking.clear()
        while not session.said.text.startswith("nothing to undo"):
            session.undo()
        session.sorting.ask(BY_NAME)
        if app.theme != self._theme:
            app.theme = self._theme
        if len(session.listing):
            session.desk.open(session.listing[0].path)
            session.desk.move_to_end(-1)
        app.review.activate(Mode.TEXT)
        session.say("")
        app.review.text.scroll_home(animate=False)
        app.review.redraw()
        await press(self.pilot, self.app, row.given)
        self.seen.called.clear()

    async def by_key(self, row: Row) -> bool:
        """Press the command's key in the default map; False where it has none."""
        keys = self.app.taking.keymap.keys_for(bound(row), row.mode)
        if keys:
            await press(self.pilot, self.app, keys[0])
        return bool(keys)

    async def by_name(self, row: Row) -> bool:
        """Type the command's name in the palette: once for each command, and where there is no key."""
        one = bound(row)
        await press(self.pilot, self.app, f": `{title_of(one.command, one.argument)}` enter")
        return True

    async def shown(self, row: Row, way: Callable[[Stage, Row], Awaitable[bool]]) -> str:
        """Run the row one way; return what is wrong."""
        await self.begin(row)
        if row.then(self.seen):
            return "true before"
        if not await way(self, row):
            return "" if " " in row.command else "no key"
        await press(self.pilot, self.app, row.more)
        try:
            await until(self.pilot, lambda: row.then(self.seen), 10)
        except AssertionError:
            seen = self.seen
            return f"not true afterwards: {seen.said!r}, at {seen.here!r}, {seen.chosen!r} in {seen.path}"
        return ""


def bound(row: Row) -> Bound:
    """Return the row's command as keys are bound to it."""
    name, _, argument = row.command.partition(" ")
    known = command(name)
    assert known is not None, name
    return Bound(known, argument)


def rows_of(kind: str, way: object) -> list[Row]:
    """Return the rows that begin in this folder; by name one for each command, and what has no key."""
    rows = [row for row in ROWS if row.folder == kind]
    if way is Stage.by_key:
        return rows
    _, keymap = keys_and_tags()
    first = {row.command.split(" ")[0]: row for row in reversed(rows)}.values()
    return [row for row in rows if row in first or not keymap.keys_for(bound(row), row.mode)]


@pytest.mark.parametrize("share", range(SHARES))
@pytest.mark.parametrize("way", [Stage.by_key, Stage.by_name])
@pytest.mark.parametrize("kind", FOLDERS)
async def test_every_command_does_what_it_is_for(
    kind: str,
    way: Callable[[Stage, Row], Awaitable[bool]],
    share: int,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    app = app_of(kind, folder_of(kind, tmp_path))
    wrong = {}
    async with app.run_test(size=(80, 24)) as pilot:
        with monkeypatch.context() as patch:
            stage = Stage(app, pilot, patch)
            await until(pilot, lambda: not app.session.listing.how_many_unread())
            for row in rows_of(kind, way)[share::SHARES]:
                if said := await stage.shown(row, way):
                    wrong[row.command] = said
    assert not wrong, "\n".join(f"{name}: {said}" for name, said in wrong.items())
