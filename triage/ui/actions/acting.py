"""What every group of commands acts on, and how one asks for a line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from triage.session.acts import at_this_claim
from triage.session.session import Session

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
        if self._session.is_marked:
            label, value = f"{label.removesuffix(':')} ({self._session.marks.told}):", ""
        take = at_this_claim(self._session, taken)
        if take is not None:
            self._screen.prompt.ask(label, value, self.and_redraw(take), completed=completed)

    def offer(self, label: str, keys: Mapping[str, Callable[[], object]]) -> None:
        """Offer keys about the current claim: what one does is done to it, wherever the cursor is by then."""

        def at_it(act: Callable[[], object]) -> Callable[[], None]:
            take = at_this_claim(self._session, lambda _: act())
            return (lambda: None) if take is None else partial(take, "")

        self._screen.prompt.offer(label, {key: at_it(act) for key, act in keys.items()})

    def ask_key(self, label: str, act: Callable[[str], object]) -> None:
        """Ask for one character, `label` in the status line meanwhile; another key leaves."""
        self._session.say(label)
        self._screen.ask_key(act)

    def and_redraw(self, act: Callable[[str], object]) -> Callable[[str], None]:
        def then_redraw(line: str) -> None:
            act(line)
            self._screen.redraw()
            self._app.overlays.many()

        return then_redraw
