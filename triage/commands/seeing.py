"""What the screen looks like, and how far everything is."""

from __future__ import annotations

from triage.commands.command import Command

_GROUP = "Seeing"

COMMANDS = (
    Command(
        "dashboard",
        "Dashboard",
        "Show how far every article is, who tagged what, your pace, and what needs attention.",
        _GROUP,
        asks=True,
    ),
    Command(
        "theme.next",
        "Next theme",
        "Take the next theme into use, and keep it for the next time.",
        _GROUP,
        takes_count=True,
    ),
)
