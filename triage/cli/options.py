"""The parser that every subcommand has, and the options that several of them share."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NoReturn

from triage.errors import UsageError

FOLDER_HELP = "the folder with the articles (default: seeds/ if it is here, else this folder)"
KEYS_HELP = "a key map: the name of one that comes with triage, or a file (default: default)"


class Parser(argparse.ArgumentParser):
    """A parser whose complaints are told as every other failure is."""

    verbs: Mapping[str, str] = MappingProxyType({})
    """What the first word may be, where the command does several things, each with the word it takes."""

    def parse_known_args(  # type: ignore[override]  # as it is called here
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Read `args`; a filter may begin with a ``-`` as any other value may not."""
        return super().parse_known_args(None if args is None else _joined(args), namespace)

    def error(self, message: str) -> NoReturn:
        """Raise UsageError."""
        raise UsageError(message, f"{self.prog} --help shows what it takes")


def _joined(args: Sequence[str]) -> list[str]:
    """Return `args` with a filter and its option as one word."""
    joined: list[str] = []
    for arg in args:
        if joined and joined[-1] == "--filter" and "--" not in joined[:-1]:
            joined[-1] = f"--filter={arg}"
        else:
            joined.append(arg)
    return joined


def parser(name: str, about: str, examples: str, usage: str | None = None) -> Parser:
    """Return the parser of subcommand `name`; `about` and `examples` are printed as they are laid out."""
    prog = f"triage {name}"
    made = Parser(
        prog=prog,
        usage=usage and f"{prog} {usage}",
        description=about.strip("\n"),
        epilog="Examples:\n" + examples.strip("\n"),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
        add_help=False,
    )
    made.add_argument("-h", "--help", action="help", help="show this help and leave")
    return made


def add_folder(to: Parser) -> None:
    """Let the command take the corpus as its only word."""
    to.add_argument("folder", nargs="?", metavar="FOLDER", help=FOLDER_HELP)


def add_folder_option(to: Parser) -> None:
    """Let a command that takes a file be told the corpus."""
    to.add_argument(
        "--folder",
        metavar="FOLDER",
        help="the folder under review that FILE is in (default: found from FILE)",
    )


def add_reviewer(to: Parser) -> None:
    """Let the command be told who judges."""
    to.add_argument(
        "--reviewer",
        metavar="NAME",
        help="who judges (default: TRIAGE_REVIEWER, the configuration, git's user.name, your login name)",
    )


def add_filter(to: Parser, what: str) -> None:
    """Let the command be told which articles or claims are meant."""
    to.add_argument(
        "--filter",
        metavar="FILTER",
        help=f"only the {what} that FILTER means, as in 'tag:disputed has:evidence -is:done path:2022/*'"
        " (docs/filters.md)",
    )


def add_codebook(to: Parser) -> None:
    """Let the command be told which tags there are."""
    to.add_argument(
        "--codebook",
        metavar="FILE",
        help="the tags to use (default: codebook.yaml in the folder, else verified, disputed, opinion)",
    )


def add_keys(to: Parser) -> None:
    """Let the command be told which keys there are."""
    to.add_argument(
        "--keys",
        metavar="NAME",
        help=KEYS_HELP,
    )
    to.add_argument(
        "--bind",
        action="append",
        default=[],
        metavar="MODE:KEY=COMMAND",
        help="bind one more key, over all key maps; may be given several times",
    )


def add_json(to: Parser) -> None:
    """Let the command print for programs."""
    to.add_argument("--json", action="store_true", help="print JSON")
