"""Every command with what it takes, read from the parsers: completion and manual are made from it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from enum import Enum, auto
from importlib import import_module

from triage.boot import SUBCOMMANDS
from triage.cli import options
from triage.core.values import dataclass


class Value(Enum):
    """What can stand in a place of the command line, for who completes it."""

    FREE = auto()
    """Anything: a name, a number, a text."""
    FOLDER = auto()
    FILE = auto()
    KEYMAP = auto()
    """The name of a key map that comes with triage, or a file."""
    CHOICE = auto()
    """One of a few words."""


@dataclass(frozen=True, slots=True)
class Taken:
    """An option, or a word without one."""

    names: tuple[str, ...]
    """Of the option, short ones first; none of a word."""
    metavar: str
    """What its value is called; empty where it takes none."""
    help: str
    value: Value
    choices: tuple[str, ...] = ()
    is_repeated: bool = False
    """Whether it can be given again, or stands for several words."""


@dataclass(frozen=True, slots=True)
class Described:
    """One command."""

    name: str
    line: str
    """What it does, in a line."""
    usage: str
    about: str
    examples: str
    options: tuple[Taken, ...]
    words: tuple[Taken, ...]
    verbs: Mapping[str, Taken]
    """What its first word may be, if it does several things, each with the word that it takes."""


def described() -> Iterator[Described]:
    """Yield every command, in the order of the help."""
    for name, line in SUBCOMMANDS:
        parser: options.Parser = import_module(f"triage.cli.{name.replace('-', '_')}").parser()
        # argparse has no other way to ask what was added.
        taken = [(action, _taken(action)) for action in parser._actions]
        yield Described(
            name,
            line,
            " ".join(parser.format_usage().removeprefix("usage: ").split()),
            (parser.description or "").strip("\n"),
            (parser.epilog or "").partition("\n")[2],
            tuple(each for action, each in taken if action.option_strings),
            tuple(each for action, each in taken if not action.option_strings),
            {verb: _word(name, word) for verb, word in parser.verbs.items()},
        )


def _word(command: str, metavar: str) -> Taken:
    """Return what follows a verb."""
    is_keymap = (command, metavar) == ("keys", "NAME")
    return Taken((), metavar, "", Value.KEYMAP if is_keymap else _value_of(metavar))


def _value_of(metavar: str) -> Value:
    """Return what a word of this name in the help stands for."""
    if metavar == "FOLDER":
        return Value.FOLDER
    return Value.FILE if metavar in ("FILE", "BASE", "OURS", "THEIRS") else Value.FREE


def _taken(action: argparse.Action) -> Taken:
    takes_value = action.nargs != 0
    metavar = str(action.metavar or ("|".join(map(str, action.choices)) if action.choices else ""))
    choices = tuple(map(str, action.choices or ()))
    value = Value.CHOICE if choices else _value_of(metavar)
    if action.dest == "keys":
        value = Value.KEYMAP
    return Taken(
        tuple(sorted(action.option_strings, key=len)),
        (metavar or action.dest.upper()) if takes_value else "",
        action.help or "",
        value if takes_value else Value.FREE,
        choices,
        action.nargs in ("*", "+") or isinstance(action, argparse._AppendAction),
    )
