"""The one table of commands: bindings, footer, help, palette, docs and listings are made from it."""

from __future__ import annotations

import copyreg
from collections.abc import Callable

from triage.commands import (
    articles,
    finding,
    judging,
    marking,
    moving,
    places,
    program,
    repeating,
    seeing,
    spans,
)
from triage.commands.command import CHOICES, FREE, TAGGED, Argument, Command, Mode
from triage.commands.program import IN_A_FIELD
from triage.commands.spans import SELECTING, ends_choosing

__all__ = [
    "CHOICES",
    "COMMANDS",
    "FREE",
    "IN_A_FIELD",
    "SELECTING",
    "TAGGED",
    "Argument",
    "Command",
    "Mode",
    "command",
    "ends_choosing",
    "title_of",
]

COMMANDS = (
    *judging.COMMANDS,
    *spans.COMMANDS,
    *moving.COMMANDS,
    *places.COMMANDS,
    *finding.COMMANDS,
    *repeating.COMMANDS,
    *marking.COMMANDS,
    *articles.COMMANDS,
    *seeing.COMMANDS,
    *program.COMMANDS,
)


def command(command_id: str) -> Command | None:
    """Return the command with this id, if there is one."""
    return next((known for known in COMMANDS if known.id == command_id), None)


def _handed_over(command_id: str) -> Command:
    known = command(command_id)
    assert known is not None
    return known


def _by_id(known: Command) -> tuple[Callable[[str], Command], tuple[str]]:
    return _handed_over, (known.id,)


copyreg.pickle(Command, _by_id)  # the program that a key map is handed over to has the same table


def title_of(known: Command, argument: str) -> str:
    """Return the command's name with its argument, as people read it; a tag's name is untrusted."""
    word = CHOICES.get(known.argument, {}).get(argument, argument)
    if known.argument is Argument.STEP and argument not in CHOICES[Argument.STEP]:
        tag = argument.removeprefix(TAGGED)
        is_tag = argument.startswith(TAGGED) and not any(sign.isspace() or sign in '()"' for sign in tag)
        word = f"{tag} claim" if is_tag else f"claim that is {argument}"
    return word if known.argument is Argument.EDGE else f"{known.title} {word}".strip()
