"""`triage completion`: scripts that the shells accept, with every command and option in them."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from triage.cli.described import Described, described
from triage.cli.shells import SHELLS
from triage.store import keymaps

COMMANDS = tuple(described())


def script(shell: str) -> str:
    """Return the script for a shell."""
    return SHELLS[shell](COMMANDS)


def in_shell(shell: str, program: str, folder: Path) -> list[str]:
    """Run a program in a shell that has read the script, without anybody's settings; return its lines."""
    path = shutil.which(shell)
    if path is None:
        pytest.skip(f"there is no {shell} here")
    bare = {"bash": ["--norc", "--noprofile"], "zsh": ["-f"], "fish": ["--no-config"]}[shell]
    (folder / "script").write_text(script(shell), encoding="utf-8")
    ended = subprocess.run(
        [path, *bare, "-c", program], cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.stderr == ""
    return ended.stdout.splitlines()


def test_every_command_is_described_with_its_help() -> None:
    assert all(command.about and command.examples for command in COMMANDS)
    texts = [taken.help for command in COMMANDS for taken in (*command.options, *command.words)]
    assert all(texts)
    assert [text for text in texts if text[0].isupper() and not text.startswith(("FILE", "CSV"))] == []


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_what_is_described_is_what_the_help_says(run: Run, command: Described) -> None:
    helped = run(command.name, "--help").out.partition("\noptions:\n")[2].partition("\nExamples:\n")[0]
    told = [line.split("  ")[1] for line in helped.splitlines() if line.startswith("  -")]
    names = {word for line in told for word in re.findall(r"(?<![\w-])--?[a-z][a-z-]*", line)}
    assert names == {name for option in command.options for name in option.names}


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_and_every_option_is_in_the_script(shell: str, command: Described) -> None:
    text = script(shell)
    assert command.name in text
    for option in command.options:
        for name in option.names:
            flag = f"-l {name[2:]} " if name.startswith("--") else f"-s {name[1:]} "
            assert (flag if shell == "fish" else name) in text
    assert all(
        f" {verb} " in f" {text} ".replace("'", " ").replace('"', " ") for verb in list(command.verbs)[:-1]
    )


@pytest.mark.parametrize("shell", SHELLS)
def test_the_shell_finds_no_mistake_in_its_script(run: Run, tmp_path: Path, shell: str) -> None:
    assert run("completion", shell).out == script(shell)
    assert in_shell(shell, f"{shell} -n script && echo fine", tmp_path) == ["fine"]


CASES = [
    (["expo"], ["export"]),
    (["help", "mer"], ["merge"]),
    (["export", "--form"], ["--format"]),
    (["export", "--format", ""], ["csv", "jsonl", "markdown"]),
    (["--reviewer", ""], []),
    (["--keys", "vi"], ["vim"]),
    (["list", "art"], ["articles"]),
    (["art"], ["articles"]),
    (["show", "--folder", "art"], ["articles"]),
    (["show", "notes"], ["notes of ana.txt"]),
    (["keys", "ex"], ["explain"]),
    (["keys", "diff", "vi"], ["vim"]),
    (["config", "sc"], ["schema"]),
    (["config", "check", "art"], ["articles"]),
    (["completion", "z"], ["zsh"]),
]
IN_BASH = [
    (["export", "--format", "=", "cs"], ["csv"]),
    (["export", "--format", "="], ["csv", "jsonl", "markdown"]),
]
"""Bash takes the sign for a word."""


@pytest.mark.parametrize("shell", ["bash", "fish"])
def test_what_is_offered_is_what_can_stand_there(tmp_path: Path, shell: str) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "notes of ana.txt").touch()
    ask, cases = (_bash, CASES + IN_BASH) if shell == "bash" else (_fish, CASES)
    program = "source ./script\n" + "\n".join(ask(words) for words, _ in cases)
    lines = in_shell(shell, program, tmp_path)
    offered: list[list[str]] = [[]]
    for line in lines:
        if line == "==":
            offered.append([])
        else:
            word = line.partition("\t")[0].removesuffix("/").replace("\\ ", " ")
            offered[-1].append(word)
    assert [sorted(set(each)) for each in offered[:-1]] == [wanted for _, wanted in cases]
    assert set(keymaps.names()) <= set(script(shell).replace('"', " ").replace("'", " ").split())


def _bash(words: Sequence[str]) -> str:
    quoted = " ".join(f"'{word}'" for word in ("triage", *words))
    return (
        f"COMP_WORDS=({quoted}); COMP_CWORD={len(words)}; _triage\n"
        '[[ ${#COMPREPLY[@]} -gt 0 ]] && printf "%s\\n" "${COMPREPLY[@]}"; echo =='
    )


def _fish(words: Sequence[str]) -> str:
    return f"complete -C 'triage {' '.join(words)}'; echo =="
