"""What every group of commands acts on, and how one asks for a line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from triage.session.session import Session
from triage.session.state import Tone

if TYPE_CHECKING:
    from triage.ui.app import TriageApp
    from triage.ui.screens.review import ReviewScreen
    from triage.ui.widgets.prompt import Completed

Table = dict[str, Callable[[str, int], object]]
"""What commands do, by their ids."""


class Acting:
    """A group of commands, on one screen of one session."""

    def __init__(self, app: TriageApp, session: Session, screen: ReviewScreen) -> None:
        self._app, self._session, self._screen = app, session, screen

    def table(self) -> Table:
        """Return what each command of the group does, given its argument and its count."""
        raise NotImplementedError

    def ask(
        self,
        label: str,
        value: str,
        taken: Callable[[str], object],
        completed: Completed | None = None,
    ) -> None:
        """Ask about the current claim: what is typed goes to it, wherever the cursor is by then."""
        desk = self._session.desk
        if desk.passage is None or desk.path is None:
            self._session.say(desk.problem or "there is no claim here", Tone.WARNING)
            return

        there = self._back_there()
        self._screen.prompt.ask(
            label, value, self.and_redraw(lambda line: there(lambda: taken(line))), completed=completed
        )

    def offer(self, label: str, keys: Mapping[str, Callable[[], object]]) -> None:
        """Offer keys about the current claim: what one does is done to it, wherever the cursor is by then."""
        there = self._back_there()
        self._screen.prompt.offer(label, {key: partial(there, act) for key, act in keys.items()})

    def _back_there(self) -> Callable[[Callable[[], object]], None]:
        """Return what does something with the cursor where it is now."""
        desk = self._session.desk
        path, passage = desk.path, desk.passage

        def do(act: Callable[[], object]) -> None:
            now = desk.passage
            if path is not None and passage is not None:
                if desk.path != path or now is None or now[:2] != passage[:2]:
                    desk.open(path, (passage.start, passage.end))
                act()

        return do

    def and_redraw(self, act: Callable[[str], object]) -> Callable[[str], None]:
        def then_redraw(line: str) -> None:
            act(line)
            self._screen.redraw()

        return then_redraw
