"""Plays tasks in a real terminal, and checks what came of them."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from tests.pressed import parts
from tests.pty.terminal import Terminal
from tests.tasks.table import ARTICLES, Sidecars, Task

_BYTES = {"enter": "\r", "escape": "\x1b", "tab": "\t", "space": " "}

_FOUND = re.compile(r"\b\d+ places?\b")


def sent(written: str) -> str:
    """Return what a terminal sends for these keys."""
    return "".join(_sent(key) if not part.is_text else key for part in parts(written) for key in part.keys)


def _sent(key: str) -> str:
    if key.startswith("ctrl+"):
        return chr(ord(key[-1]) & 0x1F)
    return _BYTES.get(key, key)


def play(task: Task, folder: Path) -> None:
    """Play the task in an empty `folder`; fail if it did not do what it is for."""
    corpus = folder / "articles"
    corpus.mkdir()
    for name, text in ARTICLES.items():
        (corpus / name).write_text(text, encoding="utf-8")
    homes = {f"XDG_{kind}_HOME": str(folder / kind) for kind in ("STATE", "CACHE", "CONFIG")}
    with Terminal([str(corpus), "--reviewer", "ana"], environment=homes) as terminal:
        terminal.wait_for("claim 1 of 4")
        terminal.wait_for("0/7 claims")
        press(terminal, task.given)
        terminal.settle()
        press(terminal, task.keys)
        terminal.wait_for(task.shown)
        terminal.wait_for(lambda: task.then(sidecars(corpus)))
        terminal.press("q")
        assert terminal.ended() == 0
    assert task.then(sidecars(corpus)), task.name


def press(terminal: Terminal, written: str) -> None:
    """Press keys; at `…` wait until something is found."""
    for number, some in enumerate(written.split("…")):
        if number:
            terminal.wait_for(lambda: _FOUND.search(terminal.text()))
            terminal.wait_for(lambda: "looking" not in terminal.text())
            terminal.settle()
        terminal.press(sent(some))


def sidecars(corpus: Path) -> Sidecars:
    """Return what stands in the sidecars now."""
    return {
        path.name.removesuffix(".triage.yaml"): yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in corpus.glob("*.triage.yaml")
    }
