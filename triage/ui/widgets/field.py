"""A field to type one line in, given its keys one by one."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.widgets import Input

from triage.core.plain import plain


class Field(Input):
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
