"""`triage search`: the articles that have certain words, and where."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

from triage.cli import options, places, printing, talk
from triage.core.sought import Sought
from triage.errors import TriageError, UsageError
from triage.session.found import Search
from triage.session.hits import Hit
from triage.store.index import Index
from triage.store.index_files import index_path
from triage.store.index_update import bring_up_to_date
from triage.store.names import natural_key
from triage.store.scan import scan

_ABOUT = """
Search all articles in FOLDER for WORDS: path, line and text of the place that says it best, one
for each article that has all of the words. Capitals and accents do not matter; a word that ends in *
is only the beginning of one, and "exact words" stand together, in quotes of their own.
"""

_EXAMPLES = """
  triage search seeds mayor siren           articles with both words
  triage search seeds 'evac*' '"the dam"'   a beginning, and exact words
  triage search seeds mayor --json | jq -r '.[].path'
"""


def parser() -> options.Parser:
    """Return what the words of the command line may be."""
    made = options.parser("search", _ABOUT, _EXAMPLES)
    made.add_argument("folder", metavar="FOLDER", help="the folder with the articles")
    made.add_argument("words", metavar="WORDS", nargs="+", help="what to search for")
    made.add_argument("--limit", metavar="N", type=_number, help="print no more than N articles")
    options.add_json(made)
    return made


def main(argv: list[str]) -> int:
    """Print what is found."""
    given = parser().parse_args(argv)
    root = places.corpus_folder(given.folder)
    # A blank at the end: the last word is whole, as nobody is typing it.
    sought = Sought(" ".join(given.words) + " ")
    if not sought:
        raise UsageError("there is no word in what to search for", "words are letters and digits")
    hits = sorted(islice(_found(root, sought), given.limit), key=lambda hit: natural_key(hit.path))
    if given.json:
        printing.as_json([_object(hit) for hit in hits])
        return 0
    for hit in hits:
        printing.line(f"{hit.path}:{hit.number}: {' '.join(hit.line.split())}")
    if not hits:
        talk.remark("nothing found")
    return 0


def _found(root: Path, sought: Sought) -> Iterator[Hit]:
    """Yield the hits, with the index or, where there can be none, without it."""
    told: set[str] = set()
    try:
        if bring_up_to_date(root):
            index = Index.for_reading(index_path(root), root)
            if index is not None:
                with closing(index):
                    for hit in _steps(Search(root, sought, index)):
                        told.add(hit.path)
                        yield hit
                return
        talk.remark("another program is making the index: every article is read")
    except (TriageError, OSError) as error:
        talk.warning(f"every article is read, there is no index: {error}")
    paths = [article.path for article in scan(root).articles]
    yield from (hit for hit in _steps(Search(root, sought, paths)) if hit.path not in told)


def _steps(search: Search) -> Iterator[Hit]:
    while not search.found_all:
        hit = search.step()
        if hit is not None:
            yield hit


def _object(hit: Hit) -> dict[str, object]:
    return {
        "path": hit.path,
        "title": hit.title,
        "line": hit.number,
        "start": hit.start,
        "end": hit.end,
        "text": hit.line,
    }


def _number(word: str) -> int:
    number = int(word)
    if number < 1:
        raise argparse.ArgumentTypeError("a number from 1 on")
    return number
