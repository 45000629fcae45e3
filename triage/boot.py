"""What runs before anything heavy is imported: which subcommand is meant, and how every one of them ends."""

from __future__ import annotations

import sys

TYPE_CHECKING = False  # `typing` takes as long to import as all of this module
if TYPE_CHECKING:
    from typing import TextIO

SUBCOMMANDS = (
    ("review", "go through the articles of a folder, claim by claim"),
    ("tutorial", "learn the keys in ten minutes, on a copy of the samples"),
    ("list", "list the articles and how far you are with each"),
    ("search", "find the articles that have certain words"),
    ("show", "print an article with its claims and what was judged"),
    ("tag", "tag a claim without opening the screen, or many from a file"),
    ("export", "write what was judged as CSV, JSON lines or Markdown"),
    ("stats", "count what was judged: by tag, reviewer and article"),
    ("log", "tell who decided what and when, and what it was before"),
    ("check", "look for what is wrong in a folder, and change nothing"),
    ("repair", "mend what can be mended surely, after showing it"),
    ("merge", "join two versions of a sidecar, as git's merge driver does"),
    ("setup-git", "have git merge and show sidecars by triage in this clone"),
    ("keys", "list every key and what it does; check, explain and edit key maps"),
    ("config", "show the settings and who sets them; check the files that do"),
    ("init", "write a file of settings that explains itself"),
    ("doctor", "look at terminal, folders and system, fit for a bug report"),
    ("completion", "print what makes bash, zsh or fish complete the command line"),
    ("man", "print a manual page: triage, triage-keys, triage-sidecar"),
)
"""Each subcommand with its line of help; its module in `triage.cli` (`_` for `-`) has its `main`."""

SIGNALLED = 128
INTERRUPTED = SIGNALLED + 2
BROKEN_PIPE = SIGNALLED + 13

_HELP = """\
triage: go through articles claim by claim in the terminal, and keep every judgement in plain files.

  triage [FOLDER]        review the articles in FOLDER (default: seeds/ if it is here, else this folder)
  triage COMMAND ...     do one thing without the screen

In a review: v verified, d disputed, o opinion, j and k move, u undo, ? shows every key, q quit.
Tags are saved at once, beside each article, in <article>.triage.yaml; articles are never changed.

Commands:
{commands}

Examples:
  triage                                   review seeds/, or the folder you are in
  triage ~/articles --reviewer ana         review another folder as ana
  triage list ~/articles                   how far is each article?
  triage export --output claims.csv        what was judged, as a table
  triage help tag                          what a command takes

Options: -h, --help    --version    A folder that is named like a command: triage ./list
"""


def main(argv: list[str]) -> int:
    """Run the program on `argv` (without its own name) and return the exit code.

    0 fine; 1 found something wrong, or part of many failed; 2 usage or configuration; 3 refused so
    as not to lose anything; 128 + n for signal n.
    """
    if None in (sys.stdin, sys.stdout, sys.stderr):
        _open_what_was_closed()
    code = 0
    try:
        code = _started(argv)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _forget(sys.stdout)
        return BROKEN_PIPE
    except OSError as error:  # a full disk, told when the last of the output is written
        _forget(sys.stdout)
        if code <= SIGNALLED:
            sys.stderr.write(f"triage: standard output: {error.strerror}\n")
            return 1
    except Exception as error:  # noqa: BLE001 - whatever it is, a page of traceback helps no reviewer
        from triage.cli.running import fault

        return fault(error)
    if code > SIGNALLED:  # by the loss of the terminal, for one: then nothing can be told any more
        try:
            sys.stderr.flush()
        except OSError:
            _forget(sys.stderr)
    return code


def _started(argv: list[str]) -> int:
    first = argv[0] if argv else ""
    if first in ("-h", "--help") or argv == ["help"]:
        sys.stdout.write(help_text())
        return 0
    if first == "--version":
        from triage import __version__

        sys.stdout.write(f"triage {__version__}\n")
        return 0
    if first == "help":
        return _run(argv[1], ["--help"])
    if first != "review" and any(first == name for name, _ in SUBCOMMANDS):
        return _run(first, argv[1:])
    return _review(argv[1:] if first == "review" else argv)


def help_text() -> str:
    """Return the help of the program as a whole."""
    return _HELP.format(commands="\n".join(f"  {name:<10} {line}" for name, line in SUBCOMMANDS))


def _review(argv: list[str]) -> int:
    """Run a review; what there is to see is shown before anything heavy is imported."""
    import gc

    from triage.first_frame import first_frame

    frame = first_frame(argv)
    gc.disable()  # nothing that is made while starting is garbage; the screen enables it again
    try:
        if frame is not None:
            from triage.ahead import review

            code = review(frame, argv)
            if code is not None:
                return code
        return _run("review", argv, frame)
    finally:
        gc.enable()
        if frame is not None:
            frame.end()


def _run(name: str, argv: list[str], *more: object) -> int:
    from triage.cli.running import run

    return run(name, argv, *more)


def _open_what_was_closed() -> None:
    """Give what was closed by the caller a stream again: else the next file would get its number.

    What is written to an output that is closed cannot be delivered, and that is told as an error of it.
    """
    import os

    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            lost = name == "stdout"
            number = os.open(os.devnull, os.O_RDONLY if mode == "r" or lost else os.O_WRONLY)
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8"))


def _forget(output: TextIO) -> None:
    """Whoever read this output is gone: let nothing be written to it when Python ends, which would fail."""
    import os

    try:
        os.dup2(os.open(os.devnull, os.O_RDWR), output.fileno())
    except (OSError, ValueError):  # it is no file at all, or was closed
        return
