"""The evidence on the current claim as a list: each piece can be changed, taken off, or opened."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from triage.core.claim import Evidence
from triage.core.plain import plain
from triage.ui.keynames import key_name
from triage.ui.look import Look
from triage.ui.screens.layer import Layer
from triage.ui.widgets.sheet_lines import Piece, SheetLines

_STEPS = {"down": 1, "j": 1, "tab": 1, "up": -1, "k": -1, "shift+tab": -1}

_DOES = {
    **{key: key for key in ("s", "r", "c")},
    "a": "url",
    "w": "quote",
    "n": "note",
    "d": "accessed",
    "x": "remove",
    "delete": "remove",
    "b": "open",
}
"""What is done to the chosen piece, by key."""

_HELP = "s r c stance · a address · w words · n note · d day · x off · b open · + more"


class EvidenceList(Layer):
    """One line for each piece; a key says what is to be done to the chosen one, and leaves."""

    def __init__(
        self, pieces: Sequence[Evidence], look: Look, chosen: Callable[[Evidence, str], None], enter: str
    ) -> None:
        """`enter` is what the key of that name does, see `_DOES`."""
        self._pieces, self._look, self._take_choice = pieces, look, chosen
        self._does = {**_DOES, "enter": enter}
        self._lines = SheetLines([])
        self._lines.mark = look.chosen
        self._detail = SheetLines([])
        self._detail.wrapping = True
        self._detail.id = "detail"
        super().__init__(self._lines, self._detail)

    def compose(self) -> ComposeResult:
        """Return the list above all that is known of the chosen piece."""
        with Vertical(id="evidence") as box:
            box.border_title = "Evidence"
            box.border_subtitle = _HELP
            yield self._lines
            yield self._detail

    def on_mount(self) -> None:
        """Choose the first line."""
        self._lines.chosen = 0
        self._lines.rows = [self._row(piece) for piece in self._pieces]
        self.redraw()

    async def take(self, key: events.Key) -> None:
        """Move the choice, do something to it, or leave."""
        name = key_name(key)
        chosen = self._lines.chosen or 0
        if name in _STEPS:
            self._lines.chosen = max(0, min(chosen + _STEPS[name], len(self._pieces) - 1))
        elif name in self._does and chosen < len(self._pieces):
            self.dismiss()
            self._take_choice(self._pieces[chosen], self._does[name])
        elif name == "+":
            self.dismiss()
            self._take_choice(self._pieces[0], "add")
        elif name in ("escape", "q"):
            self.dismiss()

    def redraw(self) -> None:
        """Paint the list, and what is known of the chosen line."""
        self._detail.rows = [*self._known_of(self._pieces[self._lines.chosen or 0])]
        super().redraw()

    def _row(self, piece: Evidence) -> list[Piece]:
        return [(f"{piece.stance or '–'!s:<9} ", self._look.strong), (plain(piece.url), None)]

    def _known_of(self, piece: Evidence) -> Iterator[list[Piece]]:
        yield [("address  ", self._look.dim), (plain(piece.url), None)]
        for name, value in (("words", piece.quote), ("note", piece.note), ("seen", piece.accessed)):
            yield [(f"{name:<9}", self._look.dim), (plain(" ".join(value.split())) or "–", None)]
