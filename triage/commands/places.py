"""Places to come back to: bookmarks, and where one jumped from."""

from __future__ import annotations

from triage.commands.command import Argument, Command

_GROUP = "Coming back"

COMMANDS = (
    Command(
        "bookmark.set",
        "Set a bookmark",
        "Give the claim a letter or digit to come back to it; the same again takes it away.",
        _GROUP,
        Argument.LETTER,
        optional=True,
        asks=True,
    ),
    Command(
        "bookmark.go",
        "Go to a bookmark",
        "Go to the claim that has the letter or digit typed next, in whichever article it is.",
        _GROUP,
        Argument.LETTER,
        optional=True,
        asks=True,
    ),
    Command(
        "go.back",
        "Go back",
        "Go back to where the last jump began: a search, a bookmark, another article, an undone step.",
        _GROUP,
        takes_count=True,
    ),
    Command(
        "go.forward",
        "Go forward again",
        "Go forward again to where going back began.",
        _GROUP,
        takes_count=True,
    ),
)
