"""The definitions of the tags, a line each, beneath the text while somebody learns them."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from triage.commands import Mode
from triage.core.plain import plain
from triage.keymap import Keymap
from triage.session.session import Session
from triage.ui.cells import cut, fill
from triage.ui.keynames import soonest
from triage.ui.widgets.lines import Lines

_MOST_OF_SCREEN = 3
"""One in so many lines of the screen at most."""


class TagLines(Lines):
    """Not there until they are wanted."""

    DEFAULT_CSS = "TagLines { height: 0; display: none; }"

    def __init__(self, session: Session, keymap: Keymap) -> None:
        super().__init__()
        self._session, self._keymap = session, keymap
        self._key: tuple[object, ...] = ()
        self._drawn: list[Strip] = []

    def use(self, keymap: Keymap) -> None:
        """Show other keys."""
        self._keymap = keymap

    def toggle(self, screen_height: int) -> bool:
        """Show the definitions, as many as there is room for, or take them away; return whether they show."""
        self.display = not self.display
        count = len(self._session.codebook.tags)
        self.styles.height = max(1, min(count, screen_height // _MOST_OF_SCREEN))
        return self.display

    def draw(self, width: int, height: int) -> Sequence[Strip]:
        """Return a line for each tag: its key, sign, name and definition, cut to the width."""
        key = (self._session.codebook, self._keymap, self.look, width, height)
        if self._key != key:
            self._key, self._drawn = key, [*self._lines(width)][:height]
        return self._drawn

    def _lines(self, width: int) -> list[Strip]:
        tags = self._session.codebook.tags
        room = min(16, max((cell_len(tag.label) for tag in tags), default=0))
        lines = []
        for tag in tags:
            keys = self._keymap.keys_of("tag", Mode.TEXT, tag.name)
            before = [
                Segment(f" {fill(soonest(keys) if keys else '', 3)} ", self.look.strong),
                Segment(f"{plain(tag.symbol)} {fill(plain(tag.label), room)} ", self.look.tags.get(tag.name)),
            ]
            left = max(0, width - sum(cell_len(segment.text) for segment in before) - 1)
            words = cut(plain(" ".join(tag.definition.split())), left)
            lines.append(Strip([*before, Segment(words, self.look.dim)]).crop(0, width))
        return lines
