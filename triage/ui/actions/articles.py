"""What the commands do that go from article to article."""

from __future__ import annotations

from triage.commands import Mode
from triage.session.state import Tone
from triage.ui.actions.acting import Acting, Table


class Articles(Acting):
    """What the commands do that go from article to article."""

    def table(self) -> Table:
        """Return what each command of its group does."""
        screen = self._screen
        return {
            "article.aside": lambda *_: self._aside(),
            "article.open": lambda *_: screen.activate(Mode.TEXT),
            "pane.switch": lambda *_: self._switch(),
        }

    def _aside(self) -> None:
        closing, path = self._session.closing, self._session.desk.path
        if self._session.desk.opened is None:
            self._session.say(self._session.desk.problem or "there is no article here", Tone.WARNING)
            return

        def take(why: str) -> None:
            if path is not None and self._session.desk.path != path:
                self._session.desk.open(path)
            closing.set_aside(why)

        if self._session.is_marked:
            label = f"set aside, because ({self._session.marks.told}):"
            self._screen.prompt.ask(label, "", self.and_redraw(closing.set_aside))
            return
        self._screen.prompt.ask("set the article aside, because:", closing.why, self.and_redraw(take))

    def _switch(self) -> None:
        self._screen.activate(Mode.TEXT if self._screen.mode is Mode.LIST else Mode.LIST)
