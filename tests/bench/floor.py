"""The floor: a bare Textual program with a list and a text pane, drawn line by line, five canned articles.

Arrow keys move in the list and show another text: what any such program has to do.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

NAMES = [f"canned-{number}.txt" for number in range(5)]
PARAGRAPH = "Canned words stand here for the words of an article that a person would go through. " * 8
TEXT = "\n\n".join(["CANNED ARTICLE", *[PARAGRAPH] * 10])


class Pane(ScrollView, can_focus=True):
    """Lines, one of which may be marked."""

    rows: Sequence[str] = ()
    marked = -1

    def show(self, rows: Sequence[str]) -> None:
        """Show other lines."""
        self.rows = rows
        self.virtual_size = Size(self.size.width, len(rows))
        self.refresh()

    def mark(self, row: int) -> None:
        """Mark another line."""
        old, self.marked = self.marked, row
        for changed in (old, row):
            self.refresh(Region(0, changed, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        """Return one visible line."""
        row, width = y + self.scroll_offset.y, self.size.width
        if row >= len(self.rows):
            return Strip.blank(width, self.rich_style)
        style = self.rich_style + Style(reverse=True) if row == self.marked else self.rich_style
        return Strip([Segment(self.rows[row][:width].ljust(width), style)], width)


class Floor(App[None]):
    """Two panes and two keys."""

    CSS = "#list { width: 38; } #text { width: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("down", "go(1)"), Binding("up", "go(-1)")]

    def compose(self) -> ComposeResult:
        """Return the panes side by side."""
        with Horizontal():
            yield Pane(id="list")
            yield Pane(id="text")

    def on_mount(self) -> None:
        """Show the list and the first text once sizes are known."""
        self.query_one("#list", Pane).show(NAMES)
        self.call_after_refresh(self.action_go, 0)

    def action_go(self, count: int) -> None:
        """Mark another article and show its text."""
        articles, text = self.query_one("#list", Pane), self.query_one("#text", Pane)
        articles.mark(max(0, min(articles.marked + count, len(NAMES) - 1)))
        width = max(20, text.size.width - 2)
        lines = [line for paragraph in TEXT.split("\n") for line in textwrap.wrap(paragraph, width) or [""]]
        text.show([f"{NAMES[articles.marked]}", *lines])


if __name__ == "__main__":
    Floor().run()
