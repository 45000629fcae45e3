"""A field to type one line in, given its keys one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.strip import Strip

from triage.core.plain import plain
from triage.ui.typed_line import TypedLine
from triage.ui.widgets.lines import Lines


class Field(Lines):
    """Draws the line, with control and invisible characters shown instead of obeyed.

    Keys are given to it, and done with when `take` returns. Textual's own field would send some of
    them up to the app and back, and be painted with the next picture only.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"field--cursor", "field--selection"}
    DEFAULT_CSS = """
    Field {
        height: 1;
        width: 1fr;
        background: $surface;
        background-tint: $foreground 5%;
        color: $foreground;
        &>.field--cursor {
            background: $input-cursor-background;
            color: $input-cursor-foreground;
            text-style: $input-cursor-text-style;
        }
        &>.field--selection {
            background: $input-selection-background;
            color: $input-selection-foreground;
        }
        &:ansi {
            background: ansi_default;
            color: ansi_default;
            &>.field--cursor {
                background: ansi_white;
                color: ansi_black;
            }
        }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._line = TypedLine()
        self._left = 0
        """Cells of the line that are left of what is shown."""
        self._selecting = False

    @property
    def value(self) -> str:
        """What has been typed."""
        return self._line.value

    @property
    def cursor(self) -> int:
        """Where the cursor is: a code point of `value`."""
        return self._line.cursor

    def begin_with(self, value: str, cursor: int | None = None) -> None:
        """Hold `value`, with the cursor at a position, or behind it."""
        self._line.begin_with(value)
        if cursor is not None:
            self._line.move(cursor)

    def take(self, key: events.Key) -> bool:
        """Type the key or do what it means in a field; return whether the value is another one now.

        It is to be drawn afterwards.
        """
        line, before = self._line, self._line.value
        action = _CLIPBOARD.get(key.key)
        if key.is_printable and key.character is not None:
            line.insert(key.character)
        elif action is not None:
            action(self)
        else:
            line.press(key.key)
        return line.value != before

    def paste(self, text: str) -> None:
        """Insert pasted text, its lines in one."""
        self._line.insert(" ".join(text.splitlines()))

    def draw(self, width: int, height: int) -> Sequence[Strip]:
        """Return the line, as far to the right as the cursor is to be seen."""
        line, shown = self._line, plain(self._line.value) + " "
        start, end = line.selected
        at = cell_len(shown[: line.cursor])
        under = cell_len(shown[line.cursor : line.cursor + 1])
        self._left = max(0, min(max(self._left, at + under - width), at, cell_len(shown) - width))
        self.put_cursor(at - self._left, 0)
        cursor = self.get_component_rich_style("field--cursor")
        selection = self.get_component_rich_style("field--selection")
        segments = []
        for begin, over in pairwise(sorted({0, start, end, line.cursor, line.cursor + 1, len(shown)})):
            style = cursor if begin == line.cursor else selection if start <= begin < end else None
            segments.append(Segment(shown[begin:over], style))
        return [Strip(segments).crop(self._left, self._left + width)]

    def verbatim_from(self, y: int) -> int:
        """What is typed is shown as it is."""
        return 0

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor where the mouse is."""
        self._selecting = True
        self.capture_mouse()
        self._point(event, selecting=False)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select as far as the mouse is."""
        if self._selecting:
            self._point(event, selecting=True)

    def on_mouse_up(self, _: events.MouseUp) -> None:
        """What is selected stays so."""
        self._selecting = False
        self.release_mouse()

    def _point(self, event: events.MouseEvent, *, selecting: bool) -> None:
        cells = event.get_content_offset_capture(self).x + self._left
        shown = plain(self.value)
        position = next((at for at in range(len(shown)) if cell_len(shown[: at + 1]) > cells), len(shown))
        self._line.move(position, selecting=selecting)
        self.redraw()

    def copy(self) -> None:
        """Copy what is selected."""
        if self._line.selected_text:
            self.app.copy_to_clipboard(self._line.selected_text)

    def cut(self) -> None:
        """Copy what is selected, and delete it."""
        self.copy()
        self._line.insert("")

    def paste_copied(self) -> None:
        """Insert what was copied in here last."""
        self.paste(self.app.clipboard)


_CLIPBOARD: dict[str, Callable[[Field], None]] = {
    "ctrl+c": Field.copy,
    "super+c": Field.copy,
    "ctrl+x": Field.cut,
    "ctrl+v": Field.paste_copied,
}
