"""The journal: the program killed right after each tag, and what an entry costs."""

from __future__ import annotations

import os
import random
import tempfile
import time
from pathlib import Path

from tests.pty.terminal import Terminal
from triage.core.claim import Annotations, Source
from triage.session.opened import open_article
from triage.store.articles import read_article
from triage.store.corpus import Corpus
from triage.store.journal import Journal
from triage.store.unreadable import Unreadable

TEXT = "The river rose by two metres. Nine houses were flooded. Nobody was hurt. The mayor resigned.\n"
NAMES = {"v": "verified", "d": "disputed", "o": "opinion"}
STEP = {"do": "step", "label": "tagged", "quote": "x" * 500}
"""About as long as the entry of one tag."""

APPENDS = 2000


def killed(keys: str) -> bool:
    """Press `keys`, kill the program as soon as the last is shown as done; return whether all are there."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "corpus"
        folder.mkdir()
        (folder / "a.txt").write_text(TEXT, encoding="utf-8")
        state = {"XDG_STATE_HOME": str(Path(name) / "state"), "XDG_CONFIG_HOME": name}
        with Terminal([str(folder), "--reviewer", "ana"], environment=state) as terminal:
            terminal.wait_for("claim 1 of 4")
            terminal.press(keys)
            terminal.wait_for(f"{len(keys)}/4 claims")
            terminal.kill()
        with Terminal([str(folder), "--reviewer", "ana"], environment=state) as terminal:
            terminal.wait_for("claim ")
            terminal.press("q")
            terminal.ended()
        return _tags(folder) == [NAMES[key] for key in keys]


def _tags(folder: Path) -> list[str]:
    article = read_article(folder, "a.txt")
    assert not isinstance(article, Unreadable)
    empty = Annotations(Source("a.txt", article.sha256))
    opened = open_article(article, Corpus(folder).annotations("a.txt") or empty)
    records = [opened.record(index, "ana") for index in range(len(opened.outline))]
    return [record.tag for record in records if record is not None]


def times(path: Path) -> tuple[list[float], list[float]]:
    """Return, sorted, the milliseconds of `APPENDS` appends, and of appends with the wait for the disk."""
    journal = Journal(path)
    journal.open()
    appends, synced = [], []
    for _ in range(APPENDS):
        begin = time.perf_counter()
        journal.append(STEP)
        appended = time.perf_counter()
        journal.sync()
        appends.append((appended - begin) * 1000)
        synced.append((time.perf_counter() - begin) * 1000)
    journal.close([])
    return sorted(appends), sorted(synced)


def full(count: int = 200) -> list[tuple[str, int, str, str, bool]]:
    """Return the rows for the table: what, how many, the goal, the result, whether it was reached."""
    drawn = random.Random(5)
    rows = []
    with tempfile.TemporaryDirectory(dir=os.path.expanduser("~")) as folder:
        for what, taken in zip(("append", "append and sync"), times(Path(folder) / "j.jsonl"), strict=True):
            p50, p95, p99 = (taken[len(taken) * percent // 100] for percent in (50, 95, 99))
            result = f"{p50:.2f}, {p95:.2f}, {p99:.2f}"
            rows.append((f"journal, {what}: ms at p50, p95, p99", APPENDS, "2 at p95", result, p95 <= 2))
    lost = sum(not killed("".join(drawn.choices("vdo", k=drawn.randint(1, 4)))) for _ in range(count))
    rows.append(("kills right after a tag was shown as done: tags lost", count, "0", str(lost), not lost))
    return rows
