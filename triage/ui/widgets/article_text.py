"""The text of the open article: claims with their tags, the current one marked, the rest dimmed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from triage.core.outline import Passage, record_of
from triage.core.plain import plain, plain_lines
from triage.session.opened import Opened
from triage.session.session import Session
from triage.ui.cells import cut, fill
from triage.ui.layout import Layout, Row, lay_out
from triage.ui.widgets.lines import Lines

GUTTER = 4
"""Cells left of the text: the bar of the current claim, its tag's symbol, what others tagged, a blank.

Where the words changed since they were judged, ``!`` stands for what others tagged.
"""

_HEAD = 3
"""Most lines above the text: title, file name, and an empty one."""

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
        self._layout: Layout | None = None
        self._layout_key: tuple[object, ...] = ()
        self._laid_out_for: tuple[object, ...] = ()
        self._shown = ""
        self._shown_of = ""
        self._tops: dict[str, int] = {}
        """Per article, the code point at the top of the pane."""
        self._cursor_seen: tuple[object, ...] = ()

    def page(self, pages: int) -> None:
        """Scroll by whole screens, two lines less; the cursor stays."""
        self.scroll_rows(pages * max(1, self.size.height - self._head_lines - 2))

    def scroll_rows(self, rows: int) -> None:
        """Scroll by `rows` lines (negative: up); whoever calls has it drawn."""
        opened = self._session.desk.opened
        if opened is not None and self._layout is not None:
            top = self._top(opened) + rows
            self._set_top(opened, top)

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
        shown = self._layout.rows[top : top + max(0, height - self._head_lines)]
        passage = None if cursor is None else opened.outline.passages[cursor]
        lines += [self._row(opened, row, passage) for row in shown]
        return lines[:height]

    def on_click(self, event: events.Click) -> None:
        """Tell which place was clicked."""
        opened = self._session.desk.opened
        if opened is None or self._layout is None:
            return
        index = self._top(opened) + event.y - self._head_lines
        if event.y >= self._head_lines and index < len(self._layout.rows):
            row = self._layout.rows[index]
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
        """Wrap the text anew where the article, its spans or the width are others than last time."""
        if self._laid_out_for == (opened.outline, width) and self._shown_of == opened.article.sha256:
            return
        starts = tuple(passage.start for passage in opened.outline.passages)
        key = (opened.article.sha256, starts, width)
        if key != self._layout_key:
            if self._shown_of != opened.article.sha256:
                self._shown, self._shown_of = plain_lines(opened.article.text), opened.article.sha256
            text_width = min(_WIDEST, width - GUTTER - 1)
            self._layout = lay_out(self._shown, opened.segments, opened.outline, text_width)
            self._layout_key = key
            self._cursor_seen = ()
        self._laid_out_for = (opened.outline, width)

    def _top(self, opened: Opened) -> int:
        """Return the first visible row: that of the code point that was at the top, whatever the width."""
        assert self._layout is not None
        row = self._layout.row_at(self._tops.get(opened.article.path, 0))
        return max(0, min(row, len(self._layout.rows) - 1))

    def _set_top(self, opened: Opened, row: int) -> None:
        assert self._layout is not None
        rows = self._layout.rows
        if not rows:
            return
        highest = max(0, len(rows) - max(1, (self.size.height - self._head_lines) // 2))
        row = max(0, min(row, highest))
        if row and rows[row].start == rows[row].end:
            row += 1 if row + 1 < len(rows) else 0
        self._tops[opened.article.path] = 0 if row == 0 else rows[row].start

    def _follow_cursor(self, opened: Opened, cursor: int | None, height: int) -> None:
        """Scroll if the current claim is another than last time and is not in view."""
        assert self._layout is not None
        if cursor is None or height < 1:
            return
        passage = opened.outline.passages[cursor]
        seen = (opened.article.path, passage.start, passage.end, height)
        if seen == self._cursor_seen:
            return
        self._cursor_seen = seen
        first, last = self._layout.rows_of(passage.start, passage.end)
        top = self._top(opened)
        if first < top or last >= top + height:
            tall = last - first + 1 >= height
            self._set_top(opened, first if tall else first - min(height // 3, height - (last - first + 1)))

    def _count(self, opened: Opened, cursor: int | None) -> str:
        claims = [index for index, passage in enumerate(opened.outline.passages) if passage.claim]
        if cursor in claims:
            return f"{claims.index(cursor) + 1}/{len(claims)}"
        return f"–/{len(claims)}"

    def _head(self, title: str, where: str, count: str, width: int) -> list[Strip]:
        room = max(0, width - GUTTER - cell_len(count) - 2)
        first = Strip(
            [
                Segment(" " * GUTTER),
                Segment(fill(plain(title), room), self.look.strong),
                Segment(f" {count} ", self.look.dim),
            ]
        )
        name = Segment(cut(plain(where), max(0, width - GUTTER - 1)), self.look.dim)
        return [first, Strip([Segment(" " * GUTTER), name]), Strip([])]

    def _welcome(self, width: int) -> list[Strip]:
        """Say what to do in a folder without articles."""
        root = cut(plain(str(self._session.corpus.root.resolve())), max(0, width - 2 * GUTTER))
        lines = (
            ("No articles here yet.", self.look.strong),
            ("", None),
            ("Put text files (.txt, .md, .text) into this folder:", None),
            (root, self.look.dim),
            ("They appear here by themselves.", None),
            ("", None),
            ("S  copies sample articles here, to try things out", None),
            ("?  shows every key", None),
            ("q  leaves", None),
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

    def _row(self, opened: Opened, row: Row, current: Passage | None) -> Strip:
        if row.start == row.end:
            return Strip([])
        here = current is not None and row.start < current.end and row.end > current.start
        segments = self._gutter(opened, row, here)
        for start, end, style in self._pieces(opened, row, current):
            segments.append(Segment(self._shown[start:end].replace("\n", " "), style))
        return Strip(segments)

    def _gutter(self, opened: Opened, row: Row, here: bool) -> list[Segment]:
        bar = Segment("▌" if here else " ", self.look.accent)
        if row.begins is None or not opened.outline.passages[row.begins].claim:
            return [bar, Segment(" " * (GUTTER - 1))]
        passage = opened.outline.passages[row.begins]
        mine = record_of(opened.annotations, passage, self._session.reviewer)
        others = {
            record.tag
            for claim in opened.recorded_claims(passage)
            for reviewer, record in claim.tags.items()
            if reviewer != self._session.reviewer and record.tagged
        }
        if mine is None or not mine.tagged:
            symbol = Segment("·", self.look.dim)
        else:
            definition = self._session.codebook.get(mine.tag)
            symbol = Segment(definition.symbol if definition else "?", self.look.tags.get(mine.tag))
        agree = not others or (mine is not None and others == {mine.tag})
        mark = " " if not others else "=" if agree else "≠" if mine and mine.tagged else "+"
        if opened.is_changed(passage):
            return [bar, symbol, Segment("!", self.look.warning), Segment(" ")]
        return [bar, symbol, Segment(mark, self.look.dim), Segment(" ")]

    def _pieces(
        self, opened: Opened, row: Row, current: Passage | None
    ) -> Iterator[tuple[int, int, Style | None]]:
        """Yield the row's text in pieces of one style each."""
        cuts = {row.start, row.end}
        if current is not None:
            cuts.update(at for at in (current.start, current.end) if row.start < at < row.end)
        found = self._session.desk.found
        matches = [] if found is None else [*found.within(row.start, row.end)]
        carried = self._session.desk.carried
        if carried is not None and carried.offer is not None:
            matches.append(carried.offer)
        cuts.update(at for span in matches for at in span if row.start < at < row.end)
        cuts.update(at for at in self._claim_ends(opened, row) if row.start < at < row.end)
        ordered = sorted(cuts)
        for start, end in pairwise(ordered):
            style: Style | None = None
            over = opened.outline.at(start)
            if over is None or not opened.outline.passages[over].claim:
                style = self.look.dim
            if current is not None and current.start <= start < current.end:
                style = (style or Style()) + self.look.current
            if any(first <= start < last for first, last in matches):
                style = (style or Style()) + self.look.match
            yield start, end, style

    def _claim_ends(self, opened: Opened, row: Row) -> Iterator[int]:
        over = opened.outline.at(row.start)
        if over is not None:
            yield opened.outline.passages[over].end
