"""What the tests of the screen share: a corpus, an app on it, and waiting for conditions."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from textual.pilot import Pilot

from triage.core.codebook import Codebook
from triage.keymap import Keymap
from triage.keymap.layering import keymap_from
from triage.store.codebook import shipped_codebook
from triage.store.shipped import shipped
from triage.store.yaml_reader import read
from triage.ui.app import TriageApp

FIRST = """Dam of Velm breaks after night of rain

The dam above Velm broke at dawn on Friday. It flooded some 300 hectares [of farmland], officials said.

Who knew what

Mayor Ada Korr called the company reckless. She offered no proof.

This article first appeared in the Velm Bell.
"""

SECOND = """Velm counts its losses
About 1,200 people left their homes. The mayor said that the worst was over.
"""


def corpus(folder: Path, texts: Iterable[str] = (FIRST, SECOND)) -> Path:
    """Write these articles into `folder` as a.txt, b.txt and so on."""
    for letter, text in zip("abcdefghij", texts, strict=False):
        (folder / f"{letter}.txt").write_text(text, encoding="utf-8", newline="")
    return folder


@cache
def keys_and_tags() -> tuple[Codebook, Keymap]:
    """Return the codebook and the key map that come with the program."""
    codebook = shipped_codebook()
    text = (shipped("keymaps") / "default.yaml").read_text(encoding="utf-8")
    keymap, findings = keymap_from(read(text, "default.yaml"), codebook)
    assert findings == []
    return codebook, keymap


def app_on(folder: Path, reviewer: str = "ana") -> TriageApp:
    """Return the program, ready to run on `folder`."""
    codebook, keymap = keys_and_tags()
    return TriageApp(folder, reviewer, codebook, keymap)


async def until(pilot: Pilot[Any], condition: Callable[[], object], seconds: float = 10) -> None:
    """Let the program work until `condition` holds; fail after `seconds`."""
    deadline, pause = time.monotonic() + seconds, 0.002
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
        await pilot.pause()
        await asyncio.sleep(pause)  # for the threads of the program, which may not have been heard of yet
        pause = min(pause * 2, 0.03)


async def saved(pilot: Pilot[Any], app: TriageApp) -> None:
    """Let the program work until everything is on disk and it knows that."""
    await until(pilot, lambda: not app.session.saver.unsaved() and not app.session.save_state.unsaved)


def screen(app: TriageApp) -> str:
    """Return the characters on the screen."""
    _, height = app.size
    lines = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in lines[:height])


def sidecar(folder: Path, name: str = "a.txt") -> dict[str, Any]:
    """Return what the sidecar of `name` says."""
    loaded = yaml.safe_load((folder / f"{name}.triage.yaml").read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def judged(folder: Path, name: str = "a.txt", reviewer: str = "ana") -> dict[str, str]:
    """Return the tags of `reviewer` by quote, and check that every quote is at its place."""
    text = (folder / name).read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    tags = {}
    for claim in sidecar(folder, name)["claims"].values():
        if claim.get("state") != "orphan":
            assert text[claim["start"] : claim["end"]] == claim["quote"]
        if reviewer in claim.get("tags", {}):
            tags[claim["quote"]] = claim["tags"][reviewer]["tag"]
    return tags
