"""`triage list`: the articles of a folder and how far the reviewer is with each."""

from __future__ import annotations

import shutil
from pathlib import Path

from triage.cli import configured, options, places, printing, table
from triage.core.claim import Status
from triage.core.order import BY_NAME, ORDERS, REVERSED, By, Order
from triage.core.view import View
from triage.errors import UsageError
from triage.session.collecting import uncollected
from triage.session.entry import Entry
from triage.session.tallies import Counts, counts
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
  triage list --view contested --sort date
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
    made.add_argument("--view", metavar="NAME", help="list what a saved view means (setting views)")
    made.add_argument(
        "--sort", metavar="ORDER", choices=ORDERS, help=f"{', '.join(By)}, or one with {REVERSED}"
    )
    options.add_json(made)
    return made


def main(argv: list[str]) -> int:
    """Print the list."""
    given = parser().parse_args(argv)
    root = places.corpus_folder(given.folder)
    reviewer = configured.reviewer(given.reviewer, root)
    corpus = Corpus(root)
    view = _view(given.view, root)
    counted = counts(corpus)
    for query in filter(None, (view.filter, given.filter)):
        from triage.cli import filtered

        entries = [made_from(path, *each).entry(reviewer) for path, each in counted.items()]
        meant = filtered.articles(entries, query, corpus, reviewer)
        counted = {entry.path: counted[entry.path] for entry in meant}
    order = ORDERS[given.sort] if given.sort else view.order
    if order != BY_NAME:
        counted = {path: counted[path] for path in _sorted(counted, order, root, reviewer)}
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


def _view(name: str | None, root: Path) -> View:
    """Return the view of this name; one that says nothing where none is asked for. Raises UsageError."""
    if name is None:
        return View()
    from triage.store.views import missing, views

    known = views(root)
    if name not in known:
        raise UsageError(f"--view: {missing(name, known)}", "triage config show tells them")
    return known[name]


def _sorted(counted: Counts, order: Order, root: Path, reviewer: str) -> list[str]:
    """Return the paths in this order, those of which nothing is known last; equal ones by name."""
    from triage.store.scan import look_at

    def value(path: str) -> int | None:
        if order.by in (By.DATE, By.SIZE):
            found = look_at(root, path)
            return None if found is None else found.size if order.by is By.SIZE else found.mtime_ns
        made = made_from(path, *counted[path])
        if order.by is By.DISAGREEMENT:
            return made.by_two - made.agreed
        if order.by is By.CLAIMS or not made.claims:
            return made.claims or None
        return 1000 * made.entry(reviewer).tagged // made.claims

    if order.by is By.NAME:
        return [*counted][::-1]
    known = {path: each for path in counted if (each := value(path)) is not None}
    ordered = sorted(known, key=lambda path: -known[path] if order.descends else known[path])
    return [*ordered, *(path for path in counted if path not in known)]


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
