"""Where a claim begins and ends, and the choosing of a stretch of text."""

from __future__ import annotations

from triage.commands.command import Argument, Command

_GROUP = "The claim's span"

SELECTING = "Choosing a stretch"
"""The group of the commands that do something only while a stretch of text is chosen."""

KEEP_SELECTION = frozenset(
    {"tag", "edge", "claim.fit", "claim.split", "cancel"}
    | {"view.down", "view.up", "help", "palette", "redraw", "suspend", "quit"}
)
"""The other commands that do not end the choosing of a stretch by being run."""


def ends_choosing(command: Command) -> bool:
    """Whether to run `command` ends the choosing of a stretch: it is for something else."""
    keeps = command.group == SELECTING or command.id in KEEP_SELECTION or command.id == "select.begin"
    return not keeps


COMMANDS = (
    Command(
        "edge",
        "Move an edge",
        "Move an edge of the claim by a word, character or clause; tags, note and evidence stay.",
        _GROUP,
        Argument.EDGE,
        takes_count=True,
        undoable=True,
    ),
    Command(
        "claim.fit",
        "Whole",
        "Widen the claim to the whole sentence or paragraph; tags, note and evidence stay.",
        _GROUP,
        Argument.WHOLE,
        undoable=True,
    ),
    Command(
        "claim.split",
        "Split the claim",
        "Choose where to split the claim in two; the first part keeps all that is recorded.",
        _GROUP,
        undoable=True,
    ),
    Command(
        "claim.join",
        "Join with the next",
        "Join the claim with the next one; what is recorded on both is kept.",
        _GROUP,
        takes_count=True,
        undoable=True,
    ),
    Command(
        "select.begin",
        "Choose a stretch",
        "Choose any stretch of text to make it a claim, also within a claim or across several.",
        _GROUP,
    ),
    Command(
        "select.next",
        "Right by a",
        "Move the end that moves to the right, or down by a line.",
        SELECTING,
        Argument.UNIT,
        takes_count=True,
    ),
    Command(
        "select.previous",
        "Left by a",
        "Move the end that moves to the left, or up by a line.",
        SELECTING,
        Argument.UNIT,
        takes_count=True,
    ),
    Command("select.swap", "Other end", "Have the other end of the stretch move.", SELECTING),
    Command(
        "select.make",
        "Make it a claim",
        "Make the chosen stretch a claim, or split the claim at the chosen place; a tag's key does so too.",
        SELECTING,
        undoable=True,
    ),
    Command(
        "claim.toggle",
        "Claim or not",
        "Make the current passage a claim, or not a claim; a heading can be made one too.",
        _GROUP,
        undoable=True,
    ),
    Command(
        "claim.put",
        "Put it here",
        "Put the claim that was taken up from the list of what waits on the current passage.",
        _GROUP,
        undoable=True,
    ),
)
