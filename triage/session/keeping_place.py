"""Keeping where the reviewer is: a moment after a key, never while one waits, and when the review ends."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from triage.session.background import Background
from triage.session.resuming import left_off, rows_to_show
from triage.session.state import Deliver
from triage.store import left_front
from triage.store import left_off as files

if TYPE_CHECKING:
    from pathlib import Path

    from triage.session.parts import Parts
    from triage.store.left_off import LeftOff

SECONDS = 2.0
"""After a key until the place is kept: so much a crash may lose."""


class PlaceKeeper:
    """Looks where the reviewer is, some moments after a key, and writes it down."""

    def __init__(self, session: Parts, deliver: Deliver) -> None:
        self._session = session
        self._deliver = deliver
        self._behind = Background(lambda _: None)  # what cannot be kept is not worth a word
        self._due = self._moved = False
        self._kept: tuple[object, ...] = ()

    def noticed(self) -> None:
        """The reviewer typed something."""
        self._moved = True
        if not self._due:
            self._due = True
            self._behind.after(SECONDS, partial(self._deliver, self._look))

    def stop(self) -> None:
        """Keep the place as it is now, if anything was typed, and do no more."""
        self._behind.stop()
        if self._moved:
            self._write(*self._now())

    def _look(self) -> None:
        self._due = False
        now = self._now()
        if now != self._kept:
            self._kept = now
            self._behind.soon(partial(self._write, *now))

    def _now(self) -> tuple[LeftOff, tuple[str, ...], int]:
        session, on_screen = self._session, self._session.on_screen()
        order = str(session.sorting.order) if session.has("sorting") else ""
        left = left_off(session.desk, session.reviewer, on_screen, session.listing.query, order)
        return left, *rows_to_show(session.listing, session.desk, on_screen.rows)

    def _write(self, left: LeftOff, rows: tuple[str, ...], here: int) -> None:
        session = self._session
        files.write(self._path, left)
        left_front.keep(str(session.corpus.root), session.reviewer, rows, here)

    @property
    def _path(self) -> Path:
        return files.path_of(self._session.journal)
