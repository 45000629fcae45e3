"""Running one subcommand: found by its name, and every expected failure told in a line and a hint."""

from __future__ import annotations

import io
import sys
from importlib import import_module

from triage.boot import SUBCOMMANDS
from triage.cli import talk
from triage.errors import TriageError, UsageError


def run(name: str, argv: list[str], *more: object) -> int:
    """Run subcommand `name`, which is given `more` besides the words; return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a character is no failure
    try:
        if all(name != known for known, _ in SUBCOMMANDS):
            raise UsageError(f"there is no command {name}", "triage --help lists the commands")
        code: int = import_module(f"triage.cli.{name.replace('-', '_')}").main(argv, *more)
    except TriageError as error:
        talk.failure(error)
        return error.exit_code
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except OSError as error:
        if error.filename is None:
            raise
        talk.error(f"{error.filename}: {error.strerror}")
        return 1
    except SystemExit as end:  # how argparse leaves after --help
        return end.code if isinstance(end.code, int) else 0
    return code


def fault(error: Exception) -> int:
    """Tell a fault of the program in one line, which names a report; return the exit code."""
    from triage.core.plain import plain
    from triage.store.crash_report import told

    sys.stderr.write(plain(told(error)) + "\n")
    return 1
