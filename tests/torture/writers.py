"""Several programs tag in one folder at once, some are killed: what was shown as saved must be there."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from tests.torture.figures import Row, lost
from triage.store.sidecar import parse

FULL = ((2, 1000), (10, 200))
LONGEST_WAIT = 0.25
"""Seconds that nobody may wait for the lock."""

SETTLING = 20.0
"""Seconds in which the programs put back what vanished."""

CLAIMS = 25
"""In each article."""

ROOT = Path(__file__).parents[2]


_LATE = "off the disk for a moment: seen late by a program that was started again"


def full() -> Iterator[Row]:
    """Run all that the issue asks for."""
    for programs, tags in FULL:
        for locks in (True, False):
            for kills in (0, 10):
                yield from run(programs, tags, locks=locks, kills=kills)


def run(programs: int, tags: int, *, locks: bool, kills: int = 0, seed: int = 1) -> list[Row]:
    """Let `programs` write `tags` each; kill one of them `kills` times and start it again."""
    with tempfile.TemporaryDirectory() as folder:
        _write_articles(Path(folder), -(-tags // CLAIMS))
        writers = [Writer(folder, f"reviewer-{number}", tags, locks) for number in range(programs)]
        try:
            _kill_some(writers, kills, random.Random(seed))
            _wait(lambda: all(writer.done for writer in writers), 600)
            _wait(lambda: not _missing(Path(folder), writers), SETTLING)
            for writer in writers:
                writer.end()
            missing = _missing(Path(folder), writers)
        finally:
            for writer in writers:
                writer.kill()
    how = f"{programs} programs × {tags} tags, {'with' if locks else 'without'} locks"
    how += f", {kills} times SIGKILL" if kills else ""
    acknowledged = sum(len(writer.saved) for writer in writers)
    longest = max(writer.longest_wait for writer in writers)
    again = sum(writer.again for writer in writers)
    short = sum(not writer.done or bool(writer.faults) for writer in writers)
    short += max(0, programs * tags - acknowledged - again)  # whoever stops early proves nothing
    if missing or short:  # it comes seldom: whoever sees it has to know which of them it was
        stopped = [(each.reviewer, each.done, len(each.saved), each.again, each.faults) for each in writers]
        print(f"not on disk: {missing}; too few by {short}: {stopped}", file=sys.stderr)
    # Without the lock, or where it was waited for too long, a tag may be off the disk for a moment, until
    # the program that overwrote it joins it.
    rows = [lost(how, acknowledged, len(missing) + short)]
    if again or locks:
        goal = "0" if locks else "no goal"
        rows.append(Row(_LATE, acknowledged, goal, f"{again}", not (again and locks)))
    if locks:
        what = f"longest wait for the lock, {programs} programs"
        rows.append(
            Row(what, acknowledged, "at most 250 ms", f"{longest * 1000:.0f} ms", longest <= LONGEST_WAIT)
        )
    return rows


@dataclass(slots=True)
class Writer:
    """One program, started again where it was killed."""

    folder: str
    reviewer: str
    tags: int
    locks: bool
    saved: dict[tuple[str, int, int], str] = field(default_factory=dict)
    """Path and span to the tag that was shown as saved, the last one if there were several."""
    again: int = 0
    """Claims that were seen without their tag when the program was started again."""
    longest_wait: float = 0.0
    done: bool = False
    faults: list[str] = field(default_factory=list)
    _child: subprocess.Popen[str] = field(init=False)
    _listening: threading.Thread = field(init=False)

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        """Start the program, to tag what is left to tag."""
        words = [self.folder, self.reviewer, str(self.tags - len(self.saved))]
        words.append("locks" if self.locks else "no-locks")
        self._child = subprocess.Popen(
            [sys.executable, "-m", "tests.torture.writer", *words],
            cwd=ROOT,
            env={**os.environ, "XDG_STATE_HOME": f"{self.folder}/.state"},  # hidden from the programs
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._listening = threading.Thread(target=self._listen, daemon=True)
        self._listening.start()

    def kill(self) -> None:
        """Kill it, if it runs, and take what it had said."""
        self._child.kill()
        self._child.wait(10)
        self._listening.join(10)
        for stream in (self._child.stdin, self._child.stdout):
            if stream is not None:
                stream.close()

    def end(self) -> None:
        """Let it end in good order."""
        assert self._child.stdin is not None
        self._child.stdin.close()
        self._child.wait(60)
        self._listening.join(10)

    def _listen(self) -> None:
        assert self._child.stdout is not None
        for line in self._child.stdout:
            if line.endswith("\n"):  # else it was killed in the middle of it
                self._take(json.loads(line))

    def _take(self, said: dict[str, Any]) -> None:
        if "path" in said:
            place = (said["path"], said["start"], said["end"])
            self.again += place in self.saved
            self.saved[place] = said["tag"]
        self.done = self.done or "done" in said
        self.longest_wait = max(self.longest_wait, said.get("longest_wait", 0.0))
        if "fault" in said:
            self.faults.append(said["fault"])


def _write_articles(folder: Path, count: int) -> None:
    for number in range(count):
        lines = [f"House {each} of street {number} was flooded on Monday." for each in range(CLAIMS + 5)]
        (folder / f"{number:02}.txt").write_text("\n\n".join(lines) + "\n", encoding="utf-8")


def _kill_some(writers: list[Writer], kills: int, dice: random.Random) -> None:
    """Kill one of them each time when some more was saved, at no particular instant."""
    share = sum(writer.tags for writer in writers) // (kills + 1)
    for number in range(kills):
        wanted = (number + 1) * share
        _wait(partial(_so_many_saved, writers, wanted), 300)
        time.sleep(dice.random() * 0.03)
        writer = dice.choice([each for each in writers if not each.done] or writers)
        writer.kill()
        writer.start()


def _so_many_saved(writers: list[Writer], wanted: int) -> bool:
    return sum(len(writer.saved) for writer in writers) >= wanted


def _missing(folder: Path, writers: list[Writer]) -> list[tuple[str, str]]:
    """Return reviewer and article of each tag that was shown as saved and is not on disk."""
    standing: dict[tuple[str, str, int, int], set[str]] = {}
    for path in folder.glob("*.triage.yaml"):
        for claim in parse(path.read_bytes(), path.name).claims.values():
            for name, record in claim.tags.items():
                place = (name, path.name.removesuffix(".triage.yaml"), claim.anchor.start, claim.anchor.end)
                standing.setdefault(place, set()).add(record.tag)
    return [
        (writer.reviewer, path)
        for writer in writers
        for (path, start, end), tag in tuple(writer.saved.items())
        if tag not in standing.get((writer.reviewer, path, start, end), set())
    ]


def _wait(condition: Callable[[], bool], seconds: float) -> None:
    """Wait until `condition` holds, or `seconds` have passed: the count will show it."""
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
