"""`triage config`: what the settings are and who says so, and what is wrong in the files that do."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from triage.cli import appearing, configured, options, places, printing, settings_texts, table, talk
from triage.settings import SETTINGS
from triage.store import choosing, configuration, settings
from triage.store.choosing import Choice, Origin

_ABOUT = """
Print the settings that are in force in FOLDER.

  triage config show          the same; with --origin, who says so: file and line, variable or option
  triage config check         look for what is wrong in your file and the folder's; exit code 1 if anything
  triage config list          every setting: what it does, and where it can be set
  triage config schema        the JSON Schema of your file, for editors; with --corpus, of a folder's

A setting comes from an option, else from the environment, else from .triage.yaml in the folder, else
from config.yaml in your configuration folder, else it is built in. The file of a folder can come from
anybody: it may hold less, and what else stands in it has no effect. triage init writes either file.
"""

_EXAMPLES = """
  triage config show --origin
  triage config show ~/articles --json | jq -r '.[] | select(.name == "codebook") | .place'
  triage config check ~/articles
  triage config schema > ~/.config/triage/config.schema.json
"""

_USAGE = "[show | check | list | schema] [FOLDER] [options]"


def parser() -> options.Parser:
    """Return what the words of the command line may be."""
    made = options.parser("config", _ABOUT, _EXAMPLES, _USAGE)
    made.add_argument("verb", nargs="?", metavar="VERB", help="what to do (default: show)")
    made.verbs = {verb: "FOLDER" if verb in ("show", "check") else "" for verb in _VERBS}
    options.add_folder(made)
    options.add_reviewer(made)
    options.add_codebook(made)
    made.add_argument("--keys", metavar="NAME", help=options.KEYS_HELP)
    appearing.add_to(made)
    made.add_argument("--origin", action="store_true", help="show also where each value comes from")
    made.add_argument("--corpus", action="store_true", help="list, schema: what a folder's file may hold")
    options.add_json(made)
    made.add_argument("--markdown", action="store_true", help="list: print Markdown, for the docs")
    return made


def main(argv: list[str]) -> int:
    """Do what the first word says."""
    taken = parser()
    given = taken.parse_intermixed_args(argv)
    verb = given.verb or "show"
    if verb not in _VERBS:
        if given.folder is not None:
            taken.error(f"{verb}: it takes one of {', '.join(_VERBS)}")
        verb, given.folder = "show", verb  # triage config FOLDER
    return _VERBS[verb](given)


def _show(given: argparse.Namespace) -> int:
    root = places.corpus_folder(given.folder)
    shown = list(_choices(given, root))
    if given.json:
        printing.as_json([_object(name, choice) for name, choice in shown])
    elif given.origin:
        rows = [(name, choice.value, str(choice.origin), _place(name, choice)) for name, choice in shown]
        for line in table.aligned([("SETTING", "VALUE", "ORIGIN", "PLACE"), *rows]):
            printing.line(line)
    else:
        for line in table.aligned([(name, choice.value) for name, choice in shown]):
            printing.line(line)
    for doubt in configured.folder_doubts(root):
        talk.warning(doubt)
    return 0


def _check(given: argparse.Namespace) -> int:
    root = places.corpus_folder(given.folder)
    files = (configuration.read(settings.config_path()), configuration.of_folder(root))
    findings = [finding for file in files for finding in file.findings]
    if given.json:
        printing.as_json(findings)
    else:
        for finding in findings:
            printing.line(finding)
        if not findings:
            talk.remark(f"{' and '.join(str(file.path) for file in files)}: nothing is wrong")
    return 1 if findings else 0


def _list(given: argparse.Namespace) -> int:
    known = [each for each in SETTINGS if each.in_folder or not given.corpus]
    if given.json:
        printing.as_json([settings_texts.as_object(each) for each in known])
    elif given.markdown:
        for line in settings_texts.markdown():
            printing.line(line)
    else:
        rows = [(each.name, each.option, each.variable, each.help) for each in known]
        for line in table.aligned([("SETTING", "OPTION", "VARIABLE", "WHAT IT IS"), *rows]):
            printing.line(line)
    return 0


def _schema(given: argparse.Namespace) -> int:
    printing.as_json(settings_texts.schema(in_folder=given.corpus))
    return 0


_VERBS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "show": _show,
    "check": _check,
    "list": _list,
    "schema": _schema,
}


def _choices(given: argparse.Namespace, root: Path) -> Iterator[tuple[str, Choice]]:
    """Yield every setting as it is in force."""
    from triage.store import keymaps
    from triage.store.codebook import shipped_codebook

    own_tags = Choice(", ".join(shipped_codebook().names()), Origin.BUILT_IN, "")
    in_force = {
        "reviewer": settings.choice(given.reviewer, root),
        "keys": choosing.chosen("keys", given.keys) or Choice(keymaps.DEFAULT, Origin.BUILT_IN, ""),
        "codebook": choosing.codebook(given.codebook, root) or own_tags,
        "editor": choosing.editor(),
        **appearing.choices(given),
        "views": choosing.views(root),
    }
    yield from ((each.name, in_force[each.name]) for each in SETTINGS)


def _place(name: str, choice: Choice) -> str:
    """Return where a value comes from, with the line where it is one of a file."""
    line = _line(name, choice)
    return f"{choice.place}:{line}" if line else choice.place


def _line(name: str, choice: Choice) -> int:
    is_file = choice.origin in (Origin.USER, Origin.FOLDER) and not choice.place.endswith(choosing.CODEBOOK)
    return configuration.line_of(Path(choice.place), name) if is_file else 0


def _object(name: str, choice: Choice) -> dict[str, object]:
    return {
        "name": name,
        "value": choice.value,
        "origin": str(choice.origin),
        "place": choice.place,
        "line": _line(name, choice),
    }
