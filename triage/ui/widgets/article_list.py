"""The list of articles: two lines each, state, progress, title and file name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from triage.core.claim import Status
from triage.core.plain import plain
from triage.session.entry import Entry
from triage.session.session import Session
from triage.ui.cells import fill
from triage.ui.look import Look
from triage.ui.measures import ARTICLE_LINES
from triage.ui.widgets.lines import Lines

if TYPE_CHECKING:
    from triage.ui.jumping import Jump

_RULE = "▕"
"""Between the list and the text beside it."""

_KEPT = 512
"""Entries kept as they were drawn."""

_Rule = tuple[Segment, ...]
_Kept = tuple[Look | None, tuple[object, ...], Entry | None, Sequence[Strip]]
_NOTHING: _Kept = None, (), None, ()


def sign(entry: Entry) -> str:
    """Return the one cell that says how far an article is."""
    if entry.problem or entry.warning:
        return "!"
    if entry.status is Status.SET_ASIDE:
        return "–"
    if entry.status is Status.DONE or (entry.claims and entry.tagged == entry.claims):
        return "●"
    return "◐" if entry.tagged else "○"


class ArticleList(Lines):
    """Draws the visible part of the list, the open article in it."""

    class Clicked(Message):
        """An article was clicked."""

        def __init__(self, path: str) -> None:
            super().__init__()
            self.path = path

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.active = False
        """Whether keys go to the list."""
        self.jump: Jump[str] | None = None
        """The labels to draw, by the path of the article."""
        self._top = 0
        self._fit = 1
        """How many articles were seen when it was drawn last."""
        self._followed: object = None
        self._kept: dict[str, _Kept] = {}

    def draw(self, width: int, height: int) -> Sequence[Strip]:
        """Return the visible lines, scrolled so that the open article is among them when it has changed."""
        listing, path = self._session.listing, self._session.desk.path
        rule = (Segment(_RULE, self.look.rule),) if width < self.app.size.width else ()
        room = width - len(rule)
        fit = self._fit = max(1, height // ARTICLE_LINES)
        here = None if path is None else listing.position(path)
        if here is not None and (here, height) != self._followed:
            self._top = min(max(self._top, here - fit + 1), here)
            self._followed = (here, height)
        self._top = max(0, min(self._top, len(listing) - fit))
        lines: list[Strip] = []
        for position in range(self._top, min(len(listing), self._top + fit + 1)):
            entry = listing[position]
            strips = self._drawn(entry, position == here, room, rule)
            if position == here and self.active:
                self.put_cursor(1, len(lines))
            if self.jump is not None:
                strips = [self.jump.laid_over(strips[0], 0, [entry.path], self.look), *strips[1:]]
            lines += strips
        if not lines and listing.query:
            looking = self._session.is_filtering
            words = " looking into the articles …" if looking else " the filter means no article"
            lines = [_line(words, room, self.look.dim, rule)]
        lines += [_line("", room, None, rule)] * (height - len(lines))
        return lines[:height]

    def rows(self) -> tuple[str, ...]:
        """Return the paths of the articles that are seen, from the top on."""
        listing = self._session.listing
        return tuple(listing[at].path for at in range(self._top, min(len(listing), self._top + self._fit)))

    def begin_at(self, path: str) -> None:
        """Have article `path` at the top, as far as the open one is seen then."""
        self._top = self._session.listing.position(path) or 0

    def in_view(self) -> list[str]:
        """Return the paths of the articles that are seen, the nearest first, the open one last."""
        listing, path = self._session.listing, self._session.desk.path
        here = (None if path is None else listing.position(path)) or 0
        fit = -(-self.size.height // ARTICLE_LINES)
        seen = range(self._top, min(len(listing), self._top + fit))
        return [
            listing[position].path
            for position in sorted(seen, key=lambda each: (each == here, abs(each - here)))
        ]

    def on_click(self, event: events.Click) -> None:
        """Tell which article was clicked."""
        position = self._top + event.y // ARTICLE_LINES
        if position < len(self._session.listing):
            self.post_message(self.Clicked(self._session.listing[position].path))

    def on_mouse_scroll_down(self) -> None:
        """Scroll down by two articles."""
        self._top += 2
        self.redraw()

    def on_mouse_scroll_up(self) -> None:
        """Scroll up by two articles."""
        self._top = max(0, self._top - 2)
        self.redraw()

    def _drawn(self, entry: Entry, here: bool, width: int, rule: _Rule) -> Sequence[Strip]:
        """Return the lines of an entry; they are drawn once for as long as nothing in them changes."""
        mark = self._mark(entry.path)
        key = (here and self.active, here, width, rule, mark)
        look, drawn, known, strips = self._kept.get(entry.path, _NOTHING)
        if known is not entry or drawn != key or look is not self.look:
            strips = [Strip([*line, *rule]) for line in self._entry(entry, here, width, mark)]
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            self._kept[entry.path] = self.look, key, entry, strips
        return strips

    def _entry(self, entry: Entry, here: bool, width: int, mark: str) -> list[list[Segment]]:
        look = self.look
        base = (look.chosen if self.active else look.chosen_elsewhere) if here else Style()
        signal = look.error if entry.problem or entry.warning else look.dim
        done = self._progress(entry)
        room = width - 4 - len(done)
        name = plain(entry.path)
        title = plain(entry.title) or name
        below = plain(entry.problem or entry.warning) or (name if entry.title else "")
        if (entry.problem or entry.warning) and entry.title:
            below = f"{below} · {name}"
        first = [
            Segment("▌" if here and self.active else " ", base + look.accent),
            Segment(sign(entry), base + signal),
            Segment(mark, base + look.strong),
            Segment(fill(title, room), base),
            Segment(done + " ", base + look.dim),
        ]
        second = [
            Segment("▌  " if here and self.active else "   ", base + look.accent),
            Segment(fill(below, width - 3), base + (look.error if entry.problem else look.dim)),
        ]
        return [first, second]

    def _mark(self, path: str) -> str:
        """Return the cell that says whether the article is marked, or claims in it are."""
        if not self._session.is_marked:
            return " "
        marks = self._session.marks
        return "*" if marks.has_article(path) else "+" if marks.has_inside(path) else " "

    def _progress(self, entry: Entry) -> str:
        if entry.problem:
            return ""
        return f" {entry.tagged}/{entry.claims}" if entry.known else " …"


@lru_cache(maxsize=8)
def _line(text: str, cells: int, style: Style | None, rule: _Rule) -> Strip:
    return Strip([Segment(fill(text, cells), style), *rule])
