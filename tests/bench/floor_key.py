"""The floor of a key: a bare Textual program in which each one changes a single line."""

from __future__ import annotations

from rich.segment import Segment
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Line(Widget):
    """A number on the first line."""

    number = 0

    def render_line(self, y: int) -> Strip:
        """Return the line with the number, or an empty one."""
        text = f"ready {self.number}" if y == 0 else ""
        return Strip([Segment(text.ljust(self.size.width), self.rich_style)], self.size.width)


class Floor(App[None]):
    """One widget."""

    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        """Return the line."""
        yield Line()

    def on_key(self, _: events.Key) -> None:
        """Count."""
        line = self.query_one(Line)
        line.number += 1
        line.refresh(Region(0, 0, line.size.width, 1))


if __name__ == "__main__":
    Floor().run()
