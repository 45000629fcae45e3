"""The dashboard: how far everything is, at what pace, who tagged what, and what needs attention."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from triage.core.plain import plain
from triage.session.ordering import Order
from triage.session.session import Session
from triage.session.speed import told
from triage.ui.dashboard_rows import Target
from triage.ui.keynames import key_name
from triage.ui.look import Look
from triage.ui.screens.layer import Layer
from triage.ui.widgets.bars import bar
from triage.ui.widgets.dashboard_lines import DashboardLines
from triage.ui.widgets.sheet_lines import Piece, SheetLines

_ORDERS = tuple(Order)
_LONGEST_BAR = 60
"""Cells."""


class Dashboard(Layer):
    """The sums above, and beneath them lines to go through; enter goes to the place of one."""

    opened_by = "dashboard"

    def __init__(self, session: Session, look: Look, chosen: Callable[[Target], None]) -> None:
        self._session, self._look, self._take_target = session, look, chosen
        self._sums = SheetLines([])
        self._sums.id = "sums"
        self._lines = DashboardLines(session, look)
        super().__init__(self._sums, self._lines)

    def compose(self) -> ComposeResult:
        """Return the sums above the lines."""
        with Vertical(id="dashboard") as box:
            box.border_title = "Dashboard"
            box.border_subtitle = "Enter goes there, Tab to the articles, s another order, Esc leaves"
            yield self._sums
            yield self._lines

    def on_mount(self) -> None:
        """Begin to count."""
        self._session.overview.open()
        self.show()

    def on_unmount(self) -> None:
        """Count no more."""
        self._session.overview.stop()

    def on_resize(self) -> None:
        """The bar of all fills the room that there is."""
        self.call_after_refresh(self.show)

    def show(self) -> None:
        """Show what is known by now."""
        self.redraw()

    def redraw(self) -> None:
        """Paint sums and lines."""
        self._sums.rows = [*self._totals()]
        super().redraw()

    async def take(self, key: events.Key) -> None:
        """Move the choice, take it, put the articles in another order, or leave."""
        page = max(1, self._lines.size.height - 1)
        ways = {"down": 1, "up": -1, "pagedown": page, "space": page, "pageup": -page}
        name, lines = key_name(key), self._lines
        if name in ways:
            lines.move(ways[name])
        elif name in ("home", "end"):
            lines.move(-lines.count if name == "home" else lines.count)
        elif name == "tab":
            lines.next_part()
        elif name == "s":
            overview = self._session.overview
            overview.put_in_order(_ORDERS[(_ORDERS.index(overview.order) + 1) % len(_ORDERS)])
        elif name == "enter":
            target = lines.target(lines.chosen)
            if target is not None:
                self.dismiss()
                self._take_target(target)
        elif name == "escape":
            self.dismiss()

    def _totals(self) -> Iterator[list[Piece]]:
        session, look = self._session, self._look
        totals = session.listing.totals()
        many = "1 article" if totals.articles == 1 else f"{totals.articles:,} articles"
        unread = totals.articles - totals.known
        reading = f" · {unread:,} articles are not read yet" if unread else ""
        judged = f"{totals.tagged:,} of {totals.claims:,} claims tagged by {plain(session.reviewer)}"
        yield [(f"{many} · {totals.done:,} done · {judged}{reading}", None)]
        cells = max(10, min(_LONGEST_BAR, self._sums.size.width - 8))
        done = 100 * totals.tagged // totals.claims if totals.claims else 0
        drawn = bar(totals.tagged, totals.claims, cells, look)
        yield [*((each.text, each.style) for each in drawn), (f" {done} %", None)]
        yield [(told(session.sitting.speed(), totals.claims - totals.tagged), look.dim)]
