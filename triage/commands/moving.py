"""Going from claim to claim, and what the text shows."""

from __future__ import annotations

from triage.commands.command import Argument, Command

_GROUP = "Moving"

COMMANDS = (
    Command(
        "waiting.list",
        "What waits",
        "List the claims whose words changed or went from the text, to judge again or to put back.",
        _GROUP,
        asks=True,
    ),
    Command(
        "go.next",
        "Next",
        "Go to the next claim of a kind, or that a filter means; except for plain claims and passages "
        "also in the articles that follow in the list.",
        _GROUP,
        Argument.STEP,
        takes_count=True,
    ),
    Command(
        "go.previous",
        "Previous",
        "Go to the previous claim of a kind, or that a filter means; except for plain claims and passages "
        "also in the articles before this one.",
        _GROUP,
        Argument.STEP,
        takes_count=True,
    ),
    Command(
        "go.where",
        "Go where",
        "Ask for a filter and go to the next claim that it means.",
        _GROUP,
        Argument.FILTER,
        takes_count=True,
        optional=True,
        asks=True,
    ),
    Command(
        "go.jump",
        "Jump",
        "Show two letters beside each claim on the screen, in the list each article; type them to go there.",
        _GROUP,
        asks=True,
    ),
    Command("go.first", "First claim", "Go to the first claim of the article.", _GROUP),
    Command("go.last", "Last claim", "Go to the last claim of the article.", _GROUP),
    Command(
        "view.down",
        "Page down",
        "Scroll the text down by a page; the cursor stays.",
        _GROUP,
        takes_count=True,
    ),
    Command(
        "view.up", "Page up", "Scroll the text up by a page; the cursor stays.", _GROUP, takes_count=True
    ),
)
