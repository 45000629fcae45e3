"""What the commands do that concern the program itself."""

from __future__ import annotations

from triage.commands import Mode
from triage.ui.actions.acting import Acting, Table


class Program(Acting):
    """What the commands do that concern the program itself."""

    def table(self) -> Table:
        """Return what each command of its group does."""
        app = self._app
        return {
            "help": lambda *_: app.overlays.help(),
            "palette": lambda *_: app.overlays.palette(),
            "cancel": lambda *_: self._cancel(),
            "redraw": lambda *_: app.refresh(layout=True),
            "suspend": lambda *_: app.action_suspend_process(),
            "quit": lambda *_: app.leave(),
        }

    def _cancel(self) -> None:
        if self._session.desk.selection is not None:
            self._session.spans.leave()
        elif self._session.desk.carried is not None:
            self._session.desk.carried = None
        elif self._session.desk.found is not None:
            self._session.desk.found = None
        elif self._session.has("likes") and self._session.likes.stop():
            self._session.say(f"looked no further; {self._session.marks.told or 'nothing is marked'}")
        elif self._session.is_marked:
            self._session.marking.clear()
        elif self._session.listing.query:
            self._session.sieve.ask("")
        elif self._screen.mode is Mode.LIST:
            self._screen.activate(Mode.TEXT)
