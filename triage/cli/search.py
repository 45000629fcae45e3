"""`triage search`: the articles that have certain words, and where."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

from triage.cli import options, places, printing, talk
from triage.core.filter_syntax import FilterError
from triage.core.pattern import Pattern, Way, pattern_of
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

With --literal what is written is looked for just as it is, also within words, and small letters
stand for capitals too. With --regex it is a regular expression, as is re:/.../ without it; capitals
count, unless it begins with (?i) or ends in /i, and ^ and $ are the ends of a line. What an article
takes longer than a second for is told, and ends the search.
"""

_EXAMPLES = """
  triage search seeds mayor siren           articles with both words
  triage search seeds 'evac*' '"the dam"'   a beginning, and exact words
  triage search seeds --literal "1,200 p"   just these signs
  triage search seeds --regex '\\b\\d{4}\\b'   a regular expression
  triage search seeds mayor --json | jq -r '.[].path'
"""


def parser() -> options.Parser:
    """Return what the words of the command line may be."""
    made = options.parser("search", _ABOUT, _EXAMPLES)
    made.add_argument("folder", metavar="FOLDER", help="the folder with the articles")
    made.add_argument("words", metavar="WORDS", nargs="+", help="what to search for")
    way = made.add_mutually_exclusive_group()
    for each, help_ in (
        (Way.WORDS, "look for whole words, anywhere in an article (so it does by itself)"),
        (Way.LITERAL, "look for just what is written"),
        (Way.REGEX, "look for a regular expression"),
    ):
        way.add_argument(f"--{each}", dest="way", action="store_const", const=each, help=help_)
    made.add_argument("--limit", metavar="N", type=_number, help="print no more than N articles")
    options.add_json(made)
    return made


def main(argv: list[str]) -> int:
    """Print what is found."""
    given = parser().parse_args(argv)
    root = places.corpus_folder(given.folder)
    asked = _understood(" ".join(given.words), given.way or Way.WORDS)
    try:
        found = islice(_found(root, asked), given.limit)
        hits = sorted(found, key=lambda hit: natural_key(hit.path))
    except FilterError as error:
        raise TriageError(error.message, "a part that can match in many ways makes it slow") from None
    if given.json:
        printing.as_json([_object(hit) for hit in hits])
        return 0
    for hit in hits:
        printing.line(f"{hit.path}:{hit.number}: {' '.join(hit.line.split())}")
    if not hits:
        talk.remark("nothing found")
    return 0


def _understood(line: str, way: Way) -> Pattern:
    """Return what is to be searched for. Raises UsageError."""
    try:
        asked = pattern_of(line, way, apart=True)
    except FilterError as error:
        raise UsageError(
            f"WORDS, column {error.start + 1}: {error.message}",
            "the shell takes no part of it in single quotes",
        ) from None
    if asked is None:
        raise UsageError("there is no word in what to search for", "words are letters and digits")
    return asked


def _found(root: Path, asked: Pattern) -> Iterator[Hit]:
    """Yield the hits, with the index or, where there can be none, without it."""
    told: set[str] = set()
    try:
        if bring_up_to_date(root):
            index = Index.for_reading(index_path(root), root)
            if index is not None:
                with closing(index):
                    for hit in _steps(Search(root, asked, index)):
                        told.add(hit.path)
                        yield hit
                return
        talk.remark("another program is making the index: every article is read")
    except (TriageError, OSError) as error:
        talk.warning(f"every article is read, there is no index: {error}")
    paths = [article.path for article in scan(root).articles]
    yield from (hit for hit in _steps(Search(root, asked, paths)) if hit.path not in told)


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
        "places": hit.places,
    }


def _number(word: str) -> int:
    number = int(word)
    if number < 1:
        raise argparse.ArgumentTypeError("a number from 1 on")
    return number
