"""What the commands do that go from article to article."""

from __future__ import annotations

from triage.commands import Mode
from triage.session.state import Tone
from triage.ui.actions.acting import Acting, Table


class Articles(Acting):
    """What the commands do that go from article to article."""

    def table(self) -> Table:
        """Return what each command of its group does."""
        app, session, screen = self._app, self._session, self._screen
        return {
            "article.next": lambda to, n: self._article(n, to),
            "article.previous": lambda to, n: self._article(-n, to),
            "article.done": lambda *_: session.toggle_done(),
            "article.aside": lambda *_: self._aside(),
            "article.reopen": lambda *_: session.closing.reopen(),
            "article.open": lambda *_: screen.activate(Mode.TEXT),
            "pane.switch": lambda *_: self._switch(),
            "samples": lambda *_: app.copy_samples(),
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

        self._screen.prompt.ask("set the article aside, because:", closing.why, self.and_redraw(take))

    def _article(self, count: int, to: str) -> None:
        if to:
            self._session.going.to_unfinished(count)
        elif not self._session.desk.move_article(count):
            self._session.say("the last article" if count > 0 else "the first article")

    def _switch(self) -> None:
        self._screen.activate(Mode.TEXT if self._screen.mode is Mode.LIST else Mode.LIST)
