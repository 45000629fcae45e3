"""Picking a claim of the corpus by its words, or words like them, and by the name of its article."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from triage.core.fuzzy import Fuzzy
from triage.core.plain import plain
from triage.session.gathered import Known
from triage.session.session import Session
from triage.ui.keynames import key_name
from triage.ui.look import Look
from triage.ui.screens.layer import Layer
from triage.ui.widgets.field import Field
from triage.ui.widgets.sheet_lines import Piece, SheetLines

_STEPS = {
    "down": 1,
    "ctrl+n": 1,
    "tab": 1,
    "up": -1,
    "ctrl+p": -1,
    "shift+tab": -1,
    "pagedown": 10,
    "pageup": -10,
}

_MOST = 300
"""Claims that are listed; more typing finds the others."""

_AGAIN_SECONDS = 0.25
"""How often the list is put together anew while sidecars are being read."""


class ClaimPicker(Layer):
    """Lists recorded claims first; enter picks the chosen one."""

    def __init__(
        self, title: str, session: Session, look: Look, chosen: Callable[[Known], None], first: Known | None
    ) -> None:
        """`first` is listed before all others."""
        self._title, self._session, self._look = title, session, look
        self._take_choice, self._first = chosen, first
        self._all: Sequence[Known] = ()
        self._fuzzy = Fuzzy()
        self._shown: list[Known] = []
        self._version: object = None
        self._listed_at = 0.0
        self._line = Field()
        self._lines = SheetLines([])
        self._lines.chosen = 0
        self._lines.mark = look.chosen
        self._lines.has_cursor = False
        super().__init__(self._line, self._lines)

    def compose(self) -> ComposeResult:
        """Return the field above the list."""
        with Vertical(id="picking") as box:
            box.border_title = plain(self._title)
            box.border_subtitle = "type to find, Enter to pick, Esc to leave"
            yield self._line
            yield self._lines

    def on_mount(self) -> None:
        """List what is known."""
        self.show()

    def show(self) -> None:
        """List what has been read by now; the chosen claim stays chosen."""
        gathered = self._session.gathered
        now = time.monotonic()
        is_due = now - self._listed_at > _AGAIN_SECONDS or not gathered.is_reading
        if gathered.version is self._version or not is_due:
            return
        before = self._chosen()
        known: Sequence[Known] = self._session.relations.choices()
        self._version, self._listed_at = gathered.version, now
        if self._first is not None:
            known = [self._first, *(one for one in known if not _is_same(one, self._first))]
        self._all, self._fuzzy = known, Fuzzy([one.sought for one in known])
        self._list()
        if before is not None and before in self._shown:
            self._lines.chosen = self._shown.index(before)
        self.redraw()

    async def take(self, key: events.Key) -> None:
        """Move the choice, take it, leave, or look for what is typed."""
        name = key_name(key)
        if name in _STEPS and self._shown:
            self._lines.chosen = max(0, min((self._lines.chosen or 0) + _STEPS[name], len(self._shown) - 1))
        elif name == "enter":
            chosen = self._chosen()
            self.dismiss()
            if chosen is not None:
                self._take_choice(chosen)
        elif name == "escape":
            self.dismiss()
        elif self._line.take(key):
            self._list()

    def paste(self, text: str) -> None:
        """Look for what was pasted."""
        self._line.paste(text)
        self._list()

    def _chosen(self) -> Known | None:
        number = self._lines.chosen or 0
        return self._shown[number] if number < len(self._shown) else None

    def _list(self) -> None:
        found = [self._all[number] for number in self._fuzzy.find(self._line.value)]
        self._shown = found[:_MOST]
        self._lines.rows = [self._row(known) for known in self._shown]
        if not self._shown:
            reading = self._session.gathered.is_reading
            nothing = "sidecars are being read …" if reading else "no claim has such words"
            self._lines.rows = [[(nothing, self._look.dim)]]
        elif len(found) > _MOST:
            self._lines.rows.append([(f"and {len(found) - _MOST:,} more: type on", self._look.dim)])
        self._lines.chosen = 0

    def _row(self, known: Known) -> list[Piece]:
        style = self._look.dim if not known.claim else None
        mark = "← " if known is self._first else ""
        return [(f"{mark}{plain(known.path)}  ", self._look.dim), (plain(known.words), style)]


def _is_same(one: Known, other: Known) -> bool:
    return one.path == other.path and (one.claim == other.claim if one.claim else one.span == other.span)
