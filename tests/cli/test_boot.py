"""How the program starts and ends: the dispatch, the help, the exit codes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.cli.conftest import Run
from triage import __version__
from triage.boot import SUBCOMMANDS
from triage.start import Start

NAMES = [name for name, _ in SUBCOMMANDS]


@pytest.mark.parametrize("name", NAMES)
def test_every_subcommand_has_a_module_with_a_main(name: str) -> None:
    assert callable(import_module(f"triage.cli.{name.replace('-', '_')}").main)


@pytest.mark.parametrize("name", NAMES)
def test_the_help_of_every_subcommand_has_examples_that_name_it(run: Run, name: str) -> None:
    helped = run(name, "--help")
    assert helped.code == 0
    assert helped.err == ""
    examples = helped.out.partition("\nExamples:\n")[2]
    assert re.search(r"^  triage\b", examples, re.MULTILINE)
    assert name == "review" or f"triage {name}" in examples
    assert run("help", name) == helped


@pytest.mark.parametrize("argv", [["--help"], ["-h"], ["help"]])
def test_the_help_names_every_subcommand_and_the_keys_of_a_review(run: Run, argv: list[str]) -> None:
    helped = run(*argv)
    assert (helped.code, helped.err) == (0, "")
    for name, line in SUBCOMMANDS:
        assert f"  {name:<10} {line}\n" in helped.out
    assert "v verified, d disputed, o opinion" in helped.out
    assert max(map(len, helped.out.splitlines())) <= 110


def test_the_version_is_printed(run: Run) -> None:
    assert run("--version").out == f"triage {__version__}\n"


@pytest.mark.parametrize(
    ("argv", "message", "hint"),
    [
        (["help", "nonsense"], "there is no command nonsense", "triage --help lists the commands"),
        (["list", "--nonsense"], "unrecognized arguments: --nonsense", "triage list --help shows"),
        (["missing"], "missing: there is no such folder", "name a folder with articles"),
        (["lst"], "lst: there is no such folder", "did you mean the command: triage list?"),
        (
            ["--reviewer", "bo", "stats"],
            "stats: there is no such folder",
            "a command comes first: triage stats",
        ),
        (
            ["articles/bridge.txt"],
            "articles/bridge.txt: a file, not a folder",
            "triage show articles/bridge.txt",
        ),
        (["list", "a\x1b[31m\nb"], "a␛[31m␊b: there is no such folder", "name a folder"),
        (["articles", "--reviewer", " "], "--reviewer: the reviewer's name is empty", "letters"),
    ],
)
def test_a_mistake_is_told_in_one_line_with_a_hint_and_ends_with_2(
    run: Run, monkeypatch: pytest.MonkeyPatch, argv: list[str], message: str, hint: str
) -> None:
    monkeypatch.setattr("triage.cli.review.expect_terminal", lambda: None)
    told = run(*argv)
    assert (told.code, told.out) == (2, "")
    first, second = told.err.splitlines()
    assert first == f"triage: {message}"
    assert second.startswith("  ")
    assert hint in second


def test_a_review_without_a_terminal_ends_at_once_with_a_hint() -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "triage", "seeds"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("triage: a review needs a terminal, and standard input is not one\n")
    assert "triage list" in ended.stderr


class _Terminal:
    def __init__(self, answer: bool) -> None:
        self._answer = answer

    def isatty(self) -> bool:
        return self._answer


@pytest.mark.parametrize("lacking", ["stdin", "stdout", "stderr", "TERM"])
def test_each_of_the_three_streams_must_be_a_terminal_that_is_not_dumb(
    monkeypatch: pytest.MonkeyPatch, lacking: str
) -> None:
    from triage.cli.review import expect_terminal
    from triage.errors import UsageError

    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, _Terminal(name != lacking))
    monkeypatch.setenv("TERM", "dumb" if lacking == "TERM" else "xterm-256color")
    with pytest.raises(UsageError):
        expect_terminal()
    monkeypatch.setattr(sys, lacking.lower(), _Terminal(True), raising=False)  # noqa: FBT003 - all its words
    monkeypatch.setenv("TERM", "xterm-256color")
    expect_terminal()


def test_a_reader_that_goes_away_ends_it_silently() -> None:
    program = f"{sys.executable} -m triage keys --json; echo $? >&2"
    ended = subprocess.run(
        ["sh", "-c", f"({program}) | head -c 1"], capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.stderr in ("141\n", "0\n")  # 0 where all was written before the reader went


def test_a_closed_pipe_gives_141(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(_: list[str]) -> int:
        raise BrokenPipeError

    monkeypatch.setattr("triage.boot._forget", lambda _: None)
    monkeypatch.setattr("triage.cli.list.main", gone)
    assert run("list").code == 141


def test_ctrl_c_gives_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("triage.cli.list.main", interrupted)
    assert run("list").code == 130


def test_a_fault_of_the_program_is_told_in_one_line_that_names_a_report(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: list[str]) -> int:
        raise ValueError("what an article says")

    monkeypatch.setattr("triage.cli.list.main", fail)
    ended = run("list")
    assert ended.code == 1
    (line,) = ended.err.splitlines()
    assert line.startswith("triage: ended by a fault of its own (ValueError); the report is ")
    assert ", in fail" in Path(line.rpartition(" is ")[2]).read_text(encoding="utf-8")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("argv", [["--help"], ["keys", "--json"]])
def test_a_full_disk_is_told_without_a_traceback(argv: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "triage", *argv],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    assert ended.returncode == 1
    assert ended.stderr == "triage: standard output: No space left on device\n"


@pytest.mark.skipif(os.name != "posix", reason="closes descriptors as a shell does")
@pytest.mark.parametrize("argv", ["--help", "--version", "list seeds", "keys --json"])
def test_an_output_that_is_closed_is_told_without_a_traceback(argv: str) -> None:
    words = ["/bin/sh", "-c", f'"$0" -m triage {argv} <&- >&-', sys.executable]
    ended = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == "triage: standard output: Bad file descriptor\n"


@pytest.mark.skipif(os.name != "posix", reason="closes descriptors as a shell does")
def test_with_errors_closed_the_output_is_whole_and_a_failure_is_one() -> None:
    for argv, code, out in (("--version", 0, "triage "), ("list nowhere", 2, "")):
        command = f'"$0" -m triage {argv} 2>&-'
        ended = subprocess.run(
            ["/bin/sh", "-c", command, sys.executable],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert (ended.returncode, ended.stdout[: len(out)], bool(ended.stdout)) == (code, out, bool(out))


def _reviews(monkeypatch: pytest.MonkeyPatch) -> list[Start]:
    """Put a review that ends at once, with 7, in place of the screen; return what it is going to be given."""
    seen: list[Start] = []

    def run_review(start: Start, _: object) -> int:
        seen.append(start)
        return 7

    monkeypatch.setattr("triage.cli.review.expect_terminal", lambda: None)
    monkeypatch.setitem(sys.modules, "triage.ui.running", SimpleNamespace(run_review=run_review))
    return seen


def test_a_folder_named_like_a_command_can_be_reviewed(
    run: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (corpus.parent / "list").mkdir()
    seen = _reviews(monkeypatch)
    assert run("./list").code == 7
    assert seen[0].root == Path("list")


def test_a_review_is_given_the_folder_the_reviewer_the_tags_and_the_keys(
    run: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = _reviews(monkeypatch)
    (corpus / "codebook.yaml").write_text(
        'schema: 1\nname: Two\ntags:\n  yes: {key: "%", symbol: "+", colour: green, definition: So it is.}\n',
        encoding="utf-8",
    )
    assert run("articles", "--reviewer", "bo").code == 7
    (start,) = seen
    assert (start.root, start.reviewer, start.warnings) == (Path("articles"), "bo", ())
    assert (start.codebook.name, start.keymap.name) == ("Two", "default")
