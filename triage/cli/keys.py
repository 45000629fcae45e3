"""`triage keys`: what keys do and which lines say so, what is wrong in a map, and how maps differ."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

from triage.cli import configured, options, places, printing, talk
from triage.core.codebook import Codebook
from triage.errors import UsageError
from triage.keymap import Keymap, Sources
from triage.store import keymaps
from triage.store.yaml_error import YamlError

_ABOUT = """
Print every key: where it works, the command it runs, and what that does. Keys under "all" work
everywhere; the keys of a pane come first in it. The keys of tags stand in the codebook.

  triage keys list            the same
  triage keys check FILE      look for what is wrong in a key map; exit code 1 if there is anything
  triage keys explain KEYS    what a key or a sequence does, pane by pane, and which line says so
  triage keys diff NAME       what is different in the key map NAME
  triage keys press           show the names of keys while you press them
  triage keys edit            open your own key map in the editor, and check it afterwards

The keys come from the map that --keys or the configuration names, from keys.yaml in the configuration
folder, from keys.yaml in the folder under review, and from --bind; what comes later wins.
"""

_EXAMPLES = """
  triage keys
  triage keys --keys vim
  triage keys check my-keys.yaml
  triage keys explain "g g" --keys vim
  triage keys diff vim
  triage keys --json | jq -r '.[] | select(.command == "untag") | .key'
"""

_USAGE = "[list | check FILE | explain KEYS | diff NAME | press | edit] [options]"


def parser() -> options.Parser:
    """Return what the words of the command line may be."""
    made = options.parser("keys", _ABOUT, _EXAMPLES, _USAGE)
    made.add_argument("words", nargs="*", metavar="WORDS", help="what to do (default: list)")
    made.verbs = {verb: wanted for verb, (wanted, _) in _VERBS.items()}
    options.add_keys(made)
    options.add_codebook(made)
    options.add_json(made)
    made.add_argument("--markdown", action="store_true", help="print Markdown, for the docs")
    return made


def main(argv: list[str]) -> int:
    """Do what the first word says with the keys in use."""
    taken = parser()
    given = taken.parse_args(argv)
    verb, *words = given.words or ["list"]
    known = _VERBS.get(verb)
    if known is None:
        taken.error(f"{verb}: it takes one of {', '.join(_VERBS)}")
    wanted, act = known
    if len(words) != (wanted != ""):
        taken.error(f"the words are: {verb} {wanted}".rstrip())
    root = places.default_folder()
    tags, _ = configured.codebook(given.codebook, root)
    sources = configured.key_sources(given.keys, given.bind, root)
    return act(_Asked(given, words[0] if words else "", tags, sources))


class _Asked:
    """What the command line says, and the keys in use, read when they are asked for."""

    def __init__(self, given: argparse.Namespace, word: str, tags: Codebook, sources: Sources) -> None:
        self.json: bool = given.json
        self.markdown: bool = given.markdown
        self.word, self.tags, self.sources = word, tags, sources

    def keymap(self) -> Keymap:
        """Return the keys in use; what is wrong with them is told."""
        keymap, warnings = configured.read_keys(self.sources, self.tags)
        for warning in warnings:
            talk.warning(warning)
        return keymap


def _list(asked: _Asked) -> int:
    from triage.cli import keys_listed

    keys_listed.show(asked.keymap(), json=asked.json, markdown=asked.markdown)
    return 0


def _check(asked: _Asked) -> int:
    """Print what is wrong in a key map; return 1 if there is anything."""
    path = Path(asked.word)
    try:
        _, problems = keymaps.load(path, asked.tags)
    except YamlError as error:
        problems = [error.message]
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}", "name a key map that can be read") from None
    if asked.json:
        printing.as_json(problems)
    else:
        for problem in problems:
            printing.line(problem)
    if not problems:
        talk.remark(f"{path}: nothing is wrong")
    return 1 if problems else 0


def _explain(asked: _Asked) -> int:
    from triage.cli import keys_explained

    return keys_explained.explain(asked.keymap(), asked.word, json=asked.json)


def _diff(asked: _Asked) -> int:
    from triage.cli import keys_explained

    other, _ = configured.read_keys(Sources(asked.word), asked.tags)
    return keys_explained.differences(asked.keymap(), other, json=asked.json)


def _press(asked: _Asked) -> int:
    from triage.cli import keys_press

    return keys_press.press(asked.keymap())


def _edit(asked: _Asked) -> int:
    from triage.cli import keys_edit

    path = Path(asked.sources.user)
    keys_edit.edit(path)
    asked.word = str(path)
    return _check(asked)


_VERBS: Mapping[str, tuple[str, Callable[[_Asked], int]]] = {
    "list": ("", _list),
    "check": ("FILE", _check),
    "explain": ("KEYS", _explain),
    "diff": ("NAME", _diff),
    "press": ("", _press),
    "edit": ("", _edit),
}
"""What can be done, each with the word that it takes."""
