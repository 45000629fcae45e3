"""What the commands do that mark claims and articles, and that find what stands again."""

from __future__ import annotations

from textual.widget import AwaitMount

from triage.commands import Mode
from triage.ui.actions.acting import Acting, Table


class Marking(Acting):
    """What the commands do that mark claims and articles, and that find what stands again."""

    def table(self) -> Table:
        """Return what each command of its group does."""
        return {
            "mark.toggle": lambda _, n: self._toggle(n),
            "mark.range": lambda *_: self._range(),
            "mark.like": lambda query, _: self._like(query),
            "mark.list": lambda *_: self._list(),
            "claim.repeats": lambda *_: self._repeats(),
        }

    def _toggle(self, count: int) -> None:
        if self._screen.mode is Mode.LIST:
            self._session.marking.toggle_article(count)
        else:
            self._session.marking.toggle_claim(count)

    def _range(self) -> None:
        if self._screen.mode is Mode.LIST:
            self._session.marking.range_of_articles()
        else:
            self._session.marking.range_of_claims()

    def _like(self, query: str) -> None:
        from triage.session.likes import MEANINGS, Reach

        likes, otherwise = self._session.likes, Reach.ALL if self._screen.mode is Mode.LIST else Reach.HERE
        if query:
            likes.mark(query, otherwise)
            return
        asked = f"mark all like, {MEANINGS[otherwise]}:"

        def take(line: str) -> None:
            if not likes.mark(line, otherwise):
                ask(line)

        def completed(line: str, cursor: int) -> tuple[str, int]:
            line, cursor, more = likes.completed(line, cursor)
            if more:
                self._session.say(more)
                self._screen.redraw()
            return line, cursor

        def ask(line: str) -> None:
            self._screen.prompt.ask(asked, line, self.and_redraw(take), completed=completed)

        others = " ".join(f"{reach}:" for reach in Reach if reach is not otherwise)
        self._session.say(f"for others begin with {others}")
        ask("")

    def _list(self) -> AwaitMount | None:
        if not self._session.is_marked:
            key = self._session.key_of("mark.toggle")
            self._session.say(f"nothing is marked: {key} marks")
            return None
        return self._app.overlays.marked()

    def _repeats(self) -> AwaitMount | None:
        return self._app.overlays.repeats() if self._session.repeats.begin() else None
