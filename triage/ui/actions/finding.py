"""What the commands do that look for words and articles."""

from __future__ import annotations

from triage.session.spot import spot_of
from triage.ui.actions.acting import Acting, Table


class Finding(Acting):
    """What the commands do that look for words and articles."""

    def table(self) -> Table:
        """Return what each command of its group does."""
        app = self._app
        return {
            "find": lambda *_: self._find(),
            "find.next": lambda _, n: self._step_found(n),
            "find.previous": lambda _, n: self._step_found(-n),
            "search": lambda *_: app.overlays.search(),
            "filter": lambda *_: self._filter(),
        }

    def _find(self) -> None:
        desk = self._session.desk
        here, origin = desk.passage, spot_of(desk)
        before = desk.found.pattern if desk.found is not None else ""

        def typed(pattern: str) -> None:
            if here is not None:
                desk.put_cursor_on(here.start, here.end)
            there = desk.find(pattern)
            count = len(desk.found.spans) if desk.found is not None else 0
            self._session.say(f"{count} found" if there else "not found" if pattern.strip() else "")

        def left() -> None:
            desk.found = None
            if here is not None:
                desk.put_cursor_on(here.start, here.end)
            self._session.say("")
            self._screen.redraw()

        def taken(line: str) -> None:
            typed(line or before)
            self._session.jumps.left(origin)

        self._screen.prompt.ask("find:", "", self.and_redraw(taken), self.and_redraw(typed), left)

    def _step_found(self, count: int) -> None:
        found = self._session.desk.found
        if found is None:
            key = self._session.key_of("find")
            self._session.say(f"nothing was looked for in this article: {key} finds")
            return
        for _ in range(abs(count)):
            if not self._session.desk.step_found(1 if count > 0 else -1):
                self._session.say(f"not found: {found.pattern}")
                break

    def _filter(self) -> None:
        sieve = self._session.sieve
        before = self._session.listing.query

        def typed(line: str) -> None:
            self._session.say("")
            sieve.ask(line)
            self._screen.redraw()

        def completed(line: str, cursor: int) -> tuple[str, int]:
            line, cursor, more = sieve.completed(line, cursor)
            if more:
                typed(line)
                self._session.say(more)
                self._screen.redraw()
            return line, cursor

        self._screen.prompt.ask("filter:", sieve.query, typed, typed, lambda: typed(before), completed)
