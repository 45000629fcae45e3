"""The codebook to look at: what each tag means, with its example, its key and its sign, group by group."""

from __future__ import annotations

from collections.abc import Callable

from textual import events

from triage.commands import Mode
from triage.core.codebook import Codebook, TagDefinition
from triage.core.plain import plain
from triage.keymap import Keymap
from triage.ui.keynames import key_name, labels
from triage.ui.look import Look
from triage.ui.screens.sheet import Sheet
from triage.ui.widgets.sheet_lines import Piece


class CodebookPage(Sheet):
    """The page; enter keeps the definitions beneath the text, or takes them away again."""

    def __init__(self, codebook: Codebook, keymap: Keymap, look: Look, toggle: Callable[[], None]) -> None:
        super().__init__(plain(codebook.name), codebook_rows(codebook, keymap, look), "codebook")
        self._lines.border_subtitle = "Enter keeps the definitions beneath the text, Esc leaves"
        self._toggle = toggle

    async def take(self, key: events.Key) -> None:
        """Scroll, leave, or keep the definitions in view."""
        if key_name(key) == "enter":
            self.dismiss()
            self._toggle()
        else:
            await super().take(key)


def codebook_rows(codebook: Codebook, keymap: Keymap, look: Look) -> list[list[Piece]]:
    """Return the rows of the page."""
    rows: list[list[Piece]] = []
    if codebook.about:
        rows += [[(_line(codebook.about), None)], [("", None)]]
    for group, tags in codebook.grouped():
        if group:
            rows += [[(_line(group), look.strong)], [("", None)]]
        for tag in tags:
            rows += _rows_of(tag, keymap, look)
    return rows


def _rows_of(tag: TagDefinition, keymap: Keymap, look: Look) -> list[list[Piece]]:
    keys = labels(keymap.keys_of("tag", Mode.TEXT, tag.name)[:2])
    colour = look.tags.get(tag.name)
    is_named_so = tag.label.casefold() == tag.name
    name = plain(tag.label) if is_named_so else f"{plain(tag.label)} ({plain(tag.name)})"
    rows: list[list[Piece]] = [
        [(f"{keys:>8}  ", look.strong), (f"{plain(tag.symbol)} {plain(tag.letter)} ", colour), (name, colour)]
    ]
    for words, style in ((tag.definition, None), (tag.example, look.dim)):
        if words:
            rows.append([(" " * 10, None), (_line(words), style)])
    if tag.requires:
        rows.append([(" " * 10, None), (f"requires {' and '.join(tag.requires)}", look.warning)])
    return [*rows, [("", None)]]


def _line(text: str) -> str:
    return plain(" ".join(text.split()))
