"""The one-line field at the bottom: a label, a line to type, and what to do with it."""

from __future__ import annotations

from collections.abc import Callable

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Label

from triage.core.plain import plain


class Line(Input):
    """An input that shows control and invisible characters instead of obeying them."""

    @property
    def _value(self) -> Text:
        # Input draws its value as it is, also what was pasted; there is no public place to change that.
        return Text(plain(self.value), no_wrap=True, overflow="ignore", end="")


class Prompt(Horizontal):
    """Asks for one line. Empty until it asks; the field is made when it is first needed."""

    def __init__(self) -> None:
        super().__init__()
        self._label = Label("", markup=False)
        self._line = Line(select_on_focus=False, compact=True)
        self._taken: Callable[[str], None] = _ignore
        self._typed: Callable[[str], None] = _ignore
        self._left: Callable[[], None] = lambda: None
        self.open = False
        """Whether it is asking now."""

    def compose(self) -> ComposeResult:
        """Return label and field."""
        yield self._label
        yield self._line

    def ask(
        self,
        label: str,
        value: str,
        taken: Callable[[str], None],
        typed: Callable[[str], None] = lambda _: None,
        left: Callable[[], None] = lambda: None,
    ) -> None:
        """Ask for a line, `value` in it to begin with.

        `taken` is called with the line when enter is pressed, `typed` at every change, `left` when
        it was left with escape.
        """
        self._taken, self._typed, self._left = taken, typed, left
        self._label.update(label)
        with self.prevent(Input.Changed):
            self._line.value = value
        self._line.cursor_position = len(value)
        self.open = True
        self.display = True
        self.screen.set_focus(self._line)  # at once: Widget.focus would wait for the next message

    def leave(self) -> None:
        """Close without taking the line."""
        left = self._left
        self._close()
        left()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell what is typed."""
        event.stop()
        if self.open:
            self._typed(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the line."""
        event.stop()
        taken = self._taken
        self._close()
        taken(event.value)

    def _close(self) -> None:
        self.open = False
        self.display = False
        self._taken, self._typed, self._left = _ignore, _ignore, lambda: None
        self.screen.set_focus(None)


def _ignore(_: str) -> None:
    pass
