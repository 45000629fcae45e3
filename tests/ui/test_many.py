"""Many claims at once, by keys: marked, shown what would happen, recorded, undone; and repeats."""

from __future__ import annotations

from pathlib import Path

from tests.ui.reviewing import (
    FIRST,
    SECOND,
    app_on,
    corpus,
    judged,
    saved,
    screen,
    sidecar,
    until,
)
from triage.ui.screens.many import ManyScreen
from triage.ui.screens.marked import MarkedList
from triage.ui.screens.repeats import RepeatsScreen

THIRD = "A third report\n\nNobody knew. She offered no proof.\n"


async def test_what_is_marked_is_shown_judged_at_once_and_undone_at_once(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path, (FIRST, SECOND, THIRD)))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("y", "j", "Y")
        assert "3 claims marked" in screen(app)
        assert "·  *It flooded" not in screen(app)
        assert "· *It flooded some 300 hectares" in screen(app)
        await pilot.press("tab", "j", "y", "Q")
        assert isinstance(app.screen, MarkedList)
        assert "article  b.txt" in screen(app)
        await pilot.press("j", "j", "space", "escape")
        assert "2 claims and 1 article marked" in screen(app)
        assert "○*Velm counts its losses" in screen(app)
        await pilot.press("v")
        assert isinstance(app.screen, ManyScreen)
        assert "tagged verified: + 4 claims in 2 articles" in screen(app)
        assert "+ untagged                   The dam above Velm broke" in screen(app)
        await pilot.press("escape")
        assert "2 claims and 1 article marked" in screen(app)
        assert not [*tmp_path.glob("*.yaml")]
        await pilot.press("n", *"seen", "enter")
        assert "set the note “seen”: + 4 claims" in screen(app)
        await pilot.press("tab", "enter")
        await until(pilot, lambda: not app.session.bulk.is_open)
        await pilot.press("v", "enter")
        await until(pilot, lambda: not app.session.bulk.is_open)
        await saved(pilot, app)
        assert "tagged verified: 4 claims in 2 articles" in screen(app)
        assert len(judged(tmp_path)) == 2
        await pilot.press("u")
        await until(pilot, lambda: not app.session.bulk.is_open)
        await saved(pilot, app)
        assert {*judged(tmp_path).values(), *judged(tmp_path, "b.txt").values()} == {"none"}
        await pilot.press("*", *"all: proof", "enter")
        await pilot.press("escape")
        assert not app.session.is_marked


async def test_repeats_are_listed_with_their_context_and_tagged(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path, (THIRD, FIRST, f"No. {THIRD}")))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "E")
        assert isinstance(app.screen, RepeatsScreen)
        while not app.session.repeats.over:
            await pilot.pause()
        assert "no tag of yours yet" in screen(app)
        await pilot.press("d")
        assert "disputed · 3 to be tagged · 3 places" in screen(app)
        assert "[She offered no proof.]" in screen(app)
        await pilot.press("j", "space", "enter")
        await until(pilot, lambda: not app.session.bulk.is_open)
        await saved(pilot, app)
        assert judged(tmp_path) == judged(tmp_path, "c.txt") == {"She offered no proof.": "disputed"}
        assert not (tmp_path / "b.txt.triage.yaml").exists()


async def test_what_is_marked_is_related_to_the_claim_here_or_gets_another_one_as_evidence(
    tmp_path: Path,
) -> None:
    app = app_on(corpus(tmp_path, (FIRST, SECOND)))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("v", "y", "y", "g", "g", "=")
        await until(pilot, lambda: "relation of all that is marked" in screen(app))
        await pilot.press("c")
        await until(pilot, lambda: "All that is marked: conflicts with" in screen(app))
        await pilot.press("enter")
        assert isinstance(app.screen, ManyScreen)
        assert "related, conflicts with “The dam above Velm broke" in screen(app)
        assert "+ 2 claims in 1 article" in screen(app)
        await pilot.press("tab", "enter")
        await until(pilot, lambda: not app.session.bulk.is_open)
        assert "related, conflicts with: 2 claims in 1 article" in screen(app)
        assert screen(app).count("conflicts with It flooded") == 1
        await pilot.press("A")
        await until(pilot, lambda: "Evidence from another claim" in screen(app))
        await pilot.press("enter")
        assert isinstance(app.screen, ManyScreen)
        assert "added evidence “" in screen(app)
        await pilot.press("enter")
        await until(pilot, lambda: not app.session.bulk.is_open)
        await saved(pilot, app)
    claims = sidecar(tmp_path)["claims"].values()
    assert [each["relation"] for claim in claims for each in claim.get("related", [])] == ["conflicts"] * 2
