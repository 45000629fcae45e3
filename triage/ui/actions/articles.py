"""What the commands do that go from article to article."""

from __future__ import annotations

from triage.commands import Mode
from triage.ui.actions.acting import Acting, Table


class Articles(Acting):
    """What the commands do that go from article to article."""

    def table(self) -> Table:
        """Return what each command of its group does."""
        screen = self._screen
        return {
            "article.open": lambda *_: screen.activate(Mode.TEXT),
            "pane.switch": lambda *_: self._switch(),
        }

    def _switch(self) -> None:
        self._screen.activate(Mode.TEXT if self._screen.mode is Mode.LIST else Mode.LIST)
