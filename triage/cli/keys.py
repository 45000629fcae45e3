"""`triage keys`: every key and what it does, made from the key map and the command table."""

from __future__ import annotations

from pathlib import Path

from triage.cli import configured, options, places, printing, table, talk
from triage.core.codebook import Codebook
from triage.keymap import Keymap
from triage.store import keymaps
from triage.store.yaml_error import YamlError

_ABOUT = """
Print every key: where it works, the command it runs, and what that does. Keys under "all" work
everywhere; the keys of a pane come first in it. The keys of tags stand in the codebook.

  triage keys check FILE    look for what is wrong in a key map; exit code 1 if there is anything
"""

_EXAMPLES = """
  triage keys
  triage keys --keys vim
  triage keys check my-keys.yaml
  triage keys --json | jq -r '.[] | select(.command == "untag") | .key'
"""

_WHERE = {"all": "everywhere", "list": "in the list", "text": "in the text", "input": "in a field"}


def main(argv: list[str]) -> int:
    """Print the keys, or check a key map."""
    parser = options.parser("keys", _ABOUT, _EXAMPLES, "[check FILE] [options]")
    parser.add_argument("words", nargs="*", metavar="check FILE", help="check the key map FILE")
    options.add_keys(parser)
    options.add_codebook(parser)
    options.add_json(parser)
    parser.add_argument("--markdown", action="store_true", help="print Markdown, for the docs")
    given = parser.parse_args(argv)
    tags, _ = configured.codebook(given.codebook, places.default_folder())
    if given.words:
        if len(given.words) != 2 or given.words[0] != "check":
            parser.error("the only words it takes are: check FILE")
        return _check(Path(given.words[1]), tags, json=given.json)
    keymap, warnings = configured.keymap(given.keys, tags)
    for warning in warnings:
        talk.warning(warning)
    _print(keymap, json=given.json, markdown=given.markdown)
    return 0


def _check(path: Path, tags: Codebook, *, json: bool) -> int:
    """Print what is wrong in the key map at `path`; return 1 if there is anything."""
    try:
        _, problems = keymaps.load(path, tags)
    except YamlError as error:
        problems = [error.message]
    if json:
        printing.as_json(problems)
    else:
        for problem in problems:
            printing.line(problem)
    if not problems:
        talk.remark(f"{path}: nothing is wrong")
    return 1 if problems else 0


def _print(keymap: Keymap, *, json: bool, markdown: bool) -> None:
    bindings = [(str(mode), key, bound.text, bound.command.help) for mode, key, bound in keymap.listed()]
    if json:
        fields = ("mode", "key", "command", "help")
        printing.as_json([dict(zip(fields, binding, strict=True)) for binding in bindings])
    elif markdown:
        printing.line("| where | key | command | what it does |")
        printing.line("|---|---|---|---|")
        for mode, key, command, text in bindings:
            printing.line(f"| {_WHERE[mode]} | {_code(key)} | {_code(command)} | {text} |")
    else:
        for line in table.aligned([("WHERE", "KEY", "COMMAND", "WHAT IT DOES"), *bindings]):
            printing.line(line)


def _code(words: str) -> str:
    """Return `words` as code in a cell of a Markdown table."""
    fence = "``" if "`" in words else "`"
    room = " " if "`" in words else ""
    return f"{fence}{room}{words.replace('|', chr(92) + '|')}{room}{fence}"
