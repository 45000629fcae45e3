"""What the commands do that concern the program itself."""

from __future__ import annotations

from triage.commands import Mode
from triage.session.acts import leave
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
            "tutorial.skip": lambda *_: self._skip(),
            "redraw": lambda *_: app.refresh(layout=True),
            "suspend": lambda *_: app.action_suspend_process(),
            "quit": lambda *_: app.leave(),
        }

    def _skip(self) -> None:
        if self._app.tutorial is None:
            self._session.say("there are steps to skip in the tutorial only: triage tutorial")
        else:
            self._app.tutorial.skip()

    def _cancel(self) -> None:
        if not leave(self._session) and self._screen.mode is Mode.LIST:
            self._screen.activate(Mode.TEXT)
