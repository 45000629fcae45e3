"""Marking claims and articles for the next command, and tagging what stands again elsewhere."""

from __future__ import annotations

from triage.commands.command import Argument, Command

_GROUP = "Many at once"

REACHES = ("here", "all", "listed", "articles")
"""The words that may stand, with a colon, before the filter of `mark.like`."""

COMMANDS = (
    Command(
        "mark.toggle",
        "Mark",
        "Mark the claim, in the list the article, for the next command, or take the mark off; go on.",
        _GROUP,
        takes_count=True,
    ),
    Command(
        "mark.range",
        "Mark a range",
        "Mark all from what was marked last to here.",
        _GROUP,
    ),
    Command(
        "mark.like",
        "Mark all like this",
        "Mark every claim that a filter means: in this article, or in the list or after all: in all of them.",
        _GROUP,
        Argument.FILTER,
        optional=True,
        asks=True,
    ),
    Command("mark.clear", "Mark nothing", "Take all marks off.", _GROUP),
    Command(
        "mark.list",
        "What is marked",
        "List what is marked, to go there or to take single marks off.",
        _GROUP,
        asks=True,
    ),
    Command(
        "claim.repeats",
        "Tag every repeat",
        "Find every place in all articles where the words of the claim stand again, and tag them as it is.",
        _GROUP,
        undoable=True,
        asks=True,
    ),
)
