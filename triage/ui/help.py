"""The help: every live key, group by group, and what each tag means."""

from __future__ import annotations

from collections.abc import Iterator

from triage.commands import COMMANDS, Mode, title_of
from triage.core.codebook import Codebook
from triage.core.plain import plain
from triage.keymap import Bound, Keymap
from triage.ui.keynames import key_label, labels
from triage.ui.look import Look
from triage.ui.widgets.sheet_lines import Piece


def help_rows(keymap: Keymap, codebook: Codebook, look: Look) -> list[list[Piece]]:
    """Return the rows of the help page, made from the command table and the keys in use."""
    rows: list[list[Piece]] = []
    rows += _heading("Tags", look)
    for tag in codebook.tags:
        symbol = (f"{plain(tag.symbol)} ", look.tags.get(tag.name))
        keys = labels(keymap.keys_of("tag", Mode.TEXT, tag.name)[:2])
        rows.append([(f"{keys:>12}  ", look.strong), symbol, (f"{plain(tag.label):<12}", None)])
        rows[-1].append((plain(" ".join(tag.definition.split())), look.dim))
    for group in dict.fromkeys(command.group for command in COMMANDS):
        rows += _heading(group, look)
        rows += _group(group, keymap, look)
    lists = [*_lists(keymap, look)]
    if lists:
        rows += [*_heading("Lists of commands", look), *lists]
    return rows


def _heading(title: str, look: Look) -> list[list[Piece]]:
    return [[("", None)], [(title, look.strong)]]


def _group(group: str, keymap: Keymap, look: Look) -> list[list[Piece]]:
    keys: dict[tuple[str, Mode], list[str]] = {}
    bounds: dict[tuple[str, Mode], Bound] = {}
    for mode, pressed, binding in keymap.listed():
        bound = binding.one
        if bound is not None and bound.command.group == group and bound.command.id != "tag":
            keys.setdefault((bound.text, mode), []).append(pressed)
            bounds[bound.text, mode] = bound
    rows: list[list[Piece]] = []
    for (name, mode), bound in bounds.items():
        title = plain(title_of(bound.command, bound.argument))
        label = labels(keys[name, mode])
        rows.append([(f"{label:>12}  ", look.strong), (f"{title:<24}", None)])
        rows[-1].append((_where(mode) + bound.command.help, look.dim))
    return rows


def _lists(keymap: Keymap, look: Look) -> Iterator[list[Piece]]:
    for mode, keys, binding in keymap.listed():
        if binding.one is None:
            titles = ", then ".join(title_of(bound.command, bound.argument) for bound in binding.macro)
            words = f"{_where(mode)}{plain(titles)}"
            yield [(f"{key_label(keys):>12}  ", look.strong), (words, None)]


def _where(mode: Mode) -> str:
    if mode in (Mode.ALL, Mode.SELECT):  # what is chosen has a heading of its own
        return ""
    return "in a field: " if mode is Mode.INPUT else f"in the {mode}: "
