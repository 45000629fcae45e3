"""Doing again what was done: the last change, and macros."""

from __future__ import annotations

from triage.commands.command import Argument, Command

_GROUP = "Doing again"

COMMANDS = (
    Command(
        "repeat",
        "Do it again",
        "Do the last command that changed something again, on the current claim, with what was typed for it.",
        _GROUP,
        takes_count=True,
        undoable=True,
    ),
    Command(
        "macro.record",
        "Record a macro",
        "Record what is done from now on under a letter or digit; the same command ends it.",
        _GROUP,
        Argument.LETTER,
        optional=True,
        asks=True,
    ),
    Command(
        "macro.play",
        "Play a macro",
        "Do again what was recorded under a letter or digit, as one step for undo; @ plays the last one.",
        _GROUP,
        Argument.LETTER,
        takes_count=True,
        optional=True,
        undoable=True,
        asks=True,
    ),
)
