"""`triage stats`: what was judged, counted."""

from __future__ import annotations

from triage.cli import configured, options, places, printing, table
from triage.cli.list import entry_object
from triage.session.collecting import uncollected
from triage.session.recollection import seconds_spent
from triage.session.statistics import Statistics, statistics
from triage.session.tallies import tallies
from triage.store.corpus import Corpus

_ABOUT = """
Count what was judged in FOLDER: by tag, by reviewer, and article by article. A claim that two
reviewers tagged counts once for each of them. The lines of the articles are about --reviewer; the
time is what that person spent there in reviews on this machine, pauses of a minute or more left out.
"""

_EXAMPLES = """
  triage stats
  triage stats ~/articles --reviewer ana
  triage stats --json | jq '.tags'
"""


def parser() -> options.Parser:
    """Return what the words of the command line may be."""
    made = options.parser("stats", _ABOUT, _EXAMPLES)
    options.add_folder(made)
    options.add_reviewer(made)
    options.add_json(made)
    return made


def main(argv: list[str]) -> int:
    """Print the counts."""
    given = parser().parse_args(argv)
    root = places.corpus_folder(given.folder)
    reviewer = configured.reviewer(given.reviewer, root)
    corpus = Corpus(root)
    counts = tallies(corpus)
    with uncollected():
        counted = statistics(counts, reviewer)
    seconds = seconds_spent(corpus, reviewer)
    if given.json:
        printing.as_json(_object(counted, seconds))
    else:
        _print(counted, reviewer, seconds)
    return 0


def _object(counted: Statistics, seconds: dict[str, float]) -> dict[str, object]:
    return {
        "articles": counted.articles,
        "claims": counted.claims,
        "tagged": counted.tagged,
        "tags": dict(sorted(counted.tags.items())),
        "reviewers": {
            name: {"tags": dict(sorted(reviewed.tags.items())), "done": reviewed.done}
            for name, reviewed in counted.reviewers.items()
        },
        "tagged_by_two": counted.by_two,
        "agreed": counted.agreed,
        "by_article": [
            {**entry_object(entry), "seconds": round(seconds.get(entry.path, 0), 1)}
            for entry in counted.entries
        ],
    }


def _print(counted: Statistics, reviewer: str, seconds: dict[str, float]) -> None:
    printing.line(f"{counted.articles} articles, {counted.claims} claims, {counted.tagged} of them tagged")
    if counted.by_two:
        printing.line(f"{counted.by_two} tagged by two reviewers or more, who agree on {counted.agreed}")
    tags = sorted(counted.tags)
    if counted.reviewers:
        rows = [
            (name, *(str(reviewed.tags[tag]) for tag in tags), str(reviewed.done))
            for name, reviewed in counted.reviewers.items()
        ]
        total = ("all", *(str(counted.tags[tag]) for tag in tags), "")
        _print_table([("REVIEWER", *map(str.upper, tags), "ARTICLES DONE"), *rows, total])
    articles = [entry for entry in counted.entries if not entry.problem]
    if articles and not seconds:
        plain = [(f"{entry.tagged}/{entry.claims}", entry.path) for entry in articles]
        _print_table([(f"TAGGED BY {reviewer}", "ARTICLE"), *plain], right={0})
    elif articles:
        timed = [
            (f"{entry.tagged}/{entry.claims}", _duration(seconds.get(entry.path, 0)), entry.path)
            for entry in articles
        ]
        _print_table([(f"TAGGED BY {reviewer}", "TIME", "ARTICLE"), *timed], right={0, 1})


def _duration(seconds: float) -> str:
    """Return seconds as hours, minutes and seconds."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}"


def _print_table(rows: list[tuple[str, ...]], right: set[int] | None = None) -> None:
    printing.line()
    columns = set(range(1, len(rows[0]))) if right is None else right
    for line in table.aligned(rows, right=columns):
        printing.line(line)
