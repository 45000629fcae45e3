"""`triage log`: who decided what, when, and what it was before."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from triage.cli import configured, options, places, printing, table, talk
from triage.core.claim import Anchor, Review, TagRecord
from triage.session.changes import Description
from triage.session.logbook import Line, in_words
from triage.session.recollection import history
from triage.session.step_json import anchor_object, description_object, record_object, review_object
from triage.store.corpus import Corpus

_ABOUT = """
Print the history of a folder, of the article FILE, or of one claim, oldest first: when, who, and
from what to what. What --reviewer did on this machine is told step by step, with what
was undone; of others, and of what was done elsewhere, the last state stands in the sidecars, with
its time. Times are UTC.
"""

_EXAMPLES = """
  triage log                                     the folder's whole history
  triage log seeds/01-wire-report.txt            one article
  triage log --claim V3D0Q8M5K1T7R2XW            one claim, by its id
  triage log --json | jq '.[] | select(.do == "undo")'
"""


def parser() -> options.Parser:
    """Return what the words of the command line may be."""
    made = options.parser("log", _ABOUT, _EXAMPLES)
    made.add_argument("file", nargs="?", metavar="FILE", help="an article, or a folder (default: all)")
    options.add_folder_option(made)
    made.add_argument("--claim", metavar="ID", help="only the claim with this id; --json shows ids")
    options.add_reviewer(made)
    options.add_json(made)
    return made


def main(argv: list[str]) -> int:
    """Print the history; 1 where a sidecar could not be read."""
    given = parser().parse_args(argv)
    root, paths = _meant(given.file, given.folder)
    reviewer = configured.reviewer(given.reviewer, root)
    lines, problems = history(Corpus(root), reviewer, paths)
    if given.claim is not None:
        lines = [line for line in lines if line.claim == given.claim]
    if given.json:
        printing.as_json([_line_object(line) for line in lines])
    elif lines:
        width = shutil.get_terminal_size().columns if printing.on_terminal() else None
        rows = [("WHEN", "WHO", "WHAT", "WORDS", "ARTICLE"), *map(_row, lines)]
        for row in table.aligned(rows, elastic=3, width=width):
            printing.line(row)
    for problem in problems:
        talk.error(problem)
    return 1 if problems else 0


def _meant(word: str | None, folder: str | None) -> tuple[Path, list[str] | None]:
    """Return the corpus, and the articles that are meant: None for all."""
    if word is None:
        return places.corpus_folder(folder), None
    if folder is None and os.path.isdir(word):
        return places.corpus_folder(word), None
    root, path = places.article(word, folder)
    return root, [path]


def _row(line: Line) -> tuple[str, str, str, str, str]:
    done = {"undo": "undid: ", "redo": "did again: "}.get(line.do, "")
    change = in_words(line.after) if not line.do else f"{in_words(line.before)} → {in_words(line.after)}"
    when = f"{line.at[:10]} {line.at[11:19]}"
    return when, line.reviewer, done + change, " ".join(line.quote.split()), line.path


def _line_object(line: Line) -> dict[str, object]:
    return {
        "at": line.at,
        "reviewer": line.reviewer,
        "path": line.path,
        "do": line.do,
        "claim": line.claim,
        "quote": line.quote,
        "before": _state_object(line.before),
        "after": _state_object(line.after),
    }


def _state_object(state: Anchor | TagRecord | Description | Review | None) -> dict[str, object] | None:
    if isinstance(state, TagRecord):
        return record_object(state)
    if isinstance(state, Anchor):
        return anchor_object(state)
    if isinstance(state, Description):
        return description_object(state)
    return None if state is None else review_object(state)
