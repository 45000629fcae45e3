"""Draws the program with the program itself: `python -m tests.picture FILE.svg [COLUMNS LINES [KEYS…]]`.

The keys are pressed on a copy of seeds/ by a reviewer who has seen the first article.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

from tests.ui.reviewing import app_on, saved

_KEYS = ("v", "d", "v", "o", "v", "n", *"Two other papers say 1,940.", "enter", "d", "k")


def self_contained(svg: str) -> str:
    """Return the picture without the fonts it would fetch from elsewhere."""
    svg = re.sub(r"@font-face\s*\{.*?\}", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<!--.*?-->", "", svg, flags=re.DOTALL)
    svg = re.sub(
        r"font-family:\s*[^;]*;", "font-family: 'DejaVu Sans Mono', Menlo, Consolas, monospace;", svg
    )
    # Lines are as wide as their cells: nothing has to be cut off, and short names make a smaller file.
    svg = re.sub(r'<clipPath id="[^"]*line-\d+">.*?</clipPath>', "", svg, flags=re.DOTALL)
    svg = re.sub(r' clip-path="url\(#[^"]*line-\d+\)"', "", svg)
    svg = re.sub(r"terminal-\d+-", "t", svg)
    svg = svg.replace(' shape-rendering="crispEdges"', "").replace('height="24.65"', 'height="24.7"')
    svg = svg.replace("&#160;", " ").replace("<svg ", '<svg xml:space="preserve" ', 1)
    return "\n".join(line.rstrip() for line in svg.splitlines() if line.strip()) + "\n"


async def draw(target: Path, size: tuple[int, int], keys: tuple[str, ...]) -> None:
    """Press `keys` on a copy of the samples and write the screen to `target`."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = str(Path(folder) / "state")  # the journal is not for whoever draws
        corpus = Path(folder) / "seeds"
        shutil.copytree("seeds", corpus, ignore=shutil.ignore_patterns("*.triage.yaml", ".triage"))
        app = app_on(corpus)
        async with app.run_test(size=size) as pilot:
            for key in keys:
                await pilot.press(key)
            await saved(pilot, app)
            app.session.follower.wait(10)
            await pilot.pause()
            target.write_text(self_contained(app.export_screenshot(title="triage")), encoding="utf-8")


if __name__ == "__main__":
    name, *rest = sys.argv[1:]
    wanted = (int(rest[0]), int(rest[1])) if len(rest) > 1 else (120, 36)
    asyncio.run(draw(Path(name), wanted, tuple(rest[2:]) or _KEYS))
