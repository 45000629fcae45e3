"""The places where a claim's words stand again: each with its context, to be left out or to be tagged."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from triage.core.plain import plain
from triage.session.repeats import MOST, Place
from triage.session.session import Session
from triage.ui.cells import fill
from triage.ui.keynames import key_name
from triage.ui.look import Look
from triage.ui.screens.layer import Layer
from triage.ui.screens.rows import Row, Rows
from triage.ui.widgets.sheet_lines import SheetLines

_STEPS = {"down": 1, "tab": 1, "up": -1, "shift+tab": -1, "pagedown": 10, "pageup": -10}
_BEFORE = 16
"""Code points before the words that a line shows."""


class RepeatsScreen(Layer):
    """One line for each place, beneath them all that is to be known of the chosen one."""

    opened_by = "claim.repeats"
    own_keys = frozenset({"space"})

    def __init__(self, session: Session, look: Look, tag_of: Callable[[str], str]) -> None:
        """`tag_of` tells the tag that a key puts on in the review; empty for another key."""
        self._session, self._look, self._tag_of = session, look, tag_of
        self._repeats = session.repeats
        self._head = SheetLines([])
        self._head.id = "asked"
        self._head.wrapping = True
        self._lines = SheetLines([])
        self._lines.mark = look.chosen
        self._lines.chosen = 0
        self._detail = SheetLines([])
        self._detail.wrapping = True
        self._detail.id = "detail"
        super().__init__(self._head, self._lines, self._detail)

    def compose(self) -> ComposeResult:
        """Return what is done above the list, and what is known of the chosen line beneath it."""
        with Vertical(id="repeats") as box:
            box.border_title = "The same words elsewhere"
            box.border_subtitle = "Space leaves out, Enter tags the rest, Esc leaves"
            yield self._head
            yield self._lines
            yield self._detail

    def on_mount(self) -> None:
        """Show what was found by now."""
        self.show()

    def on_unmount(self) -> None:
        """Look no further."""
        self._repeats.close()

    def show(self) -> None:
        """Show what is found by now."""
        self.redraw()

    def redraw(self) -> None:
        """Paint what is said, the lines that are seen, and the chosen place."""
        places = self._repeats.places
        self._lines.rows = Rows(len(places), self._row)
        self._lines.chosen = max(0, min(self._lines.chosen or 0, len(places) - 1))
        self._head.rows = [[(line, None)] for line in self._said()]
        self._detail.rows = self._known_of(places[self._lines.chosen]) if places else []
        super().redraw()

    async def take(self, key: events.Key) -> None:
        """Move the choice, leave one out, choose a tag, tag all, or leave."""
        name, chosen, last = key_name(key), self._lines.chosen or 0, len(self._repeats.places) - 1
        if name in _STEPS:
            self._lines.chosen = max(0, min(chosen + _STEPS[name], last))
        elif name in ("home", "end"):
            self._lines.chosen = 0 if name == "home" else max(0, last)
        elif name == "space":
            self._repeats.toggle(chosen)
            self._lines.chosen = max(0, min(chosen + 1, last))
        elif name == "enter":
            if self._repeats.accept():
                self.dismiss()
        elif name == "escape":
            self.dismiss()
        elif tag := self._tag_of(name):
            self._repeats.tag = tag

    def _said(self) -> list[str]:
        repeats = self._repeats
        count = len(repeats.places)
        found = f"{count:,} place{'s' * (count != 1)}" if count else "nowhere else" if repeats.over else "…"
        if count >= MOST:
            found = f"{found}, the first ones"
        tag = plain(repeats.tag) or "no tag of yours yet, its key chooses one"
        return [
            f"{tag} · {repeats.taken:,} to be tagged · {found}{self._looking()}",
            plain(self._session.said.text) or plain(" ".join(repeats.words.split())),
        ]

    def _looking(self) -> str:
        repeats, state = self._repeats, self._session.searching.indexing.state
        if repeats.over:
            return ""
        if repeats.articles:
            return f" · looked at {repeats.looked_at:,} of {repeats.articles:,} articles"
        return f" · indexed {state.done:,} of {state.total:,} articles" if state.running else " · looking …"

    def _row(self, number: int) -> Row:
        place = self._repeats.places[number]
        codebook, look = self._session.codebook, self._look
        has = codebook.get(place.has) if place.has else None
        symbol = plain(has.symbol) if has is not None else "?" if place.has else "·"
        taken = self._repeats.is_taken(number)
        sign = (
            "!"
            if place.barred
            else "="
            if place.has and place.has == self._repeats.tag
            else "+"
            if taken
            else "–"
        )
        style = None if taken else look.dim
        return [
            (f"{sign} ", look.error if place.barred else look.strong if taken else look.dim),
            (f"{symbol} ", look.tags.get(place.has, look.dim)),
            (fill(plain(place.path), max(10, self.size.width // 5)) + " ", look.dim),
            (_line(place.before)[-_BEFORE:], look.dim),
            (_line(place.words), style if style is not None else look.match),
            (_line(place.after), look.dim),
        ]

    def _known_of(self, place: Place) -> list[Row]:
        look = self._look
        state = "a claim" if place.is_claim else "no claim yet: it becomes one"
        has = f"tagged {plain(place.has)}" if place.has else "untagged"
        said = f"{plain(place.title)} · {plain(place.path)} · {state}, {has}"
        rows: list[Row] = [[(said, look.strong)]]
        if place.barred:
            rows.append([(f"! {plain(place.barred)}", look.error)])
        rows.append([(f"… {_line(place.before)}[{_line(place.words)}]{_line(place.after)} …", None)])
        return rows


def _line(text: str) -> str:
    """Return text on one line, its blanks at either end kept as one."""
    return plain("".join(" " if sign.isspace() else sign for sign in text))
