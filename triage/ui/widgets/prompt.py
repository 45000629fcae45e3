"""The one-line field at the bottom: a label, a line to type, and what to do with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.containers import Horizontal

from triage.core.signs import AS_THEY_ARE

if TYPE_CHECKING:
    from textual.widgets import Label

    from triage.ui.answers import Answers
    from triage.ui.widgets.field import Field
    from triage.ui.widgets.lines import Lines


Completed = Callable[[str, int], tuple[str, int]]
"""Given a line and where the cursor is in it (code points), returns both as they go on."""


class Prompt(Horizontal):
    """Asks for one line. Empty until it asks; the field is made when it is first needed."""

    def __init__(self, send: Callable[[str], bool], answers: Answers) -> None:
        """`send` writes to the terminal, and returns False where Textual must paint instead."""
        super().__init__()
        self._send = send
        self._parts: tuple[Label, Field] | None = None
        self._taken: Callable[[str], None] = _ignore
        self._typed: Callable[[str], None] = _ignore
        self._left: Callable[[], None] = lambda: None
        self._completed: Completed = _nothing
        self._remembered: Callable[[str], str] = str
        self.answers = answers
        self._offered: Mapping[str, Callable[[], object]] = {}
        self.open = False
        """Whether it is asking now."""
        self.signs: Mapping[int, str] = AS_THEY_ARE
        """What is shown in place of signs of ours."""

    def prepare(self) -> tuple[Label, Field]:
        """Make label and field, which takes a moment; they are made when first needed otherwise."""
        if self._parts is None:
            from textual.widgets import Label

            from triage.ui.widgets.field import Field

            self._parts = Label("", markup=False), Field()
            self._parts[1].send = self._send
            self.mount(*self._parts)
        return self._parts

    @property
    def _field(self) -> Field:
        return self.prepare()[1]

    @property
    def panes(self) -> Sequence[Lines]:
        """What is to be painted when a key was pressed."""
        return (self._field,) if self.open else ()

    def ask(
        self,
        label: str,
        value: str,
        taken: Callable[[str], None],
        typed: Callable[[str], None] = lambda _: None,
        left: Callable[[], None] = lambda: None,
        completed: Completed | None = None,
        remembered: Callable[[str], str] = str,
    ) -> None:
        """Ask for a line, `value` in it to begin with.

        `taken` is called with the line when enter is pressed, `typed` at every change, `left` when
        it was left with escape. `completed` goes on from what was typed, on tab, and shows that itself.
        `remembered` returns how a line is to be given when the command is done again without asking.
        """
        given = self.answers.next()
        if given is not None:
            taken(given)
            return
        self._remembered = remembered
        self._taken, self._typed, self._left = taken, typed, left
        self._completed = completed or _nothing
        before, field = self.prepare()
        before.update(label.translate(self.signs))
        field.display = True
        self._offered = {}
        field.begin_with(value)
        self.open = True
        self.display = True

    def leave(self) -> None:
        """Ask no more, as if it was left with escape."""
        if self.open:
            self._close()()
            self.answers.left()

    def offer(self, label: str, keys: Mapping[str, Callable[[], object]]) -> None:
        """Say what some keys do for the next one: one of them is taken, any other means what it always does.

        The keys are named as key maps spell them; `label` has been made plain.
        """
        before, field = self.prepare()
        before.update(label.translate(self.signs))
        field.display = False
        self._offered = keys
        self.display = True

    @property
    def offering(self) -> bool:
        """Whether the next key is offered something."""
        return bool(self._offered)

    def take_offered(self, key: str) -> bool:
        """Take the next key, and offer no more; return whether the key was one of those offered."""
        taken = self._offered.get(key)
        self.withdraw()
        if taken is not None:
            taken()
        return taken is not None

    def withdraw(self) -> None:
        """Offer nothing any more."""
        if self._offered:
            self._offered = {}
            self.display = self.open

    def relabel(self, label: str) -> None:
        """Ask under another label; what is typed stays."""
        self.prepare()[0].update(label.translate(self.signs))

    async def take(self, key: events.Key) -> None:
        """Take the line, leave, or type."""
        if key.key == "escape":
            self._close()()
            self.answers.left()
        elif key.key == "enter":
            taken, line, remembered = self._taken, self._field.value, self._remembered(self._field.value)
            self._close()
            taken(line)
            self.answers.took(remembered)
        elif key.key == "tab":
            self._complete()
        elif self._field.take(key):
            self._typed(self._field.value)

    def paste(self, text: str) -> None:
        """Insert pasted text."""
        self._field.paste(text)
        self._typed(self._field.value)

    def _complete(self) -> None:
        field = self._field
        field.begin_with(*self._completed(field.value, field.cursor))

    def _close(self) -> Callable[[], None]:
        """Ask no more; return what was to be done when the line is not taken."""
        left = self._left
        self.open = False
        self.display = False
        self._taken, self._typed, self._left = _ignore, _ignore, lambda: None
        self._completed = _nothing
        return left


def _ignore(_: str) -> None:
    pass


def _nothing(line: str, cursor: int) -> tuple[str, int]:
    return line, cursor
