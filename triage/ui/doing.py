"""Doing what keys are bound to: commands one after the other, each remembered with what was typed for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.widget import AwaitMount

from triage.commands import Mode
from triage.core.values import replace
from triage.keymap import Bound
from triage.keymap.performed import Memory, Performed
from triage.session.state import Tone

if TYPE_CHECKING:
    from triage.commands import Command
    from triage.session.session import Session
    from triage.ui.actions.acting import Table
    from triage.ui.screens.review import ReviewScreen


class Doing:
    """The one place that every command passes, whether a key, the palette or a macro runs it."""

    def __init__(
        self,
        session: Session,
        screen: ReviewScreen,
        table: Table,
        before: Callable[[Command], None],
    ) -> None:
        """`before` is told of each command that is about to run."""
        self._session, self._screen, self._table, self._before = session, screen, table, before
        self.memory = Memory()
        self.typed_count: int | None = None
        """The count that was typed for the command at hand."""
        self.instead: Sequence[Performed] | None = None
        """What is to be remembered in the place of the command at hand; nothing where that is empty."""
        self._edited: list[str] = []
        """What the editor returned to the command at hand."""
        self._pending: tuple[list[Performed], int] | None = None
        """What waits for its line, and how many steps had been made before it."""
        screen.answers.took, screen.answers.left = self._took, self._left

    def do(self, macro: Sequence[Bound], count: int | None) -> object:
        """Do what a key is bound to; return what the last command opens."""
        session = self._session
        is_typing = self._screen.mode is Mode.INPUT  # a few keys run something while a line is typed
        made, self.typed_count, self.instead = session.steps_made, count, None
        opened: object = None
        if len(macro) == 1:
            known = macro[0].command
            unit = [Performed(macro[0], count if known.takes_count else None)]
            opened = self.perform(unit[0])
            unit[0] = replace(unit[0], lines=tuple(self._edited))
            if count is not None and not known.takes_count:
                self._say_more(f"{known.title.lower()} takes no count")
        else:
            unit = []
            with session.as_one():
                for bound in macro:
                    unit.append(Performed(bound))
                    opened = self.perform(unit[-1])
                    if session.said.tone is Tone.ERROR or self._is_asked:
                        break  # the rest was meant to come after what could not be done
            if count is not None:
                self._say_more("a list of commands takes no count")
        if not is_typing:
            self._pending = None
            if self._screen.prompt.open or self._screen.asking:
                self._pending = unit, made
            elif not isinstance(opened, AwaitMount) and not self._screen.jumping:
                self.remember(self._instead_of(unit), made)
        return opened

    def perform(self, one: Performed) -> object:
        """Run one command, what was typed for it given to it; return what it opens."""
        command = one.bound.command
        self._before(command)
        self._edited.clear()
        with self._screen.answers.given(one.lines):
            return self._table[command.id](one.bound.argument, one.count or 1)

    def edited(self, text: str) -> None:
        """The editor returned a text to the command at hand."""
        self._edited.append(text)

    def remember(self, unit: Sequence[Performed], made: int) -> None:
        """Take in what was done; `made` is how many steps had been made before it."""
        session = self._session
        choosing = session.desk.selection is not None
        if unit:
            changed = session.steps_made != made or self._is_asked
            self.memory.did(unit, changed=changed, choosing=choosing)
        self._screen.status.recording = self.memory.register

    @property
    def _is_asked(self) -> bool:
        """Whether the reviewer is to say first whether something shall be done to all that is marked."""
        return self._session.has("bulk") and self._session.bulk.is_open

    def _instead_of(self, unit: Sequence[Performed]) -> Sequence[Performed]:
        return unit if self.instead is None else self.instead

    def _took(self, line: str) -> None:
        """What a command asked for was typed, and taken by it: now it is done, unless it asks again."""
        if self._pending is None:
            return
        unit, made = self._pending
        unit[-1] = replace(unit[-1], lines=(*unit[-1].lines, line))
        if not (self._screen.prompt.open or self._screen.asking):
            self._pending = None
            self.remember(self._instead_of(unit), made)

    def _left(self) -> None:
        self._pending = None

    def _say_more(self, words: str) -> None:
        said = self._session.said
        self._session.say(f"{said.text} · {words}" if said.text else words, said.tone)
