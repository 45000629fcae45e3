"""The help: every live key, group by group, and what each tag means."""

from __future__ import annotations

from triage.commands import COMMANDS, Mode, title_of
from triage.core.codebook import Codebook
from triage.core.plain import plain
from triage.keymap import Bound, Keymap
from triage.ui.keynames import key_label
from triage.ui.look import Look
from triage.ui.widgets.sheet_lines import Piece


def help_rows(keymap: Keymap, codebook: Codebook, look: Look) -> list[list[Piece]]:
    """Return the rows of the help page, made from the command table and the keys in use."""
    rows: list[list[Piece]] = []
    rows += _heading("Tags", look)
    for tag in codebook.tags:
        symbol = (f"{plain(tag.symbol)} ", look.tags.get(tag.name))
        rows.append([(f"{key_label(tag.key):>12}  ", look.strong), symbol, (f"{plain(tag.label):<12}", None)])
        rows[-1].append((plain(" ".join(tag.definition.split())), look.dim))
    for group in dict.fromkeys(command.group for command in COMMANDS):
        rows += _heading(group, look)
        rows += _group(group, keymap, look)
    return rows


def _heading(title: str, look: Look) -> list[list[Piece]]:
    return [[("", None)], [(title, look.strong)]]


def _group(group: str, keymap: Keymap, look: Look) -> list[list[Piece]]:
    keys: dict[str, list[str]] = {}
    bounds: dict[str, tuple[Bound, Mode]] = {}
    for mode, key, bound in keymap.listed():
        if bound.command.group == group and bound.command.id != "tag":
            keys.setdefault(f"{bound.text} {mode}", []).append(key_label(key))
            bounds[f"{bound.text} {mode}"] = (bound, mode)
    rows: list[list[Piece]] = []
    for name, (bound, mode) in bounds.items():
        where = "" if mode is Mode.ALL else f"in the {mode}: "
        title = plain(title_of(bound.command, bound.argument))
        label = " ".join(keys[name])
        rows.append(
            [(f"{label:>12}  ", look.strong), (f"{title:<22}", None), (where + bound.command.help, look.dim)]
        )
    return rows
