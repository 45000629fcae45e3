"""A pane that is drawn line by line and sends the terminal only the lines that changed."""

from __future__ import annotations

from collections.abc import Sequence

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from triage.ui.look import Look


class Lines(Widget):
    """Base of all panes: `draw` says what every visible line should be, `redraw` repaints the difference."""

    DEFAULT_CSS = "Lines { height: 1fr; }"
    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self._strips: Sequence[Strip] = ()
        self.look: Look

    def draw(self, width: int, height: int) -> Sequence[Strip]:
        """Return the lines to show, at most `height`, in cells of `width`."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Draw again and have the changed lines repainted."""
        width, height = self.size
        if not width or not height:
            return
        old, new = self._strips, self.draw(width, height)
        self._strips = new
        first = None
        for y in range(height + 1):
            same = y == height or _line(old, y) == _line(new, y)
            if not same and first is None:
                first = y
            elif same and first is not None:
                self.refresh(Region(0, first, width, y - first))
                first = None

    def render_line(self, y: int) -> Strip:
        """Return the line as it was drawn last."""
        width = self.size.width
        strip = _line(self._strips, y)
        if strip is None:
            return Strip.blank(width, self.rich_style)
        return strip.adjust_cell_length(width, self.rich_style).apply_style(self.rich_style)

    def on_resize(self) -> None:
        """Draw for the new size."""
        self._strips = ()
        self.redraw()
        self.refresh()

    def notify_style_update(self) -> None:
        """Draw again in the colours of another theme."""
        super().notify_style_update()
        self._strips = ()
        self.redraw()


def _line(strips: Sequence[Strip], y: int) -> Strip | None:
    return strips[y] if y < len(strips) else None
