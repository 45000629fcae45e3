"""Plays a recording on two articles, and tells the sidecars with times and ids that stay the same."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from typing import Any

import yaml

from tests.tasks.table import ARTICLES
from tests.ui.reviewing import saved, until
from tests.ui.seen import press
from triage.commands import Mode, command
from triage.keymap import Sources
from triage.store import keymaps
from triage.store.codebook import shipped_codebook
from triage.ui.app import TriageApp

FOLDER = Path(__file__).parent
NAMES = keymaps.names()

STORY = (
    "tag verified", "tag disputed", "go.previous claim", "note", "`two papers say 300`", "enter",
    "edge end-left", "edge end-left", "confidence.next", "undo", "redo", "go.next untagged", "tag opinion",
    "undo", "claim.join", "tag disputed", "article.next", "tag opinion", "go.first", "claim.toggle",
    "claim.toggle", "tag verified", "article.done",
)  # fmt: skip
"""What is done with the keys of each map; with every map it comes to the same."""


def keys(name: str) -> str:
    """Return the keys by which the story is told with this map, see `tests.pressed`."""
    keymap, problems = keymaps.in_use(Sources(name), shipped_codebook())
    assert problems == []
    told = []
    for step in STORY:
        name, _, argument = step.partition(" ")
        told.append(keymap.keys_of(name, Mode.TEXT, argument)[0] if command(name) else step)
    return " ".join(told)


async def played(name: str, written: str, folder: Path) -> dict[str, Any]:
    """Press the keys with this map on a copy of the articles; return the sidecars, made stable."""
    for path, text in ARTICLES.items():
        (folder / path).write_text(text, encoding="utf-8")
    codebook = shipped_codebook()
    app = TriageApp(folder, "ana", codebook, keymaps.in_use(Sources(name), codebook)[0])
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: not app.session.listing.how_many_unread())
        await press(pilot, app, written)
        await saved(pilot, app)
    return stable(folder)


def stable(folder: Path) -> dict[str, Any]:
    """Return every sidecar with its ids numbered in the order of the text, and its times in their order."""
    sidecars = {}
    for path in sorted(folder.glob("*.triage.yaml")):
        text = path.read_text(encoding="utf-8")
        ids = itertools.count(1)
        for found in dict.fromkeys(re.findall(r"^  (\w+):$", text, re.MULTILINE)):
            text = text.replace(found, f"claim {next(ids)}") if found != "ana" else text
        times = re.findall(r"at: (\S+Z)", text)
        for number, time in enumerate(sorted(set(times)), 1):
            text = text.replace(time, f"time {number}")
        sidecars[path.name] = yaml.safe_load(text)
    return sidecars
