"""What can follow the keys that were pressed so far: rows to lay over the bottom of the review."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from triage.commands import title_of
from triage.core.plain import plain
from triage.keymap import Binding
from triage.keys import Pending
from triage.ui.cells import cut
from triage.ui.keynames import key_label
from triage.ui.look import Look

_COLUMN = 36
"""Cells that a key and what it does take at least."""

_LEFT = 2
"""Lines of the review that are never covered."""

Following = Sequence[tuple[str, Binding | str]]
"""Keys, each with what it runs, or with the name of what it begins."""


def popup_rows(
    begun: Pending, title: str, following: Following, look: Look, size: tuple[int, int]
) -> Sequence[Strip]:
    """Return a line that says what was begun, and beneath it the keys, column by column.

    `title` names what was begun, and is untrusted text; `size` is that of the screen in cells and lines.
    """
    width, height = size
    columns = max(1, min(width // _COLUMN, len(following)))
    rows = max(1, min(-(-len(following) // columns), height - _LEFT - 1))
    shown = [_piece(key, what, width // columns, look) for key, what in following[: rows * columns]]
    stacks = [shown[at : at + rows] for at in range(0, len(shown), rows)]
    lines = [Strip([part for cell in row for part in cell]) for row in zip_longest(*stacks, fillvalue=())]
    return [_head(begun, title, look, width), *lines]


def _head(begun: Pending, title: str, look: Look, width: int) -> Strip:
    keys = f"{begun.count} {key_label(begun.keys)}".strip()
    head = Strip([Segment(f" {keys}  {plain(title)}".rstrip()), Segment("  Esc leaves", look.dim)])
    return head.crop(0, width).adjust_cell_length(width).apply_style(look.chosen_elsewhere)


def _piece(key: str, what: Binding | str, width: int, look: Look) -> Sequence[Segment]:
    label = cut(f" {key_label(key):>9}  ", width)
    words = cut(_words(what), max(0, width - cell_len(label) - 1))
    room = " " * (width - cell_len(label) - cell_len(words))
    return Segment(label, look.strong), Segment(words + room)


def _words(what: Binding | str) -> str:
    """Return what a key does, as people read it; plain."""
    if isinstance(what, str):
        return plain(what)
    return plain(", then ".join(title_of(bound.command, bound.argument) for bound in what.macro))
