"""The tutorial played through by keys, the default ones and vim's; the guide names the keys in use."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.keys.maps import TAGS, shipped_map
from tests.ui.reviewing import corpus, saved, screen, until
from triage.session.tutorial import TASKS, Tutorial
from triage.ui.app import TriageApp

ADDRESS = (*"https://example.org/log", "space", *"supports", "enter")
DEFAULT = (
    "j k",
    "v",
    "d o",
    "u",
    "h",
    ("n", *"odd", "enter"),
    ("e", *ADDRESS),
    "t",
    ("/", *"the", "enter"),
    "J",
    ("f", *"losses", "enter"),
    "escape escape",
    "? escape",
    (":", *"confid", "enter"),
    "D",
    "g space",
)
VIM = {
    4: "b",
    5: ("i", *"odd", "enter"),
    7: "] u",
    9: "}",
}
NAMED = {
    "default": ("with j, then back with k", "h and l move its end", "g Space skips, q leaves"),
    "vim": ("with j, then back with k", "b and w move its end", "i opens a line"),
}


@pytest.mark.parametrize("name", ["default", "vim"])
async def test_every_step_is_done_with_the_keys_that_the_guide_names(tmp_path: Path, name: str) -> None:
    keymap, _ = shipped_map(name)
    app = TriageApp(corpus(tmp_path), "ana", TAGS, keymap)
    tutorial = Tutorial()
    app.teach(tutorial)
    seen = ""
    async with app.run_test(size=(100, 30)) as pilot:
        for number, task in enumerate(TASKS):
            assert tutorial.at == number
            await pilot.pause()
            seen += " ".join(screen(app).split())
            assert f"{number + 1}/16 {task.name}" in screen(app)
            keys = DEFAULT[number] if name == "default" else VIM.get(number, DEFAULT[number])
            await pilot.press(*(keys.split() if isinstance(keys, str) else keys))
            await until(pilot, partial(_goes_on, tutorial, number))
        await saved(pilot, app)
    assert tutorial.is_finished
    assert all(words in seen for words in NAMED[name])


def _goes_on(tutorial: Tutorial, before: int) -> bool:
    return tutorial.at > before or tutorial.is_finished
