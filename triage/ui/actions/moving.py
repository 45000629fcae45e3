"""What the commands do that go from claim to claim, and scroll."""

from __future__ import annotations

from textual.widget import AwaitMount

from triage.session.state import Tone
from triage.ui.actions.acting import Acting, Table


class Moving(Acting):
    """What the commands do that go from claim to claim, and scroll."""

    def table(self) -> Table:
        """Return what each command of its group does."""
        screen = self._screen
        return {
            "waiting.list": lambda *_: self._waiting(),
            "go.where": self._where,
            "go.jump": lambda *_: self._jump(),
            "view.down": lambda _, n: screen.text.page(n),
            "view.up": lambda _, n: screen.text.page(-n),
        }

    def _where(self, query: str, count: int) -> None:
        session = self._session
        if query:
            session.going.where(query, count)
            return

        def completed(line: str, cursor: int) -> tuple[str, int]:
            line, cursor, more = session.sieve.completed(line, cursor)
            session.say(more)
            self._screen.redraw()
            return line, cursor

        self._screen.prompt.ask(
            "go to the next claim that is:",
            session.going.asked,
            self.and_redraw(lambda line: session.going.where(line, count)),
            completed=completed,
        )

    def _waiting(self) -> AwaitMount | None:
        waiting = self._session.waiting
        if not waiting.here() and not waiting.elsewhere() and not self._session.lacking_elsewhere():
            self._session.say("nothing waits: every recorded claim stands as it was judged")
            return None
        return self._app.overlays.waiting()

    def _jump(self) -> None:
        if self._screen.begin_jump(self._app.taking.keymap.options.labels):
            self._session.say("type the letters beside where to go; Esc leaves")
        else:
            self._session.say("nothing to go to is on the screen", Tone.WARNING)
