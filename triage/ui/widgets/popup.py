"""What can follow the keys that were pressed so far, laid over the bottom of the review."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from triage.commands import title_of
from triage.core.plain import plain
from triage.keymap import Binding
from triage.keys import Pending
from triage.ui.cells import cut
from triage.ui.keynames import key_label
from triage.ui.widgets.lines import Lines

if TYPE_CHECKING:
    from triage.ui.screens.review import ReviewScreen

_COLUMN = 36
"""Cells that a key and what it does take at least."""

Following = Sequence[tuple[str, Binding | str]]


class Popup(Lines):
    """A line that says what was begun, and columns of keys with what each would do."""

    DEFAULT_CSS = "Popup { layer: above; dock: bottom; height: 2; display: none; background: $panel; }"

    def __init__(self, review: ReviewScreen) -> None:
        super().__init__()
        self._review = review
        self.look = review.status.look
        self._title = ""
        self._following: Following = ()

    def open(self, begun: Pending, title: str, following: Following) -> None:
        """Show what can follow; `title` names what was begun, and is untrusted text."""
        keys = f"{begun.count} {key_label(begun.keys)}".strip()
        self._title = f"{keys}  {plain(title)}".rstrip()
        self._following = following
        self.look = self._review.status.look
        width, height = self._review.size
        rows = -(-len(following) // self._columns(width))
        self.styles.height = min(rows + 1, max(2, height - 2))
        self._review.covered = True  # from now on Textual paints, which knows what lies over what
        self.display = True
        self.redraw()

    def close(self) -> None:
        """Show the review again."""
        if self.display:
            self.display = False
            self.call_after_refresh(self._uncover)

    def draw(self, width: int, height: int) -> Sequence[Strip]:
        """Return the title, then the keys, column by column."""
        look = self.look
        title = [Segment(f" {self._title}  ", look.strong), Segment("Esc leaves", look.dim)]
        columns = self._columns(width)
        rows = max(1, height - 1)
        shown = [self._piece(key, what, width // columns) for key, what in self._following[: rows * columns]]
        stacks = [shown[at : at + rows] for at in range(0, len(shown), rows)]
        lines = [Strip([part for cell in row for part in cell]) for row in zip_longest(*stacks, fillvalue=())]
        return [Strip(title).crop(0, width), *lines]

    def _piece(self, key: str, what: Binding | str, width: int) -> Sequence[Segment]:
        label = cut(f" {key_label(key):>9}  ", width)
        words = cut(_words(what), max(0, width - cell_len(label) - 1))
        room = " " * (width - cell_len(label) - cell_len(words))
        return Segment(label, self.look.strong), Segment(words + room)

    def _columns(self, width: int) -> int:
        return max(1, min(width // _COLUMN, len(self._following)))

    def _uncover(self) -> None:
        self._review.covered = self.display


def _words(what: Binding | str) -> str:
    """Return what a key does, as people read it; plain."""
    if isinstance(what, str):
        return plain(what)
    return plain(", then ".join(title_of(bound.command, bound.argument) for bound in what.macro))
