"""The one table of commands: bindings, footer, help, palette, docs and listings are made from it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from triage.core.values import dataclass


class Mode(StrEnum):
    """Where keys are looked up: the pane that is active, then `ALL`; in a field `INPUT` alone."""

    ALL = "all"
    LIST = "list"
    TEXT = "text"
    SELECT = "select"
    INPUT = "input"


class Argument(StrEnum):
    """What kind of word a command takes after its id."""

    NONE = ""
    TAG = "tag"
    EDGE = "edge"
    STEP = "step"
    UNIT = "unit"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Command:
    """Something a reviewer can do. Ids are public and never change; keys may."""

    id: str
    title: str
    """Two or three words, sentence case."""
    help: str
    """One sentence for the help and the docs."""
    group: str
    argument: Argument = Argument.NONE
    takes_count: bool = False
    undoable: bool = False
    footer: str = ""
    """The word shown beside its key in the footer; empty where it is not shown there."""
    asks: bool = False
    """Whether it opens a field or a screen, or leaves: in a list of commands it can only be the last."""


CHOICES: Mapping[Argument, Mapping[str, str]] = {
    Argument.EDGE: {
        f"{edge}-{way}{unit and '-'}{unit}": f"{edge.capitalize()} a {unit or 'word'} {way}"
        for unit in ("", "character", "clause")
        for edge in ("end", "start")
        for way in ("right", "left")
    },
    Argument.UNIT: {unit: unit for unit in ("character", "word", "clause", "sentence", "paragraph", "line")},
    Argument.WHOLE: {"sentence": "sentence", "paragraph": "paragraph"},
    Argument.STEP: {
        "claim": "claim",
        "untagged": "untagged claim",
        "changed": "changed claim",
        "any": "passage",
    },
}
"""The words that an argument may be, where the codebook does not say, and how each is shown."""

TAGGED = "tag:"
"""Before the name of a tag: the claims that have it, as an argument of the kind `STEP`."""

IN_A_FIELD = ("cancel", "redraw", "suspend", "quit")
"""The commands that a key may run while a line is typed."""

SELECTING = "Choosing a stretch"
"""The group of the commands that do something only while a stretch of text is chosen."""

KEEP_SELECTION = frozenset(
    {"tag", "edge", "claim.fit", "claim.split", "cancel"}
    | {"view.down", "view.up", "help", "palette", "redraw", "suspend", "quit"}
)
"""The other commands that do not end the choosing of a stretch by being run."""

_TAGS, _SPAN, _MOVE, _FIND, _ARTICLES, _PROGRAM = (
    "Judging",
    "The claim's span",
    "Moving",
    "Finding",
    "Articles",
    "The program",
)

COMMANDS = (
    Command(
        "tag",
        "Tag the claim",
        "Put a tag on the current claim, save it, and go to the next untagged claim.",
        _TAGS,
        Argument.TAG,
        undoable=True,
        footer="tag",
    ),
    Command(
        "untag",
        "Take the tag off",
        "Take your tag off the current claim; note, confidence and evidence stay.",
        _TAGS,
        undoable=True,
        footer="untag",
    ),
    Command(
        "note",
        "Note",
        "Write a note on the current claim.",
        _TAGS,
        undoable=True,
        footer="note",
        asks=True,
    ),
    Command(
        "note.edit",
        "Note in the editor",
        "Write a long note in the editor that VISUAL or EDITOR names.",
        _TAGS,
        undoable=True,
    ),
    Command(
        "evidence",
        "Evidence",
        "Add a web address as evidence: address, then supports, refutes or context, then a note.",
        _TAGS,
        undoable=True,
        footer="evidence",
        asks=True,
    ),
    Command(
        "confidence.next",
        "Confidence",
        "Go on to the next confidence: high, medium, low, none.",
        _TAGS,
        undoable=True,
        footer="confidence",
    ),
    Command(
        "undo",
        "Undo",
        "Take the last step back and go to where it was made.",
        _TAGS,
        takes_count=True,
        footer="undo",
    ),
    Command("redo", "Redo", "Make the last undone step again.", _TAGS, takes_count=True),
    Command(
        "edge",
        "Move an edge",
        "Move an edge of the claim by a word, character or clause; tags, note and evidence stay.",
        _SPAN,
        Argument.EDGE,
        takes_count=True,
        undoable=True,
    ),
    Command(
        "claim.fit",
        "Whole",
        "Widen the claim to the whole sentence or paragraph; tags, note and evidence stay.",
        _SPAN,
        Argument.WHOLE,
        undoable=True,
    ),
    Command(
        "claim.split",
        "Split the claim",
        "Choose where to split the claim in two; the first part keeps all that is recorded.",
        _SPAN,
        undoable=True,
    ),
    Command(
        "claim.join",
        "Join with the next",
        "Join the claim with the next one; what is recorded on both is kept.",
        _SPAN,
        takes_count=True,
        undoable=True,
    ),
    Command(
        "select.begin",
        "Choose a stretch",
        "Choose any stretch of text to make it a claim, also within a claim or across several.",
        _SPAN,
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
        _SPAN,
        undoable=True,
    ),
    Command(
        "claim.put",
        "Put it here",
        "Put the claim that was taken up from the list of what waits on the current passage.",
        _SPAN,
        undoable=True,
    ),
    Command(
        "waiting.list",
        "What waits",
        "List the claims whose words changed or went from the text, to judge again or to put back.",
        _MOVE,
        asks=True,
    ),
    Command(
        "go.next",
        "Next",
        "Go to the next claim, untagged claim, claim whose words changed, or passage of any kind.",
        _MOVE,
        Argument.STEP,
        takes_count=True,
    ),
    Command(
        "go.previous",
        "Previous",
        "Go to the previous claim, untagged claim, claim whose words changed, or passage of any kind.",
        _MOVE,
        Argument.STEP,
        takes_count=True,
    ),
    Command(
        "go.jump",
        "Jump",
        "Show two letters beside each claim on the screen, in the list each article; type them to go there.",
        _MOVE,
        asks=True,
    ),
    Command("go.first", "First claim", "Go to the first claim of the article.", _MOVE),
    Command("go.last", "Last claim", "Go to the last claim of the article.", _MOVE),
    Command(
        "view.down", "Page down", "Scroll the text down by a page; the cursor stays.", _MOVE, takes_count=True
    ),
    Command("view.up", "Page up", "Scroll the text up by a page; the cursor stays.", _MOVE, takes_count=True),
    Command(
        "find",
        "Find",
        "Find words in the article; quotes match in every shape.",
        _FIND,
        footer="find",
        asks=True,
    ),
    Command("find.next", "Next match", "Go to the next place of what was found.", _FIND, takes_count=True),
    Command(
        "find.previous",
        "Previous match",
        "Go to the previous place of what was found.",
        _FIND,
        takes_count=True,
    ),
    Command(
        "search",
        "Search all articles",
        'Search all articles for words, or for "exact words" in quotes, and open one at the place.',
        _FIND,
        asks=True,
    ),
    Command(
        "filter",
        "Filter the list",
        "List only articles that have these words in their title or file name.",
        _FIND,
        footer="filter",
        asks=True,
    ),
    Command("article.next", "Next article", "Open the next article.", _ARTICLES, takes_count=True),
    Command(
        "article.previous", "Previous article", "Open the previous article.", _ARTICLES, takes_count=True
    ),
    Command(
        "article.done",
        "Article done",
        "Mark the article done, or take that back.",
        _ARTICLES,
        undoable=True,
        footer="done",
    ),
    Command("article.open", "Open", "Go from the list to the text of the article.", _ARTICLES),
    Command(
        "pane.switch", "List or text", "Go from the list to the text, or back.", _ARTICLES, footer="list"
    ),
    Command("samples", "Copy the samples", "Copy the sample articles into an empty folder.", _ARTICLES),
    Command("help", "Help", "Show every key.", _PROGRAM, footer="help", asks=True),
    Command("palette", "Commands", "Find a command by its name and run it.", _PROGRAM, asks=True),
    Command("cancel", "Cancel", "Leave what is open: a field, a filter, what was found.", _PROGRAM),
    Command("redraw", "Draw again", "Draw the whole screen again.", _PROGRAM),
    Command("suspend", "Suspend", "Put the program aside; fg brings it back.", _PROGRAM),
    Command("quit", "Quit", "Save what is not saved yet, and leave.", _PROGRAM, footer="quit", asks=True),
)


def command(command_id: str) -> Command | None:
    """Return the command with this id, if there is one."""
    return next((known for known in COMMANDS if known.id == command_id), None)


def title_of(known: Command, argument: str) -> str:
    """Return the command's name with its argument, as people read it; a tag's name is untrusted."""
    word = CHOICES.get(known.argument, {}).get(argument, argument)
    if argument.startswith(TAGGED) and known.argument is Argument.STEP:
        word = f"{argument.removeprefix(TAGGED)} claim"
    return word if known.argument is Argument.EDGE else f"{known.title} {word}".strip()
