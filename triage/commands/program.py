"""The program itself: help, leaving, what is open."""

from __future__ import annotations

from triage.commands.command import Command

_GROUP = "The program"

IN_A_FIELD = ("cancel", "redraw", "suspend", "quit")
"""The commands that a key may run while a line is typed."""

COMMANDS = (
    Command("help", "Help", "Show every key.", _GROUP, footer="help", asks=True),
    Command("palette", "Commands", "Find a command by its name and run it.", _GROUP, asks=True),
    Command("cancel", "Cancel", "Leave what is open: a field, a filter, what was found.", _GROUP),
    Command("tutorial.skip", "Skip the step", "Skip a step of the tutorial: triage tutorial.", _GROUP),
    Command("redraw", "Draw again", "Draw the whole screen again.", _GROUP),
    Command("suspend", "Suspend", "Put the program aside; fg brings it back.", _GROUP),
    Command("quit", "Quit", "Save what is not saved yet, and leave.", _GROUP, footer="quit", asks=True),
)
