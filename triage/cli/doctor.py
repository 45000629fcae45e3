"""`triage doctor`: terminal, folders and system, a line for each, fit for pasting into a bug report."""

from __future__ import annotations

from collections.abc import Iterator

from triage.cli import configured, options, places, printing
from triage.doctor import (
    Line,
    Place,
    fail,
    folders,
    has_failed,
    history,
    ok,
    terminal,
    versions,
    warn,
    watching,
)
from triage.doctor.folders import Own
from triage.errors import UsageError
from triage.store import homes

_ABOUT = """
Look at what a review needs, and print a line for each thing: ok, warn where work is slower or
poorer for it, fail where triage cannot work, each with what to do next. Looked at are versions,
terminal, colours, language, keys, the folder under review and your own folders (rights, file
system, locks), the system's limits on watching, git, and your settings. What is tried is tried in
a hidden folder that is removed again. Exit code 1 if something fails.

The report names neither you nor your folders; with --paths it does.
"""

_EXAMPLES = """
  triage doctor
  triage doctor ~/articles > report.txt
  triage doctor --json | jq -r '.[] | select(.level != "ok") | .text'
"""

_SETTINGS = "settings"


def parser() -> options.Parser:
    """Return what the words of the command line may be."""
    made = options.parser("doctor", _ABOUT, _EXAMPLES)
    options.add_folder(made)
    made.add_argument("--paths", action="store_true", help="show the paths of the folders, too")
    options.add_json(made)
    return made


def main(argv: list[str]) -> int:
    """Print the report; return 1 if something fails."""
    given = parser().parse_args(argv)
    corpus = Place("the folder", places.corpus_folder(given.folder), shows_path=given.paths)
    found = []
    for line in _lines(corpus):
        found.append(line)
        if not given.json:
            _print(line)
    if given.json:
        printing.as_json([_object(line) for line in found])
    return 1 if has_failed(found) else 0


def _lines(corpus: Place) -> Iterator[Line]:
    yield from versions.lines()
    yield from terminal.lines()
    yield from folders.corpus_lines(corpus)
    for own in _own(shows_path=corpus.shows_path):
        yield from folders.own_lines(own)
    yield from watching.lines(corpus)
    yield from history.lines(corpus)
    yield from _settings(corpus)


def _own(*, shows_path: bool) -> Iterator[Own]:
    yield Own(
        Place("the configuration folder", homes.config_home(), shows_path),
        "XDG_CONFIG_HOME",
        "triage init and triage keys edit cannot write there",
    )
    yield Own(
        Place("the state folder", homes.state_home(), shows_path),
        "XDG_STATE_HOME",
        "there is no journal: what a crash interrupts is not recovered",
    )
    yield Own(
        Place("the cache folder", homes.cache_home(), shows_path),
        "XDG_CACHE_HOME",
        "there is no index: every search reads all articles",
    )


def _settings(corpus: Place) -> Iterator[Line]:
    """Yield whether the settings, the tags and the keys can be read; what they say is nobody's business."""
    try:
        tags, doubts = configured.codebook(None, corpus.path)
        doubts = [*doubts, *configured.keymap(None, (), corpus.path, tags)[1]]
        configured.reviewer(None, corpus.path)
    except UsageError as error:
        advice = "triage config check and triage check tell what it is"
        text = (
            f"settings, codebook or key map cannot be used{f': {error.message}' if corpus.shows_path else ''}"
        )
        yield fail(_SETTINGS, text, advice)
        return
    if doubts:
        yield warn(_SETTINGS, f"{len(doubts)} lines have no effect", "triage check tells which")
    else:
        yield ok(_SETTINGS, f"{len(tags.tags)} tags; nothing is wrong with settings, codebook and key map")


def _print(line: Line) -> None:
    printing.line(f"{line.level:<4}  {line.topic:<8}  {line.text}")
    if line.next:
        printing.line(f"{'':16}-> {line.next}")


def _object(line: Line) -> dict[str, object]:
    return {"level": str(line.level), "topic": line.topic, "text": line.text, "next": line.next}
