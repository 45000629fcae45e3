"""Looking for words and articles."""

from __future__ import annotations

from triage.commands.command import Command

_GROUP = "Finding"

COMMANDS = (
    Command(
        "find",
        "Find",
        "Find words in the article; tab goes on to whole words and to regular expressions.",
        _GROUP,
        footer="find",
        asks=True,
    ),
    Command("find.next", "Next match", "Go to the next place of what was found.", _GROUP, takes_count=True),
    Command(
        "find.previous",
        "Previous match",
        "Go to the previous place of what was found.",
        _GROUP,
        takes_count=True,
    ),
    Command(
        "search",
        "Search all articles",
        'Search all articles for words, or for "exact words" in quotes, and open one at the place.',
        _GROUP,
        asks=True,
    ),
    Command(
        "search.next",
        "Next place of the search",
        "Go to the next place that the search has found, through all articles.",
        _GROUP,
        takes_count=True,
    ),
    Command(
        "search.previous",
        "Previous place of the search",
        "Go to the previous place that the search has found, through all articles.",
        _GROUP,
        takes_count=True,
    ),
    Command(
        "filter",
        "Filter the list",
        "List only the articles that a filter means, such as tag:disputed -has:evidence; words are those "
        "of title and file name.",
        _GROUP,
        footer="filter",
        asks=True,
    ),
)
