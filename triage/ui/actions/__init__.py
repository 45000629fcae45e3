"""What each command does on the screen: one entry for each id of the command table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.widget import AwaitMount

from triage.keymap import Bound
from triage.session.acts import acts
from triage.session.session import Session
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
from triage.ui.actions.repeating import Repeating
from triage.ui.actions.seeing import Seeing
from triage.ui.actions.spans import Spans
from triage.ui.doing import Doing

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
        self.repeating = Repeating(app, session, screen)
        self.table |= self.repeating.table()
        self.doing = self.repeating.doing = Doing(session, screen, self.table, self._spans.leave_chosen)

    def prepare(self) -> None:
        """Load what takes a moment; it is done when first needed otherwise."""
        self._spans.prepare()

    async def run(self, macro: Sequence[Bound], count: int | None = None) -> None:
        """Run commands with their arguments as one step for undo, then repaint what is different.

        A `count` is for one command that takes one; others run once, and say so.
        """
        self._session.say("")
        opened = self.doing.do(macro, count)
        self._screen.redraw()
        opened = self._app.overlays.many() or opened
        if isinstance(opened, AwaitMount):
            await opened  # what is typed next is meant for the screen that comes
