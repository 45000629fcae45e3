"""The one-line field at the bottom: a label, a line to type, and what to do with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Input, Label

from triage.core.plain import plain


class Line(Input):
    """An input that shows control and invisible characters instead of obeying them.

    Keys are given to it, and done with when `take` returns: Textual would send some of them, such as
    backspace, up to the app and back, and what was typed after it would be there before.
    """

    def __init__(self) -> None:
        super().__init__(select_on_focus=False, compact=True)
        self.cursor_blink = False

    @property
    def _value(self) -> Text:
        # Input draws its value as it is, also what was pasted; there is no public place to change that.
        return Text(plain(self.value), no_wrap=True, overflow="ignore", end="")

    async def take(self, key: events.Key) -> bool:
        """Type the key or do what it means in a field; return whether the value is another one now."""
        before = self.value
        action = _ACTIONS.get(key.key)
        if key.is_printable and key.character is not None:
            self.replace(key.character, *sorted(self.selection))
        elif action is not None:
            await self.run_action(action)
        return self.value != before

    def paste(self, text: str) -> None:
        """Insert pasted text, its lines in one."""
        self.replace(" ".join(text.splitlines()), *sorted(self.selection))


def _actions() -> Iterator[tuple[str, str]]:
    for binding in Binding.make_bindings(Input.BINDINGS):
        yield from ((key, binding.action) for key in binding.key.split(","))


_ACTIONS = dict(_actions())
"""What each key does in a field, as in every one of Textual's."""


class Prompt(Horizontal):
    """Asks for one line. Empty until it asks; the field is made when it is first needed."""

    def __init__(self) -> None:
        super().__init__()
        self._label = Label("", markup=False)
        self._line = Line()
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
        self._line.value = value
        self._line.cursor_position = len(value)
        self.open = True
        self.display = True
        self.screen.set_focus(self._line)  # at once: Widget.focus would wait for the next message

    async def take(self, key: events.Key) -> None:
        """Take the line, leave, or type."""
        if key.key == "escape":
            self._close()()
        elif key.key == "enter":
            taken, line = self._taken, self._line.value
            self._close()
            taken(line)
        elif await self._line.take(key):
            self._typed(self._line.value)

    def paste(self, text: str) -> None:
        """Insert pasted text."""
        self._line.paste(text)
        self._typed(self._line.value)

    def _close(self) -> Callable[[], None]:
        """Ask no more; return what was to be done when the line is not taken."""
        left = self._left
        self.open = False
        self.display = False
        self._taken, self._typed, self._left = _ignore, _ignore, lambda: None
        self.screen.set_focus(None)
        return left


def _ignore(_: str) -> None:
    pass
