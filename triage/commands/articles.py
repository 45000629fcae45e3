"""Going from article to article, and how far each is."""

from __future__ import annotations

from triage.commands.command import Argument, Command

_GROUP = "Articles"

COMMANDS = (
    Command(
        "article.next",
        "Next article",
        "Open the next article, or the next one with a claim left for you.",
        _GROUP,
        Argument.STATE,
        takes_count=True,
        optional=True,
    ),
    Command(
        "article.previous",
        "Previous article",
        "Open the previous article, or the previous one with a claim left for you.",
        _GROUP,
        Argument.STATE,
        takes_count=True,
        optional=True,
    ),
    Command(
        "article.done",
        "Article done",
        "Mark the article done and open the next unfinished one, or take that back.",
        _GROUP,
        undoable=True,
        footer="done",
    ),
    Command(
        "list.sort",
        "Sort the list",
        "List the articles by name, date, progress, size, claims or disagreement; again turns it round.",
        _GROUP,
        Argument.ORDER,
        optional=True,
        asks=True,
    ),
    Command(
        "list.view",
        "Saved view",
        "List what a saved view means, in its order; the setting views has them.",
        _GROUP,
        Argument.VIEW,
        optional=True,
        asks=True,
    ),
    Command(
        "article.aside",
        "Set aside",
        "Set the article aside with a reason, and open the next unfinished one.",
        _GROUP,
        undoable=True,
        asks=True,
    ),
    Command(
        "article.reopen",
        "Reopen the article",
        "Have an article that is done or set aside in review again.",
        _GROUP,
        undoable=True,
    ),
    Command("article.open", "Open", "Go from the list to the text of the article.", _GROUP),
    Command("pane.switch", "List or text", "Go from the list to the text, or back.", _GROUP, footer="list"),
    Command("samples", "Copy the samples", "Copy the sample articles into an empty folder.", _GROUP),
)
