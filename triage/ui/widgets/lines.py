"""A pane that is drawn line by line and sends the terminal only what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset, Region, Size
from textual.strip import Strip
from textual.widget import Widget

from triage.core.signs import AS_THEY_ARE
from triage.ui.look import Look
from triage.ui.painter import Characters, Line, characters, frame
from triage.ui.sgr import Rendition, rendition

_MOST = 512
"""Styles whose looks are kept."""

_EMPTY = Strip([], 0)

NO_ROW = 1_000_000
"""Beneath every screen."""


class Lines(Widget):
    """Base of all panes: `draw` says what every visible line should be, `redraw` repaints the difference."""

    DEFAULT_CSS = "Lines { height: 1fr; }"
    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self._strips: Sequence[Strip] = ()
        self._drawn_for = Size()
        self._changed: tuple[Sequence[Strip], Sequence[int]] = (), ()
        self._characters: dict[int, tuple[Strip | None, Characters]] = {}
        """By line, what was drawn last, and what the terminal was sent of it."""
        self._renditions: dict[int, tuple[Style | None, Rendition]] = {}
        """By the id of a style, which stays its own as long as it is kept here."""
        self.look: Look
        self.signs: Mapping[int, str] = AS_THEY_ARE
        """What is shown in place of signs of ours."""
        self.send: Callable[[str], bool] = leave_to_textual
        """Sends to the terminal; returns False where Textual must paint, because a pane may be covered."""

    def draw(self, width: int, height: int) -> Sequence[Strip]:
        """Return the lines to show, at most `height`, in cells of `width`, none of them longer."""
        raise NotImplementedError

    def put_cursor(self, x: int, y: int) -> None:
        """Put the terminal's own cursor, which screen readers and magnifiers follow, on a cell in here."""
        left, top, width, height = self.content_region
        self.app.cursor_position = Offset(left + max(0, min(x, width - 1)), top + max(0, min(y, height - 1)))

    def verbatim_from(self, y: int) -> int | None:
        """Return from which cell on line `y` is shown as it is, being an article's own; None for nowhere."""
        return None

    def redraw(self) -> None:
        """Draw again and have the changed lines repainted."""
        redraw((self,), self.send)

    def draw_again(self) -> None:
        """Draw again, and find out which lines are others."""
        width, height = self.size
        old, new = self._strips, self.draw(width, height) if width and height else ()
        if not width or not height:
            new = old
        elif width != self._drawn_for.width:
            old = ()  # drawn for another width, of which the pane is to be told yet
            self._characters.clear()
        self._drawn_for = self.size
        longest = min(height, max(len(old), len(new)))
        differing = [y for y in range(longest) if _line(old, y) is not _line(new, y)]
        self._strips, self._changed = new, (old, differing)

    def changed_lines(self) -> Iterator[Line]:
        """Yield the lines that the last `draw_again` made others."""
        old, differing = self._changed
        if differing:
            left, top, width, _ = self.content_region
            for y in differing:
                strip = _line(old, y)
                known, before = self._characters.get(y, (None, None))
                if strip is not None and known is not strip:
                    before = characters(self._signed(strip, y), width, self.rendition)
                strip = _line(self._strips, y)
                after = characters(self._signed(strip, y), width, self.rendition)
                self._characters[y] = strip, after
                yield Line(left, top + y, before, after)

    def lines_from(self, row: int) -> Iterator[Line]:
        """Yield the lines from `row` of the screen on as they are now, whatever was drawn there."""
        left, top, width, height = self.content_region
        for y in range(max(0, row - top), height):
            after = characters(self._signed(_line(self._strips, y), y), width, self.rendition)
            yield Line(left, top + y, None, after)

    def leave_to_textual(self) -> None:
        """Have Textual repaint the lines that the last `draw_again` made others."""
        old, differing = self._changed
        width = self.size.width
        self.refresh(
            *(Region(0, y, width, 1) for y in differing if _line(old, y) != _line(self._strips, y)),
            repaint=any(_line(old, y) != _line(self._strips, y) for y in differing),
        )

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return lines for Textual, which does not know of those that were sent without it."""
        if self.size != self._drawn_for:  # the event that says so comes after Textual has painted
            self._draw()
        if self.gutter:  # a border or a margin within, which Textual draws round the lines
            self._styles_cache.clear()
            return super().render_lines(crop)
        width, base = self.size.width, self.rich_style
        filters, background = self.get_line_filters(), self.background_colors[1]
        lines = []
        for y in range(crop.y, crop.bottom):
            line = self._signed(_line(self._strips, y), y) or _EMPTY
            line = line.adjust_cell_length(width, base).apply_style(base)
            for line_filter in filters:
                line = line.apply_filter(line_filter, background)
            lines.append(line.crop(crop.x, crop.right))
        return lines

    def render_line(self, y: int) -> Strip:
        """Return the line as it was drawn last."""
        width = self.size.width
        strip = self._signed(_line(self._strips, y), y)
        if strip is None:
            return Strip.blank(width, self.rich_style)
        return strip.adjust_cell_length(width, self.rich_style).apply_style(self.rich_style)

    def on_resize(self) -> None:
        """Draw for the new size."""
        self._draw()
        self.refresh()

    def notify_style_update(self) -> None:
        """Draw again in the colours of another theme."""
        super().notify_style_update()
        self._draw()
        self.refresh()

    def _draw(self) -> None:
        self._renditions.clear()
        self._characters.clear()
        self._drawn_for = width, height = self.size
        self._strips = self.draw(width, height) if width and height else ()

    def _signed(self, strip: Strip | None, y: int) -> Strip | None:
        """Return line `y` with other signs in the place of ours, where that is wanted."""
        return strip if strip is None or not self.signs else signed(strip, self.signs, self.verbatim_from(y))

    def rendition(self, style: Style | None) -> Rendition:
        """Return how a style looks in this pane."""
        known = self._renditions.get(id(style))
        if known is None:
            whole = self.rich_style if style is None else self.rich_style + style
            background = self.background_colors[1]
            look = rendition(whole, self.app.console, tuple(self.get_line_filters()), background)
            if len(self._renditions) >= _MOST:
                self._renditions.clear()
            self._renditions[id(style)] = style, look
            return look
        return known[1]


def redraw(
    panes: Sequence[Lines], send: Callable[[str], bool], covered: int = NO_ROW, uncovered: int = NO_ROW
) -> None:
    """Draw panes of one screen again and have what changed repainted, all of it at once.

    Rows of the screen from `covered` on are under something, and stay as they are; those from
    `uncovered` on were, and are sent whole.
    """
    for pane in panes:
        pane.draw_again()
    seen = min(covered, uncovered)
    changed = [line for pane in panes for line in pane.changed_lines() if line.y < seen]
    changed += [line for pane in panes for line in pane.lines_from(uncovered) if line.y < covered]
    if send(frame(changed)):
        return
    for pane in panes:
        pane.leave_to_textual()
        if uncovered != NO_ROW:
            pane.refresh()


def signed(strip: Strip, signs: Mapping[int, str], end: int | None = None) -> Strip:
    """Return a strip with these signs in the place of ours, up to cell `end`; no width becomes another."""
    if end is not None:
        return Strip.join([signed(strip.crop(0, end), signs), strip.crop(end)])
    return Strip([Segment(text.translate(signs), style) for text, style, _ in strip], strip.cell_length)


def leave_to_textual(_: str) -> bool:
    """Send nothing: Textual paints."""
    return False


def _line(strips: Sequence[Strip], y: int) -> Strip | None:
    return strips[y] if y < len(strips) else None
