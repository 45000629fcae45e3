"""Branches merged by the real git, with the driver that `triage setup-git` installs."""

from __future__ import annotations

import os
import random
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.torture import histories
from tests.torture.figures import Row, lost
from triage.core.claim import Annotations
from triage.store.git_setup import set_up
from triage.store.sidecar import dump, parse

FULL = 100
ROOT = Path(__file__).parents[2]
PROGRAM = f"{shlex.quote(sys.executable)} -m triage"
"""This very program, not one that happens to be on the path."""


class Repository:
    """A repository in a folder, without the settings of whoever runs the tests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.git("init", "--quiet", "--initial-branch=main")
        for name, value in (("user.name", "t"), ("user.email", "t@example.org"), ("gc.auto", "0")):
            self.git("config", name, value)

    def git(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run git there and return how it ended."""
        environment = {
            **os.environ,
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
            "PYTHONPATH": str(ROOT),
        }
        return subprocess.run(
            ["git", *words],
            cwd=self.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def commit(self, annotations: dict[str, Annotations]) -> None:
        """Write sidecars and commit all that differs."""
        for path, each in annotations.items():
            (self.folder / path).write_text(dump(each), encoding="utf-8")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "work")

    def sidecar(self, path: str) -> Annotations:
        """Return what a sidecar in the working tree says. Raises YamlError."""
        return parse((self.folder / path).read_bytes(), path)


def full() -> list[Row]:
    """Merge as often as the issue asks for."""
    return list(play(FULL))


def play(count: int, seed: int = 1) -> tuple[Row, Row]:
    """Merge `count` times, one merge after the other in one repository; count conflicts and losses."""
    dice = random.Random(seed)
    names = ("a.txt.triage.yaml", "b.txt.triage.yaml")
    conflicts = judged = missing = 0
    with tempfile.TemporaryDirectory() as folder:
        repository = Repository(Path(folder))
        list(set_up(repository.folder, PROGRAM))
        base = {name: histories.first(dice) for name in names}
        for _ in range(count):
            repository.commit(base)
            sides = {}
            for side, people in (("theirs", "bx"), ("main", "ax")):
                branches = {name: histories.Branch(base[name], dice, people) for name in names}
                for branch in branches.values():
                    branch.work(dice.randrange(1, 8))
                if side == "theirs":
                    repository.git("checkout", "--quiet", "-B", side)
                sides[side] = {name: branch.annotations for name, branch in branches.items()}
                repository.commit(sides[side])
                if side == "theirs":
                    repository.git("checkout", "--quiet", "main")
                judged += sum(len(branch.done) for branch in branches.values())
            merged = repository.git("merge", "--quiet", "--no-edit", "theirs")
            conflicts += merged.returncode != 0 or bool(repository.git("ls-files", "--unmerged").stdout)
            after = {name: repository.sidecar(name) for name in names}
            for name in names:
                missing += len(
                    histories.missed(base[name], sides["main"][name], sides["theirs"][name], after[name])
                )
            base = after
    return lost("merges by the real git", count, conflicts, "conflicts"), lost(
        "judgements in them", judged, missing
    )
