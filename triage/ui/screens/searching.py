"""The search of the corpus: a field, and beneath it what is found as the words are typed."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from triage.core.pattern import Way
from triage.core.plain import plain
from triage.session.hits import Hit
from triage.session.session import Session
from triage.ui.keynames import key_name
from triage.ui.look import Look
from triage.ui.screens.layer import Layer
from triage.ui.widgets.field import Field
from triage.ui.widgets.found_lines import FoundLines
from triage.ui.widgets.sheet_lines import SheetLines

_STEPS = {"down": 1, "ctrl+n": 1, "up": -1, "ctrl+p": -1}
_PAGES = {"pagedown": 1, "pageup": -1}
_AHEAD = 3
"""Screenfuls that are looked for."""
_WAYS = {Way.WORDS: "words", Way.LITERAL: "as written", Way.REGEX: "regex"}
_HELP = {
    Way.WORDS: 'All of the words, the last one perhaps only begun; "exact words" in quotes. Tab: as written.',
    Way.LITERAL: "Just what is written, also within words. Tab: regular expressions.",
    Way.REGEX: "A regular expression, as \\d{4}; capitals count unless it begins with (?i). Tab: words.",
}
"""What there is to say while nothing is typed."""


class SearchScreen(Layer):
    """Asks at every change of the field; enter opens the chosen article at the place."""

    def __init__(
        self, session: Session, look: Look, chosen: Callable[[Hit], None], *, is_still: bool = False
    ) -> None:
        """`is_still` says that nothing is to be seen counting up."""
        self._is_still = is_still
        self._session = session
        self._searching = session.searching
        self._look = look
        self._take_hit = chosen
        self._counts_on = False
        self._line = Field()
        self._state = SheetLines([])
        self._state.id = "searched"
        self._found = FoundLines(session, look)
        super().__init__(self._line, self._state, self._found)

    def compose(self) -> ComposeResult:
        """Return the field, what there is to say, and the list."""
        with Vertical(id="search") as box:
            self._box = box
            box.border_title = self._title()
            box.border_subtitle = "Enter opens, Tab: another way to search, Esc leaves"
            yield self._line
            yield self._state
            yield self._found

    def on_mount(self) -> None:
        """Show what was searched for last."""
        self._line.begin_with(self._searching.query)
        self._searching.open()
        self.show()

    def on_unmount(self) -> None:
        """Search no more, but for the count of what was chosen from."""
        self._searching.close(counting=self._counts_on)

    def on_resize(self) -> None:
        """There may be room for more."""
        self._searching.want(self._wanted())

    def show(self) -> None:
        """Show what is found by now."""
        self.redraw()

    def redraw(self) -> None:
        """Paint what is typed and what is found."""
        self._state.rows = [[(self._said(), self._look.dim)]]
        super().redraw()

    async def take(self, key: events.Key) -> None:
        """Move the choice, open it, leave, or search for what is typed."""
        name = key_name(key)
        if name in _STEPS or name in _PAGES:
            self._found.chosen += _STEPS.get(name, 0) + _PAGES.get(name, 0) * self._found.fit
            self._searching.want(self._wanted())
        elif name == "enter":
            hits = self._searching.hits
            if hits:
                self._counts_on = True
                self.dismiss()
                self._take_hit(hits[self._found.chosen])
        elif name == "escape":
            self.dismiss()
        elif name == "tab":
            ways = [*_WAYS]
            self._searching.way = ways[(ways.index(Way(self._searching.way)) + 1) % len(ways)]
            self._box.border_title = self._title()
            self._ask()
        elif self._line.take(key):
            self._ask()

    def paste(self, text: str) -> None:
        """Search for what was pasted."""
        self._line.paste(text)
        self._ask()

    def _ask(self) -> None:
        self._found.chosen = 0
        self._searching.ask(self._line.value, self._wanted())

    def _title(self) -> str:
        return f"Search all articles ({_WAYS[Way(self._searching.way)]})"

    def _wanted(self) -> int:
        return max(0, self._found.chosen) + _AHEAD * self._found.fit

    def _said(self) -> str:
        """Return how many there are, and how far the index is."""
        searching, state = self._searching, self._searching.indexing.state
        said = [self._counted()]
        if searching.problem:
            said.append(f"searching has failed: {plain(searching.problem)}")
        elif searching.reads:
            said.append(f"there is no index, every article is read: {plain(state.problem)}".rstrip(": "))
        elif state.running and state.done < state.total:
            still = self._is_still
            said.append("indexing" if still else f"indexed {state.done:,} of {state.total:,}")
        return " · ".join(words for words in said if words)

    def _counted(self) -> str:
        searching = self._searching
        count = searching.count
        if searching.wrong:
            return plain(searching.wrong)
        if searching.wanted is None:
            return _HELP[Way(searching.way)]
        if searching.outdated:
            return "searching …"
        stops = searching.stops
        known = 0 if stops is None else len(stops)
        places = 0 if stops is None else stops.places
        if searching.over:
            none = "nothing found so far" if searching.indexing.state.running else "nothing found"
            return f"{_many(places, 'place')} in {_many(known, 'article')}" if known else none
        said = f"{_many(places, 'place')} in {_many(known, 'article')} so far" if known else "searching …"
        if count is not None and count.articles:
            return f"{said}, of {'' if count.exact else 'at most '}{_many(count.articles, 'article')}"
        looked, total = searching.looked, searching.indexing.state.total
        return f"{said}, looked at {looked:,} of {max(total, looked):,}" if looked else said


def _many(count: int, thing: str) -> str:
    return f"{count:,} {thing}{'' if count == 1 else 's'}"
