"""What the commands do that go from article to article."""

from __future__ import annotations

from triage.commands import Mode
from triage.core.order import By
from triage.core.plain import plain
from triage.session import viewing
from triage.session.state import Tone
from triage.ui.actions.acting import Acting, Table

_KEYS = {
    "n": By.NAME,
    "d": By.DATE,
    "p": By.PROGRESS,
    "s": By.SIZE,
    "c": By.CLAIMS,
    "x": By.DISAGREEMENT,
}
"""The one key that is asked for, and what it sorts by."""


class Articles(Acting):
    """What the commands do that go from article to article."""

    def table(self) -> Table:
        """Return what each command of its group does."""
        screen = self._screen
        return {
            "list.sort": lambda word, _: self._sort(word),
            "list.view": lambda name, _: self._view(name),
            "article.aside": lambda *_: self._aside(),
            "article.open": lambda *_: screen.activate(Mode.TEXT),
            "pane.switch": lambda *_: self._switch(),
        }

    def _sort(self, word: str) -> None:
        session = self._session
        if word:
            viewing.sort(session, word)
            return

        def taken(key: str) -> None:
            if key in _KEYS:
                session.sorting.choose(_KEYS[key])
            else:
                session.say(f"{key} is none of the orders")

        keys = "  ".join(f"{key} {by}" for key, by in _KEYS.items())
        self.ask_key(f"sort by {keys} · now {session.sorting.order.told}", taken)

    def _view(self, name: str) -> None:
        session = self._session
        if name:
            viewing.show(session, name)
            return
        known = viewing.views(session)

        def completed(line: str, cursor: int) -> tuple[str, int]:
            line, cursor, found = viewing.completed(line, cursor, known)
            session.say(plain(found))
            self._screen.redraw()
            return line, cursor

        if not known:
            session.say("there are no saved views: the setting views in config.yaml has them", Tone.WARNING)
            return
        session.say(plain(f"{'  '.join(sorted(known))} · nothing lists all"))
        taken = self.and_redraw(lambda line: viewing.show(session, line))
        self._screen.prompt.ask("view:", "", taken, completed=completed)

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
