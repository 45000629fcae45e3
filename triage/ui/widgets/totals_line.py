"""The first line of the screen: the folder, its sums, who reviews and who else does, whether all is saved."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from triage.core.order import BY_NAME
from triage.core.plain import plain
from triage.session.session import Session
from triage.ui.cells import cut, fill
from triage.ui.widgets.lines import Lines

_NAMED = 2
_LATE_SECONDS = 1.0
"""How long after a save it may still be called going on, to somebody who types all the time."""


class TotalsLine(Lines):
    """Sums on the left, the state of saving on the right."""

    DEFAULT_CSS = "TotalsLine { height: 1; }"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        root = session.corpus.root.resolve()
        self.folder = plain(root.name or str(root))
        self._key: tuple[object, ...] = ()
        self._drawn = Strip([])
        self._saving = False
        """Whether the line said last that something is being saved."""
        self.is_still = False
        """Whether nothing is to be seen counting up."""
        self.typing: Callable[[], bool] = lambda: False
        """Whether a key came just now: that all is saved is then said when the reviewer pauses."""

    def draw(self, width: int, height: int) -> Sequence[Strip]:
        """Return the one line."""
        totals = self._session.listing.totals()
        reading = "" if totals.known == totals.articles else f" · reading {totals.known}/{totals.articles}"
        if reading and self.is_still:
            reading = " · reading"
        waiting = f" · {totals.waiting} wait" if totals.waiting else ""
        query = self._session.listing.query
        looking = " so far" if self._session.is_filtering else ""
        shown = f" · {len(self._session.listing)}{looking} listed for “{plain(query)}”" if query else ""
        state, style = self._saved()
        if self._session.has("sorting") and self._session.sorting.order != BY_NAME:
            shown += f" · {self._session.sorting.order.told}"
        folder = self._session.follower.state
        left = (
            f" {self.folder} · {folder and f'{folder} · '}"
            f"{_many(totals.articles, 'article')} · {totals.done} done · "
            f"{totals.tagged}/{totals.claims} claims{waiting}{reading}{shown}{self._others()}"
        )
        name = cut(plain(self._session.reviewer), 24)
        right = f"{name} · {state} "
        if cell_len(left) + cell_len(right) + 1 > width:
            right = f"{state} "
        room = width - cell_len(right)
        key = (left, right, style, width, self.look)
        if key == self._key:
            return [self._drawn]
        line = [Segment(fill(left, room)), Segment(right[: len(right) - len(state) - 1], self.look.dim)]
        self._key, self._drawn = key, Strip([*line, Segment(state, style), Segment(" ")])
        return [self._drawn]

    def _others(self) -> str:
        """Return who else is here, at most two of them by name; empty where nobody is."""
        others = self._session.company.others
        names = [cut(f"{plain(person.reviewer)}@{plain(person.host)}", 24) for person in others[:_NAMED]]
        more = f" +{len(others) - _NAMED}" if len(others) > _NAMED else ""
        return f" · also here: {', '.join(names)}{more}" if names else ""

    def _saved(self) -> tuple[str, Style | None]:
        state = self._session.save_state
        if state.error:
            return "✗ cannot save", self.look.error
        just_now = self._saving and self.typing() and time.time() - state.saved_at < _LATE_SECONDS
        self._saving = bool(state.unsaved) or just_now
        if self._saving:
            return "… saving", self.look.warning
        if state.saved_at:
            return f"✓ saved {time.strftime('%H:%M:%S', time.localtime(state.saved_at))}", self.look.dim
        return "nothing to save", self.look.dim


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
