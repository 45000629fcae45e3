"""The text of the open article: claims with their tags, the current one marked, the rest dimmed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip

from triage.core.plain import plain
from triage.session.opened import Opened
from triage.session.session import Session
from triage.ui.cells import cut, fill
from triage.ui.layout import Layout, Place, Row
from triage.ui.widgets.article_rows import GUTTER, ArticleRows
from triage.ui.widgets.lines import Lines

if TYPE_CHECKING:
    from triage.core.units import Span
    from triage.ui.jumping import Jump

_HEAD = 3
"""Most lines above the text: title, file name, and an empty one."""

_FIRST = Place(0, 0)

_WIDEST = 100
"""Cells; longer lines are hard to read."""


class ArticleText(Lines):
    """Draws what is visible of the open article. Clicks are told, not acted upon."""

    class Clicked(Message):
        """A place in the text was clicked."""

        def __init__(self, position: int) -> None:
            super().__init__()
            self.position = position
            """Code point in the canonical text."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.active = True
        """Whether keys go to the text rather than to the list."""
        self._rows = ArticleRows(session)
        self._layout: Layout | None = None
        self._laid_out: tuple[object, ...] = ()
        """The text and the width that it is the layout of."""
        self._tops: dict[str, int] = {}
        """Per article, the code point at the top of the pane."""
        self._cursor_seen: tuple[object, ...] = ()
        self.jump: Jump[Span] | None = None
        """The labels to draw, by the span of the claim."""
        self._head_key: tuple[object, ...] = ()
        self._head_drawn: list[Strip] = []

    @property
    def first_shown(self) -> int:
        """The code point at the top of the pane."""
        return self._tops.get(self._session.desk.path or "", 0)

    def begin_at(self, path: str, position: int) -> None:
        """Have a code point of article `path` at the top, as far as the current claim is seen then."""
        self._tops[path] = position

    def page(self, pages: int) -> None:
        """Scroll by whole screens, two lines less; the cursor stays."""
        self.scroll_rows(pages * max(1, self.size.height - self._head_lines - 2))

    def scroll_rows(self, rows: int) -> None:
        """Scroll by `rows` lines (negative: up); whoever calls has it drawn."""
        opened = self._session.desk.opened
        if opened is not None and self._layout is not None:
            self._set_top(opened, self._layout.moved(self._top(opened), rows))

    def draw(self, width: int, height: int) -> Sequence[Strip]:
        """Return title and text, scrolled so that the current claim is in view when it has changed."""
        desk = self._session.desk
        if desk.path is None:
            return self._welcome(width)[:height]
        opened = desk.opened
        if opened is None:
            return [*self._head(desk.path, desk.path, "", width), *self._problem(desk.problem)][:height]
        self._lay_out(opened, width)
        assert self._layout is not None
        cursor = desk.cursor
        self._follow_cursor(opened, cursor, height - self._head_lines)
        top = self._top(opened)
        waits = opened.blocked if opened.pending else ""
        where = " · ".join(filter(None, (desk.path, opened.article.read_as, waits)))
        lines = self._head(opened.title, where, self._count(opened, cursor), width)[: self._head_lines]
        shown = list(islice(self._layout.from_here(top), max(0, height - self._head_lines)))
        passage = None if cursor is None else opened.outline.passages[cursor]
        strips = self._rows.strips(opened, shown, passage, self.look)
        lines += strips if self.jump is None else self._labelled(opened, shown, strips, self.jump)
        if self.active and passage is not None:
            self._point_at(shown, passage.start)
        return lines[:height]

    def verbatim_from(self, y: int) -> int | None:
        """Below the title, what is right of the marks is the article's own."""
        return GUTTER if self._session.desk.opened is not None and y >= self._head_lines else None

    def _point_at(self, rows: Sequence[Row], position: int) -> None:
        """Put the terminal's cursor where `position` is drawn; at the top where that is scrolled away."""
        chosen = self._session.desk.selection
        position = position if chosen is None else chosen.point
        for y, row in enumerate(rows):
            if row.start <= position < row.end:
                before = cell_len(row.text[: position - row.start])
                self.put_cursor(GUTTER + before, self._head_lines + y)
                return
        self.put_cursor(0, self._head_lines)

    def in_view(self) -> list[Span]:
        """Return the spans of claims of which something is seen, the nearest first, the current one last."""
        opened, cursor = self._session.desk.opened, self._session.desk.cursor
        if opened is None or self._layout is None:
            return []
        rows = list(islice(self._layout.from_here(self._top(opened)), self.size.height - self._head_lines))
        if not rows:
            return []
        current = (0, 0) if cursor is None else opened.outline.passages[cursor][:2]
        seen = opened.outline.over(rows[0].start, rows[-1].end)
        spans = [(each.start, each.end) for each in seen if each.claim and each.end > rows[0].start]
        return sorted(spans, key=lambda span: (span == current, abs(span[0] - current[0]), span))

    def lines_on(self, position: int, lines: int) -> int | None:
        """Return the code point in the same column so many lines of text further (negative: back).

        None where there is no such line.
        """
        layout = self._layout
        if layout is None:
            return None
        place = layout.at(position)
        row = layout.row(place)
        column = 0 if row is None else position - row.start
        way = 1 if lines > 0 else -1
        found = None
        while lines:
            following = layout.moved(place, way)
            if following == place:
                break
            place, row = following, layout.row(following)
            if row is not None and row.start < row.end:
                lines -= way
                found = min(row.start + column, row.end - 1)
        return found

    def on_click(self, event: events.Click) -> None:
        """Tell which place was clicked."""
        opened = self._session.desk.opened
        if opened is None or self._layout is None:
            return
        below = event.y - self._head_lines
        row = (
            next(islice(self._layout.from_here(self._top(opened)), below, None), None) if below >= 0 else None
        )
        if row is not None:
            self.post_message(
                self.Clicked(min(row.start + max(0, event.x - GUTTER), max(row.start, row.end - 1)))
            )

    def on_mouse_scroll_down(self) -> None:
        """Scroll down by three lines."""
        self.scroll_rows(3)
        self.redraw()

    def on_mouse_scroll_up(self) -> None:
        """Scroll up by three lines."""
        self.scroll_rows(-3)
        self.redraw()

    @property
    def _head_lines(self) -> int:
        """Lines above the text; where there are few in all they go to the text."""
        height = self.size.height
        return _HEAD if height >= 4 * _HEAD else 1 if height > _HEAD else 0

    def _lay_out(self, opened: Opened, width: int) -> None:
        """Have the article's layout at this width, a new one where either is another than last time."""
        key = (opened.article.sha256, opened.segments, width)
        if self._layout is not None and key == self._laid_out:
            if self._layout.follow(opened.outline):
                self._cursor_seen = ()
            return
        text_width = min(_WIDEST, width - GUTTER - 1)
        self._layout = Layout(opened.article.text, opened.segments, opened.outline, text_width)
        self._laid_out = key
        self._cursor_seen = ()

    def _labelled(
        self, opened: Opened, rows: Sequence[Row], strips: Iterable[Strip], jump: Jump[Span]
    ) -> Iterator[Strip]:
        """Yield the rows with the labels of claims beside their first rows."""
        before = rows[0].start if rows else 0
        for number, (row, strip) in enumerate(zip(rows, strips, strict=True)):
            spans: list[Span] = []
            if row.start < row.end:
                first = -1 if number == 0 else before
                begun = opened.outline.over(row.start, row.end)
                spans = [(each.start, each.end) for each in begun if first <= each.start < row.end]
                before = row.end
            yield jump.laid_over(strip, 1, spans, self.look)

    def _top(self, opened: Opened) -> Place:
        """Return the first visible row: that of the code point that was at the top, whatever the width."""
        assert self._layout is not None
        return self._layout.at(self._tops.get(opened.article.path, 0))

    def _set_top(self, opened: Opened, place: Place) -> None:
        layout = self._layout
        assert layout is not None
        lowest = layout.moved(layout.last(), 1 - max(1, (self.size.height - self._head_lines) // 2))
        place = max(_FIRST, min(place, lowest))
        row = layout.row(place)
        if place != _FIRST and row is not None and row.start == row.end:
            place = layout.moved(place, 1)
            row = layout.row(place)
        self._tops[opened.article.path] = 0 if place == _FIRST or row is None else row.start

    def _follow_cursor(self, opened: Opened, cursor: int | None, height: int) -> None:
        """Scroll if the current claim, or what moves of a chosen stretch, is another and is not in view."""
        layout = self._layout
        assert layout is not None
        if cursor is None or height < 1:
            return
        chosen = self._session.desk.selection
        start, end = opened.outline.passages[cursor][:2]
        if chosen is not None:
            start, end = chosen.point, chosen.point + 1
        elif self._session.desk.found_here is not None:
            start, end = self._session.desk.found_here
        seen = (opened.article.path, start, end, height)
        if seen == self._cursor_seen:
            return
        self._cursor_seen = seen
        first, last = layout.at(start), layout.at(max(start, end - 1))
        top = self._top(opened)
        if first < top or layout.distance(top, last, height) >= height:
            rows = layout.distance(first, last, height) + 1
            above = 0 if rows >= height else min(height // 3, height - rows)
            self._set_top(opened, layout.moved(first, -above))

    def _count(self, opened: Opened, cursor: int | None) -> str:
        number = None if cursor is None else opened.outline.number(cursor)
        return f"{number or '–'}/{opened.outline.count}"

    def _head(self, title: str, where: str, count: str, width: int) -> list[Strip]:
        key = (title, where, count, width, self.look)
        if key == self._head_key:
            return list(self._head_drawn)
        room = max(0, width - GUTTER - cell_len(count) - 2)
        first = Strip(
            [
                Segment(" " * GUTTER),
                Segment(fill(plain(title), room), self.look.strong),
                Segment(f" {count} ", self.look.dim),
            ]
        )
        name = Segment(cut(plain(where), max(0, width - GUTTER - 1)), self.look.dim)
        self._head_key = key
        self._head_drawn = [first, Strip([Segment(" " * GUTTER), name]), Strip([])]
        return list(self._head_drawn)

    def _welcome(self, width: int) -> list[Strip]:
        """Say what to do in a folder without articles."""
        root = cut(plain(str(self._session.corpus.root.resolve())), max(0, width - 2 * GUTTER))
        meant = {"samples": "copies sample articles here", "help": "shows every key", "quit": "leaves"}
        keys = {self._session.key_of(name): told for name, told in meant.items()}
        across = max(map(cell_len, keys))
        lines = (
            ("No articles here yet.", self.look.strong),
            ("", None),
            ("Put .txt, .md or .text files into this folder:", None),
            (root, self.look.dim),
            ("They appear here by themselves.", None),
            ("", None),
            *((f"{key}{' ' * (across - cell_len(key))}  {told}", None) for key, told in keys.items()),
        )
        return [Strip([]), *(Strip([Segment(" " * GUTTER), Segment(text, style)]) for text, style in lines)]

    def _problem(self, reason: str) -> list[Strip]:
        return [
            Strip([Segment(" " * GUTTER), Segment(plain(reason), self.look.error)]),
            Strip(
                [
                    Segment(" " * GUTTER),
                    Segment("There is nothing to review here; the file is untouched.", self.look.dim),
                ]
            ),
        ]
