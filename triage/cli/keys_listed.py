"""The list of keys: a table for people, for the docs, or JSON."""

from __future__ import annotations

from triage.cli import printing, table
from triage.keymap import Binding, Keymap

_WHERE = {
    "all": "everywhere",
    "list": "in the list",
    "text": "in the text",
    "select": "while selecting",
    "input": "in a field",
}


def show(keymap: Keymap, *, json: bool, markdown: bool) -> None:
    """Print every binding."""
    bindings = [(str(mode), keys, binding.text, _help(binding)) for mode, keys, binding in keymap.listed()]
    if json:
        fields = ("mode", "key", "command", "help")
        printing.as_json([dict(zip(fields, binding, strict=True)) for binding in bindings])
    elif markdown:
        printing.line("| where | key | command | what it does |")
        printing.line("|---|---|---|---|")
        for mode, keys, command, text in bindings:
            printing.line(f"| {_WHERE[mode]} | {_code(keys)} | {_code(command)} | {text} |")
    else:
        for line in table.aligned([("WHERE", "KEY", "COMMAND", "WHAT IT DOES"), *bindings]):
            printing.line(line)


def _help(binding: Binding) -> str:
    if binding.one is not None:
        return binding.one.command.help
    return "One after the other, undone together."


def _code(words: str) -> str:
    """Return `words` as code in a cell of a Markdown table."""
    fence = "``" if "`" in words else "`"
    room = " " if "`" in words else ""
    return f"{fence}{room}{words.replace('|', chr(92) + '|')}{room}{fence}"
