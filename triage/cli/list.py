"""`triage list`: the articles of a folder and how far the reviewer is with each."""

from __future__ import annotations

import shutil

from triage.cli import configured, options, places, printing, table
from triage.core.claim import Status
from triage.session.collecting import uncollected
from triage.session.entry import Entry
from triage.session.tallies import counts
from triage.session.tally import VALUES, made_from, values
from triage.store.corpus import Corpus

_ABOUT = """
List the articles of FOLDER: how far you are, claims tagged of claims, title and path. What cannot
be read is listed with the reason.
"""

_EXAMPLES = """
  triage list                            the articles in seeds/, or in this folder
  triage list ~/articles --reviewer ana  how far is ana?
  triage list --filter 'tag:disputed -has:evidence'
  triage list --json | jq -r '.[] | select(.tagged < .claims) | .path'
"""

_STATES = {
    Status.NEW: "new",
    Status.IN_REVIEW: "in review",
    Status.DONE: "done",
    Status.SET_ASIDE: "set aside",
}


def parser() -> options.Parser:
    """Return what the words of the command line may be."""
    made = options.parser("list", _ABOUT, _EXAMPLES)
    options.add_folder(made)
    options.add_reviewer(made)
    options.add_filter(made, "articles")
    options.add_json(made)
    return made


def main(argv: list[str]) -> int:
    """Print the list."""
    given = parser().parse_args(argv)
    root = places.corpus_folder(given.folder)
    reviewer = configured.reviewer(given.reviewer, root)
    corpus = Corpus(root)
    counted = counts(corpus)
    if given.filter:
        from triage.cli import filtered

        entries = [made_from(path, *each).entry(reviewer) for path, each in counted.items()]
        meant = filtered.articles(entries, given.filter, corpus, reviewer)
        counted = {entry.path: counted[entry.path] for entry in meant}
    if given.json:
        with uncollected():
            lines = (values(path, *each, reviewer) for path, each in counted.items())
            printing.as_json_rows(VALUES, lines)
        return 0
    rows = [_row(made_from(path, *each).entry(reviewer)) for path, each in counted.items()]
    if rows:
        width = shutil.get_terminal_size().columns if printing.on_terminal() else None
        for line in table.aligned(
            [("STATE", "TAGGED", "TITLE", "PATH"), *rows], right={1}, elastic=2, width=width
        ):
            printing.line(line)
    return 0


def entry_object(entry: Entry) -> dict[str, object]:
    """Return what is known of an article, for JSON."""
    return {
        "path": entry.path,
        "title": entry.title,
        "status": str(entry.status),
        "claims": entry.claims,
        "tagged": entry.tagged,
        "problem": entry.problem,
        "warning": entry.warning,
    }


def _row(entry: Entry) -> tuple[str, str, str, str]:
    if entry.problem:
        return "problem", "", f"({entry.problem})", entry.path
    warning = f" ({entry.warning})" if entry.warning else ""
    return _STATES[entry.status], f"{entry.tagged}/{entry.claims}", entry.title + warning, entry.path
