"""What the commands do that look for words and articles."""

from __future__ import annotations

from triage.core.pattern import Way
from triage.session.finding import Found
from triage.session.spot import spot_of
from triage.ui.actions.acting import Acting, Table

WAYS = (Way.LITERAL, Way.WORDS, Way.REGEX)
_LABELS = {Way.LITERAL: "find:", Way.WORDS: "find (words):", Way.REGEX: "find (regex):"}


class Finding(Acting):
    """What the commands do that look for words and articles."""

    def table(self) -> Table:
        """Return what each command of its group does."""
        app = self._app
        return {
            "find": lambda *_: self._find(),
            "search": lambda *_: app.overlays.search(),
            "filter": lambda *_: self._filter(),
        }

    def _find(self) -> None:
        """Ask what to find, and go there as it is typed; tab goes on to the next way to look for it."""
        desk, finder, prompt = self._session.desk, self._session.finder, self._screen.prompt
        here, path, origin = desk.passage, desk.path, spot_of(desk)
        before = desk.found, desk.found_at
        last = finder.last
        way, is_taken = Way.LITERAL, False

        def back() -> None:
            if here is not None and desk.path == path:
                desk.put_cursor_on(here.start, here.end)

        def show(found: Found) -> None:
            if desk.path == path:
                back()
                desk.show(found)
                finder.tell()
                if is_taken:
                    self._session.jumps.left(origin)

        def typed(line: str) -> None:
            if not line.strip():
                finder.drop()
                back()
                desk.found = None
                self._session.say("")
                return
            what = finder.understood(line, way)
            if what is not None:
                finder.look_for(what, show)

        def taken(line: str) -> None:
            nonlocal is_taken
            is_taken = True
            if line.strip():
                typed(line)
            elif last is not None:
                finder.look_for(last, show)

        def left() -> None:
            finder.drop()
            back()
            if desk.path == path:
                desk.found, desk.found_at = before
            self._session.say("")
            self._screen.redraw()

        def another(line: str, cursor: int) -> tuple[str, int]:
            nonlocal way
            way = WAYS[(WAYS.index(way) + 1) % len(WAYS)]
            prompt.relabel(_LABELS[way])
            typed(line)
            self._screen.redraw()
            return line, cursor

        def remembered(line: str) -> str:
            what = finder.last if line.strip() else last
            return what.typed if what is not None and way is not Way.LITERAL else line

        prompt.ask(
            _LABELS[way], "", self.and_redraw(taken), self.and_redraw(typed), left, another, remembered
        )

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
