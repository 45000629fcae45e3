"""What each command does on the screen: one entry for each id of the command table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.widget import AwaitMount

from triage.keymap import Bound
from triage.session.acts import acts
from triage.session.session import Session
from triage.session.state import Tone
from triage.ui.actions.acting import Table
from triage.ui.actions.articles import Articles
from triage.ui.actions.citing import Citing
from triage.ui.actions.finding import Finding
from triage.ui.actions.judging import Judging
from triage.ui.actions.marking import Marking
from triage.ui.actions.moving import Moving
from triage.ui.actions.places import Places
from triage.ui.actions.program import Program
from triage.ui.actions.relating import Relating
from triage.ui.actions.seeing import Seeing
from triage.ui.actions.spans import Spans

if TYPE_CHECKING:
    from triage.ui.app import TriageApp
    from triage.ui.screens.review import ReviewScreen


class Actions:
    """Runs commands by their ids."""

    def __init__(self, app: TriageApp, session: Session, screen: ReviewScreen) -> None:
        self._app, self._session, self._screen = app, session, screen
        self._spans = Spans(app, session, screen)
        groups = (Judging, Citing, Relating, Moving, Places, Finding, Marking, Articles, Seeing, Program)
        self.table: Table = acts(session) | self._spans.table()
        for group in groups:
            self.table |= group(app, session, screen).table()

    def prepare(self) -> None:
        """Load what takes a moment; it is done when first needed otherwise."""
        self._spans.prepare()

    async def run(self, macro: Sequence[Bound], count: int | None = None) -> None:
        """Run commands with their arguments as one step for undo, then repaint what is different.

        A `count` is for one command that takes one; others run once, and say so.
        """
        self._session.say("")
        opened: object = None
        if len(macro) == 1:
            known = macro[0].command
            self._spans.leave_chosen(known)
            opened = self.table[known.id](macro[0].argument, count or 1 if known.takes_count else 1)
            if count is not None and not known.takes_count:
                self._say_more(f"{known.title.lower()} takes no count")
        else:
            with self._session.as_one():
                for bound in macro:
                    self._spans.leave_chosen(bound.command)
                    opened = self.table[bound.command.id](bound.argument, 1)
                    if self._session.said.tone is Tone.ERROR or self._is_asked:
                        break  # the rest was meant to come after what could not be done
            if count is not None:
                self._say_more("a list of commands takes no count")
        self._screen.redraw()
        opened = self._app.overlays.many() or opened
        if isinstance(opened, AwaitMount):
            await opened  # what is typed next is meant for the screen that comes

    @property
    def _is_asked(self) -> bool:
        """Whether the reviewer is to say first whether something shall be done to all that is marked."""
        return self._session.has("bulk") and self._session.bulk.is_open

    def _say_more(self, words: str) -> None:
        said = self._session.said
        self._session.say(f"{said.text} · {words}" if said.text else words, said.tone)
