"""Draws every screen at two sizes and without colour into docs/screens: `python -m tests.screens [NAME…]`."""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from pathlib import Path

from tests.picture import self_contained
from tests.ui.reviewing import app_on, saved, until
from tests.ui.seen import press
from triage.session.tutorial import Tutorial
from triage.store.samples import copy_samples

FOLDER = Path(__file__).parents[1] / "docs" / "screens"

BEFORE = "v d v o v n `Two other papers say 1,940.` enter d k"
"""What the reviewer has done before."""

SCREENS = {
    "review": ("", "the review: list, text, the claim, what keys do"),
    "list": ("tab", "the list has the keys"),
    "filter": ("f `title:dam or is:done`", "the list is filtered while one types"),
    "find": ("/ `water` enter", "words are found in the article"),
    "search": ("F `siren` …", "words are found in all articles"),
    "palette": (": `edge`", "commands by their names"),
    "help": ("?", "every key"),
    "waiting": ("w", "claims whose words changed since they were judged"),
    "stretch": ("V h h", "a stretch of text is chosen"),
    "jump": ("z", "two letters lead to each claim"),
    "marked": ("y y y Q", "what is marked for the next command"),
    "many": ("y y y v", "what a command would do to all that is marked"),
    "repeats": ("E", "where the words of a claim stand again"),
    "dashboard": ("B", "how far everything is, and what needs attention"),
    "codebook": ("i", "what each tag means"),
    "evidence": ("A", "a claim is picked as evidence"),
    "relation": ("= c", "a claim is picked that the current one conflicts with"),
    "contrast": ("ctrl+t ctrl+t", "the theme of high contrast"),
    "tutorial": ("", "the tutorial leads through the first steps"),
    "empty": ("", "a folder without articles"),
}
"""Each screen: the default keys that show it, and what it is."""

SIZES = {"120x40": (120, 40), "80x24": (80, 24), "grey": (80, 24)}
"""The last one is without colour."""

_HEAD = """# The screens

Each screen of the program on the samples, drawn by the program itself (`make picture`): in a terminal of
120 columns and 40 lines, in one of 80 and 24, and in one of 80 and 24 without colour (`NO_COLOR`).

| screen | 120 × 40 | 80 × 24 | without colour |
|---|---|---|---|
"""


async def draw(name: str, size: str) -> str:
    """Return the screen as a picture."""
    with tempfile.TemporaryDirectory() as folder:
        for kind in ("STATE", "CACHE", "CONFIG"):
            os.environ[f"XDG_{kind}_HOME"] = str(Path(folder) / kind)
        os.environ.pop("NO_COLOR", None)
        if size == "grey":
            os.environ["NO_COLOR"] = "1"
        corpus = Path(folder) / "seeds"
        corpus.mkdir()
        if name != "empty":
            copy_samples(corpus)
        app = app_on(corpus)
        if name == "tutorial":
            app.teach(Tutorial())
        async with app.run_test(size=SIZES[size]) as pilot:
            await until(pilot, lambda: not app.session.listing.how_many_unread())
            if name not in ("empty", "tutorial"):
                await press(pilot, app, BEFORE)
                await saved(pilot, app)
            if name == "waiting":
                await _change(corpus)
                await until(pilot, lambda: app.session.listing.totals().waiting)
            await press(pilot, app, SCREENS[name][0])
            app.session.follower.wait(10)
            await pilot.pause(0.5)
            return _the_same(self_contained(app.export_screenshot(title="triage")), folder)


def _the_same(svg: str, folder: str) -> str:
    """Return the picture as it is at any time and on any machine."""
    home = "/home/ana/papers-of-this-spring"[: len(folder)]
    return re.sub(r"saved( |&#160;)[0-9:]{8}", r"saved\g<1>10:02:31", svg.replace(folder, home))


async def _change(corpus: Path) -> None:
    """Let words be other ones in the first article, as its author may have it."""
    first = min(corpus.glob("*.txt"))
    first.write_text(first.read_text(encoding="utf-8").replace("Thursday", "Friday"), encoding="utf-8")


def page() -> str:
    """Return docs/screens.md."""
    rows = []
    for name, (keys, about) in SCREENS.items():
        shown = " ".join(f"`{key}`" for key in keys.replace("`", "").replace("…", "").split())
        pictures = " | ".join(f"[picture](screens/{name}-{size}.svg)" for size in SIZES)
        rows.append(f"| {about}{shown and f': {shown}'} | {pictures} |\n")
    return _HEAD + "".join(rows)


def main(names: list[str]) -> None:
    """Draw these screens, or all."""
    FOLDER.mkdir(exist_ok=True)
    FOLDER.with_suffix(".md").write_text(page(), encoding="utf-8")
    for name in names or SCREENS:
        for size in SIZES:
            (FOLDER / f"{name}-{size}.svg").write_text(asyncio.run(draw(name, size)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
